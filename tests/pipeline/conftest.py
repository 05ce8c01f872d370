import pytest

from tests.factories.accounts import UserFactory
from tests.requisitions.conftest import api

__all__ = ["api"]


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user
