"""A day of interviews on one page: for whoever holds them or looks after them, and for a candidate.

A candidate's is opened by a signed link, without an account, and says nothing of the kit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.links import link_of, make_link, token_of
from hiring.accounts.models import Organization, PublicLink, User
from hiring.activity import clock
from hiring.interviews.loop_defaults import assistance_in
from hiring.interviews.models import Interview, Part, Seat
from hiring.interviews.querysets import with_seats
from hiring.pipeline.mail_fields import recruiter_values
from hiring.pipeline.models import Application
from rubrics.models import Assistance, InterviewKind

PURPOSE = "candidate_schedule"
LIFETIME = timedelta(days=120)
# A day that is over can be looked up for a while.
BEHIND = timedelta(days=1)
MAX_SHOWN = 200


@dataclass(frozen=True)
class DayLine:
    """One interview of a colleague's day; the kit is for those who sit in it."""

    interview: Interview
    people: list[User]
    learners: list[User]
    is_mine: bool

    @property
    def contact(self) -> User | None:
        """Who booked it, and is asked when something goes wrong."""
        return self.interview.loop.created_by


def lines_of(
    viewer: User, day: date, *, person: int | None = None, room: int | None = None
) -> list[DayLine]:
    """Return the interviews of a day, by the clock of the viewer, that they may see; five queries.

    Of one `person` or one `room` only, where asked for.
    """
    zone = ZoneInfo(viewer.zone)
    begins, ends = (datetime.combine(day + timedelta(days=n), time(), zone) for n in (0, 1))
    found = Interview.objects.visible_to(viewer).between(begins, ends)
    found = found.narrowed(person=person, room=room)
    subjects = found.with_subject().select_related("room", "loop__created_by")
    interviews = subjects.prefetch_related(*with_seats()).order_by("during", "id")[:MAX_SHOWN]
    return [_line(interview, viewer) for interview in interviews]


def _line(interview: Interview, viewer: User) -> DayLine:
    people = [seat.user for seat in interview.seats.all() if seat.is_active]
    learners = [seat.user for seat in interview.learners]
    return DayLine(interview, people, learners, viewer in people or viewer in learners)


# A candidate's ------------------------------------------------------------------------------


@dataclass(frozen=True)
class CandidateLine:
    """One interview as its candidate reads it."""

    interview: Interview
    people: list[str]
    preparation: str
    assistance: str


@dataclass(frozen=True)
class CandidateSheet:
    """A candidate's interviews of one application, and whom they ask about them."""

    application: Application
    lines: list[CandidateLine]
    contact: str
    address: str


def path_of(application: Application) -> str:
    """Return the path of the candidate's page; the same while its link works."""
    live = PublicLink.objects.to(PURPOSE, application.pk).live().first()
    link = live or make_link(
        purpose=PURPOSE, object_id=application.pk, lifetime=LIFETIME, actor=None
    )
    return reverse("your_interviews:schedule", kwargs={"schedule_token": token_of(link)})


def address_of(application: Application) -> str:
    """Return the address of the candidate's page, as a mail has it."""
    return f"{settings.BASE_URL}{path_of(application)}"


def sheet_by(token: str) -> CandidateSheet | None:
    """Return what a token opens; None when that is nothing (any more)."""
    link = link_of(token, purpose=PURPOSE)
    if link is None or not link.is_live:
        return None
    known = Application.objects.with_names().filter(candidate__erased_at=None)
    application = known.filter(pk=link.object_id).first()
    lines = _candidate_lines(application) if application else []
    if application is None or not lines:
        return None
    recruiter = recruiter_values(application, None)
    return CandidateSheet(
        application,
        lines,
        contact=recruiter.get("name", ""),
        address=recruiter.get("email", "") or Organization.present().reply_address,
    )


def _candidate_lines(application: Application) -> list[CandidateLine]:
    coming = Interview.objects.booked().filter(
        loop__application=application, during__endswith__gt=clock.now() - BEHIND
    )
    interviews = coming.select_related("loop", "room").prefetch_related(*with_seats())
    return [_candidate_line(interview) for interview in interviews.order_by("during", "id")]


def _candidate_line(interview: Interview) -> CandidateLine:
    return CandidateLine(
        interview,
        people=[*_names(interview.seats.all()), *map(_learner, interview.learners)],
        preparation=_PREPARATIONS[InterviewKind(interview.kind)](),
        assistance=_ALLOWED[assistance_in(interview)](),
    )


def _names(seats: Iterable[Seat]) -> list[str]:
    return [seat.user.name for seat in seats if seat.is_active]


def _learner(seat: Seat) -> str:
    """Return who else is there, so that nobody wonders: one who leads is an interviewer to them."""
    if seat.part == Part.REVERSE_SHADOW:
        return seat.user.name
    return _("%(name)s (listening)") % {"name": seat.user.name}


_ALLOWED = {
    Assistance.NONE: lambda: _("Please work without search engines and AI assistants."),
    Assistance.SEARCH: lambda: _("You may search the web."),
    Assistance.ASSISTANT: lambda: _("You may use an AI assistant, as you would at work."),
}
_PREPARATIONS = {
    InterviewKind.MATH_PUZZLE: lambda: _(
        "Have paper and a pen ready, and think out loud: how you get there matters most."
    ),
    InterviewKind.TAKE_HOME: lambda: _(
        "Have your take-home open. You’ll walk through what you did, and why."
    ),
    InterviewKind.PROJECT_PROBE: lambda: _(
        "Choose a project you know in detail, and be ready to describe your own part in it."
    ),
    InterviewKind.ML_CODING: lambda: _("Have your editor ready, and be able to share your screen."),
    InterviewKind.ML_DEBUGGING: lambda: _(
        "You’ll read and fix code someone else wrote. Be able to share your screen."
    ),
    InterviewKind.SYSTEM_DESIGN: lambda: _(
        "Have something to draw with. You’ll design a system together, from its data to its users."
    ),
    InterviewKind.ML_THEORY: lambda: _(
        "There is nothing to prepare. Say what you know and where you’re unsure."
    ),
    InterviewKind.RESEARCH_TALK: lambda: _(
        "Bring slides about your own work, and leave time for questions."
    ),
    InterviewKind.PRODUCT_SENSE: lambda: _(
        "Take a look at our product. You’ll talk about users, goals and how to measure success."
    ),
    InterviewKind.BACKGROUND: lambda: _(
        "Think of examples from your work, and bring your own questions."
    ),
}
