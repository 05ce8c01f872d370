"""First a reading of one's own, then the composite; and a reason where the two differ."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity.actions import Refused
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.actions.reading import composite_for, save_first_reading
from hiring.debriefs.models import Decision, FirstReading
from hiring.debriefs.report.composite import composite
from hiring.messaging.models import Message
from hiring.pipeline.models import RejectionReason
from rubrics.models import InterviewKind
from tests.debriefs.content import content
from tests.debriefs.test_api import api_of
from tests.debriefs.test_mails import join
from tests.debriefs.test_pages import url, words
from tests.factories.debriefs import LOOP, competencies_of, scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


JSON = "application/json"


def lean(made, debrief, outcome="advance"):
    return save_first_reading(
        debrief=debrief, lean=outcome, reason="Reasons from data.", actor=made.manager
    )


def test_the_composite_is_the_weighted_mean_of_the_estimates_beside_what_is_needed():
    found = composite(content())

    rated = [h for h in content().hypotheses if h.assessment.level is not None]
    weight = sum(h.weight for h in rated)
    assert found.level == round(sum(h.weight * h.assessment.level for h in rated) / weight, 2)
    assert found.needed == round(sum(h.weight * (h.bar - 0.5) for h in rated) / weight, 2)
    assert found.tested == 0.7
    assert found.differs_from("reject")
    assert not found.differs_from("advance")
    assert not found.differs_from("more_evidence")
    assert composite(content(loop=[])) is None


def test_it_is_shown_only_to_who_has_saved_a_first_reading(client_of):
    made = scene().submit_all()
    debrief = made.debrief()
    manager, api = client_of(made.manager), api_of(made.manager)
    address = f"/api/v1/debriefs/{debrief.pk}/"

    assert "Weighted mean level" not in words(manager.get(url("detail", debrief)))
    assert api.get(address).json()["composite"] is None

    response = manager.post(
        url("first_reading", debrief), {"outcome": "advance", "reason": "Reasons from data."}
    )
    assert response.url.endswith("#decide")
    page = words(manager.get(url("detail", debrief)))
    assert "Your first reading: advance to an offer." in page
    assert "Weighted mean level 2.8; needed 2.4. 100% of the weight was tested." in page
    assert api.get(address).json()["composite"] == {"level": 2.76, "needed": 2.39, "tested": 1.0}

    other = client_of(made.recruiter)
    assert "Weighted mean level" not in words(other.get(url("detail", debrief)))
    assert api_of(made.recruiter).get(address).json()["composite"] is None
    assert "composite" not in debrief.content


def test_the_api_takes_a_first_reading_and_answers_with_the_composite():
    made = scene().submit_all()
    debrief = made.debrief()
    address = f"/api/v1/debriefs/{debrief.pk}/first-reading/"

    answer = api_of(made.manager).post(
        address, {"lean": "reject", "reason": "Too narrow."}, content_type=JSON
    )

    assert answer.status_code == 200
    assert answer.json()["composite"]["tested"] == 1.0
    assert (
        api_of(made.recruiter)
        .post(address, {"lean": "reject", "reason": "x"}, content_type=JSON)
        .status_code
        == 403
    )


def test_a_first_reading_needs_a_reason_and_stands(client_of):
    made = scene().submit_all()
    debrief = made.debrief()

    empty = client_of(made.manager).post(url("first_reading", debrief), {"outcome": "advance"})
    first = lean(made, debrief)
    second = lean(made, debrief, "reject")

    assert empty.status_code == 422
    assert "Give the reason for your first reading." in words(empty)
    assert second == first
    assert FirstReading.objects.get().lean == "advance"


def test_a_decision_that_differs_from_the_composite_takes_a_reason():
    made = scene().submit_all()
    debrief = made.debrief()
    lean(made, debrief)
    given = {
        "debrief": debrief,
        "outcome": "reject",
        "reason": "No.",
        "actor": made.manager,
        "rejection_reason": RejectionReason.objects.ours().first(),
    }

    with pytest.raises(Refused, match="differs from the composite") as refusal:
        decide(**given)
    decision = decide(**given, difference="Two of the ratings are of work done with a colleague.")

    assert refusal.value.field == "difference"
    assert decision.difference.startswith("Two of the ratings")


def test_whoever_has_not_seen_it_is_asked_for_nothing_more():
    made = scene().submit_all()
    debrief = made.debrief()

    decide(
        debrief=debrief,
        outcome="reject",
        reason="No.",
        actor=made.manager,
        rejection_reason=RejectionReason.objects.ours().first(),
    )

    assert composite_for(debrief, made.manager) is None
    assert Decision.objects.get().difference == ""


def test_more_evidence_says_of_what_and_leads_to_its_booking(client_of):
    made = scene()
    puzzle, first, second = made.seats
    made.submit(puzzle, 4)
    made.submit(first, 4)
    made.submit(second, 1)
    debrief = made.debrief()
    about = debrief.content["hypotheses"][0]["competency"]["id"]
    proposed = debrief.content["next_interview"]

    page = client_of(made.manager).get(url("detail", debrief)).content.decode()
    client_of(made.manager).post(
        url("decide", debrief),
        {"outcome": "more_evidence", "reason": "Split.", "to_test": [about]},
    )

    assert f'name="to_test" value="{about}"' in " ".join(page.split())
    decision = Decision.objects.get()
    assert [competency.pk for competency in decision.to_test.all()] == [about]
    shown = client_of(made.recruiter).get(url("detail", debrief)).content.decode()
    add = reverse("interviews:add", kwargs={"loop_id": made.loop.pk})
    link = f"{add}?rubric={proposed['rubric_id']}&amp;minutes={proposed['minutes']}"
    assert link in shown
    booking = client_of(made.recruiter).get(link.replace("&amp;", "&")).content.decode()
    assert f'value="{proposed["name"]}"' in booking


def test_other_competencies_lead_to_the_interview_that_tests_them_and_are_mailed(
    client_of,
):
    made = scene(loop=LOOP | {"ML coding": (InterviewKind.ML_CODING, ["Software"], 1)})
    puzzle, first, second, coding = made.seats
    made.submit(puzzle, 4)
    made.submit(first, 4)
    made.submit(second, 1)
    made.submit(coding, 2)
    debrief = made.debrief()
    assert debrief.content["next_interview"]["name"] == "Math puzzle"
    software = competencies_of(["Software"])["Software"]
    join(made, TeamRole.RECRUITER)

    client_of(made.manager).post(
        url("decide", debrief),
        {"outcome": "more_evidence", "reason": "Code first.", "to_test": [software.pk]},
    )

    shown = client_of(made.recruiter).get(url("detail", debrief)).content.decode()
    assert f"?rubric={coding.interview.rubric_version.rubric_id}&amp;" in shown
    [mail] = Message.objects.filter(kind="decided")
    assert "To test: Software." in mail.body
    assert "of ML coding." in mail.body
