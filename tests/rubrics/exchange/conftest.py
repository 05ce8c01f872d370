"""Who brings the library in."""

import pytest

from tests.factories.accounts import UserFactory


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True, library_editor=True)
