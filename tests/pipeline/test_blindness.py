"""Whoever owes a scorecard sees nothing here that tells what others found or decided."""

import pytest
from django.urls import reverse

from hiring.accounts.models import SiteRole, TeamRole
from hiring.pipeline import timeline
from hiring.pipeline.actions import (
    add_note,
    advance,
    hire,
    reject,
    reopen,
    scorecard_received,
    withdraw,
)
from hiring.pipeline.board import lanes_of
from hiring.pipeline.cards import my_requisitions
from hiring.pipeline.models import Application, Note
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import leader, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return application(name="Ada Lovelace", at=StageKind.ONSITE)


def owing(made, **kind):
    """Somebody who owes a card on the application, an administrator unless told otherwise."""
    user = UserFactory(**(kind or {"administrator": True}))
    seated(made, user)
    return user


class TestNotes:
    def test_of_others_are_hidden_and_own_ones_are_not(self, made):
        user = owing(made)
        add_note(application=made, body="Brilliant.", by=UserFactory(recruiter=True))
        own = add_note(application=made, body="Mine.", by=user)

        assert list(Note.objects.visible_to(user)) == [own]

    def test_are_there_once_the_card_is_in(self, made):
        user = UserFactory(administrator=True)
        seat = seated(made, user)
        note = add_note(application=made, body="Brilliant.", by=UserFactory(recruiter=True))

        scorecard_received(seat_id=seat.seat_id)

        assert list(Note.objects.visible_to(user)) == [note]

    def test_are_for_those_who_lead_and_no_mere_interviewer(self, made):
        note = add_note(application=made, body="Brilliant.", by=UserFactory(recruiter=True))
        manager = leader(made.requisition)
        interviewer = leader(made.requisition, TeamRole.INTERVIEWER)
        seat = seated(made, interviewer)
        scorecard_received(seat_id=seat.seat_id)

        assert list(Note.objects.visible_to(manager)) == [note]
        assert not Note.objects.visible_to(interviewer).exists()
        assert not Note.objects.visible_to(leader(application().requisition)).exists()


class TestTimeline:
    def told(self, made, user):
        return [item.text for item in timeline.of_application(made, user)]

    def test_a_decision_and_what_follows_from_it_are_left_out(self, made):
        user, free = owing(made), UserFactory(administrator=True)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), by=None)
        hire(application=made, by=None)
        reopen(application=made, by=None)
        reject(application=made, reason=reason(), by=None)

        assert self.told(made, user) == [
            "moved the application from Applied to Onsite",
            "added the application in Applied",
        ]
        assert len(self.told(made, free)) == 6

    def test_that_of_the_candidate_too(self, made):
        user = owing(made)
        other = application(candidate=made.candidate)
        reject(application=made, reason=reason(), by=None)
        reject(application=other, reason=reason("no-reply"), by=None)

        told = [item.text for item in timeline.of_candidate(made.candidate_id, user)]

        assert "rejected the application: No reply after several attempts" in told
        assert "rejected the application: A minimum bar was not met" not in told


