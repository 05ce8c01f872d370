"""What every test may count on."""

import os

import pytest
from django.test import Client
from hypothesis import settings

from hiring import celery  # noqa: F401 - bells go to the broker of the settings, not to a default

pytest_plugins = ["tests.postgres", "tests.tools", "tests.catalog"]

# `make test` draws few examples, `make test-full` (HYPOTHESIS_PROFILE=full) many; none is timed.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("full", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def client_of():
    """Give a function that returns a browser-like client signed in as a person."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
