"""Documents as YAML: readable, the same bytes for the same content, and nothing lost."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from rubrics.documents.catalog import Document

# Quoted although PyYAML reads them as text: other readers take them for numbers, dates or truth.
_MISREAD = re.compile(
    r"[-+]?[\d.][\d_.,:eE+-]*|0[xob][\da-fA-F_]+|(?:y|n|yes|no|on|off|true|false|null|none|nan|inf)",
    re.IGNORECASE,
)
# Line ends of other writings, which a reader would make its own of.
_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and never a reference to another place."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _BREAKS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif _MISREAD.fullmatch(text):
        style = "'"
    elif len(text) > _WIDTH - 30:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def to_yaml(documents: Iterable[Document]) -> str:
    """Return the documents as one YAML text, each after a line of three dashes."""
    return "".join(
        "---\n"
        + yaml.dump(
            document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
        )
        for document in documents
    )
