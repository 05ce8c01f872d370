"""The link to a take-home, in the kit: made, replaced, revoked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from hiring.accounts.models import PublicLink
from hiring.activity import clock
from tests.factories.accounts import UserFactory
from tests.factories.interviews import question
from tests.factories.scorecards import take_home_links
from tests.scorecards.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_from_before")]


# ---- In the kit ------------------------------------------------------------------------------


def kit_of(instance):
    return instance.interview.get_absolute_url()


def post(client, instance, route, **values):
    kwargs = {"interview_id": instance.interview_id, "question_version_id": instance.version_id}
    return client.post(reverse(f"scorecards:{route}", kwargs=kwargs), values, follow=True)


def address_in(answer) -> str:
    found = re.search(r'value="([^"]*/take-homes/[^"]+)"', answer.content.decode())
    return found.group(1) if found else ""


@pytest.mark.parametrize("role", ["recruiter", "coordinator", "administrator"])
def test_those_who_prepare_make_a_link_that_opens(client, client_of, instance, role):
    desk = client_of(UserFactory(**{role: True}))
    assert "A page with the brief and data" in text(desk.get(kit_of(instance)))

    made = post(desk, instance, "link_make")

    assert "Link created. You can copy it now." in text(made)
    address = address_in(made)
    assert client.get(address[address.index("/take-homes/") :]).status_code == 200


def test_who_holds_the_interview_makes_one_too(client_of, instance):
    ada = instance.interview.seats.get().user

    assert address_in(post(client_of(ada), instance, "link_make"))


def test_others_who_may_read_the_kit_are_not_offered_it(client_of, instance):
    from hiring.accounts.models import TeamRole
    from tests.factories.requisitions import leader

    requisition = instance.interview.loop.application.requisition
    manager = client_of(leader(requisition, TeamRole.HIRING_MANAGER))
    recruiter = client_of(leader(requisition, TeamRole.RECRUITER))

    assert "Link for the candidate" not in text(manager.get(kit_of(instance)))
    assert post(manager, instance, "link_make").status_code == 403
    assert "Link for the candidate" in text(recruiter.get(kit_of(instance)))
    assert not take_home_links().exists()


def test_a_new_link_is_made_after_asking(client_of, instance, link):
    desk = client_of(UserFactory(recruiter=True))
    before = address_in(desk.get(kit_of(instance)))

    asked = post(desk, instance, "link_make", instead_of=link.pk)
    assert "Replace this link?" in text(asked)
    assert take_home_links().count() == 1

    after = address_in(post(desk, instance, "link_make", instead_of=link.pk, confirmed="yes"))
    assert after
    assert after != before


def test_a_link_is_revoked_after_asking(client_of, instance, link):
    desk = client_of(UserFactory(recruiter=True))

    assert "Revoke this link?" in text(post(desk, instance, "link_revoke"))
    assert take_home_links().live().exists()

    shown = text(post(desk, instance, "link_revoke", confirmed="yes"))
    assert "Link revoked." in shown
    assert "The last link was revoked." in shown
    assert not take_home_links().live().exists()


def test_an_expired_one_is_told_of(client_of, instance, link):
    PublicLink.objects.update(expires_at=clock.now(), created_at=clock.now() - timedelta(days=30))

    shown = text(client_of(UserFactory(recruiter=True)).get(kit_of(instance)))

    assert "The last link has expired." in shown


@pytest.mark.parametrize("given", ["x", "-1", "٣", "9" * 40])
def test_a_number_that_is_none_makes_no_second_link(client_of, instance, link, given):
    desk = client_of(UserFactory(recruiter=True))

    post(desk, instance, "link_make", instead_of=given, confirmed="yes")

    assert take_home_links().live().get() == link


def test_the_reviewer_gets_the_same_data_and_what_is_planted(client_of, instance):
    source = client_of(instance.interview.seats.get().user).get(kit_of(instance)).content.decode()

    assert f"?seed={instance.seed}#data" in source
    assert f"data/?seed={instance.seed}" in source


def test_the_loop_leads_to_the_link(client_of, instance):
    loop = instance.interview.loop.get_absolute_url()

    shown = text(client_of(UserFactory(coordinator=True)).get(loop))

    assert shown.count("Candidate link") == 1


def test_of_a_question_that_is_not_asked_there_is_no_link(client_of, instance):
    elsewhere = question(instance.interview.rubric_version)
    kwargs = {"interview_id": instance.interview_id, "question_version_id": elsewhere.pk}
    desk = client_of(UserFactory(recruiter=True))

    for route in ("link_make", "link_revoke"):
        assert desk.post(reverse(f"scorecards:{route}", kwargs=kwargs)).status_code == 404
