"""What a slot must be before anybody is asked for it; a refusal names the slot's field."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.interviews.models import Interview, Seat

if TYPE_CHECKING:
    from hiring.interviews.actions.booking import PlannedSlot

MIN_LENGTH, MAX_LENGTH = 10, 480
# Beyond it a year was mistyped.
FURTHEST = timedelta(days=2 * 366)


def check_slots(slots: Sequence["PlannedSlot"]) -> None:
    """Raise Refused with the field `slots.<index>.<name>` for the first thing wrong."""
    if not slots:
        raise Refused(_("Keep at least one interview."))
    for index, slot in enumerate(slots):
        where = f"slots.{index}"
        check_time(slot.starts_at, slot.minutes, slot.zone, where=f"{where}.")
        _check_people(slot.interviewers, slot.shadows, f"{where}.interviewers")
        _check_kit(slot, where)


def check_time(starts_at: datetime, minutes: int, zone: str, *, where: str = "") -> None:
    """Raise Refused unless the interview is still to come, of a usual length, in a known zone."""
    if starts_at.tzinfo is None:
        raise Refused(
            _("Include the UTC offset, for example 2026-05-01T10:00:00-04:00."),
            field=f"{where}starts_at",
        )
    if starts_at < clock.now():
        raise Refused(
            _("This time is in the past. Choose a later time."), field=f"{where}starts_at"
        )
    if starts_at > clock.now() + FURTHEST:
        text = _("This is more than two years away. Choose an earlier time.")
        raise Refused(text, field=f"{where}starts_at")
    if not MIN_LENGTH <= minutes <= MAX_LENGTH:
        text = _("An interview takes %(least)d to %(most)d minutes.")
        raise Refused(text % {"least": MIN_LENGTH, "most": MAX_LENGTH}, field=f"{where}minutes")
    if zone not in clock.zone_names():
        raise Refused(_("“%(zone)s” is not a time zone.") % {"zone": zone}, field=f"{where}zone")


def check_interviewer(user: User, *, field: str) -> None:
    """Raise Refused for somebody who can no longer sign in."""
    if not user.is_active:
        text = _("%(person)s’s account is deactivated. Choose someone else.")
        raise Refused(text % {"person": user}, field=field)


def _check_people(users: tuple[User, ...], shadows: tuple[User, ...], field: str) -> None:
    if not users:
        raise Refused(_("Choose at least one interviewer."), field=field)
    for user in shadows:
        if user in users:
            text = _("%(person)s is an interviewer here, so they can’t shadow it.")
            raise Refused(text % {"person": user}, field=field)
    users = (*users, *shadows)
    if len({user.pk for user in users}) < len(users):
        raise Refused(_("Each interviewer can be added only once."), field=field)
    for user in users:
        check_interviewer(user, field=field)


def _check_kit(slot: "PlannedSlot", where: str) -> None:
    if not slot.name.strip():
        raise Refused(_("Enter a name for the interview."), field=f"{where}.name")
    if not slot.rubric_version.is_published:
        raise Refused(_("Choose a published rubric."), field=f"{where}.rubric_version")
    for version in slot.questions:
        if not version.is_published:
            raise Refused(_("Choose published questions only."), field=f"{where}.questions")
        if version.question.kind != slot.kind:
            text = _("“%(question)s” is for another kind of interview.")
            raise Refused(text % {"question": version.question}, field=f"{where}.questions")


def refuse_unless_booked(interview: Interview) -> None:
    """Raise Refused when the interview was canceled or the candidate was a no-show."""
    if not interview.is_booked:
        text = _("“%(interview)s” can’t be changed. Status: %(status)s.")
        words = {"interview": interview.name, "status": interview.get_status_display()}
        raise Refused(text % words)


def refuse_before_start(interview: Interview) -> None:
    """Raise Refused while there is nothing yet to miss."""
    if not interview.has_begun:
        text = _("“%(interview)s” has not started. You can move or cancel it.")
        raise Refused(text % {"interview": interview.name})


def refuse_if_submitted(seats: list[Seat]) -> None:
    """Raise Refused, naming whose, when a scorecard is in: its seat stands."""
    done = [str(seat.user) for seat in seats if seat.submitted_at]
    if done:
        text = _("%(people)s already submitted a scorecard, so this can’t be changed.")
        raise Refused(text % {"people": ", ".join(done)})
