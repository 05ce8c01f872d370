"""What the states, counts and levels of a debrief are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.interviews.models import InterviewStatus, SeatStatus
from hiring.ui.rating_widget import level_names
from rubrics.assessment.assessing import WIDEST_RANGE
from rubrics.assessment.states import Side, State
from rubrics.models import Stance

if TYPE_CHECKING:
    from hiring.debriefs.report.facts import PanelSeat
    from hiring.debriefs.report.model import Assessment, Hypothesis, Observation


def state_word(state: str) -> str:
    """Return the name of a state as it stands inside of a sentence."""
    return {
        State.MET: _("met"),
        State.NOT_MET: _("not met"),
        State.SPLIT: _("split"),
        State.ONE_VIEW: _("one view"),
        State.NOT_TESTED: _("not tested"),
    }[State(state)]


def state_label(hypothesis: "Hypothesis") -> str:
    """Return how a hypothesis stands, in a word or two; a met bar of 2 says little."""
    if hypothesis.is_no_strong_no:
        return _("No “strong no”")
    return {
        State.MET: _("Met"),
        State.NOT_MET: _("Not met"),
        State.SPLIT: _("Split"),
        State.ONE_VIEW: _("One view"),
        State.NOT_TESTED: _("Not tested"),
    }[State(hypothesis.state)]


def count_words(found: "Assessment") -> str:
    """Return who is at or above, counted in people: "1 of 2", "mostly at or above, 3 of 4"."""
    if not found.people:
        return _("nobody rated it")
    counted = {"n": found.at_or_above, "people": found.people}
    if found.state == State.SPLIT and found.side == Side.ABOVE:
        return _("mostly at or above, %(n)d of %(people)d") % counted
    if found.state == State.SPLIT and found.side == Side.BELOW:
        return _("mostly below, %(n)d of %(people)d at or above") % counted
    if both := found.people - found.at_or_above - found.below:
        said = _("%(n)d of %(people)d at or above, %(both)d on both sides")
        return said % (counted | {"both": both})
    return _("%(n)d of %(people)d at or above") % counted


def of_ten_words(pair: list[int] | None) -> str:
    """Return a range of ten: "about 6 to 9", "at least 8", "at most 2"; "" where it is too wide."""
    if not pair or pair[1] - pair[0] > WIDEST_RANGE:
        return ""
    low, high = pair
    if high == 10:
        return _("at least %(n)d of 10") % {"n": low}
    if low == 0:
        return _("at most %(n)d of 10") % {"n": high}
    return _("about %(low)d to %(high)d of 10") % {"low": low, "high": high}


def plain_range(pair: list[int] | None) -> str:
    """Return a range as it is, "3 to 7"; "" for none."""
    return _("%(low)d to %(high)d") % {"low": pair[0], "high": pair[1]} if pair else ""


def interval_words(found: "Assessment") -> str:
    """Return the 80 % interval of the estimate, clipped to the scale; "" where there is none."""
    if found.low is None or found.high is None:
        return ""
    low, high = max(1.0, found.low), min(4.0, found.high)
    return _("%(low).1f to %(high).1f") % {"low": low, "high": high}


def level_word(level: int | None) -> str:
    """Return a level in words; none and nought are "not observed"."""
    return level_names()[level or 0]


def numbered_level(level: int | None) -> str:
    """Return a level as "3 Yes"; one that was not observed has no number."""
    word = level_word(level)
    return f"{level} {word.capitalize()}" if level else word


def after_reading_words(seen: "Observation") -> str:
    """Return the level that somebody gave once they could read other cards; "" for none."""
    if seen.after_reading is None:
        return ""
    said = {"level": numbered_level(seen.after_reading)}
    return _("%(level)s after other cards could be read, not counted") % said


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


def assistance_words(value: str) -> str:
    """Return what help the candidate had in an interview."""
    return {
        "none": _("none"),
        "search": _("search"),
        "assistant": _("assistant expected"),
    }.get(value, "")


def interview_note(status: str) -> str:
    """Return why an interview brought nothing, "" when it took place."""
    return {
        InterviewStatus.CANCELED: _("canceled"),
        InterviewStatus.NO_SHOW: _("candidate no-show"),
    }.get(InterviewStatus(status), "")


def seat_note(seat: "PanelSeat") -> str:
    """Return what is to be known of one interviewer's place in an interview."""
    if seat.status == SeatStatus.CANCELED:
        return _("replaced or canceled")
    if seat.status == SeatStatus.NO_SHOW:
        return _("no-show")
    if not seat.submitted_at:
        return _("no scorecard")
    return _("late: added after the interview") if seat.late else ""


def contradiction_words(code: str) -> str:
    """Return the sentence on a recommendation that contradicts its own card."""
    return {
        "no_without_below": _("recommends no; no rating on the card is below the level"),
        "yes_mostly_below": _(
            "recommends yes; most ratings on the card are below the level needed"
        ),
        "strong_yes_with_strong_no": _("recommends strong yes beside a rating of strong no"),
        "strong_no_with_strong_yes": _("recommends strong no beside a rating of strong yes"),
    }[code]


def overlap_words(content: Any) -> list[str]:
    """Return how often two people rated the same, and how far apart they were, in sentences."""
    found = content.overlap
    if not found.criteria:
        return [_("Nothing was rated.")]
    said = [
        ngettext(
            "%(twice)d of %(n)d criterion was rated by two people or more.",
            "%(twice)d of %(n)d criteria were rated by two people or more.",
            found.criteria,
        )
        % {"twice": found.rated_twice, "n": found.criteria}
    ]
    if found.largest_gap:
        said.append(
            ngettext(
                "The largest gap is one level.", "The largest gap is %(n)d levels.",
                found.largest_gap,
            )
            % {"n": found.largest_gap}
        )  # fmt: skip
    elif found.rated_twice:
        said.append(_("There are no differences."))
    seen = ngettext(
        "Of %(n)d competency rated, %(two)d was rated by more than one person.",
        "Of %(n)d competencies rated, %(two)d were rated by more than one person.",
        found.competencies,
    )
    return [*said, seen % {"n": found.competencies, "two": found.seen_by_two}]
