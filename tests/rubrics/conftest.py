import pytest

from rubrics.actions import load_catalogue


@pytest.fixture
def library(db):
    """The shipped catalogue, loaded; gives the load's report."""
    return load_catalogue()
