from functools import cache

import pytest

from rubrics.actions import load_catalogue
from rubrics.catalogue import read_catalogue

# The files are read once for all tests; loading does not change what was read.
shipped = cache(read_catalogue)


@pytest.fixture
def library(db):
    """The shipped catalogue, loaded; gives the load's report."""
    return load_catalogue(shipped())
