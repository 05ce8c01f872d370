"""Importing rows of a sheet, some at a time: each becomes a person and an application, or is named.

However many rows are given, the same few questions are asked of the database; only a row about
somebody who is known and has no application for its job yet goes in by itself.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.actions import importing_rows
from candidates.actions.importing import ImportedCandidate
from candidates.actions.importing_rows import Arrival
from candidates.models import ContactKind, ContactPoint
from candidates.spreadsheet import Row
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.pipeline.actions.applying import Newcomer, apply, apply_newcomers
from hiring.pipeline.actions.notes import keep_imported
from hiring.pipeline.import_report import ImportContext, Imported, NotImported
from hiring.pipeline.models import Application, SheetStatus
from hiring.pipeline.placing import Placement, placement_of
from hiring.pipeline.sheet_terms import Terms
from hiring.requisitions.models import Requisition

Result = Imported | NotImported
# Candidate and requisition.
Candidacy = tuple[int, int]


@dataclass(frozen=True)
class Entrant:
    """A row on its way in: whose it is, for which job, and where it stands there."""

    source: str
    row: Row
    arrival: Arrival
    requisition: Requisition
    placed: Placement | None
    remarks: tuple[str, ...]
    note: str

    @property
    def candidacy(self) -> Candidacy:
        return self.arrival.candidate.pk or 0, self.requisition.pk


def import_one_row(source: str, row: Row, into: ImportContext) -> Result:
    """Import the person of a row, at the stage that it names; `source` is how reports call it."""
    (result,) = import_rows([(source, row)], into)
    return result


@transaction.atomic
def import_rows(rows: Sequence[tuple[str, Row]], into: ImportContext) -> list[Result]:
    """Import the people of these rows, each with what reports call it; return what became of each.

    A row goes in whole or not at all.
    """
    terms = Terms(into)
    results: dict[str, Result] = {}
    entrants: list[Entrant] = []
    for source, row in rows:
        try:
            entrants.append(_entrant_of(source, row, into, terms))
        except Refused as refusal:
            results[source] = NotImported(source, str(refusal.message))
    arrivals = [entrant.arrival for entrant in entrants]
    importing_rows.hold(arrivals, source_system=into.source_system)
    for wave in _waves(entrants):
        results |= _import_wave(wave, into, terms)
    return [results[source] for source, _row in rows]


def made_before(
    candidates: Collection[int], requisitions: Collection[int]
) -> dict[Candidacy, list[Application]]:
    """Return the applications of these people for these jobs: active ones first, then newest first.

    Those that an import made which was undone since don't count.
    """
    found = (
        Application.objects.with_names()
        .select_related("touch__channel")
        .filter(candidate__in=candidates, requisition__in=requisitions)
        .exclude(sheet_rows__sheet__status=SheetStatus.UNDONE)
        .order_by("-applied_at", "-id")
    )
    before: dict[Candidacy, list[Application]] = {}
    for application in found if candidates else ():
        key = application.candidate_id, application.requisition_id
        before.setdefault(key, []).append(application)
    for applications in before.values():
        applications.sort(key=lambda application: not application.is_active)
    return before


def remark_unreachable() -> str:
    """Return what is said of somebody whom nobody can write to or call."""
    return _("No email or phone number.")


def remarks_on_ended(applications: Iterable[Application], actor: User | None) -> dict[int, str]:
    """Return what is said of each that has ended, unless the importer must not know."""
    ended = [application.pk for application in applications if not application.is_active]
    concealed: set[int] = set()
    if actor and ended:
        hidden = Application.objects.filter(pk__in=ended).concealed(actor)
        concealed = set(hidden.order_by().values_list("pk", flat=True))
    told = _("This application has ended. Open it to reopen it.")
    return {pk: told for pk in ended if pk not in concealed}


def _entrant_of(source: str, row: Row, into: ImportContext, terms: Terms) -> Entrant:
    requisition = terms.requisition_of(row)
    channel = terms.channel_of(row)
    placed, unclear = placement_of(row, terms.of_job(requisition), into.source_system)
    arrival = importing_rows.arrival_of(
        row, channel or into.channel, actor=into.actor, source_system=into.source_system
    )
    unknown = _("Unknown source “%(source)s”. Recorded as %(channel)s.")
    told = unknown % {"source": row.source, "channel": into.channel}
    return Entrant(
        source=source,
        row=row,
        arrival=arrival,
        requisition=requisition,
        placed=placed,
        remarks=(
            *([] if channel or terms.knows_source(row) else [told]),
            *unclear,
            *([] if into.columns_are_matched else _unplaced(row)),
            *_missing(row, into),
        ),
        note=_note(
            row,
            is_source_known=channel is not None,
            is_job_known=terms.knows_job(row),
            files=into.files_not_here(row),
        ),
    )


def _waves(entrants: Sequence[Entrant]) -> Iterator[list[Entrant]]:
    """The rows in portions of which each has no person twice; nearly always that is one."""
    wave: list[Entrant] = []
    keys: set[tuple[str, str]] = set()
    for entrant in entrants:
        if keys & entrant.arrival.keys:
            yield wave
            wave, keys = [], set()
        wave.append(entrant)
        keys |= entrant.arrival.keys
    if wave:
        yield wave


def _import_wave(wave: Sequence[Entrant], into: ImportContext, terms: Terms) -> dict[str, Result]:
    arrivals = [entrant.arrival for entrant in wave]
    importing_rows.recognize(arrivals, actor=into.actor, source_system=into.source_system)
    known = {entrant.arrival.candidate.pk for entrant in wave if not entrant.arrival.is_new}
    before = made_before(known, {entrant.requisition.pk for entrant in wave})
    results: dict[str, Result] = {}
    together: list[Entrant] = []
    for entrant in wave:
        if refused := _refused(entrant, terms):
            results[entrant.source] = NotImported(entrant.source, refused)
        elif entrant.arrival.is_new or entrant.candidacy in before:
            together.append(entrant)
        else:
            results[entrant.source] = _by_itself(entrant, into)
    return results | {imported.source: imported for imported in _let_in(together, before, into)}


def _refused(entrant: Entrant, terms: Terms) -> str:
    if entrant.arrival.candidate.erased_at:
        return _("This candidate’s data was erased.")
    return terms.why_closed(entrant.requisition) if entrant.arrival.is_new else ""


def _by_itself(entrant: Entrant, into: ImportContext) -> Result:
    """Let in somebody who is known and applies anew, which may be refused."""
    try:
        with transaction.atomic():
            (result,) = _let_in([entrant], {}, into)
            return result
    except Refused as refusal:
        return NotImported(entrant.source, str(refusal.message))


def _let_in(
    entrants: Sequence[Entrant], before: dict[Candidacy, list[Application]], into: ImportContext
) -> list[Imported]:
    people = importing_rows.bring_in([entrant.arrival for entrant in entrants], actor=into.actor)
    pairs = list(zip(entrants, people, strict=True))
    new = [
        Newcomer(person.candidate, entrant.requisition, person.touch, entrant.placed)
        for entrant, person in pairs
        if person.created
    ]
    made = iter(apply_newcomers(new, actor=into.actor))
    applications = [
        next(made) if person.created else _of_known(entrant, person, before, into)
        for entrant, person in pairs
    ]
    notes = zip(applications, (entrant.note for entrant in entrants), strict=True)
    keep_imported(notes, actor=into.actor)
    return _told(pairs, applications, before, into)


def _of_known(
    entrant: Entrant,
    person: ImportedCandidate,
    before: dict[Candidacy, list[Application]],
    into: ImportContext,
) -> Application:
    if there := before.get(entrant.candidacy):
        return there[0]
    return apply(
        candidate=person.candidate,
        requisition=entrant.requisition,
        actor=into.actor,
        placed=entrant.placed,
    )


def _told(
    pairs: Sequence[tuple[Entrant, ImportedCandidate]],
    applications: Sequence[Application],
    before: dict[Candidacy, list[Application]],
    into: ImportContext,
) -> list[Imported]:
    """What to say of each: whether it is new, and what the importer should know."""
    reachable = _reachable([person.candidate.pk for _entrant, person in pairs])
    earlier = {application.pk for there in before.values() for application in there}
    old = [application for application in applications if application.pk in earlier]
    ended = remarks_on_ended(old, into.actor)
    return [
        Imported(
            source=entrant.source,
            application=application,
            is_new=application.pk not in earlier,
            is_new_candidate=person.created or person.returned,
            notices=(
                *person.notices,
                *entrant.remarks,
                *([] if person.candidate.pk in reachable else [remark_unreachable()]),
                *([ended[application.pk]] if application.pk in ended else []),
            ),
        )
        for (entrant, person), application in zip(pairs, applications, strict=True)
    ]


def _reachable(candidates: Collection[int]) -> set[int]:
    """Those of the candidates who have an email address or a phone number."""
    points = ContactPoint.objects.filter(candidate__in=candidates).exclude(kind=ContactKind.URL)
    return set(points.order_by().values_list("candidate", flat=True)) if candidates else set()


def _unplaced(row: Row) -> list[str]:
    """What to say of columns that mean nothing here, a source or a phone number perhaps."""
    if not row.extra:
        return []
    told = _("Columns not recognized, saved as a note: %(columns)s.")
    return [told % {"columns": ", ".join(row.extra)}]


def _missing(row: Row, into: ImportContext) -> list[str]:
    names = into.files_not_here(row) if into.missing_files is not None else []
    return [_("Not in the .zip: %(names)s.") % {"names": ", ".join(names)}] if names else []


def _note(row: Row, *, is_source_known: bool, is_job_known: bool, files: Sequence[str]) -> str:
    """What the sheet says beyond the columns that have a place, as the text of a note."""
    parts = [row.notes] if row.notes else []
    labeled = {
        _("Source"): "" if is_source_known else row.source,
        _("Credited to"): row.credit,
        _("Owner"): row.owner,
        _("Job"): "" if is_job_known else row.job,
        _("Rejection reason"): row.reason,
        _("Files"): ", ".join(files),
        **row.extra,
    }
    parts += [f"{label}: {value}" for label, value in labeled.items() if value]
    return "\n\n".join(parts)[:10_000]
