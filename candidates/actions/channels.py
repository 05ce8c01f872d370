"""Where candidates come from: the organization's tree of source channels."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from candidates.models import ChannelKind, SourceChannel
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.ui.visible_text import visible

CATALOG = Path(__file__).parent.parent / "catalog" / "channels.yaml"


@transaction.atomic
def load_channels(path: Path = CATALOG) -> int:
    """Add the catalog's channels that are missing; return how many.

    Those that are there stay as the organization has named and placed them.
    """
    return _add_branch(yaml.safe_load(path.read_text(encoding="utf-8")), parent=None)


def _add_branch(entries: list[dict[str, Any]], *, parent: SourceChannel | None) -> int:
    added = 0
    for position, entry in enumerate(entries):
        channel, is_new = SourceChannel.objects.get_or_create(
            key=entry["key"],
            defaults={
                "name": entry["name"],
                "kind": ChannelKind(entry["kind"]),
                "parent": parent,
                "position": position,
            },
        )
        if is_new:
            record(Verb.CHANNEL_ADDED, on=channel, actor=None, channel=channel.key)
        added += is_new + _add_branch(entry.get("children", []), parent=channel)
    return added


@transaction.atomic
def save_channel(
    *, name: str, kind: str, actor: User | None, key: str = "", parent: SourceChannel | None = None
) -> SourceChannel:
    """Return a new channel; its key comes from its name unless one is given."""
    name = _checked_name(name)
    key = slugify(key or name)[:60]
    if not key:
        raise Refused(_("Enter a key of letters and digits."), field="key")
    if SourceChannel.objects.filter(key=key).exists():
        raise Refused(_("A source with this key already exists."), field="key")
    last = SourceChannel.objects.filter(parent=parent).order_by("position").last()
    channel = SourceChannel.objects.create(
        key=key,
        name=name,
        kind=ChannelKind(kind),
        parent=parent,
        position=last.position + 1 if last else 0,
    )
    record(Verb.CHANNEL_ADDED, on=channel, actor=actor, channel=channel.key)
    return channel


@transaction.atomic
def edit_channel(
    *, channel: SourceChannel, actor: User | None, archived: bool | None = None, **values: Any
) -> SourceChannel:
    """Rename, move or archive a channel; its key stays, for links and imports name it."""
    channel = SourceChannel.objects.select_for_update().get(pk=channel.pk)
    if "name" in values:
        values["name"] = _checked_name(values["name"])
    if values.get("parent"):
        _refuse_circle(channel, values["parent"])
    if archived is not None and archived != bool(channel.archived_at):
        values["archived_at"] = clock.now() if archived else None
    changes = {f: (getattr(channel, f), v) for f, v in values.items() if getattr(channel, f) != v}
    if not changes:
        return channel
    for field, value in values.items():
        setattr(channel, field, value)
    channel.save(update_fields=list(values))
    record(Verb.CHANNEL_EDITED, on=channel, actor=actor, changes=changes, channel=channel.key)
    return channel


def _refuse_circle(channel: SourceChannel, parent: SourceChannel) -> None:
    above: SourceChannel | None = parent
    while above is not None:
        if above.pk == channel.pk:
            raise Refused(_("A source can’t be its own parent."), field="parent")
        above = above.parent


def _checked_name(name: str) -> str:
    name = visible(name)[:120]
    if not name:
        raise Refused(_("Enter a name."), field="name")
    return name
