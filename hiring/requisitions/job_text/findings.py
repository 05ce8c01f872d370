"""What the linter hands back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Rule(StrEnum):
    STACKED_DEMANDS = "stacked_demands"
    YOUNG_TOOL = "young_tool"
    YEARS_OF_TOOL = "years_of_tool"
    PEDIGREE = "pedigree"
    EXCLUSIONARY = "exclusionary"
    THREE_ROLES = "three_roles"
    MISSING_PAY = "missing_pay"
    MISSING_LEVEL = "missing_level"
    MISSING_WORK = "missing_work"


@dataclass(frozen=True)
class Finding:
    """One place that costs something.

    `text` is `[start:end]` of the job's text, or of the must-have with the index `must_have`.
    What is missing has no place: its text is empty and both ends are 0.
    """

    rule: Rule
    text: str
    start: int
    end: int
    cost: str
    instead: str
    must_have: int | None = None


def gettext_noop(text: str) -> str:
    """Return the text as it is; marks it to be collected for translation."""
    return text


def arranged(found: Iterable[Finding], text: str, must_haves: Sequence[str]) -> list[Finding]:
    """Return the findings by place: overlapping ones of a rule as one, the same words once."""
    merged: list[Finding] = []
    for finding in sorted(found, key=lambda f: (_source(f), f.rule, f.start, -f.end)):
        last = merged[-1] if merged else None
        if last and _overlap(last, finding):
            merged[-1] = _joined(last, finding, text, must_haves)
        else:
            merged.append(finding)
    once = {(f.rule, " ".join(f.text.casefold().split())): f for f in reversed(merged)}
    return sorted(once.values(), key=lambda f: (_source(f), f.start, f.end, f.rule))


def _source(finding: Finding) -> int:
    return -1 if finding.must_have is None else finding.must_have


def _overlap(one: Finding, other: Finding) -> bool:
    same = one.rule == other.rule and one.must_have == other.must_have
    return same and other.start < one.end


def _joined(one: Finding, other: Finding, text: str, must_haves: Sequence[str]) -> Finding:
    """Return both as one with the words of the whole and the advice of the longer."""
    longer = one if one.end - one.start >= other.end - other.start else other
    end = max(one.end, other.end)
    whole = text if one.must_have is None else must_haves[one.must_have]
    return replace(longer, text=whole[one.start : end], start=one.start, end=end)
