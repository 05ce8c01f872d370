"""The pages of email templates, and the catalog's."""

from dataclasses import replace

import pytest
from django.urls import reverse

from hiring.accounts.actions import change_organization
from hiring.messaging import merge_fields
from hiring.messaging.models import Template
from hiring.messaging.template_actions import load_catalog
from hiring.pipeline.candidate_mail import CandidateMail, Draft, Letter
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of):
    return client_of(UserFactory(recruiter=True))


@pytest.fixture
def rejection():
    load_catalog()
    return Template.objects.get(key="rejected-early")


def test_the_catalog_is_loaded_once_and_its_fields_are_known(rejection):
    assert load_catalog() == 0
    for template in Template.objects.all():
        assert merge_fields.unknown_in(template.subject + template.body) == []


def test_a_recruiter_changes_a_template_and_the_catalog_does_not_change_it_back(client, rejection):
    url = reverse("messaging:template_edit", args=[rejection.pk])
    sent = {"name": "Rejection", "kind": rejection.kind, "subject": "News", "body": "Hi"}

    answer = client.post(url, sent, follow=True)
    load_catalog()

    assert "Saved the template" in answer.content.decode()
    rejection.refresh_from_db()
    assert (rejection.name, rejection.body) == ("Rejection", "Hi")


@pytest.mark.parametrize("wrong", ["{{ candidate.frist_name }}", "{{ name", "{{candidate}}"])
def test_what_is_no_merge_field_is_refused_and_stays_typed(client, wrong):
    sent = {"name": "Mine", "kind": "letter", "subject": "News", "body": f"Hi {wrong}"}

    answer = client.post(reverse("messaging:template_add"), sent)

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "is not a merge field" in page
    assert f"Hi {wrong}" in page
    assert not Template.objects.exists()


def test_an_archived_template_is_offered_no_longer_and_can_be_restored(client, rejection):
    url = reverse("messaging:template_archive", args=[rejection.pk])

    client.post(url, {"archived": "yes"})
    assert not Template.objects.of_kind(rejection.kind).exists()

    client.post(url, {"archived": "no"})
    assert Template.objects.of_kind(rejection.kind).get() == rejection


def test_the_preview_shows_the_organization_and_names_the_fields(client):
    change_organization(actor=UserFactory(administrator=True), name="Northwind")
    sent = {"subject": "News", "body": "Hi {{ candidate.first_name }} <b>"}

    page = client.post(reverse("messaging:template_preview"), sent).content.decode()

    assert "Northwind" in page
    assert '<span class="field-filled">first name</span> &lt;b&gt;' in page


def test_what_looks_like_a_field_in_a_name_is_never_filled_in():
    made = application(candidate=CandidateFactory(name="{{{ organization.name }}}"))
    letter = Letter(CandidateMail.LETTER, "Hi", "Dear {{ candidate.name }},")

    body = Draft(made, letter, None).body_text

    again = Draft(made, replace(letter, body=body), None)
    assert again.body_text == body
    assert not again.missing
