"""Nobody lifts their own blindness: who may be given a seat, and who may end one."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity.actions import Refused
from hiring.pipeline import blindness
from hiring.pipeline.models import Application


def refuse_seats(
    users: Collection[User],
    *,
    application: Application,
    loop_id: int,
    is_over: bool,
    actor: User | None,
    field: str = "",
) -> None:
    """Raise Refused unless these people may have a seat in the loop; it is to be locked.

    Anyone who could read its scorecards gets none, since theirs would not be blind. A seat in an
    interview that `is_over`, or in a loop in which a scorecard is in, is given by someone else.
    """
    if actor in users and (is_over or blindness.any_is_in(loop_id=loop_id)):
        text = _(
            "You can’t add yourself: the interview is over, or a scorecard has been submitted. "
            "Ask a colleague to add you."
        )
        raise Refused(text, field=field)
    barred = blindness.could_read(users, loop_id=loop_id, requisition_id=application.requisition_id)
    if names := [user.name for user in users if user.pk in barred]:
        text = _("%(people)s can read scorecards of this loop. Choose someone else.")
        raise Refused(text % {"people": ", ".join(names)}, field=field)


def refuse_ending(
    users: Collection[User], *, loop_id: int, actor: User | None, is_due: bool = False
) -> None:
    """Raise Refused when ending the seats of these people, who have a scorecard to submit for them,
    would lift the blindness of anyone who does it; the loop is to be locked.

    That is so once someone else's scorecard is in, and where the card `is_due`: the interview
    has begun, so that it could be written.
    """
    if actor is None or actor not in users:
        return
    if is_due or blindness.others_are_in(actor, loop_id=loop_id):
        raise Refused(
            _(
                "You have a scorecard to submit for this interview, so you can’t remove yourself. "
                "Submit the scorecard, or ask a colleague to remove you."
            )
        )
