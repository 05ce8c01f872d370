"""Filters and tags by which the debrief's page and its PDF show the same content."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.context import Context
from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hiring.debriefs import prose, words
from hiring.ui.charts import LEVELS, Axis
from hiring.ui.markdown import render_formulas

register = template.Library()

for word in (
    words.state_word,
    words.because_word,
    words.in_ten,
    words.chance,
    words.level_word,
    words.stance_word,
    words.term_words,
    words.levels_apart,
    words.tally,
    words.comparison,
    words.interview_note,
    words.seat_note,
):
    register.filter(word.__name__, word)


@register.simple_tag(takes_context=True)
def said(context: Context, text: str | None, most: int | None = None) -> SafeString:
    """Text that a person wrote: whole on the page, on paper as much as there is room for.

    `most` is the number of characters that it gets on paper even where there is more room.
    Formulas between dollars are shown as formulas.
    """
    room = context.get("excerpt")
    if not room:
        return render_formulas(prose.clean(text or ""))
    short = prose.excerpt(text or "", min(room, most or room))
    return render_formulas(short, for_print=bool(context.get("paper")))


@register.filter
def moment(value: str | None) -> datetime | None:
    """The instant that an ISO text in the content stands for."""
    return datetime.fromisoformat(value) if value else None


@register.simple_tag(takes_context=True)
def held(context: Context, interview: Mapping[str, Any]) -> str:
    """When an interview was: on paper in the zone it was booked in, on the page in the viewer's."""
    zone = ZoneInfo(interview["zone"]) if context.get("paper") else timezone.get_current_timezone()
    start = datetime.fromisoformat(interview["starts_at"]).astimezone(zone)
    end = datetime.fromisoformat(interview["ends_at"]).astimezone(zone)
    day = formats.date_format(start, "D j M Y", use_l10n=False)
    return f"{day}, {start:%H:%M} \N{EN DASH} {end:%H:%M} ({zone})"


@register.filter
def by_person(observations: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who rated, with their levels in words, in the order of the interviews."""
    people: dict[int, dict[str, Any]] = {}
    for one in observations:
        person = people.setdefault(
            one["interviewer_id"], {"name": one["interviewer"], "levels": []}
        )
        person["levels"].append(words.level_word(one["level"]))
    return list(people.values())


@register.filter
def names(people: Iterable[Mapping[str, Any]]) -> str:
    """The names of people, in one line."""
    return ", ".join(person["name"] for person in people)


@register.filter
def by_level(observations: Iterable[Mapping[str, Any]]) -> list[str]:
    """How often each level was given, as "3 yes", the highest first."""
    counts = Counter(one["level"] or 0 for one in observations)
    return [f"{counts[n]} {words.level_word(n)}" for n in (4, 3, 2, 1, 0) if counts[n]]


@register.filter
def percent(share: float) -> str:
    """A share as a whole number of hundredths."""
    return f"{100 * share:.0f} %"


@register.filter
def of_person(levels: Mapping[str, int], person: Mapping[str, Any]) -> int | None:
    """The level in a row of the matrix; 0 is "not observed", None: was not asked."""
    return levels.get(person["id"])


@register.filter
def unobserved(hypotheses: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The criteria not observed by somebody, of hypotheses that others could rate."""
    return [o for h in estimated(hypotheses) for o in h["observations"] if o["level"] is None]


@register.filter
def untested(hypotheses: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The hypotheses that nobody rated."""
    return [h for h in hypotheses if h["estimate"]["probability"] is None]


@register.filter
def estimated(hypotheses: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The hypotheses with an estimate."""
    return [h for h in hypotheses if h["estimate"]["probability"] is not None]


@register.inclusion_tag("debriefs/parts/estimate.html")
def estimate(hypothesis: Mapping[str, Any]) -> dict[str, Any]:
    """The estimate of one hypothesis on the scale from 1 to 4, with its bar."""
    axis = Axis(1, 4, 8, 132)
    values, bar = hypothesis["estimate"], hypothesis["bar"] - 0.5
    spoken = _(
        "Estimate %(level).1f on the scale from 1 to 4, interval %(low).1f to %(high).1f,"
        " bar from %(bar).1f"
    )
    return {
        "x": {name: axis.at(values[name]) for name in ("low", "level", "high")},
        "bar": axis.at(bar),
        "ticks": [axis.at(level) for level in LEVELS],
        "spoken": spoken % {**values, "bar": bar},
    }
