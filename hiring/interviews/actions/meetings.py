"""The debrief meeting of a loop: scheduled, moved, canceled."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.interviews.actions.checks import check_time
from hiring.interviews.actions.loop_state import locked_loop, subject_of
from hiring.interviews.load import loads
from hiring.interviews.meeting_mails import panel_of, write
from hiring.interviews.models import DebriefMeeting, Loop
from hiring.interviews.verbs import Verb
from hiring.scheduling.free_time import free_times
from hiring.scheduling.hours import without
from hiring.scheduling.solver.problem import STEP
from hiring.scheduling.video import video_link

AHEAD = timedelta(days=14)


@transaction.atomic
def schedule_meeting(
    *, loop: Loop, starts_at: datetime, minutes: int, zone: str, place: str = "", actor: User
) -> DebriefMeeting:
    """Return the loop's meeting at this time; everybody's calendar follows."""
    loop = locked_loop(loop.pk)
    if not loop.is_booked:
        raise Refused(_("This loop was canceled."))
    check_time(starts_at, minutes, zone)
    during = DateTimeTZRange(starts_at, starts_at + timedelta(minutes=minutes))
    meeting = DebriefMeeting.objects.filter(loop=loop).first()
    place = place.strip() or (meeting.place if meeting else video_link())
    if meeting is None:
        meeting = DebriefMeeting.objects.create(loop=loop, during=during, zone=zone, place=place)
    elif (meeting.during, meeting.place, meeting.canceled_at) == (during, place, None):
        return meeting
    else:
        meeting.sequence += 1
        meeting.time_sequence = meeting.sequence
        meeting.during, meeting.zone, meeting.place = during, zone, place
        meeting.canceled_at = None
        meeting.save()
    _tell(meeting, loop, "REQUEST", panel_of(loop))
    record(Verb.MEETING_SCHEDULED, on=loop, actor=actor, **subject_of(loop))
    return meeting


@transaction.atomic
def cancel_meeting(*, loop: Loop, actor: User) -> None:
    """Call the meeting off; a second time changes nothing."""
    loop = locked_loop(loop.pk)
    meeting = DebriefMeeting.objects.filter(loop=loop, canceled_at=None).first()
    if meeting is None:
        return
    meeting.sequence, meeting.canceled_at = meeting.sequence + 1, clock.now()
    meeting.save(update_fields=["sequence", "canceled_at"])
    _tell(meeting, loop, "CANCEL", set(meeting.people.all()))
    record(Verb.MEETING_CANCELED, on=loop, actor=actor, **subject_of(loop))


def _tell(meeting: DebriefMeeting, loop: Loop, method: str, people: set[User]) -> None:
    # What was answered was to the time before.
    meeting.answers.all().delete()
    for user in sorted(people, key=lambda user: user.pk):
        write(meeting, user, loop=loop, method=method)
    meeting.people.set(people if method == "REQUEST" else ())


def common_time(loop: Loop, *, minutes: int) -> datetime | None:
    """Return when the whole panel is free first, after the loop's last interview."""
    people = panel_of(loop)
    last = max((interview.ends_at for interview in loop.interviews.booked()), default=clock.now())
    start = max(last, clock.now() + timedelta(hours=1))
    at = start + (-timedelta(seconds=start.timestamp()) % STEP)
    times, held = free_times(people, start, start + AHEAD), loads(people, start, start + AHEAD)
    free = [without(times[user.pk].free, held[user.pk].spans) for user in people]
    while at < start + AHEAD:
        end = at + timedelta(minutes=minutes)
        if all(any(s.start <= at and end <= s.end for s in spans) for spans in free):
            return at
        at += STEP
    return None
