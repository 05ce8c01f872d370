from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rubrics.documents.catalog import CatalogueError
from rubrics.exchange.loading import load_catalogue


class Command(BaseCommand):
    help = (
        "Load competencies, role and organisation archetypes, shifts, rubrics and questions. "
        "Safe to repeat; never overwrites what was edited here."
    )
    # Runs before the product is complete, on the first start.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_catalogue()
        except CatalogueError as error:
            raise CommandError(f"The catalogue was not loaded.\n{error}") from error
        if not options["verbosity"]:
            return
        for name in report.kept:
            self.stdout.write(f"kept as edited here: {name}")
        if not report.changed:
            self.stdout.write(f"Catalogue: nothing to change ({len(report.unchanged)} up to date).")
            return
        self.stdout.write(
            f"Catalogue: {len(report.added)} added, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged, {len(report.kept)} kept."
        )
