"""The components that pages are composed of; docs/interface.md shows each with an example."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hiring.ui import charts, prose
from hiring.ui import rating_widget as ratings
from hiring.ui.avatars import initials_of, tone_of
from hiring.ui.datetime_words import word_day, word_moment, zone_from
from hiring.ui.errors import summarize_errors
from hiring.ui.fields import dissect_field, kind_of
from hiring.ui.icons import render_icon
from hiring.ui.markdown import render_formulas, render_markdown

register = template.Library()

TONE_ICONS = {
    "neutral": "",
    "info": "info-circle",
    "positive": "circle-check",
    "caution": "alert-triangle",
    "negative": "circle-x",
    "strength": "trending-up",
    "bar": "ruler-2",
}


# ---- Small parts -----------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Inline SVG icon; decorative unless labeled. Sizes: "" (18 px), "sm", "lg"."""
    return render_icon(name, label=str(label), size=size)


@register.simple_tag
def fixed(template_name: str) -> SafeString:
    """A template that says the same on every page: rendered once a process, in each language."""
    return _rendered_once(template_name, get_language())


@cache
def _rendered_once(template_name: str, language: str) -> SafeString:
    return render_to_string(template_name)


@register.inclusion_tag("ui/badge.html")
def badge(text: object, tone: str = "neutral", icon: str = "", title: str = "") -> dict[str, Any]:
    """A short state in words with an icon, so that it never rests on color alone."""
    if tone not in TONE_ICONS:
        raise template.TemplateSyntaxError(f"badge has no tone {tone!r}")
    return {"text": text, "tone": tone, "icon": icon or TONE_ICONS[tone], "title": title}


@register.simple_tag
def avatar(name: object, size: str = "", labeled: bool = False) -> SafeString:
    """Initials in a disc. Say `labeled=True` where the name does not stand beside it."""
    return _avatar(str(name), size, labeled)


# The same few people stand in every row of a list.
@lru_cache(maxsize=2_000)
def _avatar(name: str, size: str, labeled: bool) -> SafeString:
    context = {
        "name": name,
        "initials": initials_of(name),
        "tone": tone_of(name),
        "size": size,
        "labeled": labeled,
    }
    return render_to_string("ui/avatar.html", context)


@register.simple_tag
def avatar_list(names: Iterable[object], limit: int = 5, size: str = "sm") -> SafeString:
    """Overlapping avatars of several people, the rest as a count; names are read out."""
    return _avatar_list(tuple(str(name) for name in names), limit, size)


@lru_cache(maxsize=2_000)
def _avatar_list(names: tuple[str, ...], limit: int, size: str) -> SafeString:
    shown, rest = names[:limit], names[limit:]
    context = {"names": shown, "rest": rest, "size": size, "all": ", ".join(names)}
    return render_to_string("ui/avatar_list.html", context)


@register.inclusion_tag("ui/when.html", takes_context=True)
def when(context: Context, moment: datetime | None, full: bool = False) -> dict[str, Any]:
    """A <time> in the viewer's zone; near moments in words. `None` shows a dash.

    `full` gives date, time and zone, as what is printed or mailed needs.
    """
    if moment is None:
        return {"wording": None}
    now = context.get("now") or timezone.now()
    try:
        zone = zone_from(context.get("viewer_zone"))
    except (ZoneInfoNotFoundError, ValueError):
        zone = timezone.get_current_timezone()
    return {"wording": word_moment(moment, now=now, zone=zone), "full": full}


@register.inclusion_tag("ui/when.html", takes_context=True)
def day(context: Context, date: date | None, full: bool = False) -> dict[str, Any]:
    """A <time> for a calendar day, near ones in words. `None` shows a dash."""
    if date is None:
        return {"wording": None}
    now = context.get("now") or timezone.now()
    today = now.astimezone(zone_from(context.get("viewer_zone"))).date()
    return {"wording": word_day(date, today=today), "full": full}


@register.filter
def markdown(text: str | None) -> SafeString:
    """Markdown as safe HTML."""
    return render_markdown(text)


@register.filter
def written(text: str | None) -> SafeString:
    """Text that a person wrote: formulas and fenced programs as such, line ends as they are."""
    return prose.render(prose.pieces(prose.clean(text or "")), keep_lines=True)


