"""The day before: candidates are reminded of their interviews, interviewers of theirs.

Each is told once for a day, however many interviews it has. An organization that reminds nobody
archives the template of the email; interviewers choose in their notifications.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.db import models, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.interviews.candidate_mail import CandidateMail, knows
from hiring.interviews.load import loads
from hiring.interviews.models import Interview, Seat
from hiring.messaging.models import Message, Template
from hiring.messaging.notifications import notify_person
from hiring.pipeline.candidate_mail import draft_of, send_letter

AHEAD = timedelta(hours=24)
# Who was booked later than this has just been told.
AT_LEAST = timedelta(hours=12)
log = structlog.get_logger(__name__)


class ReminderMail(models.TextChoices):
    """What a reminder to an interviewer is about."""

    INTERVIEWER = "interview_reminder", _lazy("your interviews of the next day")


def remind() -> None:
    """Remind whoever has interviews a day from now. Called every hour; each is told once."""
    now = clock.now()
    soon = {
        "during__startswith__gt": now + AT_LEAST,
        "during__startswith__lte": now + AHEAD,
    }
    interviews = Interview.objects.booked().filter(**soon, loop__application__status="active")
    for interview in interviews.with_subject().select_related("loop__created_by"):
        _remind_candidate(interview)
    seats = Seat.everyone.active().filter(**soon).select_related("user")
    for user, day in dict.fromkeys(_days(seats)):
        _remind_interviewer(user, day)


@transaction.atomic
def _remind_candidate(interview: Interview) -> None:
    application, actor = interview.loop.application, interview.loop.created_by
    template = Template.objects.of_kind(CandidateMail.REMINDER).first()
    if template is None or actor is None or not actor.is_active or not knows(application):
        return
    day = interview.starts_at.astimezone(ZoneInfo(application.candidate.zone or actor.zone)).date()
    key = f"reminder:{application.pk}:{day.isoformat()}"
    if Message.objects.filter(key=key).exists():
        return
    letter = draft_of(application=application, template=template, actor=actor).letter
    try:
        send_letter(application=application, letter=letter, actor=actor, key=key)
    except Refused as refusal:
        log.info("not_reminded", application=application.pk, reason=str(refusal.message))


def _days(seats: models.QuerySet[Seat]) -> Iterator[tuple[User, date]]:
    for seat in seats:
        yield seat.user, seat.during.lower.astimezone(ZoneInfo(seat.user.zone)).date()


def _remind_interviewer(user: User, day: date) -> None:
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(user.zone))
    load = loads([user], start, start + AHEAD)[user.pk]
    first = min(span.start for span in load.spans if load.day_of(span.start) == day)
    n = load.on(day)
    words = {
        "n": n,
        "day": date_format(day, "l, F j"),
        "time": f"{first.astimezone(ZoneInfo(user.zone)):%H:%M} ({user.zone})",
    }
    text = ngettext(
        "%(n)d interview on %(day)s at %(time)s",
        "%(n)d interviews on %(day)s, the first at %(time)s",
        n,
    )
    notify_person(
        kind=ReminderMail.INTERVIEWER,
        to=user,
        text=text % words,
        body=_("Your day sheet has the times, the links and the interview kits."),
        link=f"{reverse('interviews:day')}?person={user.pk}&day={day.isoformat()}",
        key=f"reminder:{user.pk}:{day.isoformat()}:interviewer",
    )
