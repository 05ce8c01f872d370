"""Anyone who has a scorecard to submit sees nothing here that tells what others found or
decided.
"""

import re
from copy import deepcopy

import pytest
from django.urls import reverse

from hiring.accounts.models import SiteRole, TeamRole
from hiring.pipeline import timeline
from hiring.pipeline.actions.moving import advance, hire, reject, withdraw
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.actions.participants import scorecard_received
from hiring.pipeline.board import lanes_of
from hiring.pipeline.home import my_requisitions
from hiring.pipeline.models import Application, Note
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, owing, reason, seated
from tests.factories.requisitions import leader, stage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(built_once):
    return built_once(lambda: application(name="Ada Lovelace", at=StageKind.ONSITE))


@pytest.fixture
def made(made_once):
    return deepcopy(made_once)


class TestNotes:
    def test_of_others_are_hidden_and_own_ones_are_not(self, made):
        user = owing(made)
        add_note(application=made, body="Brilliant.", actor=UserFactory(recruiter=True))
        own = add_note(application=made, body="Mine.", actor=user)

        assert list(Note.objects.visible_to(user)) == [own]

    def test_are_there_once_the_card_is_in(self, made):
        user = UserFactory(administrator=True)
        seat = seated(made, user)
        note = add_note(application=made, body="Brilliant.", actor=UserFactory(recruiter=True))

        scorecard_received(seat_id=seat.seat_id)

        assert list(Note.objects.visible_to(user)) == [note]

    def test_are_for_those_who_lead_and_no_mere_interviewer(self, made):
        note = add_note(application=made, body="Brilliant.", actor=UserFactory(recruiter=True))
        manager = leader(made.requisition)
        interviewer = leader(made.requisition, TeamRole.INTERVIEWER)
        seat = seated(made, interviewer)
        scorecard_received(seat_id=seat.seat_id)

        assert list(Note.objects.visible_to(manager)) == [note]
        assert not Note.objects.visible_to(interviewer).exists()
        assert not Note.objects.visible_to(leader(application().requisition)).exists()


class TestPages:
    def test_a_decided_application_is_concealed_and_says_why(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), actor=None)
        client.force_login(user)

        page = client.get(made.get_absolute_url()).content.decode()

        assert "This application has changed." in page
        assert "rejected" not in page
        assert "Below the bar in interviews" not in page

    def test_one_that_is_not_decided_is_shown_with_a_word_on_the_card(self, client, made):
        client.force_login(owing(made))

        page = client.get(made.get_absolute_url()).content.decode()

        assert "You have a scorecard to submit for this application." in page
        assert "Waiting on" in page

    @pytest.mark.parametrize("name", ["board", "table"])
    def test_lists_leave_out_what_its_place_would_tell(self, client, made, name):
        user = owing(made)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=None)
        url = reverse(f"pipeline:{name}", kwargs={"requisition_id": made.requisition_id})

        client.force_login(user)
        assert "Ada Lovelace" not in client.get(url).content.decode()

        client.force_login(UserFactory(administrator=True))
        assert "Ada Lovelace" in client.get(url).content.decode()

    def test_the_candidates_page_does_not_say_it_either(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), actor=None)
        client.force_login(user)

        url = reverse("pipeline:of_candidate", kwargs={"candidate_id": made.candidate_id})
        page = client.get(url).content.decode()

        assert "hidden until you submit your scorecard" in page
        assert "Below the bar in interviews" not in page

    @pytest.mark.parametrize("how", ["rejected", "offered"])
    def test_where_people_are_found_it_looks_as_before(self, client, made, how):
        client.force_login(owing(made))
        pages = [("/find/", {"q": "Lovelace"}), ("/candidates/", {})]

        def links() -> list[str]:
            shown = "".join(client.get(url, asked).content.decode() for url, asked in pages)
            return re.findall(rf'<a[^>]*href="{made.get_absolute_url()}".*', shown)

        before = links()
        if how == "rejected":
            reject(application=made, reason=reason(), actor=None)
        else:
            advance(application=made, to_stage=stage(made.requisition, "offer"), actor=None)

        assert len(before) == 3
        assert links() == before

    def test_whoever_only_has_a_seat_learns_no_stage_even_after_their_card(self, client, made):
        user = UserFactory(site_role=SiteRole.MEMBER)
        seat = seated(made, user)
        scorecard_received(seat_id=seat.seat_id)
        reject(application=made, reason=reason(), actor=None)
        client.force_login(user)

        url = reverse("pipeline:of_candidate", kwargs={"candidate_id": made.candidate_id})
        page = client.get(url).content.decode()

        assert made.requisition.title in page
        assert "rejected" not in page
        assert made.get_absolute_url() not in page
        assert client.get(made.get_absolute_url()).status_code == 403

    def test_the_api_answers_as_if_it_were_not_there(self, api, made):
        user = owing(made)
        reject(application=made, reason=reason(), actor=None)

        assert api("get", f"/api/v1/applications/{made.pk}/", user).status_code == 404
        assert api("get", "/api/v1/applications/", user).body["results"] == []