@register.filter
def formulas(text: str | None) -> SafeString:
    """Plain text with its formulas shown as such; line ends stay line ends."""
    return render_formulas(text)


# ---- Blocks ----------------------------------------------------------------------------------


@register.simple_block_tag
def card(
    content: SafeString,
    title: str = "",
    subtitle: str = "",
    icon: str = "",
    id: str = "",
    action_url: str = "",
    action_label: str = "",
    action_icon: str = "",
    actions: str = "",
    flush: bool = False,
    level: int = 2,
) -> str:
    """A titled surface. `flush` drops the padding (tables, lists); `actions` is ready HTML."""
    heading = {"title": title, "subtitle": subtitle, "icon": icon, "id": id, "level": level}
    action = {"action_url": action_url, "action_label": action_label, "action_icon": action_icon}
    body = {"content": content, "actions": actions, "flush": flush}
    return render_to_string("ui/card.html", heading | action | body)


@register.simple_block_tag
def table(content: SafeString, caption: str = "", show_caption: bool = False, css: str = "") -> str:
    """A table whose rows become cards on a phone: give each td a data-label."""
    values = {"caption": caption, "show_caption": show_caption, "css": css}
    return render_to_string("ui/table.html", values | {"content": content})


@register.simple_block_tag
def definitions(content: SafeString, columns: int = 1) -> str:
    """A list of terms and values; holds `{% definition %}`s."""
    return render_to_string("ui/definitions.html", {"content": content, "columns": columns})


@register.inclusion_tag("ui/definition.html")
def definition(term: str, value: object = "", note: str = "") -> dict[str, Any]:
    """One term with its value; an empty value shows a dash."""
    return {"term": term, "value": value, "note": note}


@register.inclusion_tag("ui/empty.html")
def empty(
    title: str = "", text: str = "", icon: str = "inbox", url: str = "", label: str = ""
) -> dict[str, Any]:
    """What stands where a list has nothing: what this is, and what to do next."""
    return {"title": title, "text": text, "icon": icon or "inbox", "url": url, "label": label}


@register.inclusion_tag("ui/timeline.html", takes_context=True)
def timeline(context: Context, items: Iterable[object]) -> dict[str, Any]:
    """Events, in the order given; items have `when`, `who`, `text` or safe `html`, `icon`."""
    rows = [
        {key: charts.read(item, key) for key in ("when", "who", "text", "html", "icon", "url")}
        for item in items
    ]
    return _with_clock(context, items=rows)


@register.inclusion_tag("ui/progress.html")
def progress(value: float, max: float = 100, label: str = "") -> dict[str, Any]:
    """How far something is: a native <progress> with its numbers in words."""
    return {"value": value, "max": max, "label": label}


@register.inclusion_tag("ui/stat.html")
def stat(
    label: str, value: object, note: str = "", url: str = "", icon: str = ""
) -> dict[str, Any]:
    """One number with its name; put several into an element with class "stats"."""
    return {"label": label, "value": value, "note": note, "url": url, "icon": icon}


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[object], label: str = "") -> dict[str, Any]:
    """Links between sibling pages; items have `label`, `url`, `active`, `count`, `icon`."""
    keys = ("label", "url", "active", "count", "icon")
    rows = [{key: charts.read(item, key) for key in keys} for item in items]
    return {"items": rows, "label": label or _("Views")}


@register.inclusion_tag("ui/pagination.html")
def pagination(page: object, label: str = "") -> dict[str, Any]:
    """Previous and next of a keyset page; nothing when everything fits on one."""
    return {"page": page, "label": label or _("Pages")}


# ---- Forms -----------------------------------------------------------------------------------


@register.inclusion_tag("ui/field.html")
def field(
    bound: BoundField,
    label: str = "",
    help: str = "",
    css: str = "",
    inline: bool = False,
    placeholder: bool = True,
    either: bool = False,
) -> dict[str, Any]:
    """A form field: label, control, help and errors tied together; `inline` choices in a row.

    `either` is for fields of which one is needed: none of them is optional.
    """
    parts = dissect_field(bound, label=label, help_text=help, css=css, placeholder=placeholder)
    return {"parts": parts, "field": bound, "inline": inline, "either": either}


