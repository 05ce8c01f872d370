"""Scorecards that are overdue: first the interviewer hears of it, then who coordinates, and at
last a substitute is proposed. Never before the interview has ended and the card was due.
"""

from datetime import timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import SiteRole, TeamRole, User
from hiring.activity import clock
from hiring.interviews.models import SCORECARD_DUE_AFTER, Seat
from hiring.messaging.notifications import notify_person
from hiring.pipeline.models import Application
from hiring.requisitions.actions.owners import can_own

# Counted from when the scorecard was due.
TELL_COORDINATOR_AFTER = timedelta(days=1)
PROPOSE_AFTER = timedelta(days=3)
# Who is so late does not hear of it any more; somebody else has long been told.
GIVE_UP_AFTER = timedelta(days=21)


class OverdueMail(models.TextChoices):
    """What a notification of an overdue scorecard is about."""

    INTERVIEWER = "scorecard_overdue", _lazy("your scorecard is overdue")
    COORDINATOR = "scorecard_missing", _lazy("missing scorecard")


def escalate() -> int:
    """Tell of each overdue scorecard whom it is time to tell; return how many were overdue.

    Called every hour; each is told each thing once.
    """
    now = clock.now()
    due = now - SCORECARD_DUE_AFTER
    seats = Seat.objects.overdue(since=due).filter(during__endswith__gt=due - GIVE_UP_AFTER)
    seats = seats.filter(interview__loop__application__status="active").with_interview()
    count = 0
    for seat in seats.select_related(
        "interview__loop__application__recruiter",
        "interview__loop__application__coordinator",
        "interview__loop__application__requisition__recruiter",
        "interview__loop__application__requisition__coordinator",
    ).iterator(chunk_size=500):
        _escalate(seat, late=now - seat.due_at)
        count += 1
    return count


@transaction.atomic
def _escalate(seat: Seat, *, late: timedelta) -> None:
    _tell_interviewer(seat)
    if late >= TELL_COORDINATOR_AFTER:
        _tell_coordinator(seat)
    if late >= PROPOSE_AFTER:
        _propose_substitute(seat)


def _tell_interviewer(seat: Seat) -> None:
    notify_person(
        kind=OverdueMail.INTERVIEWER,
        to=seat.user,
        text=_("Your scorecard for %(name)s is overdue") % _told(seat),
        body=_("Open the interview and submit it; the others wait for it."),
        link=seat.interview.get_absolute_url(),
        key=f"seat:{seat.pk}:overdue",
        candidate_id=seat.interview.candidate_id,
        application_id=seat.interview.loop.application_id,
    )


def _tell_coordinator(seat: Seat) -> None:
    for person in looks_after(seat.interview.loop.application):
        if person.pk != seat.user_id:
            notify_person(
                kind=OverdueMail.COORDINATOR,
                to=person,
                text=_("%(who)s has not submitted the scorecard for %(name)s") % _told(seat),
                body=_("They have been reminded. A short message from you may help."),
                link=seat.interview.loop.get_absolute_url(),
                key=f"seat:{seat.pk}:missing:{person.pk}",
                candidate_id=seat.interview.candidate_id,
                application_id=seat.interview.loop.application_id,
            )


def _propose_substitute(seat: Seat) -> None:
    substitute = _substitute(seat)
    told = _told(seat) | {"substitute": substitute.name if substitute else ""}
    text = _("No scorecard for %(name)s from %(who)s: interview again?")
    if substitute:
        body = _(
            "%(substitute)s is on the hiring team and not in this loop. Book another interview "
            "with them, and remove %(who)s from this one."
        )
    else:
        body = _("Book another interview with someone else, and remove %(who)s from this one.")
    for person in looks_after(seat.interview.loop.application):
        notify_person(
            kind=OverdueMail.COORDINATOR,
            to=person,
            text=text % told,
            body=body % told,
            link=seat.interview.loop.get_absolute_url(),
            key=f"seat:{seat.pk}:substitute:{person.pk}",
            candidate_id=seat.interview.candidate_id,
            application_id=seat.interview.loop.application_id,
        )


def looks_after(application: Application) -> list[User]:
    """Return who chases feedback: the coordinator, else the recruiter, else all coordinators."""
    may_see = can_own(application.requisition_id)
    owners = dict(application.owners)
    for role in ("coordinator", "recruiter"):
        owner = owners.get(role)
        if owner and may_see.filter(pk=owner.pk).exists():
            return [owner]
    return list(may_see.filter(site_role=SiteRole.COORDINATOR))


def _substitute(seat: Seat) -> User | None:
    """Return an interviewer of the job's team who holds no seat in the loop."""
    loop = seat.interview.loop
    team = loop.application.requisition.hiring_team.filter(
        role=TeamRole.INTERVIEWER, user__is_active=True
    )
    seated = Seat.objects.filter(interview__loop=loop).values("user")
    member = team.exclude(user__in=seated).select_related("user").order_by("pk").first()
    return member.user if member else None


def _told(seat: Seat) -> dict[str, str]:
    return {"who": seat.user.name, "name": seat.interview.loop.application.candidate.name}
