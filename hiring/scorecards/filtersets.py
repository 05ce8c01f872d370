"""What scorecards are narrowed to."""

import django_filters

from hiring.scorecards.models import Scorecard
from hiring.ui.filters import FilterSet, IdFilter


class ScorecardFilter(FilterSet):
    interview = IdFilter(field_name="seat__interview")
    loop = IdFilter(field_name="seat__interview__loop")
    application = IdFilter(field_name="seat__interview__loop__application")
    interviewer = django_filters.CharFilter(
        field_name="author__email", lookup_expr="iexact", label="Email address"
    )

    class Meta:
        model = Scorecard
        fields = ["interview", "loop", "application", "interviewer"]
