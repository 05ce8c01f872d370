"""Applications by the REST API."""

import pytest

from hiring.activity.models import Event
from hiring.pipeline.actions.moving import advance
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import leader, opening, stage

pytestmark = pytest.mark.django_db
LIST = "/api/v1/applications/"


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def at(made, verb=""):
    return f"{LIST}{made.pk}/{verb + '/' if verb else ''}"


def test_one_is_read_with_its_hypotheses(api, recruiter):
    made = application(name="Ada Lovelace")

    body = api("get", at(made), recruiter).body

    assert (body["candidate_name"], body["stage_name"]) == ("Ada Lovelace", "Applied")
    assert body["hypotheses"][0] == {
        "competency": "modeling",
        "stance": "strength",
        "weight": 5,
        "bar_level": 3,
        "why": "Modeling matters here.",
    }


def test_a_candidate_is_put_forward(api, recruiter):
    candidate, requisition = CandidateFactory(), opening()

    answer = api(
        "post", LIST, recruiter, {"candidate": candidate.pk, "requisition": requisition.pk}
    )

    assert answer.status_code == 201
    assert answer.body["status"] == "active"


def test_a_second_time_says_which_one_there_is(api, recruiter):
    made = application()

    answer = api(
        "post",
        LIST,
        recruiter,
        {"candidate": made.candidate_id, "requisition": made.requisition_id},
    )

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "already" in answer.body["detail"]
    assert answer.body["existing"] == {
        "resource": "applications",
        "id": made.pk,
        "url": at(made),
    }


def test_it_is_advanced_and_the_same_again_changes_nothing(api, recruiter):
    made = application()
    screen = stage(made.requisition, StageKind.SCREEN)
    body = {"to_stage": screen.pk, "expected_stage": made.stage_id}

    answers = [api("post", at(made, "advance"), recruiter, body) for _ in range(2)]

    assert [answer.body["stage"] for answer in answers] == [screen.pk] * 2
    assert Event.objects.filter(verb="application.advanced").count() == 1


def test_what_has_moved_on_is_a_conflict(api, recruiter):
    made = application()
    advance(application=made, to_stage=stage(made.requisition, StageKind.ONSITE), actor=recruiter)

    answer = api(
        "post",
        at(made, "advance"),
        recruiter,
        {
            "to_stage": stage(made.requisition, StageKind.SCREEN).pk,
            "expected_stage": made.stage_id,
        },
    )

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "while you were on this page" in answer.body["detail"]


def test_it_is_rejected_by_the_key_of_a_reason_and_reopened(api, recruiter):
    made, why = application(), reason("no-reply")

    rejected = api("post", at(made, "reject"), recruiter, {"reason": why.key})
    reopened = api("post", at(made, "reopen"), recruiter)

    assert (rejected.body["status"], rejected.body["rejection_reason"]) == ("rejected", "no-reply")
    assert (reopened.body["status"], reopened.body["rejection_reason"]) == ("active", None)


def test_it_is_withdrawn_and_hired(api, recruiter):
    reason()
    gone, taken = application(), application()

    withdrawn = api("post", at(gone, "withdraw"), recruiter, {"reason": "withdrew-pay"})
    hired = api("post", at(taken, "hire"), recruiter)

    assert (withdrawn.body["status"], hired.body["status"]) == ("withdrawn", "hired")


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("advance", {}, "to_stage"),
        ("advance", {"to_stage": 0}, "to_stage"),
        ("reject", {"reason": "withdrew-pay"}, "reason"),
        ("reject", {"reason": "no-reply", "because": "x"}, "because"),
        ("withdraw", {"reason": "no-reply"}, "reason"),
    ],
)
def test_what_cannot_be_is_a_problem_at_the_field(api, recruiter, verb, body, field):
    reason()

    answer = api("post", at(application(), verb), recruiter, body)

    assert answer.status_code == 400
    assert list(answer.body["errors"]) == [field]


def test_a_stage_of_another_requisition_is_a_problem_at_the_field(api, recruiter):
    answer = api(
        "post",
        at(application(), "advance"),
        recruiter,
        {"to_stage": stage(opening(), StageKind.SCREEN).pk},
    )

    assert answer.status_code == 400
    assert list(answer.body["errors"]) == ["to_stage"]


def test_nobody_is_hired_by_an_advance(api, recruiter):
    made = application()

    answer = api(
        "post",
        at(made, "advance"),
        recruiter,
        {"to_stage": stage(made.requisition, StageKind.HIRED).pk},
    )

    assert answer.status_code == 400


def test_the_list_is_narrowed(api, recruiter):
    made = application(name="Ada Lovelace", at=StageKind.ONSITE)
    other = application(name="Grace Hopper")
    reason()
    api("post", at(other, "reject"), recruiter, {"reason": "no-reply"})

    def found(query):
        return [row["id"] for row in api("get", f"{LIST}?{query}", recruiter).body["results"]]

    assert found(f"requisition={made.requisition_id}") == [made.pk]
    assert found(f"stage={made.stage_id}") == [made.pk]
    assert found("status=rejected") == [other.pk]
    assert found("waiting_on=recruiter") == [made.pk]
    assert found(f"candidate={other.candidate_id}") == [other.pk]
    assert found("q=love") == [made.pk]
    assert found("") == [other.pk, made.pk]


def test_a_lead_reads_and_does_what_is_theirs(api):
    made, other = application(), application()
    user = leader(made.requisition)
    reason()

    assert [row["id"] for row in api("get", LIST, user).body["results"]] == [made.pk]
    assert api("get", at(other), user).status_code == 404
    assert api("post", at(other, "reject"), user, {"reason": "no-reply"}).status_code == 404
    assert api("post", at(made, "reject"), user, {"reason": "no-reply"}).status_code == 200
    assert api("post", LIST, user, {}).status_code == 403


def test_a_mere_seat_reads_none(api):
    made, user = application(), UserFactory()
    seated(made, user)

    assert api("get", LIST, user).body["results"] == []
    assert api("get", at(made), user).status_code == 404
    assert api("post", at(made, "reopen"), user).status_code == 403


def test_a_coordinator_advances_and_rejects_nobody(api):
    made, user = application(), UserFactory(coordinator=True)
    screen = stage(made.requisition, StageKind.SCREEN)
    reason()

    assert api("post", at(made, "advance"), user, {"to_stage": screen.pk}).status_code == 200
    assert api("post", at(made, "reject"), user, {"reason": "no-reply"}).status_code == 403


def test_the_reasons_can_be_read(api):
    reason()

    answer = api("get", "/api/v1/rejection-reasons/?by_candidate=true", UserFactory())

    assert {row["by_candidate"] for row in answer.body["results"]} == {True}
    assert answer.body["results"][0]["key"] == "withdrew-other-offer"


def test_the_queries_of_the_list_do_not_grow(api, recruiter, django_assert_max_num_queries):
    requisition = opening()
    application(requisition=requisition)
    api("get", LIST, recruiter)
    with django_assert_max_num_queries(12) as few:
        api("get", LIST, recruiter)
    for _ in range(6):
        application(requisition=requisition)

    with django_assert_max_num_queries(len(few)):
        api("get", LIST, recruiter)
