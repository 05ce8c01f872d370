"""What is expected in one competency, by a role, a job or for a candidate: its checks."""

from django.utils.translation import gettext_lazy as _

from hiring.activity.validation import Check, between, one_of, prose
from rubrics.assessment.states import BARS
from rubrics.models import Stance

CHECKS: dict[str, Check] = {
    "stance": one_of("stance", Stance.values),
    "weight": between("weight", 1, 5, outside=_("Enter a weight from 1 to 5.")),
    "bar_level": between(
        "bar_level", min(BARS), max(BARS), outside=_("Choose a bar of 2, 3 or 4.")
    ),
    "why": prose("why", 2_000, required=False, too_long=_("Enter at most 2,000 characters.")),
}
