"""What the numbers of a debrief are called: frequencies in words, states, never a promise."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.interviews.models import InterviewStatus, SeatStatus
from hiring.ui.ratings import level_names
from rubrics.frequencies import in_ten as in_ten
from rubrics.models import Stance
from rubrics.ratings import Because, State


def state_word(state: str) -> str:
    """Return a state in words."""
    return {
        State.LIKELY_MET: _("likely met"),
        State.UNSETTLED: _("unsettled"),
        State.LIKELY_NOT_MET: _("likely not met"),
        State.NOT_TESTED: _("not tested"),
    }[State(state)]


def because_word(because: str | None) -> str:
    """Return why a hypothesis is unsettled, "" when it is not."""
    if not because:
        return ""
    return {
        Because.NEAR: _("near the bar, or too few ratings"),
        Because.ONE_PERSON: _("one person alone settles nothing"),
        Because.SPLIT: _("the ratings pull apart"),
    }[Because(because)]


def chance(probability: float) -> str:
    """Return a probability by two digits, for the page that shows how it moves."""
    if probability > 0.99:
        return "> 0.99"
    return "< 0.01" if probability < 0.01 else f"{probability:.2f}"


def level_word(level: int | None) -> str:
    """Return a level in words; none and nought are "not observed"."""
    return level_names()[level or 0]


def stance_word(stance: str) -> str:
    """Return what a hypothesis is: a strength or a bar."""
    return str(Stance(stance).label)


def term_words(term: Mapping[str, str]) -> str:
    """Return what one term of a profile was and is: "Weight: 3 → 4"."""
    name, old, new = term["field"], term["old"], term["new"]
    if name == "stance":
        return f"{stance_word(old)} → {stance_word(new)}"
    label = _("Weight") if name == "weight" else _("Bar")
    return f"{label}: {old} → {new}"


def levels_apart(size: int) -> str:
    """Return the size of a gap in words."""
    return ngettext("%(n)d level apart", "%(n)d levels apart", size) % {"n": size}


def comparison(found: Mapping[str, Any]) -> list[str]:
    """Return how often two people rated the same, and how far apart they were, in sentences."""
    said = [
        ngettext(
            "%(twice)d of %(n)d criterion was rated by two people or more.",
            "%(twice)d of %(n)d criteria were rated by two people or more.",
            found["criteria"],
        )
        % {"twice": found["rated_twice"], "n": found["criteria"]}
    ]
    if found["largest_gap"]:
        apart = ngettext(
            "The largest gap is one level.",
            "The largest gap is %(n)d levels.",
            found["largest_gap"],
        )
        said.append(apart % {"n": found["largest_gap"]})
    elif found["rated_twice"]:
        said.append(_("They agree."))
    seen = ngettext(
        "Of %(n)d competency rated, %(two)d was seen by more than one person.",
        "Of %(n)d competencies rated, %(two)d were seen by more than one person.",
        found["competencies"],
    )
    return [*said, seen % {"n": found["competencies"], "two": found["seen_by_two"]}]


def tally(hypotheses: Iterable[Mapping[str, Any]], stance: str) -> list[str]:
    """Return how many hypotheses of a stance are in which state, as "2 unsettled"."""
    counts = Counter(h["estimate"]["state"] for h in hypotheses if h["stance"] == stance)
    return [f"{counts[state]} {state_word(state)}" for state in State if counts[state]]


def interview_note(status: str) -> str:
    """Return why an interview brought nothing, "" when it was held."""
    return {
        InterviewStatus.CANCELLED: _("cancelled"),
        InterviewStatus.NO_SHOW: _("the candidate did not come"),
    }.get(InterviewStatus(status), "")


def seat_note(seat: Mapping[str, Any]) -> str:
    """Return what is to be known of one interviewer's place in an interview."""
    if seat["status"] == SeatStatus.CANCELLED:
        return _("replaced or cancelled")
    if seat["status"] == SeatStatus.NO_SHOW:
        return _("did not come")
    return "" if seat["submitted_at"] else _("no scorecard")
