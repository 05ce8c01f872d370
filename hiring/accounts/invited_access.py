"""What apps above give to people who accept an invitation, such as roles on hiring teams.

Each registers an `InvitedAccess` in `AppConfig.ready`. What was chosen is kept in the invitation as
JSON, ids in place of rows, until the person accepts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework import serializers

from hiring.accounts.models import Invitation, User

# What was chosen, one entry for each thing that is given.
Chosen = list[dict[str, Any]]


class InvitedAccess(ABC):
    """What one app gives; `name` is its key in `Invitation.access` and in the API."""

    name: str
    label: str | Promise

    @abstractmethod
    def form_fields(self, inviter: User) -> dict[str, forms.Field]:
        """Return the fields that the HTML form gets."""

    @abstractmethod
    def from_form(self, cleaned: Mapping[str, Any]) -> Chosen:
        """Return what was chosen in those fields."""

    @abstractmethod
    def api_field(self, **kwargs: Any) -> serializers.Field:
        """Return the field that the API takes and shows it by."""

    @abstractmethod
    def words(self, chosen: Iterable[Chosen]) -> list[list[str]]:
        """Say of each what is given, in a fixed number of queries for all."""

    @abstractmethod
    def give(self, chosen: Chosen, *, user: User, actor: User) -> None:
        """Give it to who accepted; what is gone meanwhile is passed over."""


_registered: list[InvitedAccess] = []


def register(access: InvitedAccess) -> None:
    """Offer this on the form and in the API; called once, when the app is ready."""
    _registered.append(access)


def registered() -> list[InvitedAccess]:
    """Return what the apps have registered, in that order."""
    return list(_registered)


def give(invitation: Invitation, user: User) -> None:
    """Give the person who accepted what the invitation promised."""
    for access in _registered:
        access.give(invitation.access.get(access.name, []), user=user, actor=invitation.sent_by)


def describe(invitations: Iterable[Invitation]) -> dict[int, list[tuple[str, str]]]:
    """Return what each gives beside the site role: label and words, by the invitation's id."""
    rows = list(invitations)
    told = {row.pk: _teams(row) for row in rows}
    for access in _registered:
        chosen = [row.access.get(access.name, []) for row in rows]
        for row, words in zip(rows, access.words(chosen), strict=True):
            if words:
                told[row.pk].append((str(access.label), ", ".join(words)))
    return told


def _teams(invitation: Invitation) -> list[tuple[str, str]]:
    names = [team.name for team in invitation.teams.all()]
    return [(_("Teams"), ", ".join(names))] if names else []
