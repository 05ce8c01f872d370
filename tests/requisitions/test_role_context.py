"""Strategy and surroundings: what follows them, what stays, and changes by two people at once."""

import pytest

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event, FieldChange
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.hypotheses import fix_hypotheses
from hiring.requisitions.actions.drafting import draft_requisition
from hiring.requisitions.actions.editing import edit_requisition
from hiring.requisitions.actions.planned_interviews import change_planned
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.actions.role_context import set_role_context
from hiring.requisitions.mentoring import mentor_problem
from hiring.requisitions.models import Requisition
from rubrics.models import InterviewKind, Level, ProfileAdjustment, Stance
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once
from tests.factories.requisitions import competency, opening, role, rubric
from tests.requisitions.reading import targets_for

pytestmark = pytest.mark.django_db
UNSAID = {
    "organization": None,
    "emphasis": "",
    "data_ownership": "",
    "model_ownership": "",
    "strategy": "experienced",
    "mentor": None,
}


@pytest.fixture(autouse=True)
def rules():
    for name, effect in {
        "Software": {"weight": 1},
        "Modeling": {"stance": Stance.NOT_ASSESSED},
        "Research taste": {"stance": Stance.BAR},
    }.items():
        ProfileAdjustment.objects.create(
            key=f"software-{competency(name).key}",
            choice="emphasis",
            value="software",
            competency=competency(name),
            because="Software counts here.",
            **effect,
        )


def draft(**values) -> Requisition:
    actor = values.pop("actor", None) or UserFactory(recruiter=True)
    return draft_requisition(archetype=role(), level=Level.SENIOR, actor=actor, **values)


def apply_context(requisition: Requisition, **values):
    return set_role_context(requisition=requisition, actor=None, **(UNSAID | values))


def names(requisition: Requisition) -> list[str]:
    return [planned.name for planned in requisition.plan.all()]


def ask(requisition: Requisition, name: str, **values):
    given = {"stance": Stance.BAR, "weight": 2, "bar_level": 2, "actor": None}
    return set_competency(requisition=requisition, competency=competency(name), **(given | values))


class TestFollowing:
    def test_profile_and_plan_follow_and_it_says_what_moved(self):
        rubric(InterviewKind.PROJECT_PROBE, "Research taste")
        requisition = draft()

        followed = apply_context(requisition, emphasis="software")

        assert {one.competency.name for one in followed.moved} == {
            *("Software", "Modeling", "Research taste"),
        }
        assert all(one.reasons for one in followed.moved)
        assert targets_for(requisition)["Software"] == (Stance.BAR, 5, 3)
        assert "Math puzzle" in followed.dropped
        assert "Math puzzle" not in names(requisition)

    def test_the_way_back_leaves_what_was(self):
        requisition = draft()
        before, plan = targets_for(requisition), names(requisition)

        apply_context(requisition, emphasis="software")
        apply_context(requisition)

        assert (targets_for(requisition), names(requisition)) == (before, plan)

    def test_a_second_time_changes_nothing_and_leaves_no_trace(self):
        requisition = draft()
        apply_context(requisition, emphasis="software")

        again = apply_context(requisition, emphasis="software")

        assert (again.moved, again.added, again.dropped) == ([], [], [])
        verbs = Event.objects.for_requisition(requisition.pk)
        assert verbs.filter(verb="requisition.role_context_set").count() == 1

    def test_what_somebody_changed_by_hand_stays(self):
        requisition = draft()
        ask(requisition, "Software", weight=1)

        followed = apply_context(requisition, emphasis="software")

        assert targets_for(requisition)["Software"] == (Stance.BAR, 1, 2)
        assert [one.competency.name for one in followed.kept] == ["Software"]

    def test_a_plan_changed_by_hand_stays(self):
        requisition = draft()
        change_planned(planned=requisition.plan.first(), actor=None, minutes=90)

        followed = apply_context(requisition, emphasis="software")

        assert followed.plan_kept
        assert requisition.plan.first().minutes == 90

    def test_an_edit_of_the_strategy_moves_the_profile_as_well(self):
        requisition = opening()

        edit_requisition(requisition=requisition, actor=None, emphasis="software", title="Search")

        requisition.refresh_from_db()
        assert requisition.title == "Search"
        assert targets_for(requisition)["Software"] == (Stance.BAR, 5, 3)

    def test_the_first_interview_ends_it_except_for_the_mentor(self):
        requisition, mentor = opening(), UserFactory()
        fix_profile(requisition=requisition)

        with pytest.raises(Refused, match="first interview"):
            apply_context(requisition, emphasis="software")
        apply_context(requisition, mentor=mentor)

        requisition.refresh_from_db()
        assert (requisition.emphasis, requisition.mentor) == ("", mentor)

    def test_what_is_open_does_not_become_a_juniors_without_a_mentor(self):
        with pytest.raises(Refused) as refusal:
            apply_context(opening(), strategy="junior")

        assert refusal.value.field == "mentor"
        assert apply_context(draft(), strategy="junior").requisition.strategy == "junior"

    def test_a_mentor_who_left_is_a_warning_and_no_block(self):
        mentor = UserFactory(name="Grace Hopper")
        requisition = opening(strategy="junior", mentor=mentor)
        mentor.is_active = False
        mentor.save()
        requisition.refresh_from_db()

        assert "Grace Hopper" in mentor_problem(requisition)
        assert edit_requisition(requisition=requisition, actor=None, title="Search").is_open


