"""Publishing a draft: from then on the database keeps it as it is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.activity import clock
from hiring.activity.actions import Refused, record
from rubrics.bank.actions.locking import Draft, locked_draft, refuse_archived
from rubrics.documents.codecs import versioned_codec
from rubrics.documents.completeness import DocumentProblem
from rubrics.models import Question, Rubric, Version, Versioned, VersionStatus
from rubrics.verbs import Verb

_VERBS: dict[type[Versioned], Verb] = {
    Rubric: Verb.RUBRIC_PUBLISHED,
    Question: Verb.QUESTION_PUBLISHED,
}


@transaction.atomic
def publish(
    version: Draft,
    *,
    actor: Any,
    note: str | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Draft:
    """Publish a draft and call its item what the draft calls it; return the version.

    A `note` takes the place of the draft's. Refused without criteria, with an empty text, and
    when a person publishes it, for all else that the catalog's schema asks, and for a later
    version without saying what changed. Conflict when it is no longer a draft, or was saved
    after `revision` (where one is given). `at` is when it was published elsewhere, for what is
    brought in with its history.
    """
    _hold(version, actor, note, revision)
    codec = versioned_codec(version)
    document = codec.content(version) | {"key": version.item.key, "kind": version.item.kind}
    # What the loader publishes was checked by the same rules when it was read.
    refuse_first(codec.gaps(document) if actor is None else codec.problems(document))
    _publish(version, actor, at)
    codec.title_item(version.item, document, words=codec.words(version))
    version.item.refresh_from_db()
    if actor is not None:
        record(_VERBS[type(version.item)], on=version.item, actor=actor, version=version.number)
    return version


def refuse_first(problems: Iterable[DocumentProblem]) -> None:
    """Raise Refused for the first of these problems, if there is one."""
    for problem in problems:
        raise Refused(problem.message, field=problem.field)


def _hold(version: Version, actor: Any, note: str | None, revision: int | None) -> None:
    """Lock the draft and bring `version` up to what was saved last."""
    locked_draft(version, revision=revision)
    version.refresh_from_db()
    if note is not None:
        version.note = note.strip()
    if actor is None:
        return
    refuse_archived(version.item)
    if version.number > 1 and not version.note.strip():
        raise Refused(_("Describe what changed and why."), field="note")


def _publish(version: Version, actor: Any, at: datetime | None) -> None:
    version.status, version.published_at = VersionStatus.PUBLISHED, at or clock.now()
    if actor is not None:
        version.saved_by, version.saved_at = actor, version.published_at
    version.save()
