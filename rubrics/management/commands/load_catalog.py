from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rubrics.documents.catalog import CatalogError
from rubrics.exchange.loading import load_catalog


class Command(BaseCommand):
    help = (
        "Load competencies, role and organization archetypes, adjustments, rubrics and questions. "
        "Safe to run again; never overwrites what was edited here."
    )
    # Runs before the product is complete, on the first start.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_catalog()
        except CatalogError as error:
            raise CommandError(f"The catalog was not loaded.\n{error}") from error
        if not options["verbosity"]:
            return
        for name in report.kept:
            self.stdout.write(f"kept as edited here: {name}")
        if not report.changed:
            self.stdout.write(f"Catalog: nothing to change ({len(report.unchanged)} up to date).")
            return
        self.stdout.write(
            f"Catalog: {len(report.added)} added, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged, {len(report.kept)} kept."
        )
