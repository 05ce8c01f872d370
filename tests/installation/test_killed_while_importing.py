"""A worker is killed while it imports a spreadsheet: everybody is in, and nobody twice."""

import pytest
from django.db.models import Count

from candidates.models import Candidate
from hiring.activity import jobs
from hiring.pipeline.actions.sheets import keep_sheet, start_sheet
from hiring.pipeline.models import Application, SheetStatus
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.requisitions import opening
from tests.installation.test_killed_worker import installation, until

__all__ = ["installation"]
ROWS = 3_000


@pytest.mark.django_db(transaction=True)
def test_an_import_whose_worker_was_killed_ends_with_everybody_once(installation):
    actor, requisition = UserFactory(recruiter=True), opening()
    lines = [f"Person {n},p{n}@example.org" for n in range(ROWS)]
    sheet = keep_sheet(
        requisition=requisition,
        channel=SourceChannelFactory(),
        name="people.csv",
        data="\n".join(["Name,Email", *lines]).encode(),
        actor=actor,
    )
    first = installation.start_worker()
    start_sheet(sheet=sheet, fields=sheet.fields, source_system="", actor=actor)

    def status() -> str:
        sheet.refresh_from_db()
        return sheet.status

    until(lambda: status() == SheetStatus.RUNNING and sheet.done > 0)
    installation.kill(first)
    assert status() == SheetStatus.RUNNING

    installation.start_worker()
    until(lambda: status() == SheetStatus.DONE, meanwhile=jobs.requeue_stale)

    assert sheet.outcomes.count() == Application.objects.count() == ROWS
    assert Candidate.objects.count() == ROWS
    twice = sheet.outcomes.order_by().values("line").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
