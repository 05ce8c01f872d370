"""What speaks for and against, as quotes: chosen by rule, and none invented.

For: what is at or above, strengths first, by weight, of people not yet quoted. Against: ratings
below, strengths first, then what stands worst; a recommendation of no always has a place.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from hiring.debriefs.report.model import Argument, Card, Content, Hypothesis, Observation
from hiring.ui import prose

MOST = 3
ROOM = 98
_WORST_FIRST = {"not_met": 0, "split": 1, "one_view": 2, "met": 3}
# A sentence ends before white space, or after the full stop of scripts without any.
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])\s*|(?<=।)\s+")  # noqa: RUF001


def speak_for(content: Content) -> list[Argument]:
    """Return up to three quotes of ratings at or above the level needed, one a competency."""
    found: list[Argument] = []
    for hypothesis in content.hypotheses:
        reached = [seen for seen in hypothesis.rated if hypothesis.reaches(seen.level)]
        quoted = {argument.interviewer_id for argument in found}
        if best := _best(reached, quoted, highest=True):
            found.append(_quote(hypothesis, best, from_end=False))
        if len(found) == MOST:
            break
    return found


def speak_against(content: Content) -> list[Argument]:
    """Return up to three quotes of ratings below; the last place is a no's, where there is one."""
    against = sorted(content.hypotheses, key=_worst)
    found: list[Argument] = []
    for hypothesis in against:
        below = [seen for seen in hypothesis.rated if not hypothesis.reaches(seen.level)]
        if seen := _best(below, set(), highest=False):
            found.append(_quote(hypothesis, seen, from_end=True))
    no = _recommendation_of_no(content)
    return [*found[: MOST - 1], no] if no else found[:MOST]


def _worst(one: Hypothesis) -> tuple[bool, int, int]:
    return not one.is_strength, _WORST_FIRST.get(one.state, 4), -one.weight


def _best(seen: Iterable[Observation], quoted: set[int], *, highest: bool) -> Observation | None:
    """Return the rating to quote; the first of equal ones, as the interviews came."""

    def merit(one: Observation) -> tuple[bool, bool, int]:
        level = one.level or 0
        return (
            not _is_plain(one.evidence),
            one.interviewer_id in quoted,
            -level if highest else level,
        )

    return min((one for one in seen if one.evidence.strip()), key=merit, default=None)


def _is_plain(text: str) -> bool:
    """Return whether it holds neither a program nor a formula."""
    return "```" not in text and "$" not in text


def _quote(hypothesis: Hypothesis, seen: Observation, *, from_end: bool) -> Argument:
    return Argument(
        text=excerpt(seen.evidence, from_end=from_end),
        interviewer_id=seen.interviewer_id,
        competency_id=hypothesis.id,
        competency=hypothesis.name,
        level=seen.level,
    )


def _recommendation_of_no(content: Content) -> Argument | None:
    """Return the recommendation of no to quote: one that contradicts its card, or the lowest."""
    nos = [card for card in content.recommendations if card.level < 3 and card.summary.strip()]
    card = min(nos, key=lambda card: (not card.contradiction, card.level), default=None)
    if card is None:
        return None
    return Argument(
        text=excerpt(card.summary, from_end=True),
        interviewer_id=card.interviewer_id,
        level=card.level,
        note=contradiction_note(card),
    )


def at_length(argument: Argument, content: Content, room: int) -> Argument:
    """Return the quote with up to `room` letters of what it is an excerpt of."""
    for text, from_end in _sources(argument, content):
        if excerpt(text, from_end=from_end) == argument.text:
            return replace(argument, text=excerpt(text, from_end=from_end, room=room))
    return argument


def _sources(argument: Argument, content: Content) -> Iterator[tuple[str, bool]]:
    who = argument.interviewer_id
    if argument.competency_id is None:
        for card in content.recommendations:
            if card.interviewer_id == who:
                yield card.summary, True
    for hypothesis in content.hypotheses:
        for seen in hypothesis.rated:
            if (hypothesis.id, seen.interviewer_id) == (argument.competency_id, who):
                yield seen.evidence, not hypothesis.reaches(seen.level)


def contradiction_note(card: Card) -> str:
    """Return how a recommendation contradicts its own card, "" where it does not."""
    return {
        "no_without_below": _("own ratings all at or above"),
        "yes_mostly_below": _("most own ratings are below"),
        "strong_yes_with_strong_no": _("own ratings include a strong no"),
        "strong_no_with_strong_yes": _("own ratings include a strong yes"),
    }.get(card.contradiction, "")


def excerpt(text: str, *, from_end: bool, room: int = ROOM) -> str:
    """Return whole sentences of a text that fit, from its beginning or its end.

    Writers put an objection last. "…" says that the beginning is missing. Programs are left
    out; a single sentence that is too long is cut at a word.
    """
    words = [part for is_code, part in prose.pieces(prose.clean(text)) if not is_code]
    plain = " ".join(" ".join(words).split())
    if not plain:
        return _("A program: see the page.")
    sentences = [one.strip() for one in _SENTENCES.split(plain) if one.strip()]
    if from_end:
        return _from_end(sentences, room)
    return _from_beginning(sentences, room)


def _from_beginning(sentences: list[str], room: int) -> str:
    taken = _as_fit(sentences, room)
    return " ".join(taken) if taken else prose.excerpt(sentences[0], room)


def _from_end(sentences: list[str], room: int) -> str:
    mark = f"{prose.ELLIPSIS} "
    taken = _as_fit(list(reversed(sentences)), room - len(mark))[::-1]
    if not taken:
        short = prose.excerpt(sentences[-1], room - len(mark))
        return short if len(sentences) == 1 else mark + short
    return " ".join(taken) if len(taken) == len(sentences) else mark + " ".join(taken)


def _as_fit(sentences: list[str], room: int) -> list[str]:
    taken: list[str] = []
    for sentence in sentences:
        if len(" ".join([*taken, sentence])) > room:
            break
        taken.append(sentence)
    return taken


def contradiction(card: Card, ratings: list[tuple[int, int | None]]) -> str:
    """Return how an overall contradicts its card's ratings, given as (level, level needed).

    Ratings of what no hypothesis is about have no level needed.
    """
    return next((code for code, holds in _RULES if holds(card.level, ratings)), "")


_Ratings = list[tuple[int, int | None]]


def _judged(ratings: _Ratings) -> Iterator[bool]:
    return (level >= bar for level, bar in ratings if bar is not None)


def _none_below(ratings: _Ratings) -> bool:
    judged = list(_judged(ratings))
    return bool(judged) and all(judged)


def _mostly_below(ratings: _Ratings) -> bool:
    judged = list(_judged(ratings))
    return judged.count(False) * 2 > len(judged)


_RULES: list[tuple[str, Callable[[int, _Ratings], bool]]] = [
    ("no_without_below", lambda overall, r: overall < 3 and _none_below(r)),
    ("yes_mostly_below", lambda overall, r: overall >= 3 and _mostly_below(r)),
    ("strong_yes_with_strong_no", lambda overall, r: overall == 4 and 1 in dict(r)),
    ("strong_no_with_strong_yes", lambda overall, r: overall == 1 and 4 in dict(r)),
]