class TestOneCompetency:
    def test_it_is_kept_with_what_the_role_says(self):
        row = ask(draft(), "Research taste", why="We choose our own problems.")

        assert (row.stance, row.weight, row.bar_level) == (Stance.BAR, 2, 2)
        assert (row.archetype_stance, row.why) == (
            Stance.NOT_ASSESSED,
            "We choose our own problems.",
        )
        assert row.edited_at

    def test_what_stays_leaves_no_trace(self):
        requisition = draft()

        ask(requisition, "Communication")

        verbs = Event.objects.for_requisition(requisition.pk).values_list("verb", flat=True)
        assert "requisition.profile_changed" not in verbs

    def test_once_fixed_it_takes_a_reason(self):
        requisition = opening()
        fix_profile(requisition=requisition)

        with pytest.raises(Refused) as refusal:
            ask(requisition, "Software")
        ask(requisition, "Software", why="It can be taught.")

        assert refusal.value.field == "why"
        changes = {
            c.field: (c.old, c.new)
            for c in FieldChange.objects.filter(
                event__verb__startswith="requisition.profile_changed"
            )
        }
        assert changes["weight"] == ("4", "2")
        assert changes["why"] == ("Software matters here.", "It can be taught.")

    def test_two_who_change_the_same_one_the_second_is_told(self):
        requisition = draft()
        seen = {"stance": "bar", "weight": 4, "bar_level": 3}
        ask(requisition, "Software", seen=seen)

        with pytest.raises(Conflict, match="weight 2"):
            ask(requisition, "Software", weight=5, seen=seen)

        assert targets_for(requisition)["Software"] == (Stance.BAR, 2, 2)

    @pytest.mark.parametrize(
        ("values", "field"),
        [({"weight": 0}, "weight"), ({"bar_level": 5}, "bar_level"), ({"stance": "x"}, "stance")],
    )
    def test_what_is_off_the_scale_is_refused(self, values, field):
        with pytest.raises(Refused) as refusal:
            ask(draft(), "Software", **values)

        assert refusal.value.field == field

    def test_applications_not_yet_interviewed_follow_and_no_other(self):
        early, late = application(), None
        requisition = early.requisition
        late = application(requisition=requisition)
        fix_hypotheses(application=early)
        fix_profile(requisition=requisition)

        ask(requisition, "Software", why="It can be taught.")

        def weight(of) -> int:
            stated = hypotheses.of(of)
            return next(h.weight for h in stated if h.competency.name == "Software")

        assert (weight(early), weight(late)) == (4, 2)


class TestTwoEditors:
    def test_untouched_fields_are_not_written(self):
        requisition = opening(title="Ranking", location="Berlin")
        seen = {"title": "Ranking", "location": "Berlin"}
        edit_requisition(requisition=requisition, actor=None, title="Search")

        edited = edit_requisition(
            requisition=requisition, actor=None, seen=seen, title="Ranking", location="Paris"
        )

        assert (edited.title, edited.location) == ("Search", "Paris")

    def test_a_field_that_both_changed_is_a_conflict_that_names_its_value(self):
        requisition = opening(title="Ranking")
        edit_requisition(requisition=requisition, actor=None, title="Search")

        with pytest.raises(Conflict, match="Search") as conflict:
            edit_requisition(
                requisition=requisition, actor=None, seen={"title": "Ranking"}, title="Recommending"
            )

        assert conflict.value.field == "title"

    def test_the_same_change_by_both_is_none(self):
        requisition = opening(must_haves=["SQL"])
        edit_requisition(requisition=requisition, actor=None, must_haves=["Python"])

        edited = edit_requisition(
            requisition=requisition, actor=None, seen={"must_haves": "SQL"}, must_haves=["Python"]
        )

        assert edited.must_haves == ["Python"]

    @pytest.mark.django_db(transaction=True)
    def test_of_two_at_once_one_is_told(self):
        requisition = opening(title="Ranking")

        def to(title: str):
            def edit() -> str:
                try:
                    edit_requisition(
                        requisition=requisition, actor=None, seen={"title": "Ranking"}, title=title
                    )
                except Conflict:
                    return "conflict"
                return "done"

            return edit

        assert sorted(at_once(to("Search"), to("Recommending"))) == ["conflict", "done"]
