"""`{% timespan interview.during %}`: from when to when, in the viewer's zone."""

from django import template
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from hiring.activity import clock
from hiring.interviews.times import word_span
from hiring.ui.moments import word_day

register = template.Library()


@register.inclusion_tag("interviews/timespan.html")
def timespan(during: DateTimeTZRange) -> dict[str, str]:
    """A day in words and two wall-clock times; the title has year and zone."""
    zone = timezone.get_current_timezone()
    start, end = during.lower.astimezone(zone), during.upper.astimezone(zone)
    day = word_day(start.date(), today=clock.now().astimezone(zone).date()).text
    return {
        "iso": start.isoformat(timespec="minutes"),
        "day": day,
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "full": word_span(during.lower, during.upper, zone),
    }
