"""A profile changed after the first interview is told in the debrief, on the page and on paper."""

import io
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.activity import clock
from hiring.debriefs.assembly import assemble
from hiring.debriefs.document import make_pdf
from hiring.requisitions.actions.profile import set_competency
from rubrics.models import Stance
from tests.debriefs.content import content
from tests.factories.debriefs import NOON, competencies_of, scene
from tests.pdfua import failures

pytestmark = pytest.mark.django_db
MADE_AT = datetime(2026, 11, 24, 21, 5, tzinfo=UTC)
CHANGE = {
    "competency": "Software design",
    "by": "Margaret Hamilton",
    "at": "2026-11-20T10:00:00+00:00",
    "why": "The platform team takes the serving over; what is left is a bar.",
    "changes": [
        {"field": "stance", "old": "strength", "new": "bar"},
        {"field": "weight", "old": "4", "new": "2"},
        {"field": "bar_level", "old": "3", "new": "2"},
    ],
    "fixed_before": True,
}


def change(made, *, at, **values):
    asked = {"stance": Stance.BAR, "weight": 2, "bar_level": 2, "why": "It can be taught."}
    with clock.set_to(at):
        return set_competency(
            requisition=made.requisition,
            competency=competencies_of(["Software"])["Software"],
            actor=made.manager,
            **(asked | values),
        )


def test_it_says_what_changed_by_whom_when_and_why():
    made = scene().submit_all()
    before = made.requisition.competencies.get(competency__name="Software")
    change(made, at=NOON + timedelta(hours=1), weight=1)

    [told] = assemble(made.application).as_json()["profile_changes"]

    assert (told["competency"], told["by"]) == ("Software", made.manager.name)
    assert (told["at"], told["why"]) == (
        (NOON + timedelta(hours=1)).isoformat(),
        "It can be taught.",
    )
    assert {"field": "weight", "old": str(before.weight), "new": "1"} in told["changes"]


def test_hypotheses_fixed_before_it_do_not_follow_and_it_says_so():
    made = scene().submit_all()
    change(made, at=NOON + timedelta(hours=1), weight=1)

    found = assemble(made.application).as_json()

    [software] = [h for h in found["hypotheses"] if h["competency"]["name"] == "Software"]
    assert found["profile_changes"][0]["fixed_before"]
    assert software["weight"] != 1


def test_what_was_changed_before_the_first_interview_is_no_late_change():
    made = scene().submit_all()
    made.requisition.profile_fixed_at = None
    made.requisition.save()
    change(made, at=NOON - timedelta(days=3), weight=1)

    assert assemble(made.application).as_json()["profile_changes"] == []


def test_other_words_for_the_same_terms_are_no_change():
    made = scene().submit_all()
    row = made.requisition.competencies.get(competency__name="Software")
    change(
        made,
        at=NOON + timedelta(hours=1),
        stance=row.stance,
        weight=row.weight,
        bar_level=row.bar_level,
        why="Said better.",
    )

    assert assemble(made.application).as_json()["profile_changes"] == []


def test_more_changes_cost_no_more_queries():
    made = scene().submit_all()
    change(made, at=NOON + timedelta(hours=1), weight=1)
    with CaptureQueriesContext(connection) as few:
        assemble(made.application)
    for weight in (2, 3, 4):
        change(made, at=NOON + timedelta(hours=1 + weight), weight=weight)

    with CaptureQueriesContext(connection) as many:
        assert len(assemble(made.application).as_json()["profile_changes"]) == 4

    assert len(many) == len(few)


def test_the_page_says_it(client):
    made = scene().submit_all()
    change(made, at=NOON + timedelta(hours=1), weight=1)
    debrief = made.debrief()
    client.force_login(made.manager)

    page = client.get(debrief.get_absolute_url()).content.decode()

    assert "was changed on the job" in page
    assert "It can be taught." in page
    assert "were locked earlier" in page
    assert "→ 1" in page


def paper(**extra) -> bytes:
    return make_pdf(SimpleNamespace(number=2, key="D"), content(**extra), made_at=MADE_AT)[0]


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_paper_says_it_and_keeps_pdf_ua():
    later = CHANGE | {"fixed_before": False, "by": "", "changes": CHANGE["changes"][1:2]}
    pdf = paper(profile_changes=[CHANGE, later])

    text = text_of(pdf)

    assert "was changed on the job by Margaret Hamilton" in text
    assert "Strength to validate → Minimum bar to check" in text
    assert "Weight: 4 → 2" in text
    assert "Bar: 3 → 2" in text
    assert "locked later and include the change" in text
    assert failures({"changed": pdf}) == {}
