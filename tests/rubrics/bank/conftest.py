"""Who writes in the library, and what."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.rubrics import CompetencyFactory, published_question, published_rubric
from tests.rubrics.bank.writing import SENTENCE


@pytest.fixture
def ada():
    return UserFactory(recruiter=True, library_editor=True, name="Ada Byron")


@pytest.fixture
def page(client_of, ada):
    """Ada's browser."""
    return client_of(ada)


@pytest.fixture
def rubric():
    return published_rubric(criteria=2, name="Coding", purpose=SENTENCE).rubric


@pytest.fixture
def question():
    version = published_question(
        title="Two sums", kind="ml_coding", body=SENTENCE, guide=SENTENCE,
        competencies=[CompetencyFactory(name="Programming")],
    )  # fmt: skip
    return version.question
