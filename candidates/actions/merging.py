"""Two candidates are one person, or are told apart for good."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.models import Candidate, Merge, PairState, PossibleDuplicate
from candidates.personal_data.merging import move_rows, move_rows_back
from candidates.personal_data.registry import moved_back
from candidates.verbs import Verb
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record

# So long is known what moved.
UNDO_FOR = timedelta(days=30)


@transaction.atomic
def merge_candidates(*, kept: Candidate, gone: Candidate, actor: User) -> Merge:
    """Move all that hangs on one person to the other; return the merge, which can be undone.

    Of two active applications for one job the one of `gone` ends as a duplicate. Name, headline
    and location of `kept` stand.
    """
    kept, gone = _locked(kept, gone)
    moved = move_rows(gone, kept)
    gone.archived_at = clock.now()
    gone.save(update_fields=["archived_at"])
    merge = Merge.objects.create(kept=kept, gone=gone, actor=actor, moved=moved)
    pairs = PossibleDuplicate.objects.of(gone)
    pairs.of(kept).update(state=PairState.MERGED, decided_by=actor)
    for candidate in (kept, gone):
        record(Verb.MERGED, on=merge, candidate=candidate, actor=actor)
    Candidate.objects.filter(pk=kept.pk).update(is_unchecked=True)
    return merge


def _locked(kept: Candidate, gone: Candidate) -> tuple[Candidate, Candidate]:
    if kept.pk == gone.pk:
        raise Refused(_("Choose two different candidates."))
    rows = Candidate.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    for row in found.values():
        if row.erased_at or row.archived_at:
            raise Conflict(
                _("One of them was merged, archived or erased meanwhile. Nothing was changed.")
            )
    return found[kept.pk], found[gone.pk]


@transaction.atomic
def undo_merge(*, merge: Merge, actor: User) -> Merge:
    """Make them two again: what moved, and is still as the merge left it, goes back.

    What was added to the one person since stays there. A second time changes nothing.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        return merge
    list(Candidate.objects.select_for_update().filter(pk__in=(merge.kept_id, merge.gone_id)))
    if not merge.moved or clock.now() > merge.at + UNDO_FOR:
        raise Refused(_("A merge can be undone for 30 days. Nothing was changed."))
    if Merge.objects.filter(gone=merge.kept_id, undone_at=None).exists():
        raise Conflict(_("They have been merged with someone else since. Undo that merge first."))
    moved_back(move_rows_back(merge.moved))
    merge.undone_at, merge.moved = clock.now(), []
    merge.save(update_fields=["undone_at", "moved"])
    Candidate.objects.filter(pk=merge.gone_id).update(archived_at=None, is_unchecked=True)
    pairs = PossibleDuplicate.objects.of(merge.gone_id).of(merge.kept_id)
    pairs.filter(state=PairState.MERGED).update(state=PairState.OPEN, decided_by=None)
    for candidate in (merge.kept_id, merge.gone_id):
        record(Verb.MERGE_UNDONE, on=merge, candidate=candidate, actor=actor)
    return merge


def forget_merges() -> None:
    """Forget what moved once it can't move back: it holds how to reach people."""
    old = Merge.objects.filter(at__lt=clock.now() - UNDO_FOR).exclude(moved=[])
    old.update(moved=[])


@transaction.atomic
def keep_apart(*, pair: PossibleDuplicate, actor: User) -> None:
    """Say that they are different people, for good; a second time changes nothing."""
    open_pair = PossibleDuplicate.objects.filter(pk=pair.pk, state=PairState.OPEN)
    if open_pair.update(state=PairState.APART, decided_by=actor):
        for candidate in (pair.first_id, pair.second_id):
            record(Verb.KEPT_APART, on=pair, candidate=candidate, actor=actor)
