"""Triage: one application at a time."""

import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.pipeline.actions.moving import advance, reject
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import ResumeFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import leader, opening, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def requisition():
    return opening(must_haves=["Python"])


def triage(client, requisition, **wanted):
    url = reverse("pipeline:triage", kwargs={"requisition_id": requisition.pk})
    return client.get(url, wanted).content.decode()


def who(page):
    return re.search(r'triage-name".*?dir="auto"[^>]*>([^<]+)<', page, re.DOTALL).group(1)


def button(page, key):
    """The form around the button with this key: its address and its fields."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if found := re.search(rf'<button[^>]*data-shortcut="{key}"[^>]*>', form):
            fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
            fields |= dict(re.findall(r'name="(\w+)" value="([^"]*)"', found.group(0)))
            values = {name: value.replace("&amp;", "&") for name, value in fields.items()}
            return re.search(r'action="([^"]+)"', form).group(1), values
    raise AssertionError(f"no button has the key {key}")


def test_it_begins_with_the_longest_waiting_and_shows_what_to_decide_by(
    client, recruiter, requisition
):
    resume = ResumeFactory(data={"basics": {"name": "Ada", "summary": "Wrote a program."}})
    application(requisition=requisition, candidate=resume.candidate)
    application(requisition=requisition)

    page = triage(client, requisition)

    assert who(page) == resume.candidate.name
    assert "1 of 2" in page
    for text in ("Wrote a program.", "Modeling", "Python"):
        assert text in page


def test_one_key_advances_and_goes_on(client, recruiter, requisition):
    made = application(requisition=requisition)
    application(requisition=requisition, name="Grace Hopper")

    address, values = button(triage(client, requisition), "a")
    page = client.post(address, values, follow=True).content.decode()

    made.refresh_from_db()
    assert made.stage.kind == StageKind.SCREEN
    assert who(page) == "Grace Hopper"
    assert " to Screen." in page

    address, values = button(page, "u")
    page = client.post(address, values, follow=True).content.decode()
    made.refresh_from_db()
    assert made.stage.kind == StageKind.APPLIED
    assert who(page) == made.candidate.name


def test_two_keys_reject_with_a_reason_and_go_on_and_it_can_be_taken_back(
    client, recruiter, requisition
):
    why = reason("bar-not-met")
    made = application(requisition=requisition, name="Ada Lovelace")
    application(requisition=requisition, name="Grace Hopper")
    page = triage(client, requisition)
    assert re.search(r'<summary[^>]*data-shortcut="r"', page)

    address, values = button(page, "2")
    page = client.post(address, values, follow=True).content.decode()
    made.refresh_from_db()
    assert (made.status, made.rejection_reason) == ("rejected", why)
    assert who(page) == "Grace Hopper"

    address, values = button(page, "u")
    page = client.post(address, values, follow=True).content.decode()
    made.refresh_from_db()
    assert made.is_active
    assert who(page) == "Ada Lovelace"


def test_it_goes_to_the_next_and_the_previous_without_deciding(client, recruiter, requisition):
    names = ["Ada", "Grace", "Max"]
    made = [application(requisition=requisition, name=name) for name in names]

    page = triage(client, requisition, application=made[1].pk)

    following = re.search(r'href="[^"]*application=(\d+)"\s+data-shortcut="j"', page).group(1)
    previous = re.search(r'href="[^"]*application=(\d+)"\s+data-shortcut="k"', page).group(1)
    assert (int(previous), int(following)) == (made[0].pk, made[2].pk)
    assert "2 of 3" in page


def test_one_that_has_left_in_the_meantime_gives_way_to_the_first(client, recruiter, requisition):
    gone = application(requisition=requisition, name="Ada")
    application(requisition=requisition, name="Grace")
    advance(application=gone, to_stage=stage(requisition, StageKind.SCREEN), actor=None)

    assert who(triage(client, requisition, application=gone.pk)) == "Grace"


def test_another_stage_can_be_gone_through(client, recruiter, requisition):
    application(requisition=requisition, name="Ada")
    application(requisition=requisition, name="Grace", at=StageKind.SCREEN)

    page = triage(client, requisition, stage=stage(requisition, StageKind.SCREEN).pk)

    assert who(page) == "Grace"


@pytest.mark.parametrize(
    "wanted", [{"application": "x"}, {"application": "9" * 40}, {"stage": "x"}]
)
def test_an_address_that_makes_no_sense_shows_the_first(client, recruiter, requisition, wanted):
    application(requisition=requisition, name="Ada")

    assert who(triage(client, requisition, **wanted)) == "Ada"


def test_when_nobody_waits_it_says_so(client, recruiter, requisition):
    made = application(requisition=requisition)
    reject(application=made, reason=reason(), actor=None)

    page = triage(client, requisition)

    assert "No candidates to review in Applied" in page
    assert "Import candidates" in page


def test_a_coordinator_advances_and_is_offered_no_rejection(client, requisition):
    application(requisition=requisition)
    client.force_login(UserFactory(coordinator=True))

    page = triage(client, requisition)

    assert 'data-shortcut="a"' in page
    assert 'data-shortcut="r"' not in page


def test_the_queries_do_not_grow(client, recruiter, requisition, django_assert_max_num_queries):
    reason()
    application(requisition=requisition)
    with django_assert_max_num_queries(24) as few:
        triage(client, requisition)
    for _ in range(6):
        application(requisition=requisition)

    with django_assert_max_num_queries(len(few) + 1):  # the next one is looked up now
        triage(client, requisition)


def test_a_note_is_added_without_leaving(client, recruiter, requisition):
    made = application(requisition=requisition)
    reader = leader(requisition, TeamRole.HIRING_MANAGER)
    page = triage(client, requisition)
    back = re.findall(r'name="next" value="([^"]+)"', page)[-1]

    answer = client.post(
        reverse("pipeline:note", kwargs={"application_id": made.pk}),
        {"body": "Ask for references.", "next": back.replace("&amp;", "&")},
    )

    assert answer["Location"].startswith(f"/applications/triage/{requisition.pk}/")
    assert "Ask for references." in client.get(answer["Location"]).content.decode()
    readers = client.get(reverse("pipeline:readers", kwargs={"application_id": made.pk}))
    assert reader.name in readers.json()["names"]
