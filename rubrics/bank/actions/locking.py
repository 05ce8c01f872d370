"""Taking hold of a draft before it changes: it is still one, and is what was seen."""

from typing import Any, TypeVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hiring.activity.actions import Conflict, Refused
from rubrics.archiving import word_for
from rubrics.models import Version, Versioned

Item = TypeVar("Item", bound=Versioned)
Draft = TypeVar("Draft", bound=Version)


def locked_item(item: Item) -> Item:
    """Return the rubric or question as it stands, locked until the transaction ends.

    Conflict when it went meanwhile, with a draft that was all there was of it.
    """
    found = type(item)._default_manager.select_for_update().filter(pk=item.pk).first()
    if found is None:
        message = _("The %(item)s “%(name)s” has been discarded.")
        raise Conflict(message % {"item": word_for(item), "name": item})
    return found


def locked_draft(version: Draft, *, revision: int | None = None) -> Draft:
    """Return the draft as it stands, locked until the transaction ends.

    Conflict when it was discarded or published meanwhile, or when it was saved after `revision`.
    """
    found: Any = (
        type(version)
        ._default_manager.select_for_update(of=("self",))
        .select_related("saved_by", version.item_field)
        .filter(pk=version.pk)
        .first()
    )
    if found is None:
        raise Conflict(_("This draft has been discarded."))
    if found.is_published:
        raise Conflict(_("This version is already published. Reload the page to see it."))
    if revision is not None and found.revision != revision:
        raise Conflict(_saved_after(found))
    return found


def refuse_archived(item: Versioned) -> None:
    """Refuse to go on writing what was taken out of use."""
    if item.archived_at is not None:
        raise Refused(_("“%(item)s” is archived. Restore it first.") % {"item": item})


def _saved_after(version: Version) -> str:
    actor = version.saved_by.name if version.saved_by else _("Someone")
    if version.saved_at is None:
        return _("%(name)s saved this draft after you opened it.") % {"name": actor}
    moment = date_format(timezone.localtime(version.saved_at), "DATETIME_FORMAT")
    return _("%(name)s saved this draft on %(moment)s, after you opened it.") % {
        "name": actor,
        "moment": moment,
    }
