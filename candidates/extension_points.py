"""Where apps above add to the pages of candidates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from hiring.accounts.extension_points import ExtensionPoint, ListFacts

LIST_BUTTONS = ExtensionPoint()
# What the list says of each person.
LIST_FACTS = ListFacts()
# What a candidate's page loads after it.
PARTS = ExtensionPoint("candidate")


@dataclass(frozen=True)
class AddField:
    """A field that another app brings to the form by which a person is added.

    `field` makes it for a user. `then` is called in the transaction that adds the person, with
    their `candidate`, the `resume` that was sent or None, the field's `value` and the `actor`; what
    it returns, if anything, is where the page goes on, or what the page then says by `tell`.
    """

    name: str
    field: Callable[[Any], forms.Field]
    then: Callable[..., Any]
    tell: Callable[[Any], str] | None = None


ADD_FIELDS: list[AddField] = []
