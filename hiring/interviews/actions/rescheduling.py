"""Other times for a whole loop that is booked: the old one ends as the new one begins."""

from collections.abc import Sequence

from django.db import transaction

from hiring.accounts.models import User
from hiring.activity.actions import record
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.interviews.actions.canceling import cancel_loop
from hiring.interviews.actions.loop_state import subject_of
from hiring.interviews.models import Loop
from hiring.interviews.verbs import Verb


@transaction.atomic
def rebook_loop(
    *, loop: Loop, slots: Sequence[PlannedSlot], actor: User, over_limits: bool = False
) -> Loop:
    """Return the loop that takes the place of another; nothing changes when it can't be booked.

    Who is in both gets a cancellation and a new invitation. Refused once a scorecard is in.
    """
    count = loop.reschedules + 1
    cancel_loop(loop=loop, actor=actor)
    new = book_loop(application=loop.application, slots=slots, actor=actor, over_limits=over_limits)
    Loop.objects.filter(pk=new.pk).update(reschedules=count)
    new.reschedules = count
    record(Verb.LOOP_RESCHEDULED, on=new, actor=actor, **subject_of(new))
    return new
