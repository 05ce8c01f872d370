"""The personal data in this app and in the apps below it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from candidates.contact import key_of
from candidates.models import (
    Candidate,
    CandidateAccess,
    ContactPoint,
    Document,
    Merge,
    PossibleDuplicate,
    Resume,
    Tagging,
    Touch,
)
from candidates.personal_data.registry import (
    PersonalData,
    blanked,
    columns,
    deleted,
    kept,
    nothing,
    register,
    repointed,
)
from candidates.pictures import delete_pictures
from hiring.activity import clock
from hiring.activity.models import Event, FieldChange
from hiring.messaging import actions as messages
from hiring.messaging.models import Message, Notification

# What stays instead of a name.
ERASED_NAME = gettext_noop("Erased candidate")


def _erase_candidate(rows: QuerySet[Candidate]) -> None:
    for candidate in rows:
        candidate.name = ERASED_NAME
        candidate.headline = candidate.location = candidate.zone = ""
        candidate.source_system = candidate.external_id = ""
        candidate.erased_at = candidate.erased_at or clock.now()
        candidate.save()


def _repoint_messages(rows: QuerySet[Any], into: Candidate) -> None:
    rows.exclude(contact_key="").update(contact_key=key_of(into.pk))
    messages.repoint(rows, into)


def _erase_documents(rows: QuerySet[Document]) -> None:
    delete_pictures(rows)
    blanked("file", "name")(rows)


def register_personal_data() -> None:
    """Register them; called once, when the app is ready."""
    register(*_of_the_person(), *_of_their_files(), *_of_their_record(), *_of_apps_below())


def _of_the_person() -> tuple[PersonalData, ...]:
    return (
        PersonalData(
            Candidate,
            "pk",
            export=columns("name", "headline", "location", "zone", "created_at", "source_system"),
            erase=_erase_candidate,
        ),
        PersonalData(
            ContactPoint,
            "candidate",
            export=columns("kind", "value", "label"),
            erase=deleted,
            merge=repointed(beside=("kind", "normalized")),
        ),
    )


def _of_their_files() -> tuple[PersonalData, ...]:
    return (
        PersonalData(
            Document,
            "candidate",
            export=columns("kind", "name", "media_type", "size", "sha256", "uploaded_at"),
            # The digest and the dates stay: they prove what was decided on, and say nothing else.
            erase=_erase_documents,
            merge=repointed(beside=("kind", "sha256")),
            files=("file",),
        ),
        PersonalData(
            Resume,
            "candidate",
            export=columns("data", "read_at"),
            erase=blanked("data", "text", "html", "warnings"),
            merge=repointed(),
        ),
    )


def _of_their_record() -> tuple[PersonalData, ...]:
    """Where they came from, whom they may be, and who may see them."""
    return (
        PersonalData(
            Touch,
            "candidate",
            export=columns("channel__name", "at"),
            erase=kept,
            merge=repointed(),
        ),
        *(
            PersonalData(PossibleDuplicate, path, export=nothing, erase=deleted)
            for path in ("first", "second")
        ),
        # What moved holds contacts: once either is erased, the merge can't be undone.
        *(
            PersonalData(Merge, path, export=columns("at"), erase=blanked("moved"))
            for path in ("kept", "gone")
        ),
        PersonalData(
            Tagging,
            "candidate",
            export=columns("tag__name", "at"),
            erase=deleted,
            merge=repointed(beside=("tag",)),
        ),
        PersonalData(
            CandidateAccess,
            "candidate",
            export=nothing,
            erase=deleted,
            merge=repointed(beside=("group_key",)),
        ),
    )


def _of_apps_below() -> tuple[PersonalData, ...]:
    """What apps hold that can't know of candidates.

    On a merge the record stays as it was written: it says what was done to whom then.
    """
    return (
        PersonalData(Event, "candidate_id", export=columns("at", "verb"), erase=kept),
        PersonalData(
            FieldChange,
            "event__candidate_id",
            export=columns("event__at", "field", "old", "new"),
            erase=blanked("old", "new"),
        ),
        PersonalData(
            Notification,
            "candidate_id",
            export=columns("created_at", "kind"),
            erase=blanked("text", "link"),
            merge=messages.repoint,
        ),
        PersonalData(
            Message,
            "candidate_id",
            export=columns("created_at", "subject", "body", "state"),
            erase=messages.erase,
            merge=_repoint_messages,
            files=("original",),
        ),
    )
