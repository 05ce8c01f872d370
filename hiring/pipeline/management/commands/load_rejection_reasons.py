from typing import Any

from django.core.management.base import BaseCommand

from hiring.pipeline.actions.reasons import load_rejection_reasons


class Command(BaseCommand):
    help = "Add any rejection reasons from the catalog that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_rejection_reasons()
        if options["verbosity"]:
            self.stdout.write(f"Reasons: {added} added.")
