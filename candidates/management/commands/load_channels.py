from typing import Any

from django.core.management.base import BaseCommand

from candidates.actions.channels import load_channels


class Command(BaseCommand):
    help = "Add the catalog’s source channels that are missing. Existing ones are not changed."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_channels()
        if options["verbosity"]:
            self.stdout.write(f"{added} source channels added")
