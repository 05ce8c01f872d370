"""Finding people who are in the system twice, and saying why they may be one."""

from collections import defaultdict

from django.db import connection, transaction
from django.db.models import Q

from candidates.models import (
    Candidate,
    ContactPoint,
    DuplicateReason,
    PairState,
    PossibleDuplicate,
)
from candidates.querysets import CandidateQuerySet

# Names are compared by the share of three-letter pieces that they have in common.
LIKENESS = "0.7"
MAX_BY_NAME = 5
# An address that so many people have is nobody's own: a shared mailbox, an agency's number.
MAX_SHARING = 5
STRENGTH = {
    DuplicateReason.EMAIL: 100,
    DuplicateReason.PHONE: 60,
    DuplicateReason.LINK: 60,
    DuplicateReason.NAME: 20,
    DuplicateReason.SIMILAR_NAME: 10,
}
_KINDS = {
    "email": DuplicateReason.EMAIL,
    "phone": DuplicateReason.PHONE,
    "url": DuplicateReason.LINK,
}


def find_duplicates_of(candidate: Candidate) -> dict[int, list[DuplicateReason]]:
    """Return who may be the same person, each with the reasons, the strongest first."""
    found: dict[int, set[DuplicateReason]] = defaultdict(set)
    for kind, people in _sharing(candidate):
        for other in people:
            found[other].add(_KINDS[kind])
    for other, sort_name in _alike(candidate):
        same = sort_name == candidate.sort_name
        found[other].add(DuplicateReason.NAME if same else DuplicateReason.SIMILAR_NAME)
    order = list(STRENGTH)
    return {other: sorted(reasons, key=order.index) for other, reasons in found.items()}


def _others(candidate: Candidate) -> CandidateQuerySet:
    return Candidate.objects.active().exclude(pk=candidate.pk).order_by()


def _sharing(candidate: Candidate) -> list[tuple[str, list[int]]]:
    """Return for each contact that others have, too, its kind and who they are; two queries."""
    own = candidate.contact_points.values_list("kind", "normalized")
    # A page of a whole site (a bare host) is nobody's own.
    keys = [(kind, value) for kind, value in own if kind != "url" or "/" in value]
    same = Q(pk__in=[])
    for kind, normalized in keys:
        same |= Q(kind=kind, normalized=normalized)
    points = ContactPoint.objects.filter(same).exclude(candidate=candidate).order_by()
    points = points.filter(candidate__archived_at=None, candidate__erased_at=None)
    people: dict[tuple[str, str], list[int]] = defaultdict(list)
    most = (MAX_SHARING + 1) * max(len(keys), 1)
    for kind, normalized, other in points.values_list("kind", "normalized", "candidate")[:most]:
        people[kind, normalized].append(other)
    return [(kind, ids) for (kind, _value), ids in people.items() if len(ids) <= MAX_SHARING]


def _alike(candidate: Candidate) -> list[tuple[int, str]]:
    """Return ids and names of those with the same name or, if it has two words, nearly so."""
    others = _others(candidate)
    same = others.filter(sort_name=candidate.sort_name).values_list("pk", "sort_name")
    found = list(same[:MAX_BY_NAME])
    if len(candidate.sort_name.split()) < 2:
        return found
    near = others.filter(name_words__trigram_similar=candidate.name_words)
    similar = near.exclude(sort_name=candidate.sort_name).values_list("pk", "sort_name")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [LIKENESS])
        return [*found, *similar[:MAX_BY_NAME]]


@transaction.atomic
def check(candidate: Candidate) -> int:
    """Write down the pairs that the person is in; return how many are new or have new reasons.

    Whom somebody has told apart stay apart.
    """
    found = find_duplicates_of(candidate)
    changed = 0
    for other, reasons in found.items():
        first, second = sorted((candidate.pk, other))
        pair, is_new = PossibleDuplicate.objects.get_or_create(
            first_id=first, second_id=second, defaults=_values(reasons)
        )
        if not is_new and pair.state == PairState.OPEN and pair.reasons != reasons:
            PossibleDuplicate.objects.filter(pk=pair.pk).update(**_values(reasons))
            is_new = True
        changed += is_new
    stale = PossibleDuplicate.objects.of(candidate).filter(state=PairState.OPEN)
    stale.exclude(Q(first__in=found) | Q(second__in=found)).delete()
    Candidate.objects.filter(pk=candidate.pk).update(is_unchecked=False)
    return changed


def _values(reasons: list[DuplicateReason]) -> dict[str, object]:
    return {
        "reasons": [str(reason) for reason in reasons],
        "strength": sum(STRENGTH[reason] for reason in reasons),
    }


def check_new(*, at_most: int = 2_000) -> int:
    """Compare those who are new or have changed with all others; return how many were."""
    waiting = Candidate.objects.filter(is_unchecked=True).order_by("pk")[:at_most]
    count = 0
    for candidate in waiting:
        if candidate.archived_at or candidate.erased_at:
            Candidate.objects.filter(pk=candidate.pk).update(is_unchecked=False)
            continue
        check(candidate)
        count += 1
    return count
