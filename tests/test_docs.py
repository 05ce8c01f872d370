"""The documents name files, modules and commands that exist."""

import re
import runpy
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob(".github/*.md")])
# Where a path in a text may begin, beside the repository itself.
STARTS = [ROOT, ROOT / "hiring", ROOT / "hiring/ui/templates"]
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+/?)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path):
    text = document.read_text("utf-8")
    # The recipes' example is made by anyone who follows them.
    prose = re.sub(r"```.*?```", "", text, flags=re.S)
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", prose)
    paths = [path for path in PATH.findall(prose) if "references" not in path and path[0] != "."]

    gone = [link for link in links if not (document.parent / link).exists()]
    # A file in HIRING_HOME or of the web is none of ours: only those with a known beginning count.
    gone += [
        path
        for path in paths
        if any((start / path.split("/")[0]).exists() for start in STARTS)
        and not any((start / path).exists() for start in STARTS)
    ]
    assert gone == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_its_modules_and_commands_are_there(document: Path):
    text = document.read_text("utf-8")
    modules = [name for name in re.findall(r"python -m ([\w.]+)", text) if "." in name]
    commands = re.findall(r"manage\.py ([a-z_]+)", text)

    assert [name for name in modules if find_spec(name) is None] == []
    assert [name for name in commands if name not in get_commands()] == []


def test_the_tables_are_drawn_as_they_are():
    drawn = runpy.run_path(str(ROOT / "docs" / "draw_tables.py"))["document"]()

    assert _lines(ROOT.joinpath("docs", "tables.md").read_text("utf-8")) == _lines(drawn), (
        "the tables changed: .venv/bin/python docs/draw_tables.py > docs/tables.md"
    )


def _lines(document: str) -> list[str]:
    """Return the lines of the drawings; what stands below them may lag behind a docstring."""
    return [line for line in document.splitlines() if line.startswith("    ")]