def test_nothing_is_concealed_from_whoever_owes_nothing(made):
    reject(application=made, reason=reason(), actor=None)
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

        assert "has changed. You can see how after you submit your scorecard." in page
        for word in ("rejected", "Offer", "hired", "withdr", "ended", "Reopened", "Someone"):
            assert word not in page, word

    def test_what_one_did_oneself_can_be_taken_back(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), actor=user)
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


class TestOwnActs:
    """Blindness hides what others found and never what the person did."""

    @pytest.mark.parametrize("how", ["rejected", "withdrawn", "hired"])
    def test_what_one_ended_is_shown_with_its_undo(self, client, made, how):
        user = owing(made, recruiter=True)
        decided(made, how, actor=user)
        client.force_login(user)

        page = client.get(made.get_absolute_url()).content.decode()

        assert "has changed" not in page
        assert how in page
        assert "Reopen" in page
        assert made.candidate.name in self.of_candidate(client, made)
        assert how in self.of_candidate(client, made)

    def of_candidate(self, client, made):
        url = reverse("pipeline:of_candidate", kwargs={"candidate_id": made.candidate_id})
        return client.get(url).content.decode()

    def test_so_do_lists_the_api_and_the_timeline(self, client, made):
        user = owing(made, recruiter=True)
        reject(application=made, reason=reason(), actor=user)
        client.force_login(user)
        url = reverse("pipeline:table", kwargs={"requisition_id": made.requisition_id})

        told = [item.text for item in timeline.of_application(made, user)]

        assert "rejected the application: Below the bar in interviews" in told
        assert "Ada Lovelace" in client.get(f"{url}?status=ended").content.decode()
        answer = client.get("/api/v1/applications/?status=rejected").json()
        assert [row["id"] for row in answer["results"]] == [made.pk]

    def test_reopened_it_is_on_the_home_page_again(self, client, made):
        user = owing(made, recruiter=True)
        reject(application=made, reason=reason(), actor=user)
        client.force_login(user)

        client.post(reverse("pipeline:reopen", kwargs={"application_id": made.pk}))

        assert Application.objects.get(pk=made.pk).is_active

    def test_moved_to_an_offer_by_oneself_it_stays_on_the_board_and_on_home(self, client, made):
        user = owing(made, recruiter=True)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=user)
        client.force_login(user)
        url = reverse("pipeline:board", kwargs={"requisition_id": made.requisition_id})

        assert "Ada Lovelace" in client.get(url).content.decode()
        assert "Ada Lovelace" in client.get("/").content.decode()

    def test_what_others_did_after_it_is_hidden_again(self, client, made):
        user = owing(made, recruiter=True)
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=user)
        reject(application=made, reason=reason(), actor=UserFactory(recruiter=True))
        client.force_login(user)

        assert "has changed" in client.get(made.get_absolute_url()).content.decode()


class TestApplyingAnew:
    def test_neither_the_form_nor_the_answer_tells_that_it_ended(self, client, made):
        user = owing(made)
        reject(application=made, reason=reason(), actor=None)
        client.force_login(user)
        url = reverse("pipeline:apply", kwargs={"candidate_id": made.candidate_id})

        page = client.post(url, {"requisition": made.requisition_id}).content.decode()

        assert "You can see its status after you submit your scorecard." in page
        assert Application.objects.filter(candidate=made.candidate).count() == 1


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

    @pytest.mark.parametrize("how", ["hired", "rejected", "withdrawn"])
    def test_no_filter_by_status_of_the_api_finds_it(self, api, made, how):
        user = owing(made)
        decided(made, how)
        lists = "/api/v1/applications/?status="

        found = [api("get", f"{lists}{s}", user).body["results"] for s in ("active", how)]

        assert found == [[], []]

    def test_the_job_s_own_count_of_hires_is_the_same_for_everybody(self, api, made):
        user = owing(made)
        decided(made, "hired")

        job = api("get", f"/api/v1/requisitions/{made.requisition_id}/", user).body

        assert (job["hired"], job["openings_left"]) == (1, job["openings"] - 1)


def decided(made, how, actor=None):
    """Somebody decides in the meantime."""
    if how == "rejected":
        reject(application=made, reason=reason(), actor=actor)
    elif how == "withdrawn":
        withdraw(application=made, reason=reason("withdrew-other-offer"), actor=actor)
    else:
        advance(application=made, to_stage=stage(made.requisition, StageKind.OFFER), actor=actor)
    if how == "hired":
        hire(application=made, actor=actor)