@register.inclusion_tag("ui/filter_field.html")
def filter_field(bound: BoundField, labeled: bool = False) -> dict[str, Any]:
    """A field by which a list is narrowed, in an element with class "narrow"; its label is read
    out, and shown beside the control if `labeled`."""
    parts = dissect_field(bound, css="narrow-choice" if kind_of(bound) != "input" else "")
    return {"parts": parts, "field": bound, "labeled": labeled}


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Any, title: str = "") -> dict[str, Any]:
    """Everything wrong with a form or formset, each line a link to its field; focused on load."""
    return {"problems": summarize_errors(form), "title": title}


@register.inclusion_tag("ui/submit.html")
def submit(
    label: str = "",
    icon: str = "",
    tone: str = "primary",
    name: str = "",
    value: str = "",
    shortcut: str = "",
) -> dict[str, Any]:
    """A submit button. Tones: primary, secondary, danger, quiet."""
    label = label or _("Save")
    values = {"name": name, "value": value, "shortcut": shortcut}
    return {"label": label, "icon": icon, "tone": tone, **values}


@register.inclusion_tag("ui/confirm.html", takes_context=True)
def confirm(
    context: Context,
    url: str,
    label: str,
    title: str,
    text: str = "",
    action: str = "",
    icon: str = "",
    tone: str = "danger",
    name: str = "",
    value: str = "",
    also: str = "",
    question: str = "",
) -> dict[str, Any]:
    """A button that asks once in a dialog and then posts to `url` with `confirmed=yes`.

    With a `question` the dialog holds a checkbox named `also`, which is on unless taken off.

    Without JavaScript the button posts at once and without `confirmed`; a view that must ask then
    answers with `ui/confirm_page.html`.
    """
    values = {"name": name, "value": value, "csrf_token": context.get("csrf_token")}
    values |= {"also": also, "question": question}
    dialog = f"confirm-{zlib.crc32(repr((url, label, name, value)).encode()):x}"
    texts = {"label": label, "title": title, "text": text, "action": action or label}
    return {"url": url, "icon": icon, "tone": tone, "dialog": dialog, **texts, **values}


@register.inclusion_tag("ui/rating_field.html")
def rating_field(
    bound: BoundField, anchors: Mapping[Any, str] | Sequence[str] = (), label: str = ""
) -> dict[str, Any]:
    """The four-point scale with each level's anchor beside it, and "not observed".

    `anchors`: texts by level, or four texts from level 1 to 4. Keys 0 to 4 choose.
    """
    parts = dissect_field(bound, label=label)
    return {
        "parts": parts,
        "field": bound,
        "options": ratings.rating_options(bound, anchors),
        "required": bound.field.required,
    }


# ---- Charts ----------------------------------------------------------------------------------


@register.inclusion_tag("ui/level_scale.html")
def level_scale(
    level: float | None, low: float | None = None, high: float | None = None, label: str = ""
) -> dict[str, Any]:
    """One rating on the scale from 1 to 4; `None` is "not observed". Low and high: an interval."""
    axis = charts.Axis(1, 4, 10, 110)
    ends = charts.ordered([low, high])
    span = [axis.at(end) for end in ends] if len(ends) == 2 else None
    return {
        "words": ratings.word_level(level),
        "spoken": ratings.speak_level(level, label=label, ends=ends),
        "point": None if level is None else axis.at(level),
        "span": span,
        "ticks": [{"level": n, "x": axis.at(n)} for n in charts.LEVELS],
    }


@register.inclusion_tag("ui/bar_chart.html")
def bar_chart(
    rows: Iterable[object], label: str = "", maximum: float | None = None
) -> dict[str, Any]:
    """Horizontal bars; rows have `label`, `value`, and may have `text` (shown value) and `note`."""
    return {"bars": charts.bars(rows, width=100, maximum=maximum), "label": label}


@register.inclusion_tag("ui/pipeline_bar.html")
def pipeline_bar(stages: Iterable[object], label: str = "") -> dict[str, Any]:
    """Counts by stage as parts of one bar; stages have `label`, `count`, and may have `url`."""
    parts = charts.segments(stages, width=100)
    return {
        "segments": parts,
        "label": label or _("Applications by stage"),
        "total": sum(part.count for part in parts),
    }


def _with_clock(context: Context, **values: Any) -> dict[str, Any]:
    """Pass on what `when` needs into a component's own context."""
    return values | {key: context.get(key) for key in ("viewer_zone", "now")}
