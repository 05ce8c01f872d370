"""Checks of what the catalog says: puzzles solved a second way, data measured again, programs run.

They need minutes and change only with the content, so `make test-content` runs them.
"""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.content)
