"""Drafting, opening and discarding requisitions."""

from datetime import UTC, datetime

import pytest

from candidates.models import AccessGroupMember
from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.requisitions.actions.copying import clone_requisition
from hiring.requisitions.actions.drafting import discard_draft, draft_requisition
from hiring.requisitions.actions.editing import (
    close_requisition,
    edit_requisition,
    reopen_requisition,
)
from hiring.requisitions.actions.opening import open_draft, open_requisition
from hiring.requisitions.actions.team import group_key_of, join_team
from hiring.requisitions.models import Requisition, RequisitionStatus
from rubrics.models import (
    Depth,
    InterviewKind,
    Level,
    OrganizationArchetype,
    ProfileAdjustment,
    StageKind,
    Stance,
)
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import at_once
from tests.factories.requisitions import competency, opening, role, rubric
from tests.requisitions.reading import targets_for, verbs

pytestmark = pytest.mark.django_db


NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def draft(**values) -> Requisition:
    values.setdefault("actor", UserFactory(recruiter=True))
    values.setdefault("archetype", role())
    return draft_requisition(level=values.pop("level", Level.SENIOR), **values)


def shifting(choice: str, value: str, name: str, **effect) -> ProfileAdjustment:
    """A rule of the library."""
    return ProfileAdjustment.objects.create(
        key=f"{value}-{competency(name).key}",
        choice=choice,
        value=value,
        competency=competency(name),
        because=f"Because of {value}.",
        **effect,
    )


class TestDrafting:
    def test_a_draft_has_stages_profile_and_loop_and_takes_no_applications(self):
        requisition = draft(title="Ranking")

        assert (requisition.status, requisition.is_open) == (RequisitionStatus.DRAFT, False)
        assert requisition.stages.count() == 6
        assert targets_for(requisition)["Modeling"] == (Stance.STRENGTH, 5, 3)
        assert "Math puzzle" in [planned.name for planned in requisition.plan.all()]
        assert verbs(requisition) == ["requisition.team_joined", "requisition.drafted"]

    def test_answers_shift_the_profile_and_each_row_says_what_was_and_why(self):
        shifting("emphasis", "software", "Software", weight=1)
        shifting("emphasis", "software", "Research taste", stance=Stance.BAR)
        shifting("emphasis", "software", "Modeling", stance=Stance.NOT_ASSESSED)

        requisition = draft(emphasis="software")

        rows = {row.competency.name: row for row in requisition.competencies.all()}
        software, taste, modeling = (
            rows[name] for name in ("Software", "Research taste", "Modeling")
        )
        assert (software.weight, software.archetype_weight) == (5, 4)
        assert software.adjustment_reasons == [
            "Because of software. (Software over research: weight +1)"
        ]
        assert (taste.stance, taste.archetype_stance) == (Stance.BAR, Stance.NOT_ASSESSED)
        assert taste.why == "Because of software."
        assert (modeling.stance, modeling.archetype_stance) == (
            Stance.NOT_ASSESSED,
            Stance.STRENGTH,
        )
        assert rows["Data work"].adjustment_reasons == []

    def test_the_loop_follows_the_profile_and_each_interview_says_why(self):
        shifting("emphasis", "software", "Research taste", stance=Stance.BAR)
        rubric(InterviewKind.PROJECT_PROBE, "Research taste")

        requisition = draft(emphasis="software")

        reasons = {planned.kind: planned.why for planned in requisition.plan.all()}
        assert reasons["math_puzzle"] == "From the role’s default loop."
        assert "Research taste" in reasons["project_probe"]

    def test_what_is_not_answered_is_as_the_organization_has_it(self):
        arm = OrganizationArchetype.objects.create(
            key="arm", name="Research arm", emphasis="research", model_ownership="handed_over"
        )

        usual, own = draft(organization=arm), draft(organization=arm, emphasis="")

        assert (usual.emphasis, usual.data_ownership) == ("research", "shared")
        assert (own.emphasis, own.model_ownership) == ("", "handed_over")

    def test_without_answers_the_profile_is_the_roles_own(self):
        shifting("emphasis", "software", "Software", weight=1)

        requisition = draft()

        assert targets_for(requisition)["Software"] == (Stance.BAR, 4, 3)
        assert not any(row.adjustment_reasons for row in requisition.competencies.all())

    def test_a_rule_that_was_archived_moves_nothing(self):
        shifting("emphasis", "software", "Software", weight=1, archived_at=NOON)

        assert targets_for(draft(emphasis="software"))["Software"] == (Stance.BAR, 4, 3)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"emphasis": "luck"}, "emphasis"),
            ({"data_ownership": "nobody"}, "data_ownership"),
            ({"model_ownership": "nobody"}, "model_ownership"),
            ({"strategy": ""}, "strategy"),
            ({"job_text": "x" * 20_001}, "job_text"),
        ],
    )
    def test_an_answer_that_is_not_known_is_refused_at_its_field(self, values, field):
        with pytest.raises(Refused) as refusal:
            draft(**values)

        assert refusal.value.field == field
        assert not Requisition.objects.exists()

    def test_a_mentor_who_left_is_refused(self):
        with pytest.raises(Refused) as refusal:
            draft(mentor=UserFactory(is_active=False))

        assert refusal.value.field == "mentor"

    def test_an_unknown_value_is_a_mistake_of_the_caller(self):
        with pytest.raises(TypeError):
            draft(salary=3)


