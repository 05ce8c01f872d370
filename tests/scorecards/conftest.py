"""Ada, who has interviewed somebody, and her browser."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, seats_of


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
