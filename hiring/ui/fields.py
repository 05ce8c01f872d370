"""Form fields wired for people: label, help and errors tied to the control they speak of."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

PICKERS = {
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
}


@dataclass(frozen=True)
class FieldParts:
    """What the field template shows, each part with the id that ties it to the control."""

    bound: BoundField
    kind: str
    control: SafeString
    label: str
    help: str
    errors: list[str]
    help_id: str
    error_id: str
    described_by: str
    options: list[Any] = field(default_factory=list)


def dissect_field(
    bound: BoundField,
    *,
    label: str = "",
    help_text: str = "",
    css: str = "",
    placeholder: bool = True,
) -> FieldParts:
    """The parts of a bound field, its control rendered with ARIA wiring."""
    errors = [str(error) for error in bound.errors]
    help_text = help_text or str(bound.help_text)
    help_id, error_id = f"{bound.auto_id}_help", f"{bound.auto_id}_error"
    described_by = " ".join(i for i, on in ((help_id, help_text), (error_id, errors)) if on)
    kind = kind_of(bound)
    return FieldParts(
        bound=bound,
        kind=kind,
        control=_render_control(
            bound, kind=kind, css=css, described_by=described_by, placeholder=placeholder
        ),
        label=label or str(bound.label),
        help=help_text,
        errors=errors,
        help_id=help_id,
        error_id=error_id,
        described_by=described_by,
        options=list(bound) if kind == "choices" else [],
    )


def kind_of(bound: BoundField) -> str:
    """The layout a field needs: hidden, check, choices, group, file, select, textarea, input."""
    widget = bound.field.widget
    kinds: tuple[tuple[str, type | tuple[type, ...]], ...] = (
        ("hidden", (forms.HiddenInput, forms.MultipleHiddenInput)),
        ("choices", (forms.RadioSelect, forms.CheckboxSelectMultiple)),
        ("check", forms.CheckboxInput),
        ("group", forms.MultiWidget),
        ("file", forms.FileInput),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
    )
    return next((kind for kind, types in kinds if isinstance(widget, types)), "input")


def _render_control(
    bound: BoundField, *, kind: str, css: str, described_by: str, placeholder: bool
) -> SafeString:
    if kind == "choices":
        return SafeString("")
    classes = {"check": "form-check-input", "select": "form-select"}.get(kind, "form-control")
    own = bound.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": " ".join(c for c in (classes, own, css) if c)}
    if bound.errors:
        attrs |= {"class": f"{attrs['class']} is-invalid", "aria-invalid": "true"}
    if not placeholder:
        attrs["placeholder"] = False
    if described_by:
        attrs["aria-describedby"] = described_by
    _use_native_picker(bound.field.widget)
    return bound.as_widget(attrs=attrs)


def _use_native_picker(widget: forms.Widget) -> None:
    """Browsers' own pickers know the reader's language, and take ISO values only."""
    for kind, (input_type, pattern) in PICKERS.items():
        if type(widget) is kind:
            widget.input_type, widget.format = input_type, pattern
            return
