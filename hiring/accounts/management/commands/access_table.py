"""`manage.py access_table` prints the one table of who may use which route."""

from typing import Any

from django.core.management.base import BaseCommand

from hiring.accounts.access import ALL_METHODS, Row, table
from hiring.accounts.models import SiteRole


class Command(BaseCommand):
    help = "Print who can use which route: site roles and relations to its subject."

    def handle(self, **options: Any) -> None:
        self.stdout.write("| route | methods | site roles | relations | subject |")
        self.stdout.write("|---|---|---|---|---|")
        for row in sorted(
            set(table.rows.values()), key=lambda row: (row.route, sorted(row.methods))
        ):
            self.stdout.write(_line(row))


def _line(row: Row) -> str:
    methods = "all" if row.methods == ALL_METHODS else " ".join(sorted(row.methods))
    site = "everyone" if row.site == frozenset(SiteRole) else ", ".join(sorted(row.site))
    if row.public:
        site = "public"
    if row.if_visible:
        site += " who may see the object"
    relations = ", ".join(sorted(row.relations))
    return f"| {row.route} | {methods} | {site} | {relations} | {row.subject} |"
