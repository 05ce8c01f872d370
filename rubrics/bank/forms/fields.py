"""Fields for what is written at length."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

# No text of the library is longer; the words of a whole question stay within what can be searched.
MAX_LENGTH = 4_000
MAX_PAGE_LENGTH = 40_000
# Items of a list that somebody still reads.
MAX_LINES = 30


def area(rows: int = 3, css: str = "") -> forms.Textarea:
    """Return a text area of so many lines at least."""
    return forms.Textarea(attrs={"rows": rows} | ({"class": css} if css else {}))


class ProseField(forms.CharField):
    """A text of several lines, with the line ends that everything else here has."""

    def __init__(self, *, rows: int = 3, css: str = "", **kwargs: Any) -> None:
        usual = {"required": False, "max_length": MAX_LENGTH}
        super().__init__(widget=area(rows, css), **usual | kwargs)

    def to_python(self, value: Any) -> str:
        # Browsers send CRLF.
        return (super().to_python(value) or "").replace("\r\n", "\n")


class CodeField(ProseField):
    """Lines of a program: what stands at their beginning counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(css="code-area", strip=False, max_length=MAX_PAGE_LENGTH, **kwargs)
        self.widget.attrs |= {"spellcheck": "false", "autocapitalize": "off"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if text.strip() else ""


class LinesField(forms.CharField):
    """A text area whose lines are the items of a list."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            widget=area(rows), required=False, max_length=MAX_PAGE_LENGTH, strip=False, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(" ".join(str(item).split()) for item in value)
        return value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            told = _("At most %(most)d lines; these are %(number)d.")
            raise forms.ValidationError(told % {"most": MAX_LINES, "number": len(lines)})
        return lines
