"""What candidates are told of their interviews: the schedule, a change of it, that it is off."""

from collections.abc import Mapping
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from candidates.contact import contact_of
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.interviews import choice_links, day_sheets
from hiring.interviews.invitations import candidate_events
from hiring.interviews.models import Hold, Holder, Interview, InterviewStatus
from hiring.interviews.plans import held_lines
from hiring.messaging.actions import cancel_all
from hiring.messaging.models import Message, MessageState, Template
from hiring.messaging.querysets import MessageQuerySet
from hiring.pipeline.candidate_mail import draft_of, send_letter, when_sent
from hiring.pipeline.models import Application

SEND = "send_email"


class CandidateMail(models.TextChoices):
    """What a mail to a candidate about interviews is for."""

    INVITED = "candidate_invited", _lazy("interview invitation")
    CHANGED = "candidate_rescheduled", _lazy("interview change")
    OFFERED = "candidate_offered", _lazy("interview times to choose from")
    CANCELED = "candidate_canceled", _lazy("interviews canceled")
    REMINDER = "candidate_reminder", _lazy("interview reminder")
    CHOICE = "candidate_choice", _lazy("link to choose interview times")


_SCHEDULES = (CandidateMail.INVITED, CandidateMail.CHANGED)
MERGE_FIELDS = {
    "schedule": _lazy("schedule of the upcoming interviews"),
    "day_sheet": _lazy("link to the candidate’s day: who they meet, how to join and prepare"),
    "held_times": _lazy("times that are reserved for the candidate"),
    "choice_link": _lazy("link by which the candidate chooses a time"),
}


def merge_values(application: Application, actor: User | None) -> Mapping[str, str]:
    """Return the interviews to come, a line each, in the candidate’s zone, else in the writer’s,
    and where the candidate reads more of them."""
    zone = ZoneInfo(application.candidate.zone or (actor.zone if actor else "UTC"))
    upcoming = Interview.objects.upcoming(now=clock.now()).filter(
        candidate=application.candidate_id, loop__application=application
    )
    lines = [_line(interview, zone) for interview in upcoming.order_by("during", "pk")]
    return {
        "schedule": "\n".join(lines),
        "day_sheet": day_sheets.address_of(application) if lines else "",
        "held_times": _held_times(application, zone),
        "choice_link": choice_links.address_of(application),
    }


def _held_times(application: Application, zone: ZoneInfo) -> str:
    hold = Hold.objects.live().filter(application=application, holder=Holder.CANDIDATE).first()
    if hold is None:
        return ""
    return "\n".join(f"{when}: {name}" for name, when in held_lines(hold, zone.key))


def _line(interview: Interview, zone: ZoneInfo) -> str:
    start, end = interview.starts_at.astimezone(zone), interview.ends_at.astimezone(zone)
    day = date_format(start, "l, F j")
    line = f"{day}, {start:%H:%M}–{end:%H:%M} ({zone.key}): {interview.name}"
    return f"{line}, {interview.place}" if interview.place else line


def question(application: Application, kind: str) -> str:
    """Return what a dialog asks before the candidate is told; empty where they can’t be."""
    if not contact_of(application.candidate).address or not Template.objects.of_kind(kind).exists():
        return ""
    texts = {
        CandidateMail.INVITED: _("Email the schedule to the candidate"),
        CandidateMail.CHANGED: _("Email the new schedule to the candidate"),
        CandidateMail.OFFERED: _("Email the times to the candidate"),
        CandidateMail.CANCELED: _("Email the candidate that it is canceled"),
    }
    return texts[CandidateMail(kind)]


def cancel_question(application: Application) -> str:
    """Return what is asked before interviews are canceled; empty where nobody was told of them."""
    known = _told(application).exists()
    return question(application, CandidateMail.CANCELED) if known else ""


def kind_of_change(application: Application) -> str:
    """Return which mail a new or changed interview takes: whoever knows the old one is told of a
    change."""
    return CandidateMail.CHANGED if _told(application).exists() else CandidateMail.INVITED


def kind_of_cancellation(application: Application) -> str:
    """Return which mail a canceled interview takes; empty where the candidate knows of none."""
    if not _told(application).exists():
        return ""
    left = merge_values(application, None)["schedule"]
    return CandidateMail.CHANGED if left else CandidateMail.CANCELED


