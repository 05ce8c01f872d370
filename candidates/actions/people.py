"""Adding and changing people, how to reach them, and where they came from."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from candidates.keys import MAX_CONTACT_LENGTH, contact_key, is_email, web_address
from candidates.models import Candidate, ContactKind, ContactPoint, SourceChannel, Touch
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Exists, Refused, record
from hiring.activity.editing import locked, save_changes
from hiring.ui.visible_text import visible

MIN_PHONE_LENGTH = 5
# Kind and value as they were written.
Contact = tuple[str, str]


@transaction.atomic
def add_candidate(
    *,
    name: str,
    actor: User | None,
    channel: SourceChannel,
    referrer: User | None = None,
    headline: str = "",
    location: str = "",
    zone: str = "",
    contacts: Sequence[Contact] = (),
    source_system: str = "",
    external_id: str = "",
) -> Candidate:
    """Return a new candidate; Exists when an address or id is somebody's already."""
    contacts = [clean_contact(kind, value) for kind, value in contacts]
    emails = email_keys(contacts)
    lock_people([*emails, external_key(source_system, external_id)])
    _refuse_known_id(source_system, external_id)
    if known := Candidate.objects.matching(emails).first():
        raise Exists(
            _("%(name)s is already in the system with this email address.") % {"name": known.name},
            field="email",
            existing=known,
        )
    candidate = create_candidate(
        name=name,
        headline=headline,
        location=location,
        zone=zone,
        actor=actor,
        source_system=source_system,
        external_id=external_id,
    )
    add_missing_contacts(candidate, contacts)
    record_touch(candidate=candidate, channel=channel, referrer=referrer, actor=actor)
    return candidate


def create_candidate(*, name: str, actor: User | None, zone: str = "", **values: str) -> Candidate:
    """Return the new row with its event; says nothing about duplicates."""
    candidate = new_candidate(name=name, actor=actor, zone=zone, **values)
    candidate.save()
    record(Verb.CANDIDATE_ADDED, on=candidate, candidate=candidate, actor=actor)
    return candidate


def new_candidate(*, name: str, actor: User | None, zone: str = "", **values: str) -> Candidate:
    """Return the row of a new person, not yet saved."""
    return Candidate(
        name=_checked_name(name),
        zone=_checked_zone(zone),
        created_by=actor,
        is_unchecked=True,
        **{field: visible(value)[: _longest(field)] for field, value in values.items()},
    )


@transaction.atomic
def edit_candidate(
    *,
    candidate: Candidate,
    actor: User | None,
    seen: Mapping[str, str] | None = None,
    **values: str,
) -> Candidate:
    """Change name, headline, location, zone or the id elsewhere; the same leaves no trace.

    `seen` are the values as a page showed them: EditConflict where someone else changed what
    this changes, too.
    """
    candidate = locked(candidate)
    if candidate.erased_at:
        raise Refused(_("This candidate’s data was erased and can’t be edited."))
    elsewhere = [values.get(f, getattr(candidate, f)) for f in ("source_system", "external_id")]
    if elsewhere != [candidate.source_system, candidate.external_id]:
        lock_people([external_key(*elsewhere)])
        _refuse_known_id(*elsewhere)
    checks = {"name": _checked_name, "zone": _checked_zone}
    cleaned = {f: checks.get(f, visible)(v)[: _longest(f)] for f, v in values.items()}
    save_changes(
        candidate, cleaned, verb=Verb.CANDIDATE_EDITED, actor=actor, seen=seen, candidate=candidate
    )
    Candidate.objects.filter(pk=candidate.pk).update(is_unchecked=True)
    return candidate


@transaction.atomic
def add_contact(
    *, candidate: Candidate, kind: str, value: str, actor: User | None, label: str = ""
) -> ContactPoint:
    """Return the contact point, the one that is there already included."""
    kind, value = clean_contact(kind, value)
    Candidate.objects.select_for_update().get(pk=candidate.pk)
    key = contact_key(kind, value, settings.DEFAULT_PHONE_REGION)
    if known := candidate.contact_points.filter(kind=kind, normalized=key).first():
        return known
    (contact,) = add_missing_contacts(candidate, [(kind, value)], label=visible(label)[:60])
    record(
        Verb.CONTACT_ADDED,
        on=contact,
        candidate=candidate,
        actor=actor,
        kind=kind,
        changes={kind: ("", contact.value)},
    )
    return contact


@transaction.atomic
def set_contacts(
    *, candidate: Candidate, contacts: Sequence[tuple[str, str, str]], actor: User | None
) -> list[ContactPoint]:
    """Make these (kind, value, label) the ways to reach a candidate, in this order.

    Those that are not among them are forgotten.
    """
    kept: dict[int, ContactPoint] = {}
    for kind, value, label in contacts:
        point = add_contact(candidate=candidate, kind=kind, value=value, label=label, actor=actor)
        point = kept.setdefault(point.pk, point)
        point.value, point.label = clean_contact(kind, value)[1], visible(label)[:60]
    for point in candidate.contact_points.exclude(pk__in=kept):
        remove_contact(contact=point, actor=actor)
    for place, point in enumerate(kept.values()):
        point.position = place
    ContactPoint.objects.bulk_update(kept.values(), ["value", "label", "position"])
    return list(kept.values())


