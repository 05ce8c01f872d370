"""A name is one line of text that can be seen, whichever entry point it came through."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from candidates.models import Candidate
from hiring.accounts.models import Invitation, Team
from hiring.ui.one_line import OneLineField, one_line
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SourceChannelFactory

pytestmark = pytest.mark.django_db

NASTY = "Talk\r\nBcc: all@example.org\t\x00\x1b[31m\u2028more\u202edesrever\u2069"
CLEAN = "Talk Bcc: all@example.org [31m moredesrever"
ROOMS = ("hiring", "rubrics", "candidates")
NAMES = {"name", "title", "label", "headline", "location", "place", "short", "subject"}


def fields():
    for model in apps.get_models():
        if model.__module__.split(".")[0] in ROOMS:
            yield from (field for field in model._meta.local_fields if field.name in NAMES)


def test_every_name_is_of_the_kind_that_is_one_line():
    found = [field for field in fields() if not isinstance(field, models.TextField)]

    assert len(found) > 20
    assert [str(field) for field in found if not isinstance(field, OneLineField)] == []


def test_no_migration_knows_of_it():
    _name, path, _args, _kwargs = OneLineField(max_length=3).deconstruct()

    assert path == "django.db.models.CharField"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (NASTY, CLEAN),
        ("Zoë  O’Connor-Müller", "Zoë  O’Connor-Müller"),
        ("\u200fשרה לוי", "\u200fשרה לוי"),
        ("नर\u200dक", "नर\u200dक"),
        ("  \r\n ", ""),
    ],
)
def test_what_is_kept(text, kept):
    assert one_line(text) == kept


def test_by_save_create_and_update():
    team = Team.objects.create(name=NASTY)
    assert team.name == CLEAN
    team.refresh_from_db()
    assert team.name == CLEAN

    Team.objects.filter(pk=team.pk).update(name="a\nb")
    team.refresh_from_db()
    assert team.name == "a b"

    Team.objects.bulk_create([Team(name="c\r\nd")])
    assert Team.objects.filter(name="c d").exists()


def test_by_a_page(client_of):
    office = client_of(UserFactory(administrator=True))
    person = {"name": "Ada\r\nBcc: x", "email": "a@example.org", "zone": "UTC"}

    office.post(reverse("accounts:user_add"), person | {"site_role": "member"})
    office.post(reverse("accounts:team_add"), {"name": "Fore\ncasting"})

    assert Invitation.objects.get(email="a@example.org").name == "Ada Bcc: x"
    assert Team.objects.get().name == "Fore casting"


def test_a_name_of_nothing_to_be_seen_is_none(client_of):
    office = client_of(UserFactory(administrator=True))

    answer = office.post(reverse("accounts:team_add"), {"name": "\u202e\u2066"})

    assert answer.status_code == 400
    assert not Team.objects.exists()


def test_by_the_api(client_of):
    recruiter = client_of(UserFactory(recruiter=True))
    source = SourceChannelFactory()

    candidate = recruiter.post(
        "/api/v1/candidates/",
        {"name": "Ada\r\nByron\u202e", "source_channel": source.key},
        content_type="application/json",
    )

    assert candidate.status_code == 201, candidate.content
    assert candidate.json()["name"] == "Ada Byron"
    assert Candidate.objects.get().name == "Ada Byron"
