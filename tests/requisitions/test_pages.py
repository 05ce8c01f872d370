"""The list of requisitions, the page of one, and what opens, closes and copies it."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.editing import close_requisition
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.actions.role_context import set_role_context
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import drafted, leader, opening, role
from tests.requisitions.pages import organization, url

pytestmark = pytest.mark.django_db


class TestList:
    def test_it_shows_open_ones_with_who_hires(self, client, recruiter):
        requisition = opening(actor=recruiter, title="Ranking engineer")
        closed = opening(title="Old search engineer")
        close_requisition(requisition=closed, actor=None)

        page = client.get(url("list")).content.decode()

        assert "Ranking engineer" in page
        assert requisition.key in page
        assert recruiter.name in page
        assert "Old search engineer" not in page

    def test_closed_ones_and_all_are_a_filter_away(self, client, recruiter):
        opening(title="Ranking engineer")
        close_requisition(requisition=opening(title="Old search engineer"), actor=None)

        closed = client.get(url("list"), {"status": "closed"}).content.decode()
        everything = client.get(url("list"), {"status": "all"}).content.decode()

        assert "Old search engineer" in closed
        assert "Ranking engineer" not in closed
        assert "Old search engineer" in everything
        assert "Ranking engineer" in everything

    def test_drafts_are_a_filter_away_for_those_who_may_build_them(self, client, recruiter):
        drafted(title="Ranking engineer")

        usual = client.get(url("list")).content.decode()
        drafts = client.get(url("list"), {"status": "draft"}).content.decode()

        assert "Ranking engineer" not in usual
        assert "Draft" in usual
        assert "Ranking engineer" in drafts
        assert "not yet" in drafts

    def test_a_draft_is_not_listed_for_those_who_only_read(self, client):
        draft = drafted(title="Ranking engineer")
        interviewer = leader(draft, TeamRole.INTERVIEWER)

        for reader in (interviewer, UserFactory(coordinator=True)):
            client.force_login(reader)
            page = client.get(url("list"), {"status": "all"}).content.decode()
            assert "Ranking engineer" not in page
            assert "This is a draft" not in page

    def test_a_hiring_manager_sees_the_drafts_they_lead(self, client):
        mine, other = drafted(title="Mine to build"), drafted(title="Not mine")
        client.force_login(leader(mine))

        page = client.get(url("list"), {"status": "draft"}).content.decode()

        assert mine.title in page
        assert other.title not in page

    def test_it_finds_by_words_of_title_and_key(self, client, recruiter):
        archetype = role(short="MLE")
        opening(archetype=archetype, title="Ranking engineer")
        opening(archetype=archetype, title="Search engineer")

        page = client.get(url("list"), {"q": "mle-1 rank"}).content.decode()

        assert "Ranking engineer" in page
        assert "Search engineer" not in page

    def test_a_bad_filter_narrows_nothing(self, client, recruiter):
        opening(title="Ranking engineer")

        page = client.get(url("list"), {"status": "nonsense", "cursor": "x"}).content.decode()

        assert "Ranking engineer" in page

    def test_a_member_sees_those_whose_team_they_are_on(self, client):
        mine, other = opening(title="Mine"), opening(title="Other")
        client.force_login(leader(mine, TeamRole.INTERVIEWER))

        page = client.get(url("list")).content.decode()

        assert mine.title in page
        assert other.title not in page
        assert url("create") not in page

    def test_the_queries_do_not_grow(self, client, recruiter, django_assert_max_num_queries):
        archetype = role()
        for _ in range(3):
            leader(opening(archetype=archetype))
        with django_assert_max_num_queries(12) as few:
            client.get(url("list"))
        for _ in range(9):
            leader(opening(archetype=archetype))

        with django_assert_max_num_queries(len(few)):
            client.get(url("list"))

    def test_nothing_open_says_what_to_do(self, client, recruiter):
        page = client.get(url("list")).content.decode()

        assert "No open jobs" in page


class TestPage:
    def test_it_shows_team_profile_plan_stages_text_and_activity(self, client, recruiter):
        requisition = opening(
            actor=recruiter, must_haves=["Python"], job_text="You **rank** things."
        )

        page = client.get(requisition.get_absolute_url()).content.decode()

        for text in ("Modeling matters here.", "Math puzzle", "Decision", "Python"):
            assert text in page
        assert "You <strong>rank</strong> things." in page
        assert "opened the job" in page
        assert recruiter.name in page

    def test_it_shows_surroundings_strategy_mentor_and_what_a_candidate_is_told(
        self, client, recruiter
    ):
        place = organization(preview="There is little support.", probe="Tell me about a time.")
        mentor = UserFactory(name="Grace Hopper")
        requisition = opening(organization=place, strategy="junior", mentor=mentor)

        page = client.get(requisition.get_absolute_url()).content.decode()

        for text in (
            place.name,
            "Software over research",
            "Junior with a named mentor",
            "Grace Hopper",
            "There is little support.",
            "Tell me about a time.",
        ):
            assert text in page

    def test_voices_of_team_and_plan_are_shown(self, client, recruiter):
        requisition = opening()
        join_team(
            requisition=requisition,
            user=UserFactory(),
            role=TeamRole.INTERVIEWER,
            perspective="research",
            actor=None,
        )

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "interviewer · Research" in page

    def test_it_says_what_no_planned_interview_tests_and_what_stays_one_view(
        self, client, recruiter
    ):
        requisition = opening()
        requisition.plan.update(interviewers=1)

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "No planned interview covers" in page
        assert "Communication" in page
        assert "1 interviewer: one view at best" in page

    def test_it_tells_what_changed_since_the_first_interview_and_why(self, client, recruiter):
        requisition = opening(actor=recruiter)
        entry = requisition.competencies.get(competency__name="Data work")
        terms = {"stance": entry.stance, "bar_level": entry.bar_level, "actor": recruiter}
        fix_profile(requisition=requisition)
        set_competency(
            requisition=requisition,
            competency=entry.competency,
            weight=5,
            why="The feed turned out to be ours.",
            **terms,
        )

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "Changed since the first interview" in page
        assert "weight 3 → 5" in page
        assert "The feed turned out to be ours." in page

    def test_changes_before_it_are_nobodys_business(self, client, recruiter):
        requisition = opening(actor=recruiter)
        entry = requisition.competencies.get(competency__name="Data work")
        set_competency(
            requisition=requisition,
            competency=entry.competency,
            stance=entry.stance,
            weight=5,
            bar_level=entry.bar_level,
            actor=recruiter,
        )
        fix_profile(requisition=requisition)

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "Changed since the first interview" not in page

    def test_a_draft_says_so_and_leads_to_its_builder(self, client, recruiter):
        draft = drafted(actor=recruiter)

        page = client.get(draft.get_absolute_url()).content.decode()

        assert "This is a draft. It does not accept applications yet." in page
        assert "Continue setup" in page
        assert "Close job" not in page
        assert ">Reopen" not in page

    def test_the_queries_do_not_grow_with_team_and_plan(
        self, client, recruiter, django_assert_max_num_queries
    ):
        requisition = opening()
        with django_assert_max_num_queries(30) as few:
            client.get(requisition.get_absolute_url())
        for _ in range(5):
            leader(requisition, TeamRole.INTERVIEWER)

        with django_assert_max_num_queries(len(few)):
            client.get(requisition.get_absolute_url())

    def test_an_interviewer_of_the_team_reads_and_changes_nothing(self, client):
        requisition = opening()
        client.force_login(leader(requisition, TeamRole.INTERVIEWER))

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert url("build", requisition) not in page
        assert url("build_team", requisition) not in page
        assert client.post(url("close", requisition)).status_code == 403

    @pytest.mark.parametrize(
        "name",
        ["detail", "build", "build_loop", "build_ready", "close", "open", "team_add"],
    )
    def test_somebody_of_another_team_finds_nothing(self, client, name):
        requisition = opening()
        client.force_login(leader(opening()))

        reading = name == "detail" or name.startswith("build")
        method = client.get if reading else client.post

        assert method(url(name, requisition)).status_code == 404


class TestStates:
    def test_it_closes_and_reopens(self, client, recruiter):
        requisition = opening()

        client.post(url("close", requisition), {"confirmed": "yes"})
        requisition.refresh_from_db()
        assert not requisition.is_open

        client.post(url("reopen", requisition))
        requisition.refresh_from_db()
        assert requisition.is_open

    def test_a_hiring_manager_builds_and_neither_opens_nor_closes(self, client):
        draft = drafted(actor=UserFactory(recruiter=True, name="Rosa Klein"))
        client.force_login(leader(draft))
        page = client.get(url("build_ready", draft)).content.decode()
        draft.hiring_team.filter(role="recruiter").delete()
        alone = client.get(url("build_ready", draft)).content.decode()

        assert "A recruiter opens the job. Let them know when you are done:" in page
        assert '<span dir="auto">Rosa Klein</span>.' in page
        assert "There is no recruiter on the team" in alone
        assert client.post(url("open", draft)).status_code == 403
        assert client.post(url("discard", draft)).status_code == 403
        requisition = opening()
        client.force_login(leader(requisition))
        assert client.post(url("close", requisition)).status_code == 403

    def test_a_draft_opens_once(self, client, recruiter):
        draft = drafted(actor=recruiter)

        first = client.post(url("open", draft), follow=True).content.decode()
        second = client.post(url("open", draft), follow=True).content.decode()

        draft.refresh_from_db()
        assert draft.is_open
        assert f"{draft.key} is open." in first
        assert second.count("opened the job") == 1

    def test_what_must_not_open_is_told_where_it_opens(self, client, recruiter):
        draft = drafted(actor=recruiter, strategy="junior")

        before = client.get(url("build_ready", draft)).content.decode()
        after = client.post(url("open", draft), follow=True).content.decode()

        draft.refresh_from_db()
        assert draft.is_draft
        assert "Required before opening" in before
        assert "Choose a mentor." in before
        assert "Choose a mentor." in after

    def test_open_questions_warn_and_hold_nothing_back(self, client, recruiter):
        draft = drafted(actor=recruiter)

        page = client.get(url("build_ready", draft)).content.decode()

        for text in (
            "No pay range.",
            "No hiring manager on the team",
            "Communication: No planned interview covers it.",
            "No job description yet.",
        ):
            assert text in page
        client.post(url("open", draft))
        draft.refresh_from_db()
        assert draft.is_open

    def test_an_answered_question_is_gone(self, client, recruiter):
        draft = drafted(
            actor=recruiter, location="Berlin", job_text="Rank.", pay_minimum=1, pay_currency="EUR"
        )
        leader(draft)

        page = client.get(url("build_ready", draft)).content.decode()

        for text in ("No pay range", "No place", "No job description", "No hiring manager"):
            assert text not in page

    def test_discarding_asks_once(self, client, recruiter):
        draft = drafted(actor=recruiter)

        targets = client.post(url("discard", draft)).content.decode()
        assert f"Discard draft {draft.key}?" in targets
        assert Requisition.objects.filter(pk=draft.pk).exists()

        answer = client.post(url("discard", draft), {"confirmed": "yes"}, follow=True)
        assert f"Draft {draft.key} discarded." in answer.content.decode()
        assert not Requisition.objects.filter(pk=draft.pk).exists()

    def test_what_is_open_cannot_be_discarded(self, client, recruiter):
        requisition = opening()

        answer = client.post(url("discard", requisition), {"confirmed": "yes"}, follow=True)

        assert "is no longer a draft" in answer.content.decode()
        assert Requisition.objects.filter(pk=requisition.pk).exists()

    def test_a_copy_is_a_draft_of_ones_own(self, client, recruiter):
        source = opening(title="Ranking engineer", location="Berlin")

        answer = client.post(url("clone", source), follow=True)

        copy = Requisition.objects.get(copied_from=source)
        assert copy.is_draft
        assert answer.request["PATH_INFO"] == url("build", copy)
        page = answer.content.decode()
        assert f"Created draft {copy.key} from {source.key}" in page
        assert f"copied from {source.key}" in page

    def test_a_copy_of_an_archived_role_is_answered_by_a_page(self, client, recruiter):
        source = opening()
        source.archetype.archived_at = source.opened_at
        source.archetype.save()

        assert client.post(url("clone", source), follow=True).status_code == 200

    def test_closing_a_draft_is_refused_in_words(self, client, recruiter):
        draft = drafted()

        for verb in ("close", "reopen"):
            page = client.post(url(verb, draft), follow=True).content.decode()
            assert "This job is still a draft." in page

    def test_a_requisition_that_is_open_can_still_be_changed(self, client, recruiter):
        requisition = opening()
        set_role_context(
            requisition=requisition,
            actor=recruiter,
            organization=None,
            emphasis="software",
            data_ownership="",
            model_ownership="",
            strategy="experienced",
            mentor=None,
        )

        page = client.get(url("build_ready", requisition)).content.decode()

        assert "Open since" in page
        assert reverse("requisitions:close", args=[requisition.pk]) in page
