"""Text that is one line: names, titles, places. Nothing in it breaks a line or hides."""

import re
from typing import Any

from django import forms
from django.db import models

# Whatever breaks a line or jumps in it.
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# The other control characters, and what turns the direction of the text that follows.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return `text` on one line, without what cannot be seen and is no part of a word."""
    return " ".join(part.strip() for part in _BREAKS.split(_UNSEEN.sub("", text))).strip()


class OneLineFormField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return one_line(value) if isinstance(value, str) else value


class OneLineField(models.CharField):
    """A CharField that stores one line, no matter who writes it: a page, the API, an import, a
    script.
    """

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return one_line(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        # A lookup comes through here as well: what it looks for keeps its blanks.
        return _BREAKS.sub(" ", _UNSEEN.sub("", value)) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = one_line(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**({"form_class": OneLineFormField} | kwargs))

    def deconstruct(self) -> Any:
        """Return a plain CharField: in the database it is one."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
