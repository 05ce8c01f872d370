"""Programs that stand in questions: read from the guide, run as a process of their own."""

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt

SECONDS = 20  # a program takes less than one; this is for a busy machine


@dataclass(frozen=True)
class Run:
    """What a finished program left: exit code, and its output with single spaces."""

    code: int
    printed: str
    errors: str


@cache
def run(program: str) -> Run:
    """Runs a program in an interpreter without this project, warnings shown."""
    done = subprocess.run(
        (sys.executable, "-I", "-W", "always", "-c", program),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Run(done.returncode, squeezed(done.stdout), done.stderr.strip())


def squeezed(text: str) -> str:
    """The text’s lines, stripped, runs of spaces made one."""
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().splitlines())


def fences(text: str) -> list[tuple[str, str]]:
    """(info, content) of every fenced block of a Markdown text, in order."""
    tokens = MarkdownIt().parse(text)
    return [(token.info.strip(), token.content) for token in tokens if token.type == "fence"]


def fenced(text: str, info: str) -> list[str]:
    """The contents of the fenced blocks that carry exactly this info."""
    return [content for given, content in fences(text) if given == info]


def figures_in_code(text: str) -> list[str]:
    """Numbers quoted between backticks in the prose, such as `0.842`: promised to be printed."""
    tokens = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    quoted = [token.content for token in tokens if token.type == "code_inline"]
    return [text for text in quoted if re.fullmatch(r"-?\d+(\.\d+)?", text)]
