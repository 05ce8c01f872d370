"""Editing, closing and reopening a requisition, and fixing its profile."""

from datetime import UTC, datetime

import pytest

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event, FieldChange
from hiring.requisitions.actions.editing import (
    close_requisition,
    edit_requisition,
    reopen_requisition,
)
from hiring.requisitions.actions.profile import fix_profile
from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def events(requisition, verb):
    return Event.objects.for_requisition(requisition.pk).filter(verb=verb)


def test_an_edit_keeps_what_was_and_what_is():
    requisition, team = opening(location="Berlin"), TeamFactory(name="Ranking")

    edited = edit_requisition(requisition=requisition, actor=None, location="Paris", team=team)

    assert (edited.location, edited.team) == ("Paris", team)
    changes = {c.field: (c.old, c.new) for c in FieldChange.objects.all()}
    assert changes == {"location": ("Berlin", "Paris"), "team": ("", "Ranking")}


def test_an_edit_that_changes_nothing_leaves_no_trace():
    requisition = opening(location="Berlin")

    edit_requisition(requisition=requisition, actor=None, location=" Berlin ")

    assert not events(requisition, "requisition.edited").exists()


def test_a_range_is_checked_against_what_stays():
    requisition = opening(pay_minimum=90, pay_maximum=120, pay_currency="EUR")

    with pytest.raises(Refused) as refusal:
        edit_requisition(requisition=requisition, actor=None, pay_minimum=130)

    assert refusal.value.field == "pay_maximum"


def test_what_made_the_profile_cannot_be_edited():
    with pytest.raises(TypeError):
        edit_requisition(requisition=opening(), actor=None, level="staff")


def test_it_closes_once_and_reopens_once():
    requisition, actor = opening(), UserFactory()

    with clock.set_to(NOON):
        closed = close_requisition(requisition=requisition, actor=actor)
        close_requisition(requisition=requisition, actor=actor)
    assert (closed.is_open, closed.closed_at) == (False, NOON)

    reopened = reopen_requisition(requisition=requisition, actor=actor)
    reopen_requisition(requisition=requisition, actor=actor)

    assert (reopened.is_open, reopened.closed_at) == (True, None)
    assert events(requisition, "requisition.closed").count() == 1
    assert events(requisition, "requisition.reopened").count() == 1


def test_one_whose_archetype_is_gone_stays_closed():
    requisition = opening()
    close_requisition(requisition=requisition, actor=None)
    requisition.archetype.archived_at = NOON
    requisition.archetype.save()

    with pytest.raises(Refused):
        reopen_requisition(requisition=requisition, actor=None)


def test_the_profile_is_fixed_by_the_first_and_stays():
    requisition = opening()

    with clock.set_to(NOON):
        fix_profile(requisition=requisition)
    fixed = fix_profile(requisition=requisition)

    assert fixed.profile_fixed_at == NOON
    assert events(requisition, "requisition.profile_fixed").count() == 1
