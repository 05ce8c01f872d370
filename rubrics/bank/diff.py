"""Two versions side by side, word by word. No database writes; the comparison is difflib's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rubrics.models import Criterion, QuestionVersion, RubricVersion, Version

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")
# So many words are matched without the most frequent ones: each of those could be any other.
_MANY = 1_000
# Where less than this share of two texts is the same, they are two texts: marks would be noise.
_AKIN = 0.3
_LISTS: dict[str, Promise] = {
    "submit": gettext_lazy("What to submit"),
    "not_judged": gettext_lazy("What is not evaluated"),
}
_DETAILS: dict[str, Promise] = {
    "live_alternative": gettext_lazy("If they don’t have the time"),
    "data": gettext_lazy("Data generator"),
    "family": gettext_lazy("Puzzle family"),
    "program": gettext_lazy("The program"),
    "faulty": gettext_lazy("Lines with the bug"),
    "fix": gettext_lazy("Corrected lines"),
    "check": gettext_lazy("Test"),
}


@dataclass(frozen=True)
class Part:
    """One text of a version; parts with the same key are set side by side."""

    key: str
    label: str
    text: str
    group: str = ""


@dataclass(frozen=True)
class Piece:
    """Some words, and whether only this side has them."""

    text: str
    marked: bool


@dataclass(frozen=True)
class DiffRow:
    """One part of both versions; a side is empty where the version has no such part."""

    label: str
    group: str
    before: list[Piece]
    after: list[Piece]

    @property
    def changed(self) -> bool:
        return any(piece.marked for piece in (*self.before, *self.after))


def compared(before: Iterable[Part], after: Iterable[Part]) -> list[DiffRow]:
    """Return the parts of both, in the order of the later one, with what it dropped in between."""
    old = {part.key: part for part in before}
    new = {part.key: part for part in after}
    return [_row(key, old, new) for key in _order(list(old), list(new))]


def word_diff(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; those that only one of them has are marked.

    Lines are matched first and words within what is left, so that long texts take no longer than
    what changed in them.
    """
    left: list[Piece] = []
    right: list[Piece] = []
    for same, one, two in _steps(before.splitlines(True), after.splitlines(True)):
        old, new = ([Piece(one, False)], [Piece(two, False)]) if same else _by_words(one, two)
        left += old
        right += new
    return left, right


def _by_words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    steps = list(_steps(old, new))
    kept = sum(len(one) for same, one, _two in steps if same)
    if before and after and 2 * kept < _AKIN * (len(before) + len(after)):
        steps = [(False, before, after)]
    return (
        [Piece(one, not same) for same, one, _two in steps if one],
        [Piece(two, not same) for same, _one, two in steps if two],
    )


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Whether it is the same, and what stands on either side, from the beginning to the end."""
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _MANY)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", "".join(old[a:b]), "".join(new[c:d])


def rows_of(before: Version, after: Version) -> list[DiffRow]:
    """Return two versions of one item side by side."""
    return compared(*_PARTS[type(after)](before, after))


def _of_rubrics(before: RubricVersion, after: RubricVersion) -> tuple[list[Part], list[Part]]:
    """A criterion is set beside the one of its name, else of its competency, wherever they are."""
    was, now = (list(v.criteria.select_related("competency")) for v in (before, after))
    keys = _paired(was, now) | {criterion.pk: criterion.pk for criterion in was}
    old, new = (
        [*_heading_parts(version), *(part for row in rows for part in _parts_of(row, keys[row.pk]))]
        for version, rows in ((before, was), (after, now))
    )
    return old, new


def _heading_parts(version: RubricVersion) -> list[Part]:
    return [
        Part("name", _("Name"), version.name),
        Part("purpose", _("Purpose"), version.purpose),
    ]


def _parts_of(criterion: Criterion, key: object) -> list[Part]:
    texts = [
        ("name", _("Name"), criterion.name),
        ("competency", _("Competency"), criterion.competency.name),
        ("look_for", _("Look for"), criterion.look_for),
        *((level, f"{level} · {label}", text) for level, label, text in criterion.anchors),
        *(
            (f"gist {level}", _("%(level)d in a few words") % {"level": level}, text)
            for level, text in criterion.gists.items()
        ),
    ]
    return [Part(f"{key} {name}", label, text, criterion.name) for name, label, text in texts]


def _paired(was: list[Criterion], now: list[Criterion]) -> dict[int, object]:
    """Return for each later criterion the id of the one that it was, its own name for a new one."""
    free = list(was)
    keys: dict[int, object] = {}
    for trait in ("name", "competency_id"):
        for criterion in now:
            twin = next((o for o in free if getattr(o, trait) == getattr(criterion, trait)), None)
            if criterion.pk not in keys and twin is not None:
                free.remove(twin)
                keys[criterion.pk] = twin.pk
    return {criterion.pk: keys.get(criterion.pk, f"new {criterion.pk}") for criterion in now}


def _question_parts(version: QuestionVersion) -> list[Part]:
    """Return a question's texts, those of its kind included."""
    names = sorted(competency.name for competency in version.competencies.all())
    return [
        Part("title", _("Title"), version.title),
        Part("roles", _("Written for"), ", ".join(version.archetype_keys) or _("all roles")),
        Part("competencies", _("Competencies"), ", ".join(names)),
        Part("minutes", _("Minutes"), str(version.minutes)),
        Part("difficulty", _("Difficulty"), _("%(level)d of 5") % {"level": version.difficulty}),
        Part("body", _("What the candidate sees"), version.body),
        Part("guide", _("For the interviewer only"), version.guide),
        *_parts_of_details(version.details),
        *_probe_parts(version),
        *_hint_parts(version.hints),
        *_numbered("follow_ups", _("Follow-ups"), version.follow_ups),
    ]


def _parts_of_details(details: dict[str, Any]) -> list[Part]:
    texts = [
        Part(key, str(label), details[key]) for key, label in _DETAILS.items() if key in details
    ]
    lists = [_numbered(key, str(label), details.get(key, [])) for key, label in _LISTS.items()]
    return [part for one in lists for part in one] + texts


def _probe_parts(version: QuestionVersion) -> list[Part]:
    parts = []
    for branch in version.probe:
        group = str(branch.phase.label)
        parts += [
            Part(f"{branch.phase} {ask.depth}", str(ask.depth.label), ask.text, group)
            for ask in branch.asks
        ]
        parts.append(Part(f"{branch.phase} listen", _("Listen for"), branch.listen_for, group))
    return parts


def _hint_parts(hints: list[dict[str, str]]) -> list[Part]:
    texts = [f"{hint['text']}\n{_('After this hint')}: {hint['cost']}" for hint in hints]
    return _numbered("hints", _("Hints, in this order"), texts)


def _numbered(key: str, group: str, texts: list[str]) -> list[Part]:
    return [
        Part(f"{key} {number}", str(number), text, group) for number, text in enumerate(texts, 1)
    ]


def _order(old: list[str], new: list[str]) -> list[str]:
    """Return all keys: the later version's order, what it dropped before what followed it."""
    order: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            order += [key for key in old[a:b] if key not in new]
        order += new[c:d]
    return order


def _row(key: str, old: dict[str, Part], new: dict[str, Part]) -> DiffRow:
    part = new[key] if key in new else old[key]
    before, after = (side[key].text if key in side else "" for side in (old, new))
    return DiffRow(part.label, part.group, *word_diff(before, after))


_PARTS: dict[type[Version], Any] = {
    RubricVersion: _of_rubrics,
    QuestionVersion: lambda *both: map(_question_parts, both),
}
