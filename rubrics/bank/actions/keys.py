"""Readable keys for what is written here."""

from django.db import models
from django.utils.text import slugify

from rubrics.models import Question, Rubric

MAX_LENGTH = 60
# Room for "-99" behind a key of full length.
_SHORTENED = MAX_LENGTH - 3


def free_key(model: type[Rubric] | type[Question], wanted: str) -> str:
    """Return a key made of `wanted` that no row has; with a number behind it where it is taken."""
    stem = slugify(wanted)[:_SHORTENED].replace("_", "-").strip("-") or model._meta.model_name
    named: models.QuerySet = model._default_manager.filter(key__startswith=stem)
    taken = set(named.values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (str(stem), *numbered) if key not in taken)
