"""Facts that only higher apps know, written down here for anyone who looks at an application.

Nothing of these is a decision, so none leaves an event: the action that calls them does.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce

from candidates.actions import access as candidate_access
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.pipeline.actions.waiting_on import due_from
from hiring.pipeline.blindness import SeatState
from hiring.pipeline.models import Application, Participant, Party


@transaction.atomic
def admit_participant(
    *, application: Application, user: User, seat_id: int, loop_id: int, watches: bool = False
) -> Participant:
    """Return that the person sits in one of its interviews: they see the candidate, and have a
    scorecard to submit unless they only watch.

    The same seat a second time is the first one, unless it is someone else's now. The facts of
    one loop are written while the app above holds its lock.
    """
    seated = Participant.objects.seated().select_for_update().filter(seat_id=seat_id).first()
    if seated and seated.user_id == user.pk:
        return seated
    if seated:
        dismiss_participant(seat_id=seat_id)
    candidate_access.grant_view(application.candidate, user=user, because=group_of_seat(seat_id))
    state = SeatState.WATCHES if watches else SeatState.OWES
    return Participant.objects.create(
        application=application, user=user, seat_id=seat_id, loop_id=loop_id, state=state
    )


@transaction.atomic
def dismiss_participant(*, seat_id: int) -> None:
    """End what the seat gave, and remember that it was held; a second time changes nothing."""
    seated = Participant.objects.seated().select_related("user", "application__candidate")
    found = seated.filter(seat_id=seat_id).first()
    if found is None:
        return
    group_key = group_of_seat(seat_id)
    candidate_access.withdraw_view(user=found.user, because=group_key)
    candidate_access.revoke_access(found.application.candidate, of=group_key)
    Participant.objects.filter(pk=found.pk).update(state=SeatState.LEFT)
    _note_opening(found.loop_id)


@transaction.atomic
def scorecard_received(*, seat_id: int, observed: bool = True) -> None:
    """Note that the seat's scorecard is in, and whether anything was observed on it."""
    seat = Participant.objects.seated().get(seat_id=seat_id)
    seat.state = SeatState.SUBMITTED if observed else SeatState.EMPTY
    seat.save(update_fields=["state"])
    _note_opening(seat.loop_id)


def _note_opening(loop_id: int) -> None:
    """Note, once the loop's last card is in, that its cards can be read from outside of it."""
    seats = Participant.objects.filter(loop_id=loop_id)
    if not seats.owing().exists():
        seats.submitted().filter(opened_at=None).update(opened_at=clock.now())


def set_waiting(*, application: Application, party: str, due_at: datetime | None = None) -> None:
    """Say whose turn it is, and by when; an ended application waits on nobody.

    Without `due_at` it is the party's usual time from now; a turn that goes on keeps its date.
    """
    same_turn = Case(When(waiting_on=party, then=F("due_at")))
    usual = due_from(party, clock.now())
    Application.objects.active().filter(pk=application.pk).update(
        waiting_on=Party(party),
        due_at=due_at or (usual and Coalesce(same_turn, usual)),
    )


def set_next_interview(*, application: Application, at: datetime | None) -> None:
    """Say when its next interview begins; None when there is none."""
    Application.objects.filter(pk=application.pk).update(next_interview_at=at)


def group_of_seat(seat_id: int) -> str:
    """Return the name of the group by which one seat's holder sees the candidate."""
    return f"seat:{seat_id}"
