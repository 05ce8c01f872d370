"""What is said of how a rubric is used."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rubrics.assessment.usage import Advice, Hint, Json


def advice(hint: Hint, names: Mapping[str, str]) -> str:
    """Return a hint as a sentence; `names` has the criteria by their ids."""
    said = {
        Advice.PAIR_MORE: _(
            "Have two interviewers rate the same candidates more often: agreement is shown from "
            "30 units that two people rated."
        ),
        Advice.TALK_ABOUT_ANCHORS: _(
            "Two interviewers often give the same candidate different levels, or candidates were "
            "too much alike to tell apart. Rate a reference answer together, and make anchors "
            "more specific where you differ."
        ),
        Advice.ONE_LEVEL: _(
            "%(criterion)s: nearly everyone gets a %(level)d. Either these candidates were alike "
            "in it, or its anchors don’t separate them: rate a reference answer before you move "
            "an anchor."
        ),
        Advice.UNUSED_LEVEL: _(
            "%(criterion)s: nobody has given a %(level)d. Check whether its anchor differs enough "
            "from the ones beside it."
        ),
        Advice.EASIER: _(
            "%(criterion)s is rated higher than other criteria of the same competency, for the "
            "same candidates. Check that its anchor of a yes asks as much as theirs. Debrief "
            "estimates allow for it."
        ),
        Advice.HARDER: _(
            "%(criterion)s is rated lower than other criteria of the same competency, for the "
            "same candidates. Check that its anchor of a yes asks no more than theirs. Debrief "
            "estimates allow for it."
        ),
    }[hint.advice]
    return said % {"criterion": names.get(str(hint.criterion), ""), "level": hint.level or 0}


def agreement(use: Json) -> list[tuple[str, str]]:
    """Return the coefficients that there are, each with its interval."""
    named = {
        "alpha": _("Krippendorff’s alpha (ordinal)"),
        "icc": _("Intraclass correlation, ICC(1,1)"),
    }
    return [
        (
            name,
            _("%(value)s (95%% interval %(low)s to %(high)s)")
            % {name: _decimal(value) for name, value in use[key].items()},
        )
        for key, name in named.items()
        if use[key]
    ]


def counted(levels: Mapping[int, int]) -> str:
    """Return levels, each with how often it was given if more than once."""
    return ", ".join(
        f"{level} \N{MULTIPLICATION SIGN}{count}" if count > 1 else str(level)
        for level, count in sorted(levels.items())
    )


def higher_or_lower(level: float) -> str:
    """Return a difference in levels in words."""
    if round(abs(level), 1) == 0:
        return _("About the same")
    words = _("%(by).1f levels higher") if level > 0 else _("%(by).1f levels lower")
    return words % {"by": abs(level)}


def clear_difference(level: float, half: float) -> str:
    """Return a difference in words; none where its interval, as it is printed, has zero in it."""
    if round(abs(level) - half, 1) <= 0:
        return _("No clear difference")
    return higher_or_lower(level)


def from_to(low: float, high: float) -> str:
    """Return an interval of differences in levels."""
    return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return _with_minus(f"{rounded:+.1f}") if rounded else "0"


def _decimal(value: float) -> float | str:
    return value if isinstance(value, int) else _with_minus(f"{value:.2f}")


def _with_minus(digits: str) -> str:
    return digits.replace("-", "\N{MINUS SIGN}")
