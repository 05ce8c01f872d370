"""The applications of one candidate, on their page."""

import pytest
from django.urls import reverse

from hiring.pipeline.actions.moving import reject
from hiring.pipeline.models import Application
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.candidates import CandidateFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db


def url(name, candidate):
    return reverse(f"pipeline:{name}", kwargs={"candidate_id": candidate.pk})


def test_all_are_told_with_their_stage_and_how_they_ended(client, recruiter):
    made = application()
    reject(application=made, reason=reason(), actor=recruiter)
    other = application(candidate=made.candidate)

    page = client.get(url("of_candidate", made.candidate)).content.decode()

    assert made.requisition.title in page
    assert "Below the bar in interviews" in page
    assert other.get_absolute_url() in page
    assert "rejected the application" in page


def test_it_is_a_part_of_the_candidates_page(client, recruiter):
    made = application()

    part = client.get(url("of_candidate", made.candidate), headers={"HX-Request": "true"})
    page = client.get(made.candidate.get_absolute_url())

    assert "<html" not in part.content.decode()
    assert url("of_candidate", made.candidate) in page.content.decode()


def test_a_lead_is_told_of_their_own_requisition_only(client):
    made = application()
    other = application(candidate=made.candidate)
    client.force_login(leader(made.requisition))

    page = client.get(url("of_candidate", made.candidate)).content.decode()

    assert made.get_absolute_url() in page
    assert other.requisition.key not in page
    assert url("apply", made.candidate) not in page


def test_somebody_who_does_not_see_the_candidate_finds_nothing(client):
    made = application()
    client.force_login(leader(opening()))

    assert client.get(url("of_candidate", made.candidate)).status_code == 404


def test_a_candidate_is_put_forward(client, recruiter):
    candidate, requisition = CandidateFactory(), opening()

    answer = client.post(url("apply", candidate), {"requisition": requisition.pk})

    made = Application.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.candidate, made.requisition) == (candidate, requisition)


def test_a_second_time_is_told_at_the_field(client, recruiter):
    made = application()

    answer = client.post(url("apply", made.candidate), {"requisition": made.requisition_id})

    assert answer.status_code == 400
    assert "has an active application" in answer.content.decode()


def test_a_closed_requisition_is_no_choice(client, recruiter):
    candidate, requisition = CandidateFactory(), opening()
    close_requisition(requisition=requisition, actor=None)

    answer = client.post(url("apply", candidate), {"requisition": requisition.pk})

    assert answer.status_code == 400
    assert not Application.objects.exists()


def test_the_list_of_candidates_says_where_they_stand_as_far_as_one_may_know(client, recruiter):
    made = application(name="Ada Byron")
    other = application(candidate=made.candidate)
    ended = reject(application=application(), reason=reason(), actor=recruiter)

    page = client.get(reverse("candidates:list")).content.decode()
    client.force_login(leader(made.requisition))
    narrower = client.get(reverse("candidates:list")).content.decode()

    assert made.get_absolute_url() in page
    assert other.get_absolute_url() in page
    assert ended.get_absolute_url() not in page
    assert made.get_absolute_url() in narrower
    assert other.get_absolute_url() not in narrower
