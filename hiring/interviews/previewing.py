"""The emails that booking a loop would send, without booking it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.interviews import candidate_mail
from hiring.interviews.actions.booking import PlannedSlot, book_loop
from hiring.messaging.models import Message
from hiring.pipeline.models import Application


def mails_of_booking(
    *, application: Application, slots: Sequence[PlannedSlot], actor: User, tells_candidate: bool
) -> tuple[list[Message], str]:
    """Return the emails as they would go out, and what becomes of the candidate's as a sentence.

    Raises what `book_loop` raises.

    The loop is booked and taken back, so that nothing is said that booking would not send. Links
    in these emails lead nowhere.
    """
    with transaction.atomic():
        mine = Message.objects.filter(application_id=application.pk)
        before = set(mine.values_list("pk", flat=True))
        loop = book_loop(application=application, slots=slots, actor=actor, over_limits=True)
        told = _("The candidate was not notified.")
        if tells_candidate:
            told = candidate_mail.tell(
                application=application,
                kind=candidate_mail.kind_of_change(application),
                actor=actor,
                key=f"loop:{loop.pk}:candidate:booked",
            )
        found = list(mine.exclude(pk__in=before).select_related("recipient").order_by("-pk"))
        transaction.set_rollback(True)
    return found, told
