"""Adding and changing people by hand."""

import pytest

from candidates.actions.people import (
    add_candidate,
    add_contact,
    edit_candidate,
    record_touch,
    remove_contact,
)
from candidates.models import Candidate
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import Event, FieldChange
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ContactPointFactory, SourceChannelFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(recruiter=True)


@pytest.fixture
def add(actor):
    def add(**given) -> Candidate:
        defaults = {"name": "Ada Lovelace", "channel": SourceChannelFactory(), "actor": actor}
        return add_candidate(**{**defaults, **given})

    return add


def test_a_candidate_is_added_with_contacts_source_and_sort_key(add, actor):
    candidate = add(
        name="  Zoë \u202e Ångström ",
        zone="Europe/Stockholm",
        contacts=[
            ("email", "Zoe@Example.org"),
            ("url", "zoe.example"),
            ("email", "zoe@example.org"),
        ],
    )

    assert candidate.name == "Zoë Ångström"
    assert candidate.sort_name == "zoe angstrom"
    assert [str(point) for point in candidate.contact_points.all()] == [
        "Zoe@Example.org",
        "https://zoe.example",
    ]
    assert candidate.touches.get().actor == actor


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " \u200b "}, "name"),
        ({"name": "A" * 201}, "name"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"contacts": [("email", "nowhere")]}, "value"),
        ({"contacts": [("phone", "12")]}, "value"),
        ({"contacts": [("url", "javascript:alert(1)")]}, "value"),
        ({"contacts": [("url", "https://x.example/" + "a" * 400)]}, "value"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(add, given, field):
    with pytest.raises(Refused) as refused:
        add(**given)

    assert refused.value.field == field
    assert not Candidate.objects.exists()


def test_somebody_with_the_same_address_is_refused_and_named(add):
    CandidateFactory(name="Ada Byron", email="ada@example.org")

    with pytest.raises(Refused, match="Ada Byron") as refused:
        add(contacts=[("email", "ADA@example.org")])
    assert refused.value.field == "email"


def test_another_systems_id_is_one_persons(add):
    add(source_system="greenhouse", external_id="7")
    add(source_system="lever", external_id="7")

    with pytest.raises(Refused) as refused:
        add(source_system="greenhouse", external_id="7")
    assert refused.value.field == "external_id"


def test_a_channel_out_of_use_is_refused(add):
    with pytest.raises(Refused) as refused:
        add(channel=SourceChannelFactory(archived_at=clock.now()))

    assert refused.value.field == "channel"


def test_an_edit_records_what_changed_where_it_can_be_erased(actor):
    candidate = CandidateFactory(name="Ada Byron")
    edit_candidate(candidate=candidate, actor=actor, name="Ada Lovelace", headline="")

    candidate.refresh_from_db()
    assert (candidate.name, candidate.sort_name) == ("Ada Lovelace", "ada lovelace")
    event = Event.objects.for_candidate(candidate.pk).get()
    assert event.choices == {}
    assert list(FieldChange.objects.values_list("field", "old", "new")) == [
        ("name", "Ada Byron", "Ada Lovelace")
    ]


def test_an_edit_that_changes_nothing_leaves_no_trace(actor):
    edit_candidate(candidate=CandidateFactory(name="Ada"), actor=actor, name="Ada ")

    assert not Event.objects.exists()


def test_who_was_erased_cannot_be_edited(actor):
    candidate = CandidateFactory(erased_at=clock.now())

    with pytest.raises(Refused):
        edit_candidate(candidate=candidate, actor=actor, name="Ada")


def test_a_contact_is_added_once_however_often_it_is_sent(actor):
    candidate = CandidateFactory()
    first = add_contact(candidate=candidate, kind="phone", value="+44 20 1234-5678", actor=actor)
    again = add_contact(candidate=candidate, kind="phone", value="+442012345678", actor=actor)

    assert again == first
    assert Event.objects.count() == 1


def test_removing_a_contact_twice_is_as_once(actor):
    contact = ContactPointFactory()
    remove_contact(contact=contact, actor=actor)
    remove_contact(contact=contact, actor=actor)

    assert [event.verb for event in Event.objects.all()] == ["candidate.contact_removed"]


def test_touches_are_in_the_order_of_time(actor):
    candidate = CandidateFactory()
    first, second = SourceChannelFactory(), SourceChannelFactory()
    record_touch(candidate=candidate, channel=first, actor=actor)
    with clock.ahead(hours=1):
        record_touch(candidate=candidate, channel=second, actor=actor)

    assert [touch.channel for touch in candidate.touches.all()] == [first, second]
