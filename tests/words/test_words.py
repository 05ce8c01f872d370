"""Pages, mails and commands speak the field's words: phrases that were thrown out stay out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parsing import parsed
from tests.words.phrases import APPS, BANNED, BANNED_IN_CONTENT, CONTENT

ROOT = Path(__file__).resolve().parents[2]
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
READ_ALOUD = {"help", "help_text"}
STRAIGHT_APOSTROPHE = re.compile(r"(?<=[a-z])'(?=[a-z])")
TEMPLATE_TEXT = re.compile(
    r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')"""
    r"""|_\((?:"([^"]*)"|'([^']*)')\)"""
    r"""|\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate""",
    re.DOTALL,
)
IN_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|%\(\w+\)|\{[\w.!:]*\}", re.DOTALL)


def of_template(path: Path) -> Iterator[str]:
    for match in TEMPLATE_TEXT.finditer(path.read_text()):
        yield next(group for group in match.groups() if group is not None)


def of_module(path: Path) -> Iterator[str]:
    """Yield the strings for gettext, the help of commands and the help texts of fields."""
    for node in ast.walk(parsed(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            told = [keyword.value for keyword in node.keywords if keyword.arg in READ_ALOUD]
            yield from strings(*(node.args if name in GETTEXT else ()), *told)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in READ_ALOUD:
            yield from strings(node.value)


def strings(*nodes: ast.AST) -> Iterator[str]:
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def of_yaml(path: Path) -> Iterator[str]:
    """Yield its lines without comments and keys; no regular expressions."""
    for line in path.read_text().splitlines():
        if r"\b" not in line:
            yield re.sub(r"(?:^|\s)#.*|\bkey: [\w-]+", "", line)


READERS = {".html": of_template, ".txt": of_template, ".py": of_module, ".yaml": of_yaml}


def texts(app: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / app).rglob("*")):
        read = READERS.get(path.suffix)
        # Word lists are what is looked for in files, not what people read.
        if read and path.name != "words.yaml" and not {"migrations", "static"} & set(path.parts):
            for text in read(path):
                yield path.relative_to(ROOT), IN_BRACES.sub("", text)


def any_of(banned: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, banned))})(?!\w)", re.IGNORECASE)


WORDS = any_of(BANNED)


def complaints(app: str, banned: dict[str, str]) -> list[str]:
    words = any_of(banned)
    return [
        f"{path}: “{found.group()}” in “{' '.join(text.split())[:90]}”: "
        f"say {banned[found.group().lower()]}"
        for path, text in texts(app)
        for found in words.finditer(text)
    ]


@pytest.mark.parametrize("app", APPS)
def test_no_phrase_comes_back(app):
    assert any(texts(app))
    assert complaints(app, BANNED) == []


@pytest.mark.parametrize("folder", CONTENT)
def test_no_phrase_comes_back_in_content(folder):
    assert any(texts(folder))
    assert complaints(folder, BANNED_IN_CONTENT) == []


def test_apostrophes_are_typographic():
    straight = [
        f"{path}: {' '.join(text.split())[:90]}"
        for app in ("hiring", "candidates", "rubrics")
        for path, text in texts(app)
        if path.suffix in {".html", ".txt", ".py"} and STRAIGHT_APOSTROPHE.search(text)
    ]

    assert straight == []


def test_a_phrase_is_found_wherever_a_text_stands(tmp_path):
    (tmp_path / "page.html").write_text('{% translate "Call off" %} {% card title=_("E-mail") %}')
    (tmp_path / "code.py").write_text('x = ngettext("One %(cure)s", "a cure", 2)\nhelp = "mend"\n')
    (tmp_path / "list.yaml").write_text("- {key: held, label: A voice} # shift\n")

    found = [complaint.split("“")[1].split("”")[0] for complaint in complaints_at(tmp_path)]

    assert sorted(found) == ["Call off", "E-mail", "cure", "mend", "voice"]


def complaints_at(folder: Path) -> list[str]:
    return [
        f"“{found.group()}”"
        for path in sorted(folder.iterdir())
        for text in READERS[path.suffix](path)
        for found in WORDS.finditer(IN_BRACES.sub("", text))
    ]
