"""The debrief meeting in the calendars of the panel: invited, moved, canceled."""

from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.interviews.invitations import meeting_event
from hiring.interviews.mails import MailKind
from hiring.interviews.models import DebriefMeeting, Loop, Seat
from hiring.messaging.actions import notify
from hiring.requisitions.models import HiringTeamMember


def panel_of(loop: Loop) -> set[User]:
    """Return who meets: the loop's interviewers and the job's hiring managers."""
    managers = HiringTeamMember.objects.filter(
        requisition=loop.application.requisition_id, role=TeamRole.HIRING_MANAGER
    ).values("user")
    seats = Seat.objects.active().filter(interview__loop=loop).values("user")
    people = User.objects.active()
    return set(people.filter(pk__in=managers)) | set(people.filter(pk__in=seats))


def follow_panel(loop: Loop) -> None:
    """Invite whoever joined the panel since, and cancel for whoever left it."""
    meeting = DebriefMeeting.objects.filter(loop=loop, canceled_at=None).first()
    if meeting is None:
        return
    now, before = panel_of(loop) if loop.is_booked else set(), set(meeting.people.all())
    if now == before:
        return
    # A calendar takes out, or takes back, only what is newer than what it has.
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    for user in sorted(now - before, key=lambda user: user.pk):
        write(meeting, user, loop=loop, method="REQUEST")
    for user in sorted(before - now, key=lambda user: user.pk):
        write(meeting, user, loop=loop, method="CANCEL")
    meeting.people.set(now)


def write(meeting: DebriefMeeting, user: User, *, loop: Loop, method: str) -> None:
    """Write to one person, with the event for their calendar."""
    subject, text = _TEXTS[method]()
    zone = ZoneInfo(user.zone)
    moment = date_format(meeting.during.lower.astimezone(zone), "D, M j, Y, H:i")
    facts = {"candidate": loop.application.candidate.name, "when": f"{moment} ({zone.key})"}
    summary = _("Debrief: %(candidate)s") % facts
    notify(
        [user],
        kind=MailKind.MEETING,
        subject=subject,
        paragraphs=[text],
        facts=facts,
        calendar=meeting_event(meeting, user, method=method, summary=summary),
        key=f"meeting:{meeting.pk}:{meeting.sequence}:{method}:{clock.now().isoformat()}",
        application=loop.application,
    )


_TEXTS = {
    "REQUEST": lambda: (
        _("Debrief of %(candidate)s, %(when)s"),
        _("The debrief of %(candidate)s is on %(when)s. Submit your scorecard before."),
    ),
    "CANCEL": lambda: (
        _("Canceled: debrief of %(candidate)s"),
        _("The debrief of %(candidate)s on %(when)s is canceled."),
    ),
}
