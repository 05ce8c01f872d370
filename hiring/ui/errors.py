"""Everything that is wrong with a form, as one list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.forms import MultiWidget
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet


@dataclass(frozen=True)
class FormProblem:
    """One error: what to say, and the field (label and id of its control) it belongs to, if any."""

    text: str
    label: str = ""
    target: str = ""


def status_of(form: Any) -> int:
    """Return the status of a page that shows the form: 400 when something is wrong with it."""
    return 400 if form.errors else 200


def summarize_errors(form: Any) -> list[FormProblem]:
    """Problems of a form, or of a formset and all its forms; the general ones first."""
    if form is None or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        general = [FormProblem(str(error)) for error in form.non_form_errors()]
        return general + [problem for one in form for problem in _named(one)]
    return list(_form_problems(form))


def _named(form: Any) -> Iterator[FormProblem]:
    """The problems of one form among several: with its `heading` where it has one."""
    heading = getattr(form, "heading", "")
    for problem in _form_problems(form):
        label = ": ".join(part for part in (heading, problem.label) if part)
        yield replace(problem, label=label)


def _form_problems(form: Any) -> Iterator[FormProblem]:
    for error in form.non_field_errors():
        yield FormProblem(str(error))
    for bound in form:
        for error in bound.errors:
            yield _field_problem(bound, str(error))


def _field_problem(bound: BoundField, text: str) -> FormProblem:
    if bound.is_hidden:
        return FormProblem(text, label=str(bound.label))
    return FormProblem(text, label=str(bound.label), target=_first_control(bound))


def _first_control(bound: BoundField) -> str:
    """The id that focus can go to: of groups the first option, not the wrapper."""
    if isinstance(bound.field.widget, MultiWidget):
        return f"{bound.auto_id}_0"
    if bound.id_for_label:
        return bound.id_for_label
    subwidgets = list(bound)
    return (subwidgets[0].id_for_label if subwidgets else "") or bound.auto_id
