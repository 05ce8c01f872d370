"""Probabilities in words that promise no precision."""

from django.utils.translation import gettext as _

from rubrics.ratings import LIKELY_MET, LIKELY_NOT_MET


def in_ten(probability: float | None) -> str:
    """Return a probability as a share of ten candidates, in words that promise no precision."""
    if probability is None:
        return ""
    if probability >= 0.95:
        return _("more than 9 in 10")
    if probability < 0.05:
        return _("fewer than 1 in 10")
    # Half up, so that .25 and .75 lie alike around the middle.
    n = max(1, int(10 * probability + 0.5))
    # Rounding must not make an unsettled one look settled.
    if probability < LIKELY_MET <= n / 10:
        return _("nearly %(n)d in 10") % {"n": n}
    if probability > LIKELY_NOT_MET >= n / 10:
        return _("just over %(n)d in 10") % {"n": n}
    return _("about %(n)d in 10") % {"n": n}
