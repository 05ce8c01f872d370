"""Candidates as those whom messages go to."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from candidates.models import Candidate, ContactKind, ContactPoint
from candidates.querysets import recruited_by
from hiring.accounts.models import User
from hiring.messaging.contacts import Contact

PREFIX = "candidate"


def key_of(candidate_id: int) -> str:
    """Return the key under which messages know a candidate."""
    return f"{PREFIX}:{candidate_id}"


def contact_of(candidate: Candidate) -> Contact:
    """Return a candidate as somebody to write to, at their first email address."""
    return find([candidate.pk])[candidate.pk]


def find(ids: Iterable[int]) -> dict[int, Contact]:
    """Return these candidates as people to write to; one query."""
    emails = ContactPoint.objects.filter(candidate=OuterRef("pk"), kind=ContactKind.EMAIL)
    first = Coalesce(Subquery(emails.order_by("position", "pk").values("value")[:1]), Value(""))
    people = Candidate.objects.filter(pk__in=ids).annotate(address=first)
    return {person.pk: _contact(person) for person in people}


def mails_shown_to(user: User) -> Q:
    """Which mails to and from candidates the person reads: of those whom they may write to."""
    ours = Q(contact_key__startswith=f"{PREFIX}:")
    return ours if user.sees_everything else ours & Q(recruited_by(user, "candidate_id"))


def _contact(person: Candidate) -> Contact:
    url = person.get_absolute_url()
    return Contact(key_of(person.pk), person.name, person.address, url)  # type: ignore[attr-defined]
