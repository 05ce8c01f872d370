"""Sending a form to an action, and showing it again where something is to be fixed."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from hiring.activity import refusals
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.ui.forms.edit_form import EditForm

# Makes the form of a request: unbound from the row as it is now, or bound to what was sent.
Make = Callable[[QueryDict | None], Any]


def submit_form(
    make: Make,
    sent: QueryDict,
    save: Callable[[Any], Any],
    *,
    events: QuerySet[Event] | None = None,
) -> tuple[Any, Any]:
    """Return the form, and what the action gave for it; None where something is to be fixed.

    After a conflict the form stands on what is there now, with what was typed still in it: sent
    once more, it is meant. Who was faster is looked up among `events`, newest first.
    """
    form = make(sent)
    if not form.is_valid():
        return form, None
    try:
        return form, save(form) or True
    except Conflict as conflict:
        if isinstance(form, EditForm):
            form = make(form.on_top_of(make(None)))
            form.is_valid()
        conflict.message = f"{conflict.message} {_who(events, conflict.field)}".strip()
        refusals.show(conflict, form)
    except Refused as refusal:
        refusals.show(refusal, form)
    return form, None


def _who(events: QuerySet[Event] | None, field: str | None) -> str:
    """Return who made the newest change of this field, as a sentence."""
    if events is None:
        return ""
    changes = events.filter(changes__field=field) if field else events
    newest = changes.first()
    return _("By %(name)s.") % {"name": newest.actor.name} if newest and newest.actor else ""
