from typing import Any

from django.core.management.base import BaseCommand

from hiring.messaging.template_actions import load_catalog


class Command(BaseCommand):
    help = "Add any email templates from the catalog that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_catalog()
        if options["verbosity"]:
            self.stdout.write(f"Email templates: {added} added.")
