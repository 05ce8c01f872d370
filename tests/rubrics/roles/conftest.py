"""Whose browser the pages of roles are tested with."""

import pytest

from tests.factories.accounts import UserFactory


@pytest.fixture
def recruiter():
    return UserFactory(name="Rita Recruiter", recruiter=True, library_editor=True)


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)
