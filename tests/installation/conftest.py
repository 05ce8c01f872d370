"""Whole installations: their own PostgreSQL, `make run`, and workers that are killed.

They need minutes and change only with how the product is started and kept running, so
`make test-installation` runs them.
"""

import contextlib
import json
import shutil
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.installation)


@pytest.fixture
def home(tmp_path):
    """A home folder for an installation of its own; what root keeps elsewhere is removed."""
    yield tmp_path / "home"
    for record in tmp_path.rglob("cluster.json"):
        with contextlib.suppress(ValueError, LookupError, TypeError):
            folder = record.parent / json.loads(record.read_text())["folder"]
            shutil.rmtree(folder, ignore_errors=True)