def knows(application: Application) -> bool:
    """Return whether the candidate was sent their schedule."""
    return _told(application).filter(state=MessageState.SENT).exists()


def _told(application: Application) -> MessageQuerySet:
    """Return the mails by which the candidate knows of interviews, or will in a moment."""
    told = _mails(application).filter(kind__in=_SCHEDULES)
    return told.filter(state__in=[MessageState.QUEUED, MessageState.SENDING, MessageState.SENT])


def _mails(application: Application) -> MessageQuerySet:
    return Message.objects.filter(
        candidate_id=application.candidate_id, application_id=application.pk
    )


def calendar_of(application: Application, kind: str) -> str:
    """Return the interviews to come as the candidate's calendar takes them.

    A change takes canceled ones out as well; a cancellation does nothing else.
    """
    coming = Interview.objects.filter(
        candidate=application.candidate_id,
        loop__application=application,
        during__startswith__gt=clock.now(),
    )
    statuses = {
        CandidateMail.INVITED: [InterviewStatus.BOOKED],
        CandidateMail.CHANGED: [InterviewStatus.BOOKED, InterviewStatus.CANCELED],
        CandidateMail.CANCELED: [InterviewStatus.CANCELED],
    }
    found = list(coming.filter(status__in=statuses[CandidateMail(kind)]).order_by("during", "pk"))
    method = "CANCEL" if kind == CandidateMail.CANCELED else "PUBLISH"
    return candidate_events(found, method=method) if found else ""


def key_of(application: Application) -> str:
    """Return what names a mail on the schedule as it stands: every change of it makes another.

    The moment would not do: who cancels two interviews within a minute writes of two schedules.
    """
    interviews = Interview.objects.filter(
        candidate=application.candidate_id, loop__application=application
    ).order_by("pk")
    states = [f"{pk}.{number}" for pk, number in interviews.values_list("pk", "sequence")]
    digest = sha256(" ".join(states).encode()).hexdigest()[:32]
    return f"interviews:{application.pk}:candidate:{digest}"


def tell(*, application: Application, kind: str, actor: User, key: str) -> str:
    """Write to the candidate, and return as a sentence when the mail leaves, or why it can’t.

    A mail on an earlier schedule that has not left is taken back: one of them is enough.
    """
    template = Template.objects.of_kind(kind).first()
    if template is None:
        return _("The candidate was not notified.")
    waiting = _told(application).waiting()
    # Nobody has read of the old schedule yet.
    is_news = waiting.count() == _told(application).count()
    if kind == CandidateMail.CANCELED and is_news:
        cancel_all(waiting, actor=actor)
        return _("The candidate knew nothing of it yet; the email that was waiting won’t be sent.")
    if kind == CandidateMail.CHANGED and is_news:
        kind = CandidateMail.INVITED
        template = Template.objects.of_kind(kind).first() or template
    letter = draft_of(application=application, template=template, actor=actor).letter
    try:
        calendar = calendar_of(application, kind)
        message = send_letter(
            application=application, letter=letter, actor=actor, key=key, calendar=calendar
        )
    except Refused as refusal:
        return f"{_('The candidate was not notified.')} {refusal.message}"
    earlier = _mails(application).filter(kind__in=[*_SCHEDULES, CandidateMail.CANCELED])
    cancel_all(earlier.waiting().exclude(pk=message.pk), actor=actor)
    return when_sent(message)


def offer(
    *,
    application: Application,
    actor: User,
    key: str,
    kind: CandidateMail = CandidateMail.OFFERED,
) -> str:
    """Write to the candidate the link to choose by, and by default which times are reserved;
    return as a sentence when the mail leaves, or why it can’t."""
    template = Template.objects.of_kind(kind).first()
    if template is None:
        return _("The candidate was not notified.")
    letter = draft_of(application=application, template=template, actor=actor).letter
    try:
        return when_sent(send_letter(application=application, letter=letter, actor=actor, key=key))
    except Refused as refusal:
        return f"{_('The candidate was not notified.')} {refusal.message}"