@transaction.atomic
def remove_contact(*, contact: ContactPoint, actor: User | None) -> None:
    """Forget one way to reach a candidate; a second time changes nothing."""
    kept = ContactPoint.objects.select_for_update().filter(pk=contact.pk).first()
    if kept is None:
        return
    record(
        Verb.CONTACT_REMOVED,
        on=kept,
        candidate=kept.candidate_id,
        actor=actor,
        kind=kept.kind,
        changes={kept.kind: (kept.value, "")},
    )
    kept.delete()


@transaction.atomic
def record_touch(
    *,
    candidate: Candidate,
    channel: SourceChannel,
    actor: User | None,
    referrer: User | None = None,
) -> Touch:
    """Return a new touch: the candidate came, or was found, through this channel."""
    refuse_archived(channel)
    touch = Touch.objects.create(
        candidate=candidate, channel=channel, referrer=referrer, actor=actor, at=clock.now()
    )
    record(Verb.TOUCHED, on=touch, candidate=candidate, actor=actor, channel=channel.name)
    return touch


def refuse_archived(channel: SourceChannel) -> None:
    """Raise Refused unless people may still come through this channel."""
    if channel.archived_at:
        raise Refused(_("This source is no longer in use."), field="channel")


def add_missing_contacts(
    candidate: Candidate, contacts: Iterable[Contact], *, label: str = "", region: str = ""
) -> list[ContactPoint]:
    """Add those of the (clean) contacts that are not there yet; return them.

    `region` is the country, such as "DE", in which they live: of numbers that name none.
    """
    known = set(candidate.contact_points.values_list("kind", "normalized"))
    new = missing_contacts(candidate, contacts, known=known, label=label, region=region)
    if new:
        Candidate.objects.filter(pk=candidate.pk, is_unchecked=False).update(is_unchecked=True)
    return ContactPoint.objects.bulk_create(new)


def missing_contacts(
    candidate: Candidate,
    contacts: Iterable[Contact],
    *,
    known: Collection[tuple[str, str]] = (),
    label: str = "",
    region: str = "",
) -> list[ContactPoint]:
    """Return the rows, not yet saved, of the contacts that are not among the `known` keys."""
    region = region or settings.DEFAULT_PHONE_REGION
    found: dict[Contact, str] = {}
    for kind, value in contacts:
        found.setdefault((kind, contact_key(kind, value, region)), value)
    new = [(*key, value) for key, value in found.items() if key not in known]
    return [
        ContactPoint(
            candidate=candidate,
            kind=kind,
            value=value,
            normalized=normalized,
            label=label,
            position=len(known) + place,
        )
        for place, (kind, normalized, value) in enumerate(new)
    ]


def clean_contact(kind: str, value: str) -> Contact:
    """The contact as it is kept; refused when it is none of its kind."""
    value = visible(value)
    if len(value) > MAX_CONTACT_LENGTH:
        raise Refused(_("This is too long."), field="value")
    if kind == ContactKind.EMAIL and not is_email(value):
        raise Refused(_("“%(value)s” is not an email address.") % {"value": value}, field="value")
    if kind == ContactKind.PHONE and len(contact_key(kind, value)) < MIN_PHONE_LENGTH:
        raise Refused(_("“%(value)s” is not a phone number.") % {"value": value}, field="value")
    if kind == ContactKind.URL and not (value := web_address(value) or ""):
        raise Refused(_("Enter a web address that starts with https://."), field="value")
    return kind, value


def email_keys(contacts: Iterable[Contact]) -> list[tuple[str, str]]:
    """The (kind, normalized) pairs by which the same person is recognized."""
    return [(k, contact_key(k, v)) for k, v in contacts if k == ContactKind.EMAIL]


def external_key(source_system: str, external_id: str) -> tuple[str, str]:
    """What to lock so that another system's id makes one person."""
    return "external", f"{source_system}:{external_id}"


def lock_people(keys: Iterable[tuple[str, str]]) -> None:
    """Hold these keys until the transaction ends, so that two imports make one person."""
    names = [f"candidates:{kind}:{normalized}" for kind, normalized in sorted(set(keys))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(name, 0))"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (name, place) ORDER BY place",
            [names],
        )


def _refuse_known_id(source_system: str, external_id: str) -> None:
    ours = Candidate.objects.filter(source_system=source_system, external_id=external_id)
    if external_id and (known := ours.first()):
        raise Exists(
            _("%(name)s already has this external ID.") % {"name": known.name},
            field="external_id",
            existing=known,
        )


def _longest(field: str) -> int:
    return getattr(Candidate._meta.get_field(field), "max_length", None) or 0


def _checked_name(name: str) -> str:
    name = visible(name)
    if not name:
        raise Refused(_("Enter a name."), field="name")
    if len(name) > _longest("name"):
        raise Refused(_("Names can have at most 200 characters."), field="name")
    return name


def _checked_zone(zone: str) -> str:
    if zone and zone not in clock.zone_names():
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": zone}, field="zone")
    return zone
