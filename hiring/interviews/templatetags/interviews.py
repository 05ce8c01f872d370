"""`{% timespan interview.during %}`: from when to when, in the viewer's zone."""

from django import template
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hiring.activity import clock
from hiring.interviews.times import word_span
from hiring.ui.datetime_words import word_day

register = template.Library()


@register.simple_tag
def timespan(during: DateTimeTZRange) -> SafeString:
    """A day in words and two wall-clock times; the title has year and zone."""
    zone = timezone.get_current_timezone()
    start, end = during.lower.astimezone(zone), during.upper.astimezone(zone)
    day = word_day(start.date(), today=clock.now().astimezone(zone).date()).text
    return format_html(
        '<time datetime="{}" title="{}">{} <span class="clock">{}–{}</span></time>',
        start.isoformat(timespec="minutes"),
        word_span(during.lower, during.upper, zone),
        day,
        f"{start:%H:%M}",
        f"{end:%H:%M}",
    )


@register.simple_tag
def tick(prefix: str, name: str, value: int, *, checked: bool, wrong: bool = False) -> SafeString:
    """A checkbox of a form's list: short, since a booking page has a hundred of them."""
    return format_html(
        '<input type="checkbox" class="form-check-input" name="{0}-{1}" id="{0}-{1}-{2}"'
        ' value="{2}"{3}{4}>',
        prefix,
        name,
        value,
        SafeString(" checked" if checked else ""),
        SafeString(' aria-invalid="true"' if wrong else ""),
    )
