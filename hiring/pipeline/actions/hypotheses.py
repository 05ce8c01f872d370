"""What is expected of a candidate: fixing and changing the hypotheses of an application."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.activity.editing import EditConflict, merge
from hiring.activity.validation import checked
from hiring.pipeline import hypotheses
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application, Hypothesis
from hiring.pipeline.verbs import Verb, concerning
from rubrics import expectations
from rubrics.models import Competency


@transaction.atomic
def fix_hypotheses(*, application: Application) -> list[Hypothesis]:
    """Write the hypotheses down as they are now; a second time changes nothing."""
    return _fixed(locked(application))


@transaction.atomic
def change_hypothesis(
    *,
    application: Application,
    competency: Competency,
    stance: str,
    weight: int,
    bar_level: int,
    why: str,
    actor: User | None,
    seen: Mapping[str, Any] | None = None,
) -> Hypothesis:
    """Return the changed hypothesis; the first change fixes all of the application's.

    What is as it was leaves no trace. `seen` are the values as a page showed them: EditConflict
    where someone else changed what this changes, too.
    """
    values = checked(
        {"stance": stance, "weight": weight, "bar_level": bar_level, "why": why},
        expectations.CHECKS,
    )
    current = locked(application)
    known = {row.competency_id: row for row in hypotheses.of(current, every=True)}
    if competency.pk not in known:
        raise Refused(_("This competency is no longer in use."), field="competency")
    was = known[competency.pk]
    values = _merged(was, values, seen or {})
    changes = {n: (getattr(was, n), v) for n, v in values.items() if getattr(was, n) != v}
    if not changes:
        return was
    _fixed(current)
    hypothesis, _new = Hypothesis.objects.update_or_create(
        application=current,
        competency=competency,
        defaults={**values, "edited_by": actor, "edited_at": clock.now()},
    )
    _record(current, hypothesis, actor, changes)
    return hypothesis


def _record(
    current: Application,
    hypothesis: Hypothesis,
    actor: User | None,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    record(
        Verb.HYPOTHESIS_CHANGED,
        on=hypothesis,
        **concerning(current),
        actor=actor,
        changes=changes,
        competency=hypothesis.competency.name,
        stance=hypothesis.stance,
    )


def _merged(was: Hypothesis, values: dict[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    stored = {name: getattr(was, name) for name in values}
    merged = merge(seen=seen, theirs=stored, mine=values)
    if merged.conflicts:
        text = _(
            "%(person)s changed this after you opened it. Nothing you typed is lost. Choose "
            "below what to keep."
        )
        person = was.edited_by or _("Someone")
        raise EditConflict(text % {"person": person}, fields=merged.conflicts)
    return merged.values


def _fixed(current: Application) -> list[Hypothesis]:
    found = hypotheses.of(current)
    if not any(hypothesis.pk for hypothesis in found):
        # Another request may have fixed them; the application's lock makes that one wait.
        Hypothesis.objects.bulk_create(found)
    return found
