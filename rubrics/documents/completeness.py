"""What is wrong with a question by the catalog's schema, and what a draft may still lack.

No database here. A draft may be unfinished: texts short or empty, lists empty. What could not be
read again (a wrong shape, a phase that there is not) is a fault in a draft as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from jsonschema.exceptions import ValidationError

from rubrics.content.puzzles import FAMILIES
from rubrics.content.take_homes import GENERATORS
from rubrics.documents.catalog import Document, schema_errors

_UNFINISHED = ("minLength", "minItems")


@dataclass(frozen=True)
class DocumentProblem:
    """What is wrong, and where: "hints.0.cost"; names of the form and of the API alike."""

    field: str
    message: str


def problems_of_question(document: Document) -> list[DocumentProblem]:
    """Return everything that keeps the question from being published."""
    errors = schema_errors(_stripped(document), schema="question")
    return [*chain(*map(problems_of, errors)), *_beyond_the_schema(document)]


def faults_of_question(document: Document) -> list[DocumentProblem]:
    """Return what not even a draft may be."""
    errors = schema_errors(_stripped(document), schema="question")
    shape = (problems_of(error) for error in errors if error.validator not in _UNFINISHED)
    return list(chain(*shape)) or list(_beyond_the_schema(document))


def problems_of_criteria(criteria: list[Document]) -> list[DocumentProblem]:
    """Return everything that keeps a rubric of these criteria from being published."""
    if not criteria:
        return [DocumentProblem("criteria", _("Add at least one criterion before you publish."))]
    return [
        DocumentProblem(f"criteria.{index}.{name}", _empty_text(criterion["name"], name))
        for index, criterion in enumerate(criteria)
        for name, text in _texts_of(criterion).items()
        if not text.strip()
    ]


def _texts_of(criterion: Document) -> dict[str, str]:
    """The texts of a criterion by the names of a form's fields."""
    anchors = {f"anchor_{level}": criterion["anchors"][level] for level in "1234"}
    return {"name": criterion["name"], "look_for": criterion["look_for"], **anchors}


def _empty_text(criterion: str, name: str) -> str:
    if not name.startswith("anchor_"):
        return _("Required before you publish.")
    return _("“%(criterion)s” has no anchor for level %(level)s.") % {
        "criterion": criterion,
        "level": name[-1],
    }


def _beyond_the_schema(document: Document) -> Iterator[DocumentProblem]:
    details = document["details"]
    if "family" in details and details["family"] not in FAMILIES:
        yield DocumentProblem("details.family", _("This puzzle family doesn’t exist."))
    if "data" in details and details["data"] not in GENERATORS:
        yield DocumentProblem("details.data", _("This data generator doesn’t exist."))
    phases: set[str] = set()
    for index, part in enumerate(details.get("tree", [])):
        where = f"details.tree.{index}"
        if part["phase"] in phases:
            yield DocumentProblem(f"{where}.phase", _("This phase is already listed."))
        phases.add(part["phase"])
        depths = [ask["depth"] for ask in part["asks"]]
        if len(set(depths)) < len(depths):
            yield DocumentProblem(f"{where}.asks", _("Each depth can be used only once per phase."))


def problems_of(error: ValidationError) -> Iterator[DocumentProblem]:
    """Yield what one error of a schema says, a key that there is not at that key."""
    where = [str(part) for part in error.absolute_path]
    rule: Any = error.schema
    instance: Any = error.instance
    if error.validator != "additionalProperties":
        yield DocumentProblem(".".join(where), _message(error))
        return
    for key in instance:
        if key not in rule["properties"]:
            yield DocumentProblem(".".join([*where, key[:60]]), _("This key doesn’t exist."))


def _message(error: ValidationError) -> str:
    """The schema's rule in a sentence for anyone who writes."""
    rule: Any = error.validator_value
    if error.validator == "minLength":
        return _("Enter at least %(number)d characters.") % {"number": rule}
    if error.validator == "maxLength":
        return _("Enter at most %(number)d characters.") % {"number": rule}
    if error.validator == "minItems":
        return ngettext(
            "Add at least one.", "Add at least %(number)d.", rule
        ) % {"number": rule}  # fmt: skip
    if error.validator == "maxItems":
        return _("At most %(number)d.") % {"number": rule}
    if error.validator == "required":
        # One error for each missing key, which only its message names.
        missing = error.message.partition("'")[2].partition("'")[0]
        return _("“%(key)s” is missing.") % {"key": missing}
    if error.validator == "minimum":
        return _("At least %(number)d.") % {"number": rule}
    if error.validator == "maximum":
        return _("At most %(number)d.") % {"number": rule}
    return error.message[:200]


def _stripped(value: Any) -> Any:
    """The same with blanks around texts gone, as the catalog's reader has it."""
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value
