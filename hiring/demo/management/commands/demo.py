"""`manage.py demo` makes the demo organization in an empty installation."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hiring.demo.organization import make_demo, staff_exists


class Command(BaseCommand):
    help = "Create the demo organization: people, jobs, candidates, a finished debrief."

    def handle(self, **options: Any) -> None:
        if staff_exists():
            # Demo accounts have a published password: never beside real people.
            raise CommandError("people work here already: the demo needs an empty installation")
        for command in (
            "load_catalog",
            "load_channels",
            "load_rejection_reasons",
            "load_email_templates",
        ):
            call_command(command, verbosity=0)
        make_demo()
        self.stdout.write("The demo organization is made.")
