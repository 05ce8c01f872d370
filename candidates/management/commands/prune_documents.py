from typing import Any

from django.core.management.base import BaseCommand

from candidates.actions.documents import prune_files


class Command(BaseCommand):
    help = "Delete stored files that no document refers to, one day after they were written."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune_files()} stray files deleted")
