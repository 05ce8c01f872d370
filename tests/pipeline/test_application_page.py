"""The page of one application and its verbs."""

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.hypotheses import fix_hypotheses
from hiring.pipeline.actions.moving import advance, reject
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.actions.participants import set_next_interview
from rubrics.models import StageKind, Stance
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ContactPointFactory, ResumeFactory
from tests.factories.pipeline import application, reason, seated
from tests.factories.requisitions import competency, leader, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True, name="Rosa Klein")
    client.force_login(user)
    return user


def url(name, made, **kwargs):
    return reverse(f"pipeline:{name}", kwargs={"application_id": made.pk, **kwargs})


def text(answer):
    return answer.content.decode()


class TestPage:
    def test_it_tells_who_for_what_and_whose_turn_it_is(self, client, recruiter):
        made = application(name="Ada Lovelace")
        ContactPointFactory(candidate=made.candidate, value="ada@example.org")

        page = text(client.get(made.get_absolute_url()))

        assert "Ada Lovelace" in page
        assert made.requisition.title in page
        assert "Waiting on <strong>recruiter</strong>" in page
        assert "ada@example.org" in page
        activity = text(client.get(f"{made.get_absolute_url()}activity/"))
        assert "added the application in Applied" in activity

    def test_it_states_each_hypothesis_with_why(self, client, recruiter):
        page = text(client.get(f"{application().get_absolute_url()}hypotheses/"))

        assert "Strength to validate" in page
        assert "Minimum bar to check" in page
        assert "Modeling matters here." in page
        assert "1 competency is not assessed" in page

    def test_it_shows_the_resume_that_came_with_it(self, client, recruiter):
        resume = ResumeFactory(
            data={"basics": {"name": "Ada", "summary": "Wrote the first program."}}
        )

        made = application(candidate=resume.candidate)

        assert "Wrote the first program." in text(client.get(made.get_absolute_url()))

    def test_an_overdue_one_says_so(self, client, recruiter):
        with clock.ahead(days=-30):
            made = application()

        assert "overdue" in text(client.get(made.get_absolute_url()))

    def test_an_ended_one_says_how_and_offers_to_take_it_up(self, client, recruiter):
        made = application()
        reject(application=made, reason=reason(), actor=recruiter)
        set_next_interview(application=made, at=clock.now())

        page = text(client.get(made.get_absolute_url()))

        assert "Below the bar in interviews" in page
        assert url("reopen", made) in page
        assert url("advance", made) not in page
        assert "An interview is still scheduled" in page

    def test_the_queries_do_not_grow_with_notes_and_events(
        self, client, recruiter, django_assert_max_num_queries
    ):
        made = application()
        add_note(application=made, body="One.", actor=recruiter)
        with django_assert_max_num_queries(32) as few:
            client.get(made.get_absolute_url())
        for number in range(8):
            add_note(application=made, body=f"Note {number}.", actor=UserFactory())

        with django_assert_max_num_queries(len(few)):
            client.get(made.get_absolute_url())

    def test_a_hiring_manager_sees_no_contact_and_no_source(self, client):
        made = application()
        ContactPointFactory(candidate=made.candidate, value="ada@example.org")
        client.force_login(leader(made.requisition))

        page = text(client.get(made.get_absolute_url()))

        assert "ada@example.org" not in page


