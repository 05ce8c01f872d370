"""Bringing in the people of a sheet's rows, many at a time; who is known already is recognized.

Two steps, so that the caller may turn rows away between them: `recognize` says whose each row is
and holds them until the transaction ends, `bring_in` writes. Both ask the same few questions
whether they get one row or hundreds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from candidates.actions.importing import (
    MAX_NAMED,
    ImportedCandidate,
    already_there,
    fill_gaps,
    may_be_one_person,
)
from candidates.actions.people import (
    Contact,
    clean_contact,
    email_keys,
    external_key,
    lock_people,
    missing_contacts,
    new_candidate,
    refuse_archived,
)
from candidates.actions.resumes import MAX_CONTACTS, usable_contacts
from candidates.models import Candidate, ContactKind, ContactPoint, SourceChannel, Touch
from candidates.spreadsheet import Row
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import event_of, record_all

Key = tuple[str, str]


@dataclass
class Arrival:
    """A row with its source, and whose it is: `candidate` is known, or new and not yet saved."""

    row: Row
    channel: SourceChannel
    contacts: list[Contact]
    external_id: str
    candidate: Candidate
    notices: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the candidate is to be added: nobody known was found."""
        return self.candidate.pk is None

    @property
    def headline(self) -> str:
        """Return title and company, as far as the row has them."""
        return ", ".join(filter(None, (self.row.title, self.row.company)))

    @property
    def keys(self) -> set[Key]:
        """By what the person is recognized."""
        ids = {external_key("", self.external_id)} if self.external_id else set()
        return {*email_keys(self.contacts), *ids}


def arrival_of(
    row: Row, channel: SourceChannel, *, actor: User | None, source_system: str = ""
) -> Arrival:
    """Return what the row tells, of somebody who is not known so far. Raises Refused."""
    refuse_archived(channel)
    contacts = [
        *(clean_contact(ContactKind.EMAIL, value) for value in row.emails),
        *usable_contacts((ContactKind.PHONE, value) for value in row.phones),
        *usable_contacts((ContactKind.URL, value) for value in row.urls),
    ][:MAX_CONTACTS]
    external_id = row.external_id if source_system else ""
    candidate = new_candidate(
        name=row.name,
        headline=", ".join(filter(None, (row.title, row.company))),
        location=row.location,
        actor=actor,
        source_system=source_system if external_id else "",
        external_id=external_id,
    )
    return Arrival(row, channel, contacts, external_id, candidate)


def hold(arrivals: Iterable[Arrival], *, source_system: str) -> None:
    """Hold these people until the transaction ends, so that two imports make one person of each."""
    keys: set[Key] = set()
    for arrival in arrivals:
        keys |= set(email_keys(arrival.contacts))
        if arrival.external_id:
            keys.add(external_key(source_system, arrival.external_id))
    lock_people(keys)


def recognize(arrivals: Sequence[Arrival], *, actor: User | None, source_system: str = "") -> None:
    """Replace those who are known by who they are, locked.

    The same id in the other system is the same person; so is the same email address, unless the
    two names share no word. No two of the arrivals may have a key in common.
    """
    by_id = _by_external_id(arrivals, source_system)
    by_email = _by_email(arrivals)
    strangers: list[tuple[Arrival, Candidate]] = []
    for arrival in arrivals:
        found = by_id.get(arrival.external_id) if arrival.external_id else None
        alike = {p.pk: p for key in email_keys(arrival.contacts) for p in by_email.get(key[1], ())}
        for person in sorted(alike.values(), key=lambda person: person.pk):
            if found is None and may_be_one_person(person.name, arrival.row.name):
                found = person
        if found:
            arrival.candidate = found
            arrival.notices.append(already_there(found))
        else:
            strangers += [(arrival, person) for person in alike.values()]
    _tell_of_strangers(strangers, actor)


def bring_in(arrivals: Sequence[Arrival], *, actor: User | None) -> list[ImportedCandidate]:
    """Add the new people, and to the known ones what their rows tell; in the same order."""
    new = [arrival for arrival in arrivals if arrival.is_new]
    known = [arrival for arrival in arrivals if not arrival.is_new]
    _add(new, actor)
    away = {id(arrival) for arrival in known if arrival.candidate.archived_at}
    for arrival in known:
        fill_gaps(arrival.candidate, headline=arrival.headline, location=arrival.row.location)
    added = _add_contacts(new, known)
    _tell_of_numbers([point for point in added if point.kind == ContactKind.PHONE], new, actor)
    touches = _touches(new, known, actor)
    is_new = {id(arrival) for arrival in new}
    return [
        ImportedCandidate(
            arrival.candidate,
            id(arrival) in is_new,
            touches[arrival.candidate.pk],
            None,
            (),
            tuple(arrival.notices),
            returned=id(arrival) in away,
        )
        for arrival in arrivals
    ]


