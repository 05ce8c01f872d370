"""Handing out the PDF: to whom may read it, whole, and only if it is not there already."""

import pytest
from django.urls import reverse

from hiring.activity.models import Event
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.verbs import Verb
from tests.factories.debriefs import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(quick_printer):
    return scene().submit_all()


def url(debrief) -> str:
    return reverse("debriefs:pdf", kwargs={"debrief_id": debrief.pk})


def test_it_is_the_file_under_a_name_that_says_which(made, client_of, quick_printer):
    debrief = made.debrief()

    response = client_of(made.manager).get(url(debrief))

    assert b"".join(response) == quick_printer
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="debrief-{debrief.key}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert int(response["Content-Length"]) == len(quick_printer)
    assert response["Cache-Control"] == "private, no-cache"


def test_who_has_it_already_is_told_so(made, client_of):
    debrief, client = made.debrief(), client_of(made.manager)
    etag = client.get(url(debrief))["ETag"]

    again = client.get(url(debrief), headers={"If-None-Match": etag})

    assert etag == f'"{debrief.sha256}"'
    assert (again.status_code, again.content) == (304, b"")


def test_who_has_it_already_and_may_no_longer_see_it_gets_nothing(made, client_of):
    debrief, client = made.debrief(), client_of(made.manager)
    etag = client.get(url(debrief))["ETag"]
    made.requisition.hiring_team.all().delete()

    again = client.get(url(debrief), headers={"If-None-Match": etag})

    assert again.status_code == 404


def test_reading_the_pdf_is_noted(made, client_of):
    debrief = made.debrief()

    client_of(made.manager).get(url(debrief))

    assert Event.objects.filter(verb=Verb.DEBRIEF_READ, actor=made.manager).exists()


def test_before_it_is_ready_there_is_none(made, client_of):
    debrief = request_debrief(application=made.application, actor=made.recruiter)

    assert client_of(made.manager).get(url(debrief)).status_code == 404
