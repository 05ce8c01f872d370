"""What one kind of question holds besides text, guide, hints and follow-ups.

Each form takes a question's `details` apart into fields and puts them together again. What is
left empty is left out.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hiring.ui.forms.text_fields import MAX_PAGE_LENGTH, LinesField, ProseField
from rubrics.content.project_probes.tree import Depth, Phase
from rubrics.content.puzzles import FAMILIES
from rubrics.content.take_homes import GENERATORS
from rubrics.models import InterviewKind

PREFIX = "details"


class CodeField(ProseField):
    """Lines of a program: what stands at their beginning counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(css="code-area", strip=False, max_length=MAX_PAGE_LENGTH, **kwargs)
        self.widget.attrs |= {"spellcheck": "false", "autocapitalize": "off"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if text.strip() else ""


class DetailsForm(forms.Form):
    """Nothing besides; and what the forms of the kinds have in common."""

    @classmethod
    def names(cls) -> set[str]:
        """Return which of the details it writes; the others are left as they are."""
        return set(cls.base_fields)

    @classmethod
    def values_of(cls, details: dict[str, Any]) -> dict[str, Any]:
        """Return the fields' values for these details."""
        return {name: details[name] for name in cls.base_fields if name in details}

    def details(self) -> dict[str, Any]:
        """Return the valid form's details."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def field_of(self, path: str) -> str | None:
        """Return the field that a problem at this place of the details is to stand at."""
        name = path.partition(".")[0]
        return name if name in self.fields else None


class TakeHomeForm(DetailsForm):
    # Django takes fields off the class: the form's own `data` keeps working.
    data = forms.ChoiceField(  # type: ignore[assignment]
        label=_("Data generator"),
        required=False,
        help_text=_("Generates different data for every candidate. Leave empty to use other data."),
    )
    submit = LinesField(label=_("What to submit"), rows=4, help_text=_("One per line."))
    not_judged = LinesField(label=_("What is not evaluated"), rows=4, help_text=_("One per line."))
    live_alternative = ProseField(
        label=_("If they don’t have the time"),
        help_text=_("The live alternative, rated with the same rubric."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = sorted((generator.title, key) for key, generator in GENERATORS.items())
        self.fields["data"].choices = [  # type: ignore[attr-defined]
            ("", _("None (as written)")),
            *((key, title) for title, key in made),
        ]


class DebuggingForm(DetailsForm):
    program = CodeField(
        label=_("The program"), rows=14, help_text=_("As the candidate gets it, including the bug.")
    )
    faulty = CodeField(label=_("Lines with the bug"), help_text=_("Exactly as above."))
    fix = CodeField(label=_("Corrected lines"), help_text=_("The replacement."))
    check = CodeField(
        label=_("Test"),
        help_text=_("Appended to the program, it passes after the fix and fails before it."),
    )


class CodingForm(DetailsForm):
    check = CodeField(
        label=_("Test"), rows=8, help_text=_("Paste below the candidate’s code and run.")
    )


class PuzzleForm(DetailsForm):
    family = forms.ChoiceField(
        label=_("Puzzle family"),
        required=False,
        help_text=_(
            "Generates different numbers for every candidate. Leave empty to use the puzzle "
            "as written."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        families = sorted((family.name, key) for key, family in FAMILIES.items())
        self.fields["family"].choices = [  # type: ignore[attr-defined]
            ("", _("None (as written)")),
            *((key, title) for title, key in families),
        ]


class ProbeForm(DetailsForm):
    """The tree as a grid: six phases, each with one line for each depth and what to listen for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for phase in Phase:
            for depth in Depth:
                self.fields[f"{phase}-{depth}"] = ProseField(label=depth.label, rows=1)
            self.fields[f"{phase}-listen_for"] = ProseField(label=_("Listen for"), rows=1)

    @classmethod
    def names(cls) -> set[str]:
        return {"tree"}

    @classmethod
    def values_of(cls, details: dict[str, Any]) -> dict[str, Any]:
        values = {}
        for part in details.get("tree", []):
            values[f"{part['phase']}-listen_for"] = part["listen_for"]
            for ask in part["asks"]:
                values[f"{part['phase']}-{ask['depth']}"] = ask["ask"]
        return values

    def details(self) -> dict[str, Any]:
        return {"tree": self.tree} if self.tree else {}

    def field_of(self, path: str) -> str | None:
        """A tree's phases are counted without those that are left out."""
        parts = path.split(".")
        if len(parts) < 2 or not parts[1].isdecimal() or int(parts[1]) >= len(self.tree):
            return None
        branch = self.tree[int(parts[1])]
        if parts[2:3] == ["asks"] and len(parts) > 3:
            return f"{branch['phase']}-{branch['asks'][int(parts[3])]['depth']}"
        return f"{branch['phase']}-{'listen_for' if parts[2:3] == ['listen_for'] else Depth.WHAT}"

    def phases(self) -> list[tuple[Phase, list[forms.BoundField], forms.BoundField, bool]]:
        """Return each phase with its questions' fields, what to listen for, and if it is used."""
        return [
            (
                phase,
                [self[f"{phase}-{depth}"] for depth in Depth],
                self[f"{phase}-listen_for"],
                any(self[name].value() for name in self.fields if name.startswith(f"{phase}-")),
            )
            for phase in Phase
        ]

    @cached_property
    def tree(self) -> list[dict[str, Any]]:
        """The tree as written; kept, since a problem put at a field takes the field out."""
        return list(self._tree())

    def _tree(self) -> Iterator[dict[str, Any]]:
        given = self.cleaned_data
        for phase in Phase:
            asks = [
                {"depth": str(depth), "ask": text}
                for depth in Depth
                if (text := given.get(f"{phase}-{depth}"))
            ]
            listen_for = given.get(f"{phase}-listen_for", "")
            if asks or listen_for:
                yield {"phase": str(phase), "asks": asks, "listen_for": listen_for}


_FORMS: dict[str, type[DetailsForm]] = {
    InterviewKind.TAKE_HOME: TakeHomeForm,
    InterviewKind.ML_CODING: CodingForm,
    InterviewKind.ML_DEBUGGING: DebuggingForm,
    InterviewKind.MATH_PUZZLE: PuzzleForm,
    InterviewKind.PROJECT_PROBE: ProbeForm,
}


def details_form(kind: str) -> type[DetailsForm]:
    """Return the form for what this kind of question holds besides."""
    return _FORMS.get(kind, DetailsForm)
