"""What the states and counts of a debrief are called."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.interviews.models import InterviewStatus, SeatStatus
from hiring.ui.rating_widget import level_names
from rubrics.assessment import BARS, Side, State
from rubrics.models import Stance

# Met, it says only that nobody gave a strong no.
LOWEST_BAR = min(BARS)


def state_words(hypothesis: Mapping[str, Any]) -> str:
    """Return how a hypothesis stands, with its count: "split: 2 of 3 at or above"."""
    found = hypothesis["assessment"]
    state = State(found["state"])
    if is_no_strong_no(hypothesis):
        return _("no strong no")
    if state == State.ONE_VIEW:
        return _one_view(found)
    return _split(found) if state == State.SPLIT else state_word(state)


def state_word(state: str) -> str:
    """Return the name of a state."""
    return {
        State.MET: _("met"),
        State.NOT_MET: _("not met"),
        State.SPLIT: _("split"),
        State.ONE_VIEW: _("one view"),
        State.NOT_TESTED: _("not tested"),
    }[State(state)]


def _one_view(found: Mapping[str, Any]) -> str:
    return {
        Side.ABOVE: _("one view: at or above"),
        Side.BELOW: _("one view: below"),
        Side.BOTH: _("one view: on both sides"),
    }[Side(found["side"])]


def _split(found: Mapping[str, Any]) -> str:
    counted = {"n": found["at_or_above"], "people": found["people"]}
    if found["side"] == Side.ABOVE:
        return _("split, mostly at or above (%(n)d of %(people)d)") % counted
    if found["side"] == Side.BELOW:
        return _("split, mostly below (%(n)d of %(people)d at or above)") % counted
    both = found["people"] - found["at_or_above"] - found["below"]
    if both:
        counted["both"] = both
        return (
            _("split: %(n)d of %(people)d at or above, %(both)d on both sides of the bar") % counted
        )
    return _("split: %(n)d of %(people)d at or above") % counted


def people_words(found: Mapping[str, Any]) -> str:
    """Return how many people rated it, "" where nobody did."""
    n = found["people"]
    return ngettext("%(n)d person", "%(n)d people", n) % {"n": n} if n else ""


def level_word(level: int | None) -> str:
    """Return a level in words; none and nought are "not observed"."""
    return level_names()[level or 0]


def numbered_level(level: int | None) -> str:
    """Return a level as "3 yes"; one that was not observed has no number."""
    return f"{level} {level_word(level)}" if level else level_word(level)


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
            "%(twice)d of %(n)d criterion was rated by two or more people.",
            "%(twice)d of %(n)d criteria were rated by two or more people.",
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
        said.append(_("There are no differences."))
    seen = ngettext(
        "Of %(n)d competency rated, %(two)d was rated by more than one person.",
        "Of %(n)d competencies rated, %(two)d were rated by more than one person.",
        found["competencies"],
    )
    return [*said, seen % {"n": found["competencies"], "two": found["seen_by_two"]}]


def tally(hypotheses: Iterable[Mapping[str, Any]], stance: str) -> list[str]:
    """Return how many hypotheses of a stance are in which state, as "2 split".

    A met bar of 2 is left out: that nobody said strong no is not worth a count.
    """
    counts = Counter(
        h["assessment"]["state"]
        for h in hypotheses
        if h["stance"] == stance and not is_no_strong_no(h)
    )
    return [f"{counts[state]} {state_word(state)}" for state in State if counts[state]]


def is_no_strong_no(hypothesis: Mapping[str, Any]) -> bool:
    """Return whether all that is said is that nobody gave a strong no."""
    met = hypothesis["assessment"]["state"] == State.MET
    return met and hypothesis["bar"] == LOWEST_BAR


def no_strong_no(hypotheses: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of the hypotheses that the tally leaves out."""
    return [h["competency"]["name"] for h in hypotheses if is_no_strong_no(h)]


def interview_note(status: str) -> str:
    """Return why an interview brought nothing, "" when it was held."""
    return {
        InterviewStatus.CANCELED: _("canceled"),
        InterviewStatus.NO_SHOW: _("candidate no-show"),
    }.get(InterviewStatus(status), "")


def seat_note(seat: Mapping[str, Any]) -> str:
    """Return what is to be known of one interviewer's place in an interview."""
    if seat["status"] == SeatStatus.CANCELED:
        return _("replaced or canceled")
    if seat["status"] == SeatStatus.NO_SHOW:
        return _("no-show")
    if not seat["submitted_at"]:
        return _("no scorecard")
    return _("late: added after the interview") if seat.get("late") else ""
