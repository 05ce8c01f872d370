"""The four-point scale in words, and its options for the rating field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class RatingLevel(models.IntegerChoices):
    """Four points, no middle to hide in."""

    STRONG_NO = 1, gettext_lazy("strong no")
    NO = 2, gettext_lazy("no")
    YES = 3, gettext_lazy("yes")
    STRONG_YES = 4, gettext_lazy("strong yes")


NOT_OBSERVED = gettext_lazy("not observed")


@dataclass(frozen=True)
class RatingOption:
    """One radio button: the widget, its level (0 is "not observed"), name and anchor text."""

    widget: BoundWidget
    level: int
    name: str
    anchor: str
    id: str
    checked: bool


def level_names() -> dict[int, str]:
    """Names of the levels, 0 being "not observed"."""
    return {0: str(NOT_OBSERVED), **{level.value: str(level.label) for level in RatingLevel}}


def word_level(level: float | None) -> str:
    """ "3 — yes" for a level, the bare number for one between levels, words for none."""
    if level is None:
        return level_names()[0]
    if float(level).is_integer() and int(level) in level_names():
        return f"{int(level)} — {level_names()[int(level)]}"
    return f"{level:.1f}"


def speak_level(level: float | None, *, label: str, ends: Sequence[float]) -> str:
    """The chart of a level as one sentence for people who do not see it."""
    words = word_level(level)
    if len(ends) == 2:
        interval = _("interval %(low).1f to %(high).1f") % {"low": ends[0], "high": ends[1]}
        words = f"{words}, {interval}"
    return f"{label}: {words}" if label else words


def rating_options(
    bound: BoundField, anchors: Mapping[Any, str] | Sequence[str]
) -> list[RatingOption]:
    """The field's choices as options. A value that is no digit from 1 to 4 is "not observed";
    an empty choice (nothing chosen yet) is left out when another stands for "not observed"."""
    texts = _by_level(anchors)
    options = [_option(widget, texts) for widget in bound]
    spare = [option for option in options if option.level == 0]
    if len(spare) > 1:
        options = [o for o in options if o.level or str(o.widget.data["value"]) != ""]
    return sorted(options, key=lambda option: option.level or 9)


def _option(widget: BoundWidget, texts: dict[int, str]) -> RatingOption:
    value = str(widget.data["value"])
    level = int(value) if value in ("1", "2", "3", "4") else 0
    return RatingOption(
        widget=widget,
        level=level,
        name=level_names()[level],
        anchor=texts.get(level, ""),
        id=widget.id_for_label,
        checked=bool(widget.data["selected"]),
    )


def _by_level(anchors: Mapping[Any, str] | Sequence[str]) -> dict[int, str]:
    if isinstance(anchors, Mapping):
        return {int(level): str(text) for level, text in anchors.items() if str(level).isdigit()}
    return {level: str(text) for level, text in enumerate(anchors, start=1)}
