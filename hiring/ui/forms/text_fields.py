"""Fields for what is written at length."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

MAX_PROSE_LENGTH = 4_000
MAX_PAGE_LENGTH = 40_000
# Items of a list that somebody still reads.
MAX_LINES = 30


def area(rows: int = 3, css: str = "") -> forms.Textarea:
    """Return a text area of so many lines at least."""
    return forms.Textarea(attrs={"rows": rows} | ({"class": css} if css else {}))


class AreaField(forms.CharField):
    """A text area that may stay empty and takes whatever is pasted; what is too long is said."""

    def __init__(self, *, rows: int = 3, css: str = "", **kwargs: Any) -> None:
        super().__init__(widget=area(rows, css), **{"required": False} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a length: a browser would cut off what is pasted, and say nothing."""
        return {n: v for n, v in super().widget_attrs(widget).items() if n != "maxlength"}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ProseField(AreaField):
    """A text of several lines, with the line ends that everything else here has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": MAX_PROSE_LENGTH} | kwargs)

    def to_python(self, value: Any) -> str:
        # Browsers send CRLF.
        return (super().to_python(value) or "").replace("\r\n", "\n")


class LinesField(AreaField):
    """A text area whose lines are the items of a list."""

    def __init__(self, *, max_lines: int | None = MAX_LINES, **kwargs: Any) -> None:
        self.max_lines = max_lines
        super().__init__(max_length=MAX_PAGE_LENGTH, strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(" ".join(str(item).split()) for item in value)
        return value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def clean(self, value: Any) -> list[str]:
        text = super().to_python(value)
        self.validate(text)
        self.run_validators(text)
        lines = self.to_python(text)
        if self.max_lines is not None and len(lines) > self.max_lines:
            message = _("This has %(number)d lines; the limit is %(most)d.")
            raise forms.ValidationError(message % {"most": self.max_lines, "number": len(lines)})
        return lines
