"""What messages are about: each app registers its own kinds in `AppConfig.ready`."""

from django.db.models import TextChoices
from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}
_with_templates: list[str] = []


def register(kinds: type[TextChoices], *, with_templates: bool = False) -> None:
    """Add an app's kinds; those `with_templates` are written to candidates."""
    _labels.update(kinds.choices)
    if with_templates:
        _with_templates.extend(kinds.values)


def label_of(kind: str) -> str:
    """Return the kind as people read it; a row outlives the app that wrote it."""
    return str(_labels.get(kind, kind.replace("_", " ")))


def with_templates() -> list[tuple[str, str]]:
    """Return the kinds that templates are written for, as choices."""
    return [(kind, label_of(kind).capitalize()) for kind in _with_templates]
