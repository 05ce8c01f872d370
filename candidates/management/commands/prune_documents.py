from django.core.management.base import BaseCommand

from candidates.actions.documents import prune_files


class Command(BaseCommand):
    help = "Deletes stored files that no document names, a day after they were written."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{prune_files()} stray files deleted")
