from django.core.management.base import BaseCommand

from candidates.actions.channels import load_channels


class Command(BaseCommand):
    help = "Adds the source channels of the catalog that are missing; changes none."

    def handle(self, *args, **options) -> None:
        added = load_channels()
        if options["verbosity"]:
            self.stdout.write(f"{added} source channels added")
