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

from hiring.debriefs import words
from hiring.ui import prose

register = template.Library()

for word in (
    words.state_words,
    words.people_words,
    words.level_word,
    words.numbered_level,
    words.stance_word,
    words.term_words,
    words.levels_apart,
    words.tally,
    words.no_strong_no,
    words.comparison,
    words.interview_note,
    words.seat_note,
):
    register.filter(word.__name__, word)


@register.simple_tag(takes_context=True)
def said(context: Context, text: str | None, most: int | None = None) -> SafeString:
    """Text that a person wrote: whole on the page, on paper as much as there is room for.

    `most` is the number of characters that it gets on paper even where there is more room.
    Formulas between dollars are shown as formulas, programs between fences as programs.
    """
    room = context.get("excerpt")
    if room:
        parts = prose.shorten(text or "", min(room, most or room))
    else:
        parts = prose.pieces(prose.clean(text or ""))
    return prose.render(parts, for_print=bool(context.get("paper")))


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
    day = formats.date_format(start, "D, M j, Y", use_l10n=False)
    return f"{day}, {start:%H:%M} \N{EN DASH} {end:%H:%M} ({zone})"


@register.filter
def by_person(observations: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who rated, with the levels they gave, in the order of the interviews."""
    people: dict[int, dict[str, Any]] = {}
    for one in observations:
        person = people.setdefault(
            one["interviewer_id"], {"name": one["interviewer"], "levels": []}
        )
        person["levels"].append(words.numbered_level(one["level"]))
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
def of_person(levels: Mapping[str, int], person: Mapping[str, Any]) -> int | None:
    """The level in a row of the matrix; 0 is "not observed", None: was not asked."""
    return levels.get(person["id"])


@register.filter
def unobserved(hypotheses: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The criteria not observed by somebody, of hypotheses that others could rate."""
    tested = [h for h in hypotheses if h["assessment"]["people"]]
    return [o for h in tested for o in h["observations"] if o["level"] is None]


@register.filter
def untested(hypotheses: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The hypotheses that nobody rated."""
    return [h for h in hypotheses if not h["assessment"]["people"]]


@register.filter
def by_voter(recommendations: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One entry for each person, with what they recommend after which interviews."""
    people: dict[int, dict[str, Any]] = {}
    for one in recommendations:
        person = people.setdefault(one["interviewer_id"], {"name": one["interviewer"], "votes": {}})
        interviews = person["votes"].setdefault((one["level"], one["observed"]), [])
        interviews.append(one["interview"])
    return [
        {
            "name": person["name"],
            "votes": [
                {"level": level, "observed": observed, "interviews": ", ".join(interviews)}
                for (level, observed), interviews in person["votes"].items()
            ],
        }
        for person in people.values()
    ]
