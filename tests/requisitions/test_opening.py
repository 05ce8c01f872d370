"""Opening a requisition from a role archetype."""

import pytest

from candidates.models import Candidate
from hiring.accounts.models import TeamRole
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from hiring.requisitions.actions.opening import open_requisition
from hiring.requisitions.models import Requisition
from hiring.requisitions.role_template import role_template
from rubrics.models import Level, RoleArchetype, StageKind, Stance
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import at_once
from tests.factories.requisitions import opening, role

pytestmark = pytest.mark.django_db


def test_it_brings_the_archetypes_stages_in_their_order():
    requisition = opening()

    names = [stage.name for stage in requisition.stages.all()]

    assert names == ["Applied", "Screen", "Onsite", "Decision", "Offer", "Hired"]
    assert requisition.stages.first().target_days == 3


def test_it_brings_what_is_assessed_at_this_level_with_why():
    requisition = opening()

    found = {c.competency.name: c for c in requisition.competencies.all()}

    assert set(found) == {"Modeling", "Data work", "Software", "Communication"}
    assert found["Modeling"].stance == Stance.STRENGTH
    assert (found["Communication"].weight, found["Communication"].bar_level) == (2, 2)
    assert found["Software"].why == "Software matters here."


def test_it_plans_the_loop_of_this_level_on_the_onsite_stage():
    archetype = role()

    senior, staff = opening(archetype=archetype), opening(archetype=archetype, level=Level.STAFF)

    assert [i.name for i in senior.plan.all()] == ["Math puzzle", "Take-home review"]
    assert [i.name for i in staff.plan.all()][-1] == "System design"
    assert {i.stage.kind for i in senior.plan.all()} == {StageKind.ONSITE}
    assert senior.plan.first().kind == senior.plan.first().rubric.kind


def test_the_key_is_the_short_name_and_the_next_number():
    archetype = role(short="MLE")

    keys = [opening(archetype=archetype).key for _ in range(3)]

    assert keys == ["MLE-1", "MLE-2", "MLE-3"]


def test_a_longer_short_name_does_not_disturb_the_numbers():
    other, archetype = role(short="ML-OPS"), role(short="ML")

    keys = [opening(archetype=other).key, opening(archetype=archetype).key]

    assert keys == ["ML-OPS-1", "ML-1"]


@pytest.mark.django_db(transaction=True)
def test_two_opened_at_once_get_different_keys():
    archetype, recruiter = role(short="MLE"), UserFactory(recruiter=True)

    def one_more() -> str:
        return open_requisition(archetype=archetype, level="senior", actor=recruiter).key

    assert sorted(at_once(*[one_more] * 4)) == ["MLE-1", "MLE-2", "MLE-3", "MLE-4"]


def test_whoever_opens_it_is_its_recruiter():
    recruiter = UserFactory(recruiter=True)

    requisition = opening(actor=recruiter)

    member = requisition.hiring_team.get()
    assert (member.user, member.role) == (recruiter, TeamRole.RECRUITER)


def test_without_a_title_it_is_called_by_level_and_role():
    archetype = role()

    assert opening(archetype=archetype).title == f"Senior {archetype.name}"
    assert opening(archetype=archetype, title="  Ranking   engineer ").title == "Ranking engineer"


def test_a_role_in_ordinary_words_is_small_inside_the_title():
    archetype = role()
    archetype.name = "Data scientist"

    assert role_template(archetype, "senior").title == "Senior data scientist"


def test_a_level_that_the_archetype_does_not_describe_is_refused():
    with pytest.raises(Refused) as refusal:
        opening(level=Level.JUNIOR)

    assert refusal.value.field == "level"
    assert not Requisition.objects.exists()


def test_an_archetype_without_an_onsite_stage_is_refused():
    archetype = role()
    archetype.stages.filter(kind=StageKind.ONSITE).delete()

    with pytest.raises(Refused) as refusal:
        opening(archetype=archetype)

    assert refusal.value.field == "archetype"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"pay_minimum": 2, "pay_maximum": 1, "pay_currency": "EUR"}, "pay_maximum"),
        ({"pay_minimum": 1}, "pay_currency"),
        ({"pay_minimum": -1, "pay_currency": "EUR"}, "pay_minimum"),
        ({"pay_maximum": 10**12, "pay_currency": "EUR"}, "pay_maximum"),
        ({"pay_currency": "EURO"}, "pay_currency"),
        ({"openings": 0}, "openings"),
        ({"openings": 101}, "openings"),
        ({"title": "x" * 161}, "title"),
        ({"strategy": "luck"}, "strategy"),
        ({"must_haves": [f"thing {n}" for n in range(13)]}, "must_haves"),
        ({"must_haves": ["x" * 201]}, "must_haves"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Refused) as refusal:
        opening(**values)

    assert refusal.value.field == field


def test_characters_that_nobody_sees_are_left_out():
    requisition = opening(
        title="\u202eML\u200b engineer", location="\u2066 Berlin", must_haves=["\u200b"]
    )

    assert (requisition.title, requisition.location) == ("ML engineer", "Berlin")
    assert requisition.must_haves == []


def test_must_haves_are_kept_once_each_and_without_blanks():
    requisition = opening(must_haves=["Python", "  ", "python ", "Python", "SQL  and  more"])

    assert requisition.must_haves == ["Python", "python", "SQL and more"]


def test_it_leaves_an_event_without_personal_values():
    requisition = opening(title="For Ada")

    event = Event.objects.for_requisition(requisition.pk).get(verb="requisition.opened")

    assert event.choices == {"archetype": requisition.archetype.key, "level": "senior"}


@pytest.mark.parametrize("level", list(Level))
def test_every_shipped_archetype_opens_at_every_level(library, level):
    recruiter = UserFactory(recruiter=True)

    opened = [
        opening(archetype=archetype, level=level, actor=recruiter, mentor=recruiter)
        for archetype in RoleArchetype.objects.in_use()
    ]

    assert len(opened) == 5
    for requisition in opened:
        stances = {c.stance for c in requisition.competencies.all()}
        assert stances == {Stance.STRENGTH, Stance.BAR}
        assert requisition.plan.count() >= 3


def test_a_requisition_knows_no_candidate():
    opening()

    assert not Candidate.objects.exists()
