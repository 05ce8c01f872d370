"""Signed links: bound to one purpose, expiring, revocable, and not to be guessed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.accounts.links import link_of, make_link, revoke_links, token_of
from hiring.accounts.models import PublicLink
from hiring.activity import clock
from tests.factories.accounts import UserFactory

DAY = timedelta(days=1)


def made(purpose="exercise", object_id=7, lifetime=DAY):
    return make_link(purpose=purpose, object_id=object_id, lifetime=lifetime, actor=UserFactory())


@pytest.mark.django_db
def test_a_token_names_its_link():
    link = made()

    assert link_of(token_of(link), purpose="exercise") == link
    assert link.is_live


@pytest.mark.django_db
def test_a_token_for_another_purpose_names_none():
    link = made(purpose="self-scheduling")

    assert link_of(token_of(link), purpose="exercise") is None


@pytest.mark.django_db
def test_a_row_that_changed_its_purpose_is_not_opened_by_the_old_token():
    link = made()
    PublicLink.objects.update(purpose="other")

    assert link_of(token_of(link), purpose="exercise") is None


@pytest.mark.django_db
def test_the_number_in_a_token_cannot_be_exchanged():
    first, second = made(), made()
    _number, signature = token_of(first).split(".")

    assert link_of(f"{second.pk}.{signature}", purpose="exercise") is None


@pytest.mark.django_db
def test_a_token_signed_with_another_key_is_none_of_ours(settings):
    token = token_of(made())
    settings.SECRET_KEY = "another key that nobody here has"

    assert link_of(token, purpose="exercise") is None


@pytest.mark.django_db
def test_a_token_whose_link_is_gone_names_none():
    link = made()
    token = token_of(link)
    link.delete()

    assert link_of(token, purpose="exercise") is None


@given(token=st.text(max_size=200))
def test_no_text_breaks_the_reading(token):
    assert link_of(token, purpose="exercise") is None


@pytest.mark.django_db
def test_a_link_works_until_it_expires():
    link = made()

    with clock.set_to(link.expires_at - timedelta(seconds=1)):
        assert link.is_live
        assert list(PublicLink.objects.live()) == [link]
    with clock.set_to(link.expires_at):
        assert not link.is_live
        assert not PublicLink.objects.live().exists()


@pytest.mark.django_db
def test_revoking_ends_all_links_to_this_and_no_others():
    mine, twin = made(), made()
    other_object, other_purpose = made(object_id=8), made(purpose="status")

    assert revoke_links(purpose="exercise", object_id=7) == 2

    assert set(PublicLink.objects.live()) == {other_object, other_purpose}
    assert not PublicLink.objects.get(pk=mine.pk).is_live
    assert revoke_links(purpose="exercise", object_id=7) == 0
    assert twin.pk != mine.pk
