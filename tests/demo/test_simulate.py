"""`manage.py simulate`: many applications, the same for the same seed, in a state that holds."""

import json
from datetime import UTC, datetime
from io import StringIO
from itertools import chain, groupby
from operator import itemgetter
from statistics import mean, pvariance

import pytest
from django.core.management import call_command
from django.db import connection

from candidates.models import Candidate
from hiring.activity import clock
from hiring.activity.models import Event
from hiring.interviews.models import Interview, Seat
from hiring.pipeline.models import Application, Transition
from hiring.scorecards.models import ScorecardVersion
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=False)

MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
CATALOG = """
    SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
    UNION ALL SELECT indexname, indexdef, true FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT tgrelid::regclass || tgname, tgenabled::text, true FROM pg_trigger
    WHERE NOT tgisinternal
"""


@pytest.fixture(autouse=True)
def _no_vacuum(monkeypatch):
    """A test is one transaction, in which no table is vacuumed."""
    monkeypatch.setattr("hiring.demo.simulation.running.vacuum", lambda tables: list(tables))


def _simulate(applications: int) -> dict:
    answer = StringIO()
    with clock.set_to(MONDAY):
        call_command("simulate", applications=applications, seed=7, stdout=answer)
    return json.loads(answer.getvalue())


def _schema() -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOG)
        return set(cursor.fetchall())


def test_a_simulated_history_holds_together(library, client_of):
    before = _schema()

    rows = _simulate(2_000)["rows"]

    assert _schema() == before
    assert rows["pipeline_application"] == Application.objects.count() == 2_000
    assert {"active", "hired", "rejected", "withdrawn"} == set(
        Application.objects.values_list("status", flat=True)
    )
    assert not Application.objects.filter(applied_at__gt=MONDAY).exists()
    assert Seat.objects.filter(submitted_at=None).exists()
    # Interviewers of one candidate saw the same person: they differ less than people at random.
    overall = ScorecardVersion.objects.values_list("scorecard__seat__interview__loop", "overall")
    by_loop = [
        [level for _, level in cards]
        for _, cards in groupby(
            overall.order_by("scorecard__seat__interview__loop"), key=itemgetter(0)
        )
    ]
    assert mean(pvariance(levels) for levels in by_loop) < 0.8 * pvariance(chain(*by_loop))
    # The triggers were off: what they would have written is there all the same.
    written = dict(Candidate.objects.values_list("pk", "search_text"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE candidates_candidate SET name_words = name_words")
    assert dict(Candidate.objects.values_list("pk", "search_text")) == written
    # And its pages open.
    client = client_of(UserFactory(site_role="recruiter"))
    seated = Interview.objects.order_by("pk").first().loop.application
    assert client.get(seated.get_absolute_url()).status_code == 200
    assert client.get("/applications/").status_code == 200


def test_the_same_seed_gives_the_same_history(library):
    def story() -> list[tuple]:
        last = Application.objects.order_by("-pk").values_list("pk", flat=True)[0]
        found = Application.objects.filter(pk__gt=last - 300).order_by("pk")
        ways = Transition.objects.filter(application__in=found).order_by("pk")
        events = Event.objects.filter(application_id__in=found).order_by("pk")
        return [
            *found.values_list("candidate__name", "status", "due_at", "stage__name"),
            *ways.values_list("at", "to_status"),
            *events.values_list("at", "verb"),
        ]

    _simulate(300)
    first = story()
    _simulate(300)

    assert story() == first
