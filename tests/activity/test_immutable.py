"""Who may pass the triggers that keep the record: one verb, and nothing else in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiring.activity.immutable import ERASING
from tests.parsing import parsed

ROOT = Path(__file__).resolve().parents[2]
# Where the setting is named for the triggers to read, and the one verb that switches it on.
DEFINITION = "hiring/activity/immutable.py"
VERB = re.compile(r"candidates/actions/eras\w+\.py")
WAYS_ROUND = re.compile(
    rf"{re.escape(ERASING)}|session_replication_role|(DIS|EN)ABLE\s+(\w+\s+)?TRIGGER|DROP\s+TRIGGER",
    re.IGNORECASE,
)


def violations(source: str) -> Iterator[str]:
    """Yield what in this code could let a change pass the triggers; prose is none."""
    tree = parsed(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        names = [getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")]
        if "ERASING" in names:
            yield "ERASING"
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("pgtrigger.ignore"):
            yield "pgtrigger.ignore"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from (found.group() for found in WAYS_ROUND.finditer(node.value))


def product_code() -> list[Path]:
    found = [
        path
        for room in ("hiring", "candidates", "rubrics", "benchmarks")
        for path in (ROOT / room).rglob("*.py")
        # Migrations hold the triggers' own text, which reads the setting.
        if "migrations" not in path.parts
    ]
    return [*found, ROOT / "manage.py"]


def test_nothing_in_the_code_passes_the_triggers_but_the_verb_that_erases():
    guilty = {
        name: found
        for path in product_code()
        if not VERB.fullmatch(name := str(path.relative_to(ROOT))) and name != DEFINITION
        if (found := list(violations(path.read_text())))
    }

    assert guilty == {}


def test_no_migration_switches_it_on():
    setting = re.compile(
        rf"set_config|SET\s+(LOCAL\s+|SESSION\s+)?['\"]?{re.escape(ERASING)}", re.I
    )
    migrations = [path for path in ROOT.rglob("migrations/*.py") if ".venv" not in path.parts]

    assert migrations
    assert [path.name for path in migrations if setting.search(path.read_text())] == []


@pytest.mark.parametrize(
    "code",
    [
        "from hiring.activity.immutable import ERASING",
        "from hiring.activity import immutable\ncursor.execute(immutable.ERASING)",
        "cursor.execute(\"SET LOCAL hiring.erasing = 'on'\")",
        "cursor.execute(f\"SELECT set_config('hiring.erasing', {x}, true)\")",
        "cursor.execute('SET session_replication_role = replica')",
        "cursor.execute('ALTER TABLE activity_event DISABLE TRIGGER ALL')",
        "import pgtrigger\nwith pgtrigger.ignore(): pass",
    ],
)
def test_the_search_finds_what_it_looks_for(code):
    assert list(violations(code))


def test_the_search_does_not_mind_prose():
    assert (
        list(violations('"""Only erasing switches hiring.erasing on."""\n# hiring.erasing')) == []
    )
