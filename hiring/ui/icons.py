"""The vendored subset of Tabler's outline icons (see static/ui/vendor/VENDOR.md)."""

import json
from functools import cache, lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString


class UnknownIcon(LookupError):
    """A template asked for an icon that is not vendored."""


@cache
def icon_paths() -> dict[str, str]:
    """Path data by icon name, each drawn on a 24 by 24 grid with a stroke and no fill."""
    return json.loads((Path(__file__).parent / "icons.json").read_text())


@lru_cache(maxsize=1024)
def render_icon(name: str, *, label: str = "", size: str = "") -> SafeString:
    """Inline SVG of an icon; hidden from assistive technology unless it has a label."""
    path = icon_paths().get(name)
    if path is None:
        raise UnknownIcon(f"No icon {name!r} in hiring/ui/icons.json")
    css = f"icon icon-{size}" if size else "icon"
    if not label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', css, path
        )
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>',
        css,
        label,
        path,
    )