class TestVerbs:
    def test_it_advances_and_says_so(self, client, recruiter):
        made = application(name="Ada Lovelace")
        screen = stage(made.requisition, StageKind.SCREEN)

        answer = client.post(
            url("advance", made),
            {"to_stage": screen.pk, "expected_stage": made.stage_id},
            follow=True,
        )

        made.refresh_from_db()
        assert made.stage == screen
        assert "Moved Ada Lovelace to Screen." in text(answer)

    def test_a_page_that_is_no_longer_true_is_told(self, client, recruiter):
        made = application(name="Ada Lovelace")
        seen = made.stage_id
        onsite = stage(made.requisition, StageKind.ONSITE)
        advance(application=made, to_stage=onsite, actor=UserFactory(name="Grace Hopper"))

        answer = client.post(
            url("advance", made),
            {"to_stage": stage(made.requisition, StageKind.SCREEN).pk, "expected_stage": seen},
            follow=True,
        )

        assert "Grace Hopper moved Ada Lovelace to Onsite while you were on this page." in text(
            answer
        )
        made.refresh_from_db()
        assert made.stage == onsite

    def test_a_stage_of_another_requisition_is_no_choice(self, client, recruiter):
        made, other = application(), application()

        answer = client.post(url("advance", made), {"to_stage": other.stage_id}, follow=True)

        assert "Select a valid choice" in text(answer)

    def test_a_rejection_can_be_undone_from_its_message(self, client, recruiter):
        made = application(name="Ada Lovelace")

        answer = client.post(url("reject", made), {"reason": reason().pk}, follow=True)
        assert "Rejected Ada Lovelace. No email was sent." in text(answer)
        assert f'action="{url("reopen", made)}"' in text(answer)

        client.post(url("reopen", made))
        made.refresh_from_db()
        assert made.is_active

    def test_a_name_in_the_message_is_no_markup(self, client, recruiter):
        made = application(name="<b>Ada</b>")

        answer = client.post(url("reject", made), {"reason": reason().pk}, follow=True)

        assert "Rejected &lt;b&gt;Ada&lt;/b&gt;." in text(answer)
        assert "<b>Ada</b>" not in text(answer)

    def test_a_rejection_without_a_reason_is_told(self, client, recruiter):
        made = application()

        answer = client.post(url("reject", made), follow=True)

        assert "Choose a reason." in text(answer)
        made.refresh_from_db()
        assert made.is_active

    def test_a_withdrawal_takes_the_candidates_reasons_only(self, client, recruiter):
        made = application()
        ours, theirs = reason(), reason("withdrew-pay")

        client.post(url("withdraw", made), {"reason": ours.pk})
        made.refresh_from_db()
        assert made.is_active

        client.post(url("withdraw", made), {"reason": theirs.pk})
        made.refresh_from_db()
        assert made.status == "withdrawn"

    def test_it_hires_and_takes_it_back(self, client, recruiter):
        made = application(at=StageKind.OFFER)

        client.post(url("hire", made), {"confirmed": "yes"})
        made.refresh_from_db()
        assert made.status == "hired"

        client.post(url("reopen", made))
        made.refresh_from_db()
        assert made.stage.kind == StageKind.OFFER

    def test_a_verb_goes_on_where_the_form_says_but_never_to_another_site(self, client, recruiter):
        made = application()
        values = {"to_stage": stage(made.requisition, StageKind.SCREEN).pk}

        inside = client.post(url("advance", made), values | {"next": "/requisitions/"})
        outside = client.post(url("advance", made), values | {"next": "https://evil.example/"})

        assert inside.headers["Location"] == "/requisitions/"
        assert outside.headers["Location"] == made.get_absolute_url()

    @pytest.mark.parametrize("name", ["advance", "reject", "withdraw", "reopen", "hire", "note"])
    def test_nothing_changes_by_reading(self, client, recruiter, name):
        made = application()

        answer = client.get(url(name, made))

        assert answer.headers["Location"] == made.get_absolute_url()
        assert not made.transitions.filter(from_stage__isnull=False).exists()


class TestNotes:
    def test_one_is_added_as_markdown(self, client, recruiter):
        made = application()

        client.post(url("note", made), {"body": "Asked **good** questions."})

        assert "<strong>good</strong>" in text(client.get(made.get_absolute_url()))

    def test_an_empty_one_is_told_at_the_field(self, client, recruiter):
        answer = client.post(url("note", application()), {"body": " "})

        assert answer.status_code == 400
        assert "This field is required." in text(answer)

    def test_script_in_one_stays_text(self, client, recruiter):
        made = application()

        client.post(url("note", made), {"body": "<script>alert(1)</script>"})

        assert "<script>alert(1)" not in text(client.get(made.get_absolute_url()))