class TestPages:
    def test_a_decided_application_is_concealed_and_says_why(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), by=None)
        client.force_login(user)

        page = client.get(made.get_absolute_url()).content.decode()

        assert "This application has moved on." in page
        assert "rejected" not in page
        assert "A minimum bar was not met" not in page

    def test_one_that_is_not_decided_is_shown_with_a_word_on_the_card(self, client, made):
        client.force_login(owing(made))

        page = client.get(made.get_absolute_url()).content.decode()

        assert "You owe a scorecard on this application." in page
        assert "Waits on" in page

    @pytest.mark.parametrize("name", ["board", "table"])
    def test_lists_leave_out_what_its_place_would_tell(self, client, made, name):
        user = owing(made)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), by=None)
        url = reverse(f"pipeline:{name}", kwargs={"requisition_id": made.requisition_id})

        client.force_login(user)
        assert "Ada Lovelace" not in client.get(url).content.decode()

        client.force_login(UserFactory(administrator=True))
        assert "Ada Lovelace" in client.get(url).content.decode()

    def test_the_candidates_page_does_not_say_it_either(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), by=None)
        client.force_login(user)

        url = reverse("pipeline:of_candidate", kwargs={"candidate_id": made.candidate_id})
        page = client.get(url).content.decode()

        assert "hidden until your scorecard is in" in page
        assert "A minimum bar was not met" not in page

    def test_whoever_only_has_a_seat_learns_no_stage_even_after_their_card(self, client, made):
        user = UserFactory(site_role=SiteRole.MEMBER)
        seat = seated(made, user)
        scorecard_received(seat_id=seat.seat_id)
        reject(application=made, reason=reason(), by=None)
        client.force_login(user)

        url = reverse("pipeline:of_candidate", kwargs={"candidate_id": made.candidate_id})
        page = client.get(url).content.decode()

        assert made.requisition.title in page
        assert "rejected" not in page
        assert made.get_absolute_url() not in page
        assert client.get(made.get_absolute_url()).status_code == 403

    def test_the_api_answers_as_if_it_were_not_there(self, api, made):
        user = owing(made)
        reject(application=made, reason=reason(), by=None)

        assert api("get", f"/api/v1/applications/{made.pk}/", user).status_code == 404
        assert api("get", "/api/v1/applications/", user).body["results"] == []


def test_nothing_is_concealed_from_whoever_owes_nothing(made):
    reject(application=made, reason=reason(), by=None)
    user = UserFactory(recruiter=True)

    assert list(Application.objects.not_concealed(user)) == [made]


class TestVerbs:
    """A page opened before the decision sends its buttons after it: no answer may tell."""

    def said(self, client, made, verb, **data):
        url = reverse(f"pipeline:{verb}", kwargs={"application_id": made.pk})
        page = client.post(url, data, follow=True).content.decode()
        return page[page.index("<main") : page.index("</main>")]

    @pytest.mark.parametrize("how", ["rejected", "withdrawn", "offered", "hired"])
    @pytest.mark.parametrize("verb", ["advance", "reject", "withdraw", "hire", "reopen"])
    def test_answer_the_same_however_it_was_decided(self, client, made, verb, how):
        user = owing(made)
        decided(made, how)
        onsite = stage(made.requisition, StageKind.ONSITE).pk
        theirs = verb == "withdraw"
        key = "withdrew-other-offer" if theirs else "bar-not-met"
        data = {"to_stage": onsite, "expected_stage": onsite, "reason": reason(key).pk}
        client.force_login(user)

        page = self.said(client, made, verb, **data)

        assert "has moved on. How, you see once your scorecard is in." in page
        for word in ("rejected", "Offer", "hired", "withdr", "ended", "active again", "Somebody"):
            assert word not in page, word

    def test_what_one_did_oneself_can_be_taken_back(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), by=user)
        client.force_login(user)

        self.said(client, made, "reopen")

        assert Application.objects.get(pk=made.pk).is_active

    def test_by_the_api_the_answer_is_what_one_did(self, client, made):
        user = owing(made)
        reason()
        client.force_login(user)

        answer = client.post(
            f"/api/v1/applications/{made.pk}/reject/",
            {"reason": "bar-not-met"},
            content_type="application/json",
        )

        assert (answer.status_code, answer.json()["status"]) == (200, "rejected")


class TestCounts:
    @pytest.mark.parametrize("how", ["rejected", "offered", "hired"])
    def test_a_lane_counts_no_card_that_it_hides(self, made, how):
        user = owing(made)
        decided(made, how)

        assert [lane.count for lane in lanes_of(made.requisition, user)] == [0] * len(
            made.requisition.stages.all()
        )

    @pytest.mark.parametrize("how", ["rejected", "offered", "hired"])
    def test_the_home_page_counts_as_the_board_does(self, made, how):
        user = leader(made.requisition)
        seated(made, user)
        application(requisition=made.requisition)
        decided(made, how)

        [row] = my_requisitions(user).rows

        assert row.note == "1 active application"


def decided(made, how):
    """Somebody decides in the meantime."""
    if how == "rejected":
        reject(application=made, reason=reason(), by=None)
    elif how == "withdrawn":
        withdraw(application=made, reason=reason("withdrew-other-offer"), by=None)
    else:
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), by=None)
    if how == "hired":
        hire(application=made, by=None)
