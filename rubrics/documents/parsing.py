"""Reading a file that people hand in: every problem with its file, line and key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from rubrics.documents.catalog import Document
from rubrics.documents.codec import Codec
from rubrics.documents.codecs import FILED
from rubrics.documents.completeness import DocumentProblem

MAX_ITEMS = 1_000
# Levels of one inside another: a probe's tree within a version of the history has nine.
_MAX_DEPTH = 16
# What a column of positions holds; and years that any zone and any database can tell.
_LAST_PLACE = 32_767
_YEARS = range(1970, 2200)
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}
# The parser in C where PyYAML was built with it: ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDING = {"source", "archived", "versions", "position"}
_NO_MOMENT = _lazy("must be a date and time such as 2026-05-04T09:30:00+00:00")
_ABOUT_A_VERSION = {"number", "published", "note"}


@dataclass
class Incoming:
    """One document of a file; without `codec` `problems` says why it is none of ours."""

    file: str
    line: int
    codec: Codec | None = None
    document: Document = field(default_factory=dict)
    library: Document = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the document is of, a rubric say, as far as it can be told."""
        return self.codec.name if self.codec else ""

    @property
    def key(self) -> str:
        """The item's key, as far as there is one."""
        return str(self.document.get("key", ""))

    @property
    def title(self) -> str:
        """What the item is called, as far as it can be read."""
        return str(self.document.get("title") or self.document.get("name") or self.key)


class Unreadable(ValueError):
    """Why a file gives nothing, and on which line."""

    def __init__(self, line: int, reason: str):
        super().__init__(reason)
        self.line, self.reason = line, reason


def read_items(text: str, *, file: str, most: int = MAX_ITEMS) -> list[Incoming]:
    """Return every document of the text, with what is wrong with it; lists of documents too.

    A text that is not plain YAML (aliases, tags, a key twice, too deep, too many) gives one
    item that says so.
    """
    try:
        nodes = list(_nodes(text, most))
        return [_read(node, file) for node in nodes]
    except Unreadable as error:
        return [Incoming(file, error.line, problems=[error.reason])]


def _nodes(text: str, most: int) -> Iterator[yaml.Node]:
    """Yield the node of each item. Unreadable for what no plain document needs."""
    try:
        _refuse_tricks(yaml.parse(text, Loader=_Loader))
        roots = [node for node in yaml.compose_all(text, Loader=_Loader) if node is not None]
    except yaml.YAMLError as error:
        raise _unreadable(error) from error
    except RecursionError as error:
        raise Unreadable(1, _("This is nested too deeply.")) from error
    count = 0
    for root in roots:
        for node in root.value if isinstance(root, yaml.SequenceNode) else [root]:
            count += 1
            if count > most:
                raise Unreadable(_line(node), _("More than %(most)d items.") % {"most": most})
            yield node


def _refuse_tricks(events: Iterator[Any]) -> None:
    """Aliases could grow without end, tags could ask for more than text."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(line, _("Aliases and anchors (& and *) are not supported."))
        if getattr(event, "tag", None) not in _PLAIN_TAGS:
            raise Unreadable(
                line, _("Tags (such as %(tag)s) are not supported.") % {"tag": event.tag}
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise Unreadable(line, _("This is nested too deeply."))


def _unreadable(error: yaml.YAMLError) -> Unreadable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    message = _("This is not valid YAML: %(reason)s") % {"reason": " ".join(reason.split())[:200]}
    return Unreadable(mark.line + 1 if mark else 1, message)


def _read(node: yaml.Node, file: str) -> Incoming:
    item = Incoming(file, _line(node))
    try:
        document = _plain(node)
    except Unreadable as error:
        return Incoming(file, error.line, problems=[error.reason])
    if not isinstance(document, dict):
        item.problems.append(_("This is not a rubric, question or competency: it has no keys."))
        return item
    item.library = document.pop("library", None) or {}
    codec = item.codec = next((codec for codec in FILED if codec.mark in document), None)
    item.document = (codec.optional if codec else {}) | document
    if codec is None:
        item.problems.append(
            _("This is not a rubric (criteria), question (body) or competency (is_not).")
        )
        return item
    problems = [*codec.file_problems(item.document), *_of_library(item, codec)]
    item.problems = [_placed(node, problem) for problem in problems]
    return item


def _plain(node: yaml.Node) -> Any:
    """The node's content with text as keys. Unreadable for a key that appears twice."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(inner) for inner in node.value]
    if isinstance(node, yaml.MappingNode):
        content: Document = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise Unreadable(_line(key_node), _("Keys must be text."))
            if key_node.value in content:
                message = _("The key “%(key)s” appears twice.") % {"key": key_node.value[:60]}
                raise Unreadable(_line(key_node), message)
            content[key_node.value] = _plain(value_node)
        return content
    return _scalar(node)