class TestHypothesis:
    def values(self, **more):
        given = {"stance": Stance.STRENGTH, "weight": "5", "bar_level": "4", "why": "A compiler."}
        return given | more

    def address(self, made, name="Software"):
        return url("hypothesis", made, competency_id=competency(name).pk)

    def test_without_htmx_it_has_a_page_of_its_own(self, client, recruiter):
        made = application()

        page = client.get(self.address(made))
        answer = client.post(self.address(made), self.values())

        assert "<html" in text(page)
        assert answer.headers["Location"].endswith("/hypotheses/")
        assert hypotheses.of(made)[1].why == "A compiler."

    def test_with_htmx_it_opens_in_its_place_and_comes_back_as_the_list(self, client, recruiter):
        made = application()
        headers = {"HX-Request": "true"}

        form = client.get(self.address(made), headers=headers)
        done = client.post(self.address(made), self.values(), headers=headers)

        assert "<html" not in text(form)
        assert "Software matters here." in text(form)
        assert 'id="hypotheses"' in text(done)
        assert "A compiler." in text(done)

    def test_a_mistake_comes_back_in_its_place_with_what_was_typed(self, client, recruiter):
        made = application()

        answer = client.post(
            self.address(made), self.values(weight="9"), headers={"HX-Request": "true"}
        )

        assert answer.status_code == 422
        assert answer.headers["HX-Retarget"] == f"#hypothesis-{competency('Software').pk}"
        assert "A compiler." in text(answer)

    def opened(self, client, made, **more):
        """What the page sends: its fields as they stand, and what they were opened with."""
        form = client.get(self.address(made)).context["form"]
        seen = {bound.html_initial_name: str(bound.value()) for bound in form}
        return {bound.html_name: str(bound.value()) for bound in form} | seen | more

    def software(self, made):
        return next(r for r in hypotheses.of(made) if r.competency == competency("Software"))

    def test_what_a_colleague_changed_meanwhile_stands_beside_until_it_is_chosen(
        self, client, recruiter, client_of
    ):
        made, grace = application(), UserFactory(name="Grace Hopper", recruiter=True)
        tab = self.opened(client, made)
        client_of(grace).post(self.address(made), tab | {"why": "B compiler."})

        asked = client.post(self.address(made), tab | {"why": "A compiler."})

        assert asked.status_code == 400
        assert "Grace Hopper changed this after you opened it" in text(asked)
        assert "B compiler." in text(asked)
        assert "A compiler." in text(asked)
        assert self.software(made).why == "B compiler."

        chosen = asked.context["form"].data.dict()
        chosen |= {"choice-why": "mine", "stored-why": "B compiler."}
        assert client.post(self.address(made), chosen).status_code == 302
        assert self.software(made).why == "A compiler."

    def test_an_old_tab_reverts_nothing_that_it_did_not_change(self, client, recruiter):
        made = application()
        tab = self.opened(client, made)
        client.post(self.address(made), tab | {"why": "B compiler.", "bar_level": "4"})

        client.post(self.address(made), tab | {"weight": "1"})

        row = self.software(made)
        assert (row.why, row.bar_level, row.weight) == ("B compiler.", 4, 1)

    def test_a_second_click_is_no_conflict(self, client, recruiter):
        made = application()
        tab = self.opened(client, made, why="A compiler.")

        for _ in range(2):
            answer = client.post(self.address(made), tab)

        assert answer.status_code == 302

    def test_once_interviewers_were_asked_it_warns(self, client, recruiter):
        made = application()
        fix_hypotheses(application=made)
        seated(made, UserFactory())

        assert "Interviewers have already been asked to test these." in text(
            client.get(self.address(made))
        )

    def test_a_coordinator_reads_it_and_changes_nothing(self, client):
        made = application()
        client.force_login(UserFactory(coordinator=True))

        assert client.post(self.address(made), self.values()).status_code == 403
        assert self.address(made) not in text(client.get(made.get_absolute_url()))

    def test_an_unknown_competency_is_not_found(self, client, recruiter):
        made = application()

        assert client.get(url("hypothesis", made, competency_id=0)).status_code == 404
