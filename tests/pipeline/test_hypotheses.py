"""Hypotheses: from the requisition's profile until somebody edits one, then their own."""

import pytest

from hiring.activity.actions import Refused
from hiring.activity.models import Event, FieldChange
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.hypotheses import change_hypothesis, fix_hypotheses
from hiring.pipeline.models import Hypothesis
from rubrics.models import Stance
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once
from tests.factories.requisitions import competency

pytestmark = pytest.mark.django_db


def change(made, name="Software", **values):
    given = {"stance": Stance.STRENGTH, "weight": 5, "bar_level": 4, "why": "Wrote a compiler."}
    return change_hypothesis(
        application=made,
        competency=competency(name),
        actor=values.pop("actor", None),
        **given | values,
    )


def names(found):
    return [row.competency.name for row in found]


def test_they_follow_the_requisition_while_nobody_edits():
    made = application()
    made.requisition.competencies.filter(competency__name="Software").update(weight=1)

    found = {row.competency.name: row for row in hypotheses.of(made)}

    assert found["Software"].weight == 1
    assert not Hypothesis.objects.exists()


def test_strengths_come_first_then_bars_each_by_weight():
    assert names(hypotheses.of(application())) == [
        "Modeling",
        "Data work",
        "Software",
        "Communication",
    ]


def test_what_is_not_assessed_comes_last_and_only_when_asked_for():
    made = application()

    last = hypotheses.of(made, every=True)[-1]

    assert last.competency.name == "Research taste"
    assert (last.stance, last.bar_level) == (Stance.NOT_ASSESSED, 2)
    assert last.why == "Research taste matters here."


def test_the_first_edit_fixes_all_of_them():
    made, actor = application(), UserFactory()

    changed = change(made, actor=actor)
    made.requisition.competencies.update(weight=1)

    found = {row.competency.name: row for row in hypotheses.of(made)}
    assert (changed.stance, changed.edited_by) == (Stance.STRENGTH, actor)
    assert found["Modeling"].weight == 5
    assert found["Modeling"].edited_at is None
    assert names(hypotheses.of(made))[:2] == ["Modeling", "Software"]


def test_an_edit_leaves_what_was_and_what_is_the_reason_apart_from_the_record():
    change(application())

    event = Event.objects.get(verb="application.hypothesis_changed")
    changes = {c.field: (c.old, c.new) for c in FieldChange.objects.filter(event=event)}
    assert changes["stance"] == ("bar", "strength")
    assert changes["why"] == ("Software matters here.", "Wrote a compiler.")
    assert event.choices == {"competency": "Software", "stance": "strength"}


def test_an_edit_that_changes_nothing_fixes_nothing():
    made = application()
    was = hypotheses.of(made)[0]

    change(made, "Modeling", stance=was.stance, weight=was.weight, bar_level=3, why=was.why)

    assert not Hypothesis.objects.exists()
    assert not Event.objects.filter(verb="application.hypothesis_changed").exists()


def test_one_that_is_not_assessed_is_switched_on_and_off():
    made = application()

    change(made, "Research taste", stance=Stance.BAR, weight=2, bar_level=2)
    assert "Research taste" in names(hypotheses.of(made))

    change(made, "Research taste", stance=Stance.NOT_ASSESSED)
    assert "Research taste" not in names(hypotheses.of(made))
    assert "Research taste" in names(hypotheses.of(made, every=True))


def test_a_competency_without_a_word_in_the_role_can_be_switched_on():
    made, new = application(), competency("Field work")

    change(made, "Field work", stance=Stance.BAR)

    assert new in [row.competency for row in hypotheses.of(made)]


def test_an_archived_competency_cannot():
    made, old = application(), competency("Typewriting")
    old.archived_at = made.applied_at
    old.save()

    with pytest.raises(Refused) as refusal:
        change(made, "Typewriting")

    assert refusal.value.field == "competency"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"stance": "hunch"}, "stance"),
        ({"weight": 0}, "weight"),
        ({"weight": 6}, "weight"),
        ({"bar_level": 1}, "bar_level"),
        ({"bar_level": 5}, "bar_level"),
        ({"why": "x" * 2_001}, "why"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Refused) as refusal:
        change(application(), **values)

    assert refusal.value.field == field


def test_the_first_interview_fixes_them_as_they_are():
    made = application()

    fix_hypotheses(application=made)
    fix_hypotheses(application=made)
    made.requisition.competencies.update(weight=1)

    assert Hypothesis.objects.count() == 4
    assert hypotheses.of(made)[0].weight == 5


@pytest.mark.django_db(transaction=True)
def test_two_first_edits_at_once_are_both_kept():
    made = application()

    outcomes = at_once(
        lambda: change(made, "Software", why="One."), lambda: change(made, "Modeling", why="Two.")
    )

    assert all(isinstance(outcome, Hypothesis) for outcome in outcomes)
    found = {row.competency.name: row.why for row in hypotheses.of(made)}
    assert (found["Software"], found["Modeling"]) == ("One.", "Two.")


def test_they_cost_a_fixed_number_of_queries(django_assert_num_queries):
    made = application()
    fix_hypotheses(application=made)
    made.refresh_from_db()

    with django_assert_num_queries(1):
        hypotheses.of(made)
