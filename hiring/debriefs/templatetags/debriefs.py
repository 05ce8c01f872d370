"""Filters and tags by which the debrief's page and its PDF show the same content."""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from hiring.debriefs import words
from hiring.debriefs.report import metrics, people, picture, rows
from hiring.debriefs.report.model import Card, Content
from hiring.ui import prose

register = template.Library()
MAX_UNBROKEN = 24
COUNT = re.compile(r"\b(\d+) (\w+) (\d+)\b")

for word in (
    words.state_word,
    words.state_label,
    words.count_words,
    words.of_ten_words,
    words.plain_range,
    words.interval_words,
    words.level_word,
    words.numbered_level,
    words.after_reading_words,
    words.stance_word,
    words.term_words,
    words.levels_apart,
    words.assistance_words,
    words.interview_note,
    words.seat_note,
    words.contradiction_words,
    words.overlap_words,
    rows.spoken,
    people.grouped,
):
    register.filter(word.__name__, word)


@register.simple_tag(takes_context=True)
def said(context: Context, text: str | None) -> SafeString:
    """Text that a person wrote, whole: formulas and fenced programs as such."""
    parts = prose.pieces(prose.clean(text or ""))
    return prose.render(parts, for_print=bool(context.get("paper")))


@register.simple_tag(takes_context=True)
def pill(context: Context, person_id: int, reached: bool | None, of: str = "") -> SafeString:
    """A person's initials: filled at or above the level needed, outlined below, dashed for both."""
    report: Content = context["report"]
    person = report.person(person_id)
    css = {True: "up", False: "down", None: "mixed"}[reached]
    return format_html(
        '<span class="db-pill {}" title="{}">{}</span>', css, of or person.name, person.initials
    )


@register.simple_tag(takes_context=True)
def pill_of_vote(context: Context, person_id: int, cards: list[Card]) -> SafeString:
    """The initials of a person by what they recommend on all their cards."""
    return pill(context, person_id, people.recommends(cards))


@register.simple_tag(takes_context=True)
def where(context: Context, competency_id: int | None) -> SafeString:
    """A link to the evidence of a competency; on paper with its page."""
    anchor = f"#c-{competency_id}" if competency_id else "#cards"
    return SafeString(f'<a class="ref" href="{anchor}"></a>')


@register.simple_tag(takes_context=True)
def draw_picture(context: Context) -> SafeString:
    """The picture of page one, as one drawing."""
    page_one = context["page_one"]
    return picture.draw(page_one.rows)


@register.simple_tag
def state_symbol(name: str) -> SafeString:
    """The symbol of a state: full, half, empty, dotted or dashed; its word stands beside it."""
    return format_html('<span class="db-sym {}"></span>', name)


@register.filter
def moment(value: str | None) -> datetime | None:
    """The instant that an ISO text in the content stands for."""
    return datetime.fromisoformat(value) if value else None


@register.filter
def us_day(value: str | datetime | None) -> str:
    """A day as "Mon, Nov 30"; "" for none."""
    at = datetime.fromisoformat(value) if isinstance(value, str) and value else value
    return formats.date_format(at, "D, M j", use_l10n=False) if isinstance(at, datetime) else ""


@register.simple_tag(takes_context=True)
def held(context: Context, interview: Any) -> str:
    """When an interview was: on paper in the zone it was booked in, on the page in the viewer's."""
    zone = ZoneInfo(interview.zone) if context.get("paper") else timezone.get_current_timezone()
    start = datetime.fromisoformat(interview.starts_at).astimezone(zone)
    end = datetime.fromisoformat(interview.ends_at).astimezone(zone)
    day = formats.date_format(start, "D, M j, Y", use_l10n=False)
    return f"{day}, {start:%H:%M}\N{EN DASH}{end:%H:%M} ({zone})"


@register.filter
def of_person(votes: Mapping[int, list[Card]], person_id: int) -> list[Card]:
    """The cards of a person."""
    return votes.get(person_id, [])


@register.filter
def initials(report: Content, person_id: int) -> str:
    """The initials of a person."""
    return report.person(person_id).initials


@register.filter
def one_line(text: str, room: int) -> str:
    """The text cut to a line of so many millimeters, as page one counts on."""
    return metrics.shortened(text, room, bold=True)


@register.filter
def unbroken(text: str) -> str:
    """A short text that stays on one line; a long one breaks as any other."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= MAX_UNBROKEN else text


@register.filter
def unbroken_counts(text: str) -> str:
    """The text with counts such as "2 of 3" that stay on one line."""
    return COUNT.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text)


@register.filter
def percent(share: float) -> int:
    """A share of one as whole percent."""
    return round(100 * share)


@register.filter
def upper_first(text: str) -> str:
    """The text with a capital in front."""
    return str(capfirst(text))


@register.simple_block_tag
def tight(content: SafeString) -> SafeString:
    """Return a block without its templates’ indentation and empty lines, a tenth of a page."""
    parts = re.split(r"(<(code|pre|textarea)\b.*?</\2>)", content, flags=re.DOTALL)
    between, kept = parts[::3], [*parts[1::3], ""]
    tightened = [re.sub(r"\n\s+", "\n", part) for part in between]
    return mark_safe("".join(chain(*zip(tightened, kept, strict=True))))  # noqa: S308 - it was safe before