def _by_external_id(arrivals: Iterable[Arrival], source_system: str) -> dict[str, Candidate]:
    ids = [arrival.external_id for arrival in arrivals if arrival.external_id]
    ours = Candidate.objects.filter(source_system=source_system, external_id__in=ids)
    return {c.external_id: c for c in ours.order_by("pk").select_for_update()} if ids else {}


def _by_email(arrivals: Iterable[Arrival]) -> dict[str, list[Candidate]]:
    """The candidates, locked, who have one of these addresses, by its key."""
    keys = {key for arrival in arrivals for _kind, key in email_keys(arrival.contacts)}
    points = ContactPoint.objects.filter(
        kind=ContactKind.EMAIL, normalized__in=keys, candidate__erased_at=None
    )
    pairs = list(points.order_by().values_list("normalized", "candidate_id")) if keys else []
    ids = {pk for _key, pk in pairs}
    # In order, so that two imports never wait for each other.
    people = {
        c.pk: c for c in Candidate.objects.filter(pk__in=ids).order_by("pk").select_for_update()
    }
    found: dict[str, list[Candidate]] = defaultdict(list)
    for key, pk in pairs:
        found[key].append(people[pk])
    return found


def _tell_of_strangers(strangers: Sequence[tuple[Arrival, Candidate]], actor: User | None) -> None:
    """Say who has the same address and another name, as far as the importer may know of them."""
    shown = _reachable({person.pk for _arrival, person in strangers}, actor)
    notice = _(
        "%(name)s has the same email address but a different name. Imported as a separate "
        "candidate."
    )
    for arrival, person in strangers:
        if person.pk in shown:
            arrival.notices.append(notice % {"name": person.name})


def _tell_of_numbers(
    points: Sequence[ContactPoint], new: Sequence[Arrival], actor: User | None
) -> None:
    """Say who had the phone number of a newcomer: perhaps the same person, perhaps the family."""
    arrivals = {arrival.candidate.pk: arrival for arrival in new}
    points = [point for point in points if point.candidate_id in arrivals]
    numbers = {point.normalized for point in points}
    same = ContactPoint.objects.filter(
        kind=ContactKind.PHONE, normalized__in=numbers, candidate__erased_at=None
    ).order_by("candidate__sort_name", "candidate_id")
    holders: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, pk, name in same.values_list("normalized", "candidate_id", "candidate__name"):
        holders[number].append((pk, name))
    shown = _reachable({pk for people in holders.values() for pk, _name in people}, actor)
    notice = _("Possible duplicate: %(name)s has the same phone number.")
    for point in points:
        earlier = [
            name
            for pk, name in holders[point.normalized]
            if pk < point.candidate_id and pk in shown
        ]
        arrivals[point.candidate_id].notices += [
            notice % {"name": name} for name in earlier[:MAX_NAMED]
        ]


def _reachable(ids: Collection[int], actor: User | None) -> set[int]:
    people = Candidate.objects.filter(pk__in=ids).reachable_by(actor)
    return set(people.order_by().values_list("pk", flat=True)) if ids else set()


def _add(new: Sequence[Arrival], actor: User | None) -> None:
    people = [arrival.candidate for arrival in new]
    for person in people:
        person.key_name()
    Candidate.objects.bulk_create(people)
    record_all(event_of(Verb.CANDIDATE_ADDED, on=c, candidate=c, actor=actor) for c in people)


def _add_contacts(new: Sequence[Arrival], known: Sequence[Arrival]) -> list[ContactPoint]:
    ids = [arrival.candidate.pk for arrival in known]
    there: dict[int, set[Key]] = defaultdict(set)
    points = ContactPoint.objects.filter(candidate__in=ids).order_by() if ids else ()
    for point in points:
        there[point.candidate_id].add((point.kind, point.normalized))
    rows = [
        point
        for arrival in (*new, *known)
        for point in missing_contacts(
            arrival.candidate, arrival.contacts, known=there[arrival.candidate.pk]
        )
    ]
    return ContactPoint.objects.bulk_create(rows)


def _touches(
    new: Sequence[Arrival], known: Sequence[Arrival], actor: User | None
) -> dict[int, Touch]:
    """The touch of each by their id; one of the last day that says the same is not repeated."""
    now = clock.now()
    found: dict[int, Touch] = {}
    channels = {arrival.candidate.pk: arrival.channel.pk for arrival in known}
    recent = Touch.objects.filter(
        candidate__in=channels, referrer=None, at__gt=now - timedelta(days=1)
    )
    for touch in recent.order_by("at", "pk") if known else ():
        if touch.channel_id == channels[touch.candidate_id]:
            found[touch.candidate_id] = touch
    made = [
        Touch(candidate=arrival.candidate, channel=arrival.channel, actor=actor, at=now)
        for arrival in (*new, *known)
        if arrival.candidate.pk not in found
    ]
    Touch.objects.bulk_create(made)
    record_all(
        event_of(
            Verb.TOUCHED,
            on=touch,
            candidate=touch.candidate_id,
            actor=actor,
            channel=touch.channel.name,
        )
        for touch in made
    )
    return found | {touch.candidate_id: touch for touch in made}
