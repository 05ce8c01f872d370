"""What is said of how a rubric is used."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rubrics.assessment.usage import Advice, Hint, Json


def advice(hint: Hint, names: Mapping[str, str]) -> str:
    """Return a hint as a sentence; `names` has the criteria by their ids."""
    said = {
        Advice.PAIR_MORE: _(
            "Have two interviewers rate the same answers more often: agreement is shown from 30 "
            "ratings that two people gave."
        ),
        Advice.TALK_ABOUT_ANCHORS: _(
            "Interviewers read these anchors differently. Rate a reference answer together and "
            "make the anchors more specific."
        ),
        Advice.ONE_LEVEL: _(
            "%(criterion)s: nearly everyone gets a %(level)d. The anchors don’t separate "
            "candidates; raise or lower them."
        ),
        Advice.UNUSED_LEVEL: _(
            "%(criterion)s: nobody has given a %(level)d. Check whether its anchor differs enough "
            "from the ones beside it."
        ),
        Advice.EASIER: _(
            "%(criterion)s is rated higher than other criteria of the same competency, for the "
            "same candidates."
        ),
        Advice.HARDER: _(
            "%(criterion)s is rated lower than other criteria of the same competency, for the "
            "same candidates."
        ),
    }[hint.advice]
    return said % {"criterion": names.get(str(hint.criterion), ""), "level": hint.level or 0}


def agreement(use: Json) -> list[tuple[str, str]]:
    """Return the coefficients that there are, each with its interval."""
    named = {
        "alpha": _("Krippendorff’s alpha, ordinal"),
        "icc": _("Intraclass correlation, ICC(1,1)"),
    }
    return [
        (
            name,
            _("%(value).2f (95 %% interval %(low).2f to %(high).2f, %(units)d units)") % use[key],
        )
        for key, name in named.items()
        if use[key]
    ]


def higher_or_lower(level: float) -> str:
    """Return a difference in levels in words."""
    if round(abs(level), 1) == 0:
        return _("no different")
    words = _("%(by).1f levels higher") if level > 0 else _("%(by).1f levels lower")
    return words % {"by": abs(level)}


def from_to(low: float, high: float) -> str:
    """Return an interval of differences in levels."""
    return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0"
