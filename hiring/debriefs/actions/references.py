"""Reference answers: adding one with its agreed levels, and rating one."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Conflict, Refused, record
from hiring.debriefs.models import ReferenceAnswer, ReferenceRating
from hiring.debriefs.verbs import Verb
from rubrics.models import RubricVersion


@transaction.atomic
def add_reference(
    *, version: RubricVersion, title: str, answer: str, agreed: Mapping[int, int], actor: User
) -> ReferenceAnswer:
    """Return a new reference answer; every criterion of the version needs an agreed level."""
    _refuse_unless_whole(version, agreed)
    reference = ReferenceAnswer.objects.create(
        version=version,
        title=title,
        answer=answer,
        agreed={str(criterion): level for criterion, level in agreed.items()},
        created_by=actor,
    )
    record(Verb.REFERENCE_ADDED, on=reference, actor=actor)
    return reference


@transaction.atomic
def rate_reference(
    *, reference: ReferenceAnswer, levels: Mapping[int, int], actor: User
) -> list[ReferenceRating]:
    """Keep how somebody rates it, once; who agreed on the levels knows them already."""
    reference = ReferenceAnswer.objects.select_for_update().get(pk=reference.pk)
    _refuse_unless_whole(reference.version, levels)
    if reference.created_by_id == actor.pk:
        raise Refused(_("You set the agreed levels, so your ratings would not count."))
    if reference.ratings.filter(rater=actor).exists():
        raise Conflict(_("You have already rated this answer. Nothing was changed."))
    ratings = ReferenceRating.objects.bulk_create(
        ReferenceRating(answer=reference, criterion_id=criterion, rater=actor, level=level)
        for criterion, level in levels.items()
    )
    record(Verb.REFERENCE_RATED, on=reference, actor=actor)
    return ratings


def _refuse_unless_whole(version: RubricVersion, levels: Mapping[int, int]) -> None:
    if set(version.criteria.values_list("pk", flat=True)) != set(levels):
        raise Refused(_("Choose a level for every criterion."))
