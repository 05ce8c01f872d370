"""`manage.py simulate` adds a believable history of many applications, for trials of speed."""

import json
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hiring.demo.simulation.running import simulate


class Command(BaseCommand):
    help = "Add simulated jobs with so many applications; the same seed and day give the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--applications", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, applications: int, seed: int, **options: Any) -> None:
        if applications < 1:
            raise CommandError("--applications must be at least 1")
        started = time.monotonic()
        for command in ("load_catalog", "load_channels", "load_rejection_reasons"):
            call_command(command, verbosity=0)
        rows = simulate(applications=applications, seed=seed)
        seconds = round(time.monotonic() - started, 1)
        self.stdout.write(json.dumps({"seconds": seconds, "rows": rows}, indent=2))
