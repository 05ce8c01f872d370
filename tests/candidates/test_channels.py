"""The catalog of source channels."""

import pytest
from django.core.management import call_command

from candidates.actions.channels import edit_channel, load_channels
from candidates.models import ChannelKind, SourceChannel
from hiring.activity.models import Event
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory

pytestmark = pytest.mark.django_db


def test_the_catalog_names_where_ml_candidates_come_from():
    load_channels()

    kinds = set(SourceChannel.objects.values_list("kind", flat=True))
    assert kinds == set(ChannelKind)
    conferences = SourceChannel.objects.get(key="conferences").children
    assert list(conferences.values_list("name", flat=True)) == ["NeurIPS", "ICML", "ICLR"]


def test_loading_again_adds_nothing_and_keeps_what_was_changed():
    load_channels()
    channel = SourceChannel.objects.get(key="icml")
    edit_channel(channel=channel, name="ICML (booth)", actor=UserFactory(recruiter=True))

    assert load_channels() == 0
    channel.refresh_from_db()
    assert channel.name == "ICML (booth)"


def test_each_new_channel_leaves_an_event():
    assert Event.objects.filter(verb="channel.added").count() == 0
    added = load_channels()

    assert Event.objects.filter(verb="channel.added").count() == added


def test_the_command_says_how_many(capsys):
    call_command("load_channels")

    assert capsys.readouterr().out.endswith("source channels added\n")


@pytest.mark.parametrize("text", ["icml", "ICML", " Icml "])
def test_a_channel_is_found_by_key_or_name(text):
    channel = SourceChannelFactory(key="icml", name="ICML")

    assert SourceChannel.objects.by_name().get(text.strip().casefold()) == channel


@pytest.mark.parametrize("text", ["", " ", "nowhere"])
def test_nothing_names_no_channel(text):
    SourceChannelFactory(key="icml", name="ICML")

    assert SourceChannel.objects.by_name().get(text.casefold()) is None


def test_the_tree_has_parents_before_children_in_one_query(django_assert_num_queries):
    top = SourceChannelFactory(name="top")
    other = SourceChannelFactory(name="other", position=1)
    below = SourceChannelFactory(name="below", parent=top)
    lowest = SourceChannelFactory(name="lowest", parent=below)

    with django_assert_num_queries(1):
        tree = SourceChannel.objects.as_tree()
    assert tree == [(0, top), (1, below), (2, lowest), (0, other)]


def test_what_hangs_on_a_channel_out_of_use_stands_at_the_top():
    below = SourceChannelFactory(parent=SourceChannelFactory(archived_at="2020-01-01T00:00Z"))

    assert SourceChannel.objects.active().as_tree() == [(0, below)]