def _scalar(node: Any) -> Any:
    """Whole numbers, nothing, and texts; all else (dates, truth, fractions) is what is written.

    Unreadable for a NUL, which a file may spell as an escape and the database cannot hold.
    """
    if "\0" in node.value:
        raise Unreadable(_line(node), _("It contains a NUL character (\\0)."))
    if node.style in ("'", '"', "|", ">"):
        return node.value
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:int" and node.value.isdecimal() and len(node.value) < 10:
        return int(node.value)
    return node.value


def _of_library(item: Incoming, codec: Codec) -> Iterator[DocumentProblem]:
    standing = item.library
    if not isinstance(standing, dict):
        item.library = {}
        yield DocumentProblem("library", _("must be a mapping"))
        return
    for name in standing.keys() - _STANDING:
        yield DocumentProblem(f"library.{name}", _("This key doesn’t exist."))
    if standing.get("source", "own") not in ("own", "catalog"):
        yield DocumentProblem("library.source", _("must be own or catalog"))
    position = standing.get("position", 0)
    if not isinstance(position, int) or not 0 <= position <= _LAST_PLACE:
        message = _("must be a whole number, %(last)d at most") % {"last": _LAST_PLACE}
        yield DocumentProblem("library.position", message)
    if "archived" in standing and not _moment(standing["archived"]):
        yield DocumentProblem("library.archived", str(_NO_MOMENT))
    if "versions" in standing:
        yield from _of_versions(item, codec, standing["versions"])


def _of_versions(item: Incoming, codec: Codec, versions: Any) -> Iterator[DocumentProblem]:
    if not isinstance(versions, list) or not codec.has_versions:
        yield DocumentProblem("library.versions", _("must be a list of versions"))
        return
    last = 0
    for index, version in enumerate(versions):
        where = f"library.versions.{index}"
        if not isinstance(version, dict):
            yield DocumentProblem(where, _("must be a mapping"))
            continue
        number = version.get("number")
        if isinstance(number, int) and number > last:
            last = number
        else:
            message = _("must be a whole number greater than the previous one")
            yield DocumentProblem(f"{where}.number", message)
        for problem in [*_of_release(version), *_of_content(item, codec, version)]:
            yield DocumentProblem(f"{where}.{problem.field}".rstrip("."), problem.message)


def _of_release(version: Document) -> Iterator[DocumentProblem]:
    """When a version was published, and the note to it."""
    if not _moment(version.get("published")):
        yield DocumentProblem("published", str(_NO_MOMENT))
    if not isinstance(version.get("note", ""), str):
        yield DocumentProblem("note", _("must be text"))


def _of_content(item: Incoming, codec: Codec, version: Document) -> Iterator[DocumentProblem]:
    content = {name: value for name, value in version.items() if name not in _ABOUT_A_VERSION}
    content |= {name: item.document.get(name) for name in ("key", "kind")}
    content = codec.optional | content
    yield from codec.file_problems(content)
    version |= content


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and moment.year in _YEARS else None


def _placed(node: yaml.Node, problem: DocumentProblem) -> str:
    return _("line %(line)d, %(where)s: %(reason)s") % {
        "line": _line_of(node, problem.field.split(".")),
        "where": problem.field or _("the whole"),
        "reason": problem.message,
    }


def _line_of(node: Any, path: list[str]) -> int:
    """The line of the key or the item that the path leads to, as far as there is one."""
    line = _line(node)
    for part in path:
        if isinstance(node, yaml.MappingNode):
            inner = {key.value: (key, value) for key, value in node.value}
            if part not in inner:
                break
            key, node = inner[part]
            line = _line(key)
        elif isinstance(node, yaml.SequenceNode) and part.isdecimal():
            if int(part) >= len(node.value):
                break
            node = node.value[int(part)]
            line = _line(node)
    return line


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