class TestOpening:
    def test_a_draft_opens_once_and_counts_from_then(self):
        requisition, actor = draft(), UserFactory()

        with clock.set_to(NOON):
            opened = open_draft(requisition=requisition, actor=actor)
        again = open_draft(requisition=requisition, actor=actor)

        assert (opened.is_open, again.opened_at) == (True, NOON)
        assert verbs(requisition).count("requisition.opened") == 1

    def test_a_closed_one_is_reopened_and_not_opened(self):
        requisition = opening()
        close_requisition(requisition=requisition, actor=None)

        with pytest.raises(Refused):
            open_draft(requisition=requisition, actor=None)

    def test_without_an_onsite_stage_it_stays_a_draft(self):
        requisition = draft()
        requisition.plan.all().delete()
        requisition.stages.filter(kind=StageKind.ONSITE).delete()

        with pytest.raises(Refused, match="onsite"):
            open_draft(requisition=requisition, actor=None)

    def test_without_anything_asked_it_stays_a_draft(self):
        requisition = draft()
        requisition.competencies.update(stance=Stance.NOT_ASSESSED)

        with pytest.raises(Refused, match="strength or minimum bar"):
            open_draft(requisition=requisition, actor=None)

    def test_one_whose_archetype_is_gone_stays_a_draft(self):
        requisition = draft()
        requisition.archetype.archived_at = NOON
        requisition.archetype.save()

        with pytest.raises(Refused, match="archived"):
            open_draft(requisition=requisition, actor=None)

    def test_a_discarded_one_is_a_conflict(self):
        requisition = draft()
        discard_draft(requisition=requisition, actor=None)

        with pytest.raises(Conflict):
            open_draft(requisition=requisition, actor=None)

    def test_opened_at_once_the_roles_own_loop_stands(self):
        archetype = role()

        requisition = opening(archetype=archetype)

        assert [planned.name for planned in requisition.plan.all()] == [
            "Math puzzle",
            "Take-home review",
        ]

    def test_opened_at_once_with_answers_profile_and_loop_follow(self):
        shifting("emphasis", "software", "Modeling", stance=Stance.NOT_ASSESSED)

        requisition = opening(emphasis="software")

        assert targets_for(requisition)["Modeling"][0] == Stance.NOT_ASSESSED
        assert "Math puzzle" not in [planned.name for planned in requisition.plan.all()]

    @pytest.mark.django_db(transaction=True)
    def test_two_who_open_the_same_draft_open_it_once(self):
        requisition = draft()

        def one() -> bool:
            return open_draft(requisition=requisition, actor=None).is_open

        assert at_once(one, one) == [True, True]
        assert verbs(requisition).count("requisition.opened") == 1


class TestMentor:
    def researcher(self, **values) -> Requisition:
        archetype = role()
        archetype.ml = Depth.VERY_HIGH
        archetype.save()
        for entry in archetype.profile.at(Level.SENIOR):
            entry.pk, entry.level = None, Level.JUNIOR
            entry.save()
        return draft(archetype=archetype, level=Level.JUNIOR, **values)

    def test_a_junior_in_research_opens_with_a_mentor_only(self):
        requisition = self.researcher()

        with pytest.raises(Refused, match="mentor") as refusal:
            open_draft(requisition=requisition, actor=None)
        edit_requisition(requisition=requisition, actor=None, mentor=UserFactory())

        assert refusal.value.field == "mentor"
        assert open_draft(requisition=requisition, actor=None).is_open

    def test_a_junior_strategy_opens_with_a_mentor_only(self):
        with pytest.raises(Refused) as refusal:
            open_requisition(archetype=role(), level=Level.SENIOR, actor=None, strategy="junior")

        assert refusal.value.field == "mentor"
        assert not Requisition.objects.exists()

    def test_research_for_somebody_experienced_needs_none(self):
        assert opening(emphasis="research").is_open

    def test_a_mentor_who_has_left_meanwhile_is_told_of(self):
        mentor = UserFactory(name="Grace Hopper")
        requisition = self.researcher(mentor=mentor)
        mentor.is_active = False
        mentor.save()

        with pytest.raises(Refused, match="The mentor, Grace Hopper, can no longer sign in"):
            open_draft(requisition=requisition, actor=None)


class TestDiscarding:
    def test_a_draft_goes_with_all_its_parts_and_who_led_it_sees_nothing_by_it(self):
        requisition = draft()
        join_team(
            requisition=requisition, user=UserFactory(), role=TeamRole.HIRING_MANAGER, actor=None
        )
        group = group_key_of(requisition)

        for _ in range(2):
            discard_draft(requisition=requisition, actor=None)

        assert not Requisition.objects.exists()
        assert not AccessGroupMember.objects.filter(group_key=group).exists()
        assert verbs(requisition)[0] == "requisition.discarded"
        assert verbs(requisition).count("requisition.discarded") == 1

    def test_what_was_open_is_closed_and_not_discarded(self):
        requisition = opening()

        with pytest.raises(Refused, match="Close it instead"):
            discard_draft(requisition=requisition, actor=None)

        assert Requisition.objects.exists()

    def test_a_copy_outlives_the_draft_that_it_was_made_from(self):
        requisition, actor = draft(), UserFactory()
        copy = clone_requisition(requisition=requisition, actor=actor)

        discard_draft(requisition=requisition, actor=actor)

        copy.refresh_from_db()
        assert copy.copied_from is None

    @pytest.mark.parametrize("verb", [close_requisition, reopen_requisition])
    def test_a_draft_is_neither_closed_nor_reopened(self, verb):
        with pytest.raises(Refused, match="still a draft"):
            verb(requisition=draft(), actor=None)
