"""Drafting and building a requisition by the REST API: profile, plan, stages, coverage."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.profile import fix_profile
from hiring.requisitions.models import PlannedInterview, Requisition, Stage
from rubrics.models import InterviewKind, OrganizationArchetype, StageKind, Stance
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application
from tests.factories.requisitions import leader, opening, role, rubric

pytestmark = pytest.mark.django_db
LIST = "/api/v1/requisitions/"


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


@pytest.fixture
def draft(recruiter):
    return draft_requisition(archetype=role(), level="senior", actor=recruiter)


def path(requisition: Requisition, *parts: object) -> str:
    return "/".join([f"{LIST}{requisition.pk}", *map(str, parts), ""])


class TestDrafts:
    def test_one_is_drafted_changed_and_opened(self, api, recruiter):
        given = {"archetype": role().key, "level": "senior", "status": "draft"}
        drafted = api("post", LIST, recruiter, given | {"job_text": "You rank."})
        requisition = Requisition.objects.get()

        changed = api("patch", path(requisition), recruiter, {"emphasis": "research"})
        opened = api("post", path(requisition, "open"), recruiter)

        assert (drafted.status_code, drafted.body["status"]) == (201, "draft")
        assert drafted.body["job_text"] == "You rank."
        assert drafted.body["plan"][0]["name"] == "Math puzzle"
        assert changed.body["emphasis"] == "research"
        assert opened.body["status"] == "open"

    def test_without_a_status_it_is_open_at_once(self, api, recruiter):
        answer = api("post", LIST, recruiter, {"archetype": role().key, "level": "senior"})

        assert answer.body["status"] == "open"

    def test_closed_is_no_way_to_begin(self, api, recruiter):
        given = {"archetype": role().key, "level": "senior", "status": "closed"}

        answer = api("post", LIST, recruiter, given)

        assert (answer.status_code, list(answer.body["errors"])) == (400, ["status"])

    def test_answers_come_from_the_organization_where_they_are_left_out(self, api, recruiter):
        OrganizationArchetype.objects.create(key="arm", name="Arm", emphasis="research")
        given = {"archetype": role().key, "level": "senior", "organization": "arm"}

        usual = api("post", LIST, recruiter, given)
        own = api("post", LIST, recruiter, given | {"emphasis": ""})

        assert (usual.body["emphasis"], own.body["emphasis"]) == ("research", "")

    def test_a_junior_strategy_without_a_mentor_is_refused_at_the_mentor(self, api, recruiter):
        given = {"archetype": role().key, "level": "senior", "strategy": "junior"}

        refused = api("post", LIST, recruiter, given)
        taken = api("post", LIST, recruiter, given | {"mentor": recruiter.pk})

        assert (refused.status_code, list(refused.body["errors"])) == (400, ["mentor"])
        assert (taken.status_code, taken.body["mentor"]) == (201, recruiter.pk)

    def test_a_draft_is_copied_and_discarded(self, api, recruiter, draft):
        copied = api("post", path(draft, "clone"), recruiter)
        discarded = api("post", path(draft, "discard"), recruiter)

        assert (copied.status_code, copied.body["copied_from"]) == (201, draft.pk)
        assert discarded.status_code == 204
        assert Requisition.objects.get().pk == copied.body["id"]

    def test_what_is_open_is_not_discarded(self, api, recruiter):
        requisition = opening()

        answer = api("post", path(requisition, "discard"), recruiter)

        assert answer.status_code == 409
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_drafts_are_a_filter_away(self, api, recruiter, draft):
        opening()

        answer = api("get", f"{LIST}?status=draft", recruiter)

        assert [row["id"] for row in answer.body["results"]] == [draft.pk]


class TestProfile:
    CHANGE = {"stance": "bar", "weight": 2, "bar_level": 2}

    def test_a_competency_is_asked_otherwise(self, api, recruiter, draft):
        answer = api("put", path(draft, "competencies", "modeling"), recruiter, self.CHANGE)

        assert (answer.status_code, answer.body["stance"]) == (200, "bar")
        assert answer.body["archetype_stance"] == "strength"
        assert answer.body["edited_at"]

    def test_once_interviews_have_begun_a_reason_is_asked_for(self, api, recruiter, draft):
        fix_profile(requisition=draft)
        address = path(draft, "competencies", "modeling")

        refused = api("put", address, recruiter, self.CHANGE)
        taken = api("put", address, recruiter, self.CHANGE | {"why": "The model is bought."})

        assert (refused.status_code, list(refused.body["errors"])) == (400, ["why"])
        assert taken.body["why"] == "The model is bought."

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"weight": 6}, "weight"), ({"bar_level": 0}, "bar_level"), ({"stance": "x"}, "stance")],
    )
    def test_what_is_off_the_scale_is_refused(self, api, recruiter, draft, change, field):
        address = path(draft, "competencies", "modeling")

        answer = api("put", address, recruiter, self.CHANGE | change)

        assert (answer.status_code, list(answer.body["errors"])) == (400, [field])

    def test_an_unknown_competency_is_not_found(self, api, recruiter, draft):
        answer = api("put", path(draft, "competencies", "charm"), recruiter, self.CHANGE)

        assert answer.status_code == 404

    def test_a_key_that_no_text_can_be_is_not_found(self, api, recruiter, draft):
        address = path(draft, "competencies", "x").replace("/x/", "/%00/")

        assert api("put", address, recruiter, self.CHANGE).status_code == 404


class TestPlan:
    def test_an_interview_is_planned_changed_moved_and_dropped(self, api, recruiter, draft):
        extra = rubric(InterviewKind.BACKGROUND, "Communication")
        base = path(draft, "planned-interviews")

        planned = api("post", base, recruiter, {"rubric": extra.key, "position": 1})
        one = f"{base}{planned.body['id']}/"
        changed = api(
            "patch", one, recruiter, {"minutes": 30, "interviewers": 2, "perspective": "product"}
        )
        gone = api("delete", one, recruiter)

        assert (planned.status_code, planned.body["position"]) == (201, 1)
        assert (changed.body["minutes"], changed.body["interviewers"]) == (30, 2)
        assert gone.status_code == 204
        assert not PlannedInterview.objects.filter(pk=planned.body["id"]).exists()

    def test_one_of_another_requisition_is_not_found(self, api, recruiter, draft):
        other = opening().plan.first()

        answer = api("delete", path(draft, "planned-interviews", other.pk), recruiter)

        assert answer.status_code == 404

    def test_a_stage_of_another_requisition_is_refused_at_the_field(self, api, recruiter, draft):
        planned = draft.plan.first()
        stage = opening().stages.get(kind=StageKind.ONSITE)

        answer = api(
            "patch", path(draft, "planned-interviews", planned.pk), recruiter, {"stage": stage.pk}
        )

        assert (answer.status_code, list(answer.body["errors"])) == (400, ["stage"])

    def test_the_loop_is_fitted_again(self, api, recruiter, draft):
        draft.plan.all().delete()

        answer = api("post", path(draft, "fit-plan"), recruiter)

        assert answer.status_code == 200
        assert "Math puzzle" in [one["name"] for one in answer.body["plan"]]

    def test_coverage_says_who_looks_at_what_and_what_would_cure_it(self, api, recruiter, draft):
        draft.plan.update(interviewers=1)

        answer = api("get", path(draft, "coverage"), recruiter)

        rows = {row["competency"]: row for row in answer.body["rows"]}
        assert rows["communication"]["problem"]
        assert rows["modeling"]["observations"] == 1
        assert (rows["modeling"]["at_best"], rows["modeling"]["enough"]) == ("one_view", False)
        assert not {"best", "plain", "settles"} & set(rows["modeling"])
        assert rows["modeling"]["fixes"][0]["planned"] in rows["modeling"]["interviews"]
        assert answer.body["missing_perspectives"] == []


class TestStages:
    def test_a_stage_is_added_changed_moved_and_removed(self, api, recruiter, draft):
        added = api(
            "post",
            path(draft, "stages"),
            recruiter,
            {"name": "References", "kind": "decision", "target_days": 2},
        )
        one = f"/api/v1/stages/{added.body['id']}/"

        changed = api("patch", one, recruiter, {"name": "Referees", "position": 3})
        gone = api("delete", one, recruiter)

        assert (added.status_code, added.body["position"]) == (201, 6)
        assert (changed.body["name"], changed.body["position"]) == ("Referees", 3)
        assert gone.status_code == 204

    def test_one_with_an_application_in_it_stays(self, api, recruiter):
        made = application()
        stage = made.requisition.stages.get(kind=StageKind.SCREEN)
        made.stage = stage
        made.save()

        answer = api("delete", f"/api/v1/stages/{stage.pk}/", recruiter)

        assert answer.status_code == 409
        assert Stage.objects.filter(pk=stage.pk).exists()

    def test_who_leads_changes_it_and_an_interviewer_does_not(self, api, draft):
        stage = draft.stages.get(kind=StageKind.SCREEN)
        address = f"/api/v1/stages/{stage.pk}/"

        manager = api("patch", address, leader(draft), {"target_days": 2})
        interviewer = leader(draft, TeamRole.INTERVIEWER)
        refused = api("patch", address, interviewer, {"target_days": 3})

        assert (manager.status_code, refused.status_code) == (200, 403)
        stage.refresh_from_db()
        assert stage.target_days == 2


def test_an_interviewer_reads_coverage_and_changes_nothing(api, draft):
    user = leader(draft, TeamRole.INTERVIEWER)

    assert api("get", path(draft, "coverage"), user).status_code == 200
    for name in ("open", "discard", "clone", "fit-plan"):
        assert api("post", path(draft, name), user).status_code == 403
    assert draft.competencies.filter(stance=Stance.STRENGTH).exists()


def test_somebody_of_another_team_finds_nothing(api, draft):
    user = leader(opening())

    assert api("get", path(draft, "coverage"), user).status_code == 404
    assert api("post", path(draft, "open"), user).status_code == 404
