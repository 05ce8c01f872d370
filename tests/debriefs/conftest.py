"""What tests of this app share: files of their own, and a printer that costs no time."""

import html
import re
from pathlib import Path

import pytest

from hiring.debriefs.actions import rendering

PDF = b"%PDF-1.7 of a test"


@pytest.fixture
def files(tmp_path, settings) -> Path:
    """A folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def quick_printer(files, monkeypatch) -> bytes:
    """Print these bytes instead of laying out pages, where the pages do not matter."""
    monkeypatch.setattr(rendering, "make_pdf", lambda *args, **kwargs: (PDF, 3))
    return PDF


def words(response) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())
