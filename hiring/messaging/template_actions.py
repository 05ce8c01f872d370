"""What can be done with email templates: write, change, archive, restore, load the catalog's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.editing import locked, save_changes
from hiring.messaging import merge_fields
from hiring.messaging.models import Template
from hiring.messaging.verbs import Verb

_catalogs: list[Path] = []


def register_catalog(file: Path) -> None:
    """Add a YAML file with templates for an app's kinds of mail."""
    _catalogs.append(file)


@transaction.atomic
def add_template(*, kind: str, name: str, subject: str, body: str, actor: User) -> Template:
    """Return a new template."""
    template = Template(kind=kind, name=name, subject=subject, body=body)
    _check(template)
    template.save()
    record(Verb.TEMPLATE_SAVED, on=template, actor=actor, template=template.name)
    return template


@transaction.atomic
def change_template(
    *, template: Template, actor: User, seen: Mapping[str, Any] | None = None, **values: Any
) -> Template:
    """Write what changed; EditConflict where somebody else changed the same since `seen`."""
    template = locked(template)
    name = values.get("name", template.name)
    save_changes(
        template,
        values,
        verb=Verb.TEMPLATE_SAVED,
        actor=actor,
        seen=seen,
        check=_check,
        template=name,
    )
    return template


def _check(template: Template) -> None:
    """Refuse what stands in braces and is no field: it would reach candidates as it is."""
    for field in ("subject", "body"):
        if unknown := merge_fields.unknown_in(getattr(template, field)):
            text = _("“%(field)s” is not a merge field. Choose one from the list.")
            raise Refused(text % {"field": unknown[0]}, field=field)
    named = Template.objects.filter(name__iexact=template.name).exclude(pk=template.pk)
    if named.exists():
        raise Refused(_("A template with this name already exists."), field="name")


@transaction.atomic
def set_archived(*, template: Template, archived: bool, actor: User) -> None:
    """Offer a template no longer, or again; a second time changes nothing."""
    template = locked(template)
    if bool(template.archived_at) == archived:
        return
    template.archived_at = clock.now() if archived else None
    template.save(update_fields=["archived_at"])
    verb = Verb.TEMPLATE_ARCHIVED if archived else Verb.TEMPLATE_RESTORED
    record(verb, on=template, actor=actor, template=template.name)


@transaction.atomic
def load_catalog() -> int:
    """Add the catalog's templates that are not there yet; return how many.

    One that is there stays as it is: it belongs to the organization from the first day.
    """
    known = set(Template.objects.values_list("key", flat=True))
    entries = [entry for file in _catalogs for entry in yaml.safe_load(file.read_text("utf-8"))]
    new = [Template(**entry) for entry in entries if entry["key"] not in known]
    Template.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
