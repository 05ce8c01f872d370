"""Readable keys for what is written here."""

from django.db import models
from django.utils.text import slugify

MAX_KEY_LENGTH = 60
# For "-9999" behind a key of full length.
_ROOM_FOR_NUMBER = 5


def free_key(model: type[models.Model], *words: str, longest: int = MAX_KEY_LENGTH) -> str:
    """Return a key made of `words` that no row has; with a number behind it where it is taken."""
    stem = slugify(" ".join(words).replace("_", "-"))[: longest - _ROOM_FOR_NUMBER].strip("-")
    stem = stem or str(model._meta.model_name)
    named: models.QuerySet = model._default_manager.filter(key__startswith=stem)
    taken = set(named.values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
