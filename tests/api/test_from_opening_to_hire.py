"""A script gets from an opening to a hire, by tokens of those who may do each step."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hiring.activity import clock
from hiring.debriefs.models import Debrief
from hiring.interviews.models import Interview
from hiring.requisitions.models import Requisition
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory
from tests.factories.debriefs import make
from tests.factories.interviews import booked, held, interviews_of, on_day, seats_of
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"


@pytest.fixture
def call(client_of):
    """Give a function that calls the API as somebody, expects a status, and returns the JSON."""

    def call(person, method: str, path: str, body=None, expect: int = 200):
        send = getattr(client_of(person), method)
        answer = send(f"{V1}{path}", data=body, content_type="application/json")
        assert answer.status_code == expect, answer.content
        return answer.json() if answer.content else None

    return call


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def upload(client: Client, candidate: int, resume: dict | bytes, **fields):
    data = resume if isinstance(resume, bytes) else json.dumps(resume).encode()
    file = SimpleUploadedFile("cv.json", data, content_type="application/json")
    return client.post(f"{V1}candidates/{candidate}/resumes/", {"file": file, **fields})


class TestColleagues:
    def test_whoever_recruits_finds_colleagues(self, call, recruiter):
        ada = UserFactory(name="Ada Lovelace")
        UserFactory(name="Gone", is_active=False)

        [found] = call(recruiter, "get", "users/?q=lovelace")["results"]

        assert found == {"id": ada.pk, "email": ada.email, "name": "Ada Lovelace"}
        assert call(recruiter, "get", f"users/?email={ada.email.upper()}")["results"] == [found]
        assert call(recruiter, "get", "users/?q=gone")["results"] == []

    def test_others_find_themselves(self, call, recruiter):
        member = UserFactory()

        assert [row["id"] for row in call(member, "get", "users/")["results"]] == [member.pk]
        call(member, "get", f"users/{recruiter.pk}/", expect=404)


class TestTheHiringTeam:
    @pytest.mark.parametrize("named_by", ["pk", "email"])
    def test_somebody_joins_is_listed_and_leaves(self, call, recruiter, named_by):
        made, manager = opening(), UserFactory()
        path = f"requisitions/{made.pk}/team/"
        body = {"user": getattr(manager, named_by), "role": "hiring_manager"}

        member = call(recruiter, "post", path, body, expect=201)
        team = call(manager, "get", path)["results"]
        call(recruiter, "delete", f"{path}{member['id']}/", expect=204)

        assert (member["user"], member["email"]) == (manager.pk, manager.email)
        assert member in team
        assert member not in call(recruiter, "get", path)["results"]

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"user": 999999, "role": "recruiter"}, "user"),
            ({"user": "nobody@example.com", "role": "recruiter"}, "user"),
            ({"user": True, "role": "recruiter"}, "user"),
            ({"user": [], "role": "recruiter"}, "user"),
            ({"role": "recruiter"}, "user"),
            ({"role": "boss"}, "role"),
            ({"rôle": "recruiter"}, "rôle"),
        ],
    )
    def test_what_cannot_be_is_named(self, call, recruiter, body, field):
        made = opening()

        answer = call(recruiter, "post", f"requisitions/{made.pk}/team/", body, expect=400)

        assert field in answer["errors"]

    def test_outsiders_change_no_team(self, call):
        made, member = opening(), UserFactory()
        body = {"user": member.pk, "role": "hiring_manager"}

        call(member, "post", f"requisitions/{made.pk}/team/", body, expect=404)


class TestResumes:
    def test_a_resume_is_added_with_its_source(self, call, client_of, recruiter):
        SourceChannelFactory(key="icml")
        candidate = self.candidate(call, recruiter)
        resume = {"basics": {"name": "Ada"}, "skills": [{"name": "Python"}]}

        answer = upload(client_of(recruiter), candidate, resume, source_channel="icml")

        assert answer.status_code == 201
        assert answer.json()["resume"]["skills"][0]["name"] == "Python"

    def test_a_file_that_is_none_is_named(self, call, client_of, recruiter):
        SourceChannelFactory(key="icml")
        candidate = self.candidate(call, recruiter)

        answer = upload(client_of(recruiter), candidate, b"no json")

        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["file"])

    def candidate(self, call, recruiter) -> int:
        body = {"name": "Ada", "source_channel": "icml"}
        return call(recruiter, "post", "candidates/", body, expect=201)["id"]


class TestInterviewsChange:
    def test_one_is_moved(self, call, recruiter):
        [interview, _other] = interviews_of(booked())
        path = f"interviews/{interview.pk}/"
        at = on_day(6, 9).isoformat()

        moved = call(recruiter, "patch", path, {"starts_at": at, "place": "Room 2"})

        interview.refresh_from_db()
        assert interview.starts_at == on_day(6, 9)
        assert moved["place"] == "Room 2"
        before = interview.ends_at - interview.starts_at
        assert before == timedelta(minutes=45)

    def test_a_wrong_time_is_named(self, call, recruiter):
        [interview, _other] = interviews_of(booked())
        body = {"starts_at": "2020-01-01T10:00:00Z"}

        answer = call(recruiter, "patch", f"interviews/{interview.pk}/", body, expect=400)

        assert list(answer["errors"]) == ["starts_at"]

    def test_one_and_the_rest_of_a_loop_are_canceled(self, call, recruiter):
        loop = booked()
        [first, _other] = interviews_of(loop)

        one = call(recruiter, "post", f"interviews/{first.pk}/cancel/")
        whole = call(recruiter, "post", f"loops/{loop.pk}/cancel/")

        assert one["status"] == whole["status"]
        assert {row["status"] for row in whole["interviews"]} == {one["status"]}

    def test_seats_are_added_replaced_and_ended(self, call, recruiter):
        [interview, _other] = interviews_of(booked())
        ada, eve = UserFactory(), UserFactory()
        path = f"interviews/{interview.pk}/seats/"

        added = call(recruiter, "post", path, {"interviewer": ada.email}, expect=201)
        seat = next(row["id"] for row in added["seats"] if row["interviewer"] == ada.email)
        replaced = call(recruiter, "post", f"{path}{seat}/replace/", {"interviewer": eve.email})
        seat = next(row["id"] for row in replaced["seats"] if row["interviewer"] == eve.email)
        ended = call(recruiter, "post", f"{path}{seat}/cancel/")

        assert active(added) == {*active(ended), ada.email}
        assert active(replaced) == {*active(ended), eve.email}

    def test_an_interviewer_is_named_as_sent(self, call, recruiter):
        loop = booked()
        [interview, _other] = interviews_of(loop)
        holder = seats_of(loop)[0]
        path = f"interviews/{interview.pk}/seats/{holder.pk}/replace/"
        body = {"interviewer": holder.user.email}

        answer = call(recruiter, "post", path, body, expect=400)

        assert list(answer["errors"]) == ["interviewer"]

    def test_who_did_not_come_is_noted(self, call, recruiter):
        loop = held()
        [first, second] = interviews_of(loop)
        seat = seats_of(loop)[0]

        path = f"interviews/{first.pk}/seats/{seat.pk}/no-show/"
        assert call(recruiter, "post", path)["seats"][0]["status"] == "no_show"
        assert call(recruiter, "post", f"interviews/{second.pk}/no-show/")["status"] == "no_show"

    def test_a_seat_of_another_interview_is_not_found(self, call, recruiter):
        [first, _second] = interviews_of(booked())
        stranger = seats_of(booked(starts_at=on_day(9)))[0]

        path = f"interviews/{first.pk}/seats/{stranger.pk}/cancel/"
        call(recruiter, "post", path, expect=404)

    def test_interviewers_change_nothing(self, call):
        loop = booked()
        [interview, _other] = interviews_of(loop)
        holder = seats_of(loop)[0].user

        call(holder, "post", f"interviews/{interview.pk}/cancel/", expect=403)
        call(holder, "patch", f"interviews/{interview.pk}/", {"place": "Here"}, expect=403)


def active(interview: dict) -> set[str]:
    return {row["interviewer"] for row in interview["seats"] if row["status"] == "active"}


def test_the_whole_way(call, client_of, recruiter):
    SourceChannelFactory(key="icml")
    manager, ada = UserFactory(), UserFactory()
    requisition = opening(actor=recruiter)
    call(
        recruiter,
        "post",
        f"requisitions/{requisition.pk}/team/",
        {"user": manager.email, "role": "hiring_manager"},
        expect=201,
    )
    person = {"name": "Robin", "source_channel": "icml"}
    candidate = call(recruiter, "post", "candidates/", person, expect=201)["id"]
    upload(client_of(recruiter), candidate, {"basics": {"name": "Robin"}})
    body = {"candidate": candidate, "requisition": requisition.pk}
    application = call(recruiter, "post", "applications/", body, expect=201)
    stages = call(recruiter, "get", f"stages/?requisition={requisition.pk}")["results"]
    onsite = next(row["id"] for row in stages if row["kind"] == StageKind.ONSITE)
    path = f"applications/{application['id']}/"
    call(recruiter, "post", f"{path}advance/", {"to_stage": onsite})
    loop = call(
        recruiter, "post", "loops/", a_loop(application["id"], requisition, ada), expect=201
    )
    [interview] = loop["interviews"]
    now = clock.now()

    with clock.set_to(now + timedelta(days=8)):
        card = call(ada, "post", "scorecards/", {"interview": interview["id"]}, expect=201)
        criteria = call(ada, "get", f"interviews/{interview['id']}/")["criteria"]
        ratings = [{"criterion": row["id"], "level": 4, "evidence": "Saw it."} for row in criteria]
        whole = {"overall": 4, "summary": "Yes.", "ratings": ratings}
        call(ada, "patch", f"scorecards/{card['id']}/", {"summary": "Yes."})
        call(ada, "post", f"scorecards/{card['id']}/submit/", whole)
        asked = {"application": application["id"]}
        debrief = call(manager, "post", "debriefs/", asked, expect=202)["id"]
        make(Debrief.objects.get())
        decision = {"outcome": "advance", "reason": "All we asked for."}
        decided = call(manager, "post", f"debriefs/{debrief}/decide/", decision)
        hired = call(recruiter, "post", f"{path}hire/")

    assert decided["decision"]["outcome"] == "advance"
    assert hired["status"] == "hired"
    assert Requisition.objects.get(pk=requisition.pk).openings_left == 0
    assert Debrief.objects.get().decisions.count() == 1
    assert Interview.objects.get().status == "booked"


def a_loop(application: int, requisition, interviewer) -> dict:
    rubric = requisition.plan.select_related("rubric").first().rubric
    return {
        "application": application,
        "interviews": [
            {
                "name": "Puzzle",
                "rubric": rubric.key,
                "starts_at": on_day(7, 10).isoformat(),
                "minutes": 45,
                "zone": "UTC",
                "interviewers": [interviewer.email],
            }
        ],
    }


def test_a_wrong_expected_stage_makes_up_no_story(call, recruiter):
    loop = booked()
    application = loop.application
    stages = list(application.requisition.stages.order_by("position"))
    body = {"to_stage": stages[-2].pk, "expected_stage": 1}

    answer = call(recruiter, "post", f"applications/{application.pk}/advance/", body, expect=409)

    assert "has moved" not in answer["detail"]
    assert application.stage.name in answer["detail"]


def test_advancing_to_hired_says_what_to_use(call, recruiter):
    application = booked().application
    hired = application.requisition.stages.get(kind=StageKind.HIRED)
    path = f"applications/{application.pk}/advance/"

    answer = call(recruiter, "post", path, {"to_stage": hired.pk}, expect=400)

    assert "hire/" in answer["errors"]["to_stage"][0]
