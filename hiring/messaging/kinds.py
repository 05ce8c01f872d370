"""What messages are about: each app registers its own kinds in `AppConfig.ready`."""

from django.db.models import TextChoices
from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def register(kinds: type[TextChoices]) -> None:
    """Add an app's kinds."""
    _labels.update(kinds.choices)


def label_of(kind: str) -> str:
    """Return the kind as people read it; a row outlives the app that wrote it."""
    return str(_labels.get(kind, kind.replace("_", " ")))
