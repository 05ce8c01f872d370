"""Ada, who has interviewed somebody, and her browser."""

import html
import re

import pytest
from django.core.cache import cache

from hiring.scorecards.actions.linking import create_take_home_link
from hiring.scorecards.actions.question_instances import instantiate_questions
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, held, question, seats_of


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace", zone="Europe/Berlin")


@pytest.fixture
def seat(ada):
    """Ada's seat in an interview that is over, with two criteria."""
    return seats_of(held([UserFactory()], [ada]))[1]


@pytest.fixture
def browser(client_of, ada):
    return client_of(ada)


@pytest.fixture
def no_limits_from_before():
    """Nobody has asked for a page of candidates before."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def instance():
    """A take-home that Ada reviews, with data of its own."""
    ada = UserFactory(name="Ada Lovelace")
    made = candidacy(name="Chidi Okonkwo")
    seat = seats_of(booked([UserFactory()], [ada], made=made))[1]
    version = question(
        seat.interview.rubric_version,
        title="Tickets to teams",
        minutes=240,
        data="tickets-to-teams",
        submit=["A page for the head of support"],
        not_judged=["The last percent of accuracy"],
        live_alternative="We sit together for ninety minutes instead.",
        fix="Corrected lines.",
    )
    seat.interview.questions.add(version)
    return instantiate_questions(interview=seat.interview, actor=ada)[0]


@pytest.fixture
def link(instance):
    """What the candidate's link to it carries."""
    return create_take_home_link(
        instance=instance, actor=UserFactory(name="Rosa Klein", coordinator=True)
    )


def text(answer) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))
