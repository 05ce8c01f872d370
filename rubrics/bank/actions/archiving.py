"""Taking something out of use, and back into it. What was done with it stays as it is."""

from typing import Any

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from rubrics.archiving import archive, restore
from rubrics.bank.actions.locking import Item, locked_item
from rubrics.bank.matching import roles_with
from rubrics.models import Rubric


@transaction.atomic
def archive_item(*, item: Item, actor: Any) -> Item:
    """Return the item, no longer offered; a second call changes nothing.

    Plans and interviews that hold it keep it. Refused for a rubric that a role's default loop
    needs (every opening of that role would start with it), and for what has a draft only.
    """
    item = locked_item(item)
    if item.archived_at is not None:
        return item
    if item.current_version is None:
        raise Refused(_("It was never published. Discard the draft instead."))
    if isinstance(item, Rubric):
        _refuse_needed(item)
    return archive(item, actor=actor)


@transaction.atomic
def restore_item(*, item: Item, actor: Any) -> Item:
    """Return the item, offered again; a second call changes nothing."""
    return restore(locked_item(item), actor=actor)


def _refuse_needed(rubric: Rubric) -> None:
    roles = [str(role) for role in roles_with(rubric)]
    if roles:
        raise Refused(
            _("It is in the default loop of %(roles)s. Remove it there first.")
            % {"roles": get_text_list(roles, _("and"))}
        )
