"""Probing a project of the résumé from the kit: the questions are made in its own words."""

import html as markup
import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.interviews.models import Interview
from rubrics.models import InterviewKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import DocumentFactory, ResumeFactory
from tests.factories.interviews import booked, candidacy, queries_of, seats_of
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db
PROJECT = {
    "name": "Late parcels",
    "description": "I cut the error of arrival times by 18 % with a model in PyTorch.",
    "keywords": ["PyTorch"],
}
DATA = {
    "basics": {"name": "Chidi Okonkwo", "email": "chidi@example.org"},
    "projects": [PROJECT],
    "work": [{"name": "Acme", "position": "Engineer", "summary": "We served rankings to shops."}],
}


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace")


def probing(ada, data=DATA):
    """Ada's seat in a probe of somebody with this résumé."""
    made = candidacy(name="Chidi Okonkwo")
    if data is not None:
        ResumeFactory(document=DocumentFactory(candidate=made.candidate), data=data)
    [seat] = seats_of(booked([ada], made=made))
    Interview.objects.update(kind=InterviewKind.PROJECT_PROBE)
    seat.interview.refresh_from_db()
    return seat


def address(seat, number=1) -> str:
    kwargs = {"interview_id": seat.interview_id, "project_number": number}
    return reverse("scorecards:project", kwargs=kwargs)


def text(answer) -> str:
    return re.sub(r"\s+", " ", markup.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_kit_offers_each_project_and_no_post_to_be_probed(client_of, ada):
    seat = probing(ada)

    answer = client_of(ada).get(seat.interview.get_absolute_url())

    assert "Ask about this project: Late parcels" in text(answer)
    assert (
        "Engineer, Acme" not in text(answer).split("Projects in the résumé")[1].split("Résumé")[0]
    )
    assert f'hx-get="{address(seat)}"' in answer.content.decode()
    assert f'hx-get="{address(seat, 2)}"' not in answer.content.decode()


def test_the_questions_are_in_the_projects_own_words(client_of, ada):
    seat = probing(ada)

    part = text(client_of(ada).get(address(seat), headers={"HX-Request": "true"}))

    assert "what was “Late parcels” for, and who used it?" in part
    assert "18 %" in part
    assert "Listen for" in part
    assert "Two phases are suggested for" in part
    assert part.count("How do you know") == 2
    assert "Ada Lovelace" not in part


def test_without_htmx_they_are_a_page_of_their_own(client_of, ada):
    shown = text(client_of(ada).get(address(probing(ada))))

    assert "Questions about this project" in shown
    assert "Late parcels" in shown


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_project_that_is_not_in_the_resume_is_not_found(client_of, ada, number):
    assert client_of(ada).get(address(probing(ada), number)).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "You don’t have access to a résumé."),
        ({"basics": {"name": "Chidi"}}, "The résumé lists no projects."),
        ({"projects": "x", "work": [3, None, {"summary": 7}]}, "lists no project"),
    ],
)
def test_without_a_project_the_kit_says_what_to_do(client_of, ada, data, said):
    seat = probing(ada, data)

    assert said in text(client_of(ada).get(seat.interview.get_absolute_url()))
    assert client_of(ada).get(address(seat)).status_code == 404


def test_markup_in_a_resume_cannot_run(client_of, ada):
    hostile = {"name": "<script>alert(1)</script>", "description": "I built <img src=x> it."}
    seat = probing(ada, {"projects": [hostile]})

    for url in (seat.interview.get_absolute_url(), address(seat)):
        source = client_of(ada).get(url).content.decode()
        assert "<script>alert" not in source
        assert "<img src=x" not in source


def test_another_kind_of_interview_does_not_offer_it(client_of, ada):
    seat = probing(ada)
    Interview.objects.update(kind=InterviewKind.MATH_PUZZLE)

    shown = text(client_of(ada).get(seat.interview.get_absolute_url()))

    assert "Ask about this project" not in shown


def test_who_may_read_the_kit_may_read_them_and_nobody_else(client_of, ada):
    seat = probing(ada)
    manager = leader(seat.interview.loop.application.requisition, TeamRole.HIRING_MANAGER)

    assert client_of(manager).get(address(seat)).status_code == 200
    assert client_of(UserFactory()).get(address(seat)).status_code == 404


def test_projects_cost_no_queries_each(client_of, ada):
    few = probing(ada, {"projects": [PROJECT]})
    url = few.interview.get_absolute_url()
    one = queries_of(client_of(ada), url)
    few.interview.candidate.resumes.update(data={"projects": [PROJECT] * 30})

    assert queries_of(client_of(ada), url) == one
