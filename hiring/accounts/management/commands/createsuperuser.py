"""Django's command of this name, which would make somebody without a name or a role, is refused."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not used here: create_administrator adds an administrator."

    def run_from_argv(self, argv: list[str]) -> None:
        """Refuse whatever options Django's own command would take."""
        self.stderr.write("Use manage.py create_administrator EMAIL --name NAME")
        raise SystemExit(2)

    def handle(self, **options: Any) -> None:
        """Refuse a call from code, too."""
        raise CommandError("use create_administrator")
