"""Until when a candidate has another offer is noted on the application."""

from datetime import date

import pytest
from django.urls import reverse

from hiring.activity.models import Event
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import Verb
from tests.factories.debriefs import scene

pytestmark = pytest.mark.django_db


def test_it_is_noted_changed_and_taken_away(client_of):
    made = scene()
    client = client_of(made.recruiter)
    address = reverse("pipeline:other_offer", kwargs={"application_id": made.application.pk})

    client.post(address, {"until": "2026-12-04"})
    client.post(address, {"until": "2026-12-04"})

    assert Application.objects.get().other_offer_until == date(2026, 12, 4)
    assert Event.objects.filter(verb=Verb.OTHER_OFFER).count() == 1
    page = client.get(made.application.get_absolute_url()).content.decode()
    assert 'value="2026-12-04"' in page

    client.post(address, {"until": "no date"})
    assert Application.objects.get().other_offer_until == date(2026, 12, 4)
    client.post(address, {"until": ""})
    assert Application.objects.get().other_offer_until is None
