"""Asking for a debrief."""

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused, record
from hiring.debriefs import assembly, evidence
from hiring.debriefs.actions.rendering import TASK
from hiring.debriefs.models import Debrief, DebriefState
from hiring.debriefs.verbs import Verb
from hiring.interviews.models import InterviewStatus, LoopStatus, Seat, SeatStatus
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application, Party
from hiring.pipeline.verbs import concerning
from hiring.scorecards.models import Scorecard, ScorecardVersion

# More wait for the next look.
AT_ONCE = 100


@transaction.atomic
def request_debrief(
    *, application: Application, actor: User | None, again: bool = False
) -> Debrief:
    """Return a debrief of the application: the one being made, or a new version put in line.

    When nothing that the newest one says has changed, that one is returned, unless asked for
    `again`. One that could not be made is tried again under its number. Refused while a
    scorecard is owed (it names whose), and when no scorecard holds an observation.
    """
    application = locked(application)
    newest = application.debriefs.first()
    if newest and newest.is_being_made:
        return newest
    refuse_unless_whole(application)
    if newest and newest.is_ready and not again and not _says_new(newest, application):
        return newest
    debrief = newest if newest and not newest.is_ready else _next(application)
    return _put_in_line(debrief, actor=actor)


def request_due() -> int:
    """Ask for the debrief of each application whose scorecards are all in; return how many.

    The first one, and a new version once a card came in or was amended after the newest.

    The apps below cannot ask, so this one looks: an application that waits on its hiring
    manager, has had interviews, and has no debrief yet.
    """
    cards = Scorecard.objects.with_evidence().filter(
        seat__interview__loop__application=OuterRef("pk")
    )
    due = Application.objects.waiting_on(Party.HIRING_MANAGER).filter(
        Exists(cards),
        ~Exists(Debrief.objects.filter(application=OuterRef("pk"))),
    )
    asked = sum(_asked(application) for application in due.order_by("pk")[:AT_ONCE])
    return asked + sum(_asked(application) for application in _outdated()[:AT_ONCE])


def _outdated() -> QuerySet[Application]:
    """Return the open applications of which a card came in or was amended after the newest."""
    newest = Debrief.objects.newest().filter(application=OuterRef("pk"))
    later = ScorecardVersion.objects.submitted().filter(
        scorecard__seat__status=SeatStatus.ACTIVE,
        scorecard__seat__interview__status=InterviewStatus.BOOKED,
        scorecard__seat__interview__loop__status=LoopStatus.BOOKED,
        scorecard__seat__interview__loop__application=OuterRef("pk"),
        submitted_at__gt=OuterRef("rendered_at"),
    )
    found = Application.objects.active().annotate(
        rendered_at=Subquery(newest.values("rendered_at")[:1])
    )
    others = Debrief.objects.in_the_making().filter(application=OuterRef("pk"))
    owed = Seat.objects.owing().filter(
        interview__status=InterviewStatus.BOOKED,
        interview__loop__status=LoopStatus.BOOKED,
        interview__loop__application=OuterRef("pk"),
    )
    return found.filter(Exists(later), ~Exists(others), ~Exists(owed)).order_by("pk")


def _asked(application: Application) -> bool:
    try:
        request_debrief(application=application, actor=None)
    except Refused:
        # A scorecard became owed meanwhile: the next look finds it settled.
        return False
    return True


def refuse_unless_whole(application: Application) -> None:
    """Raise Refused unless every scorecard that is owed is in, and there is one."""
    owed = evidence.owed_by(application)
    if owed:
        raise Refused(whose_are_missing([seat.user.name for seat in owed]))
    cards = evidence.of(application).cards
    if not cards:
        raise Refused(_("There are no scorecards yet."))
    if not any(card.has_evidence for card in cards):
        raise Refused(_("No interviewer recorded any observations."))


def whose_are_missing(names: list[str]) -> str:
    """Return the sentence that says whose scorecards are missing."""
    people = ", ".join(dict.fromkeys(names))
    return _(
        "Scorecards are missing from: %(people)s. Create the debrief once they are submitted"
        " or those interviewers are removed."
    ) % {"people": people}


def _says_new(newest: Debrief, application: Application) -> bool:
    return assembly.fingerprint(assembly.assemble(application).as_json()) != newest.fingerprint


def _next(application: Application) -> Debrief:
    last = application.debriefs.aggregate(last=Max("number"))["last"] or 0
    return Debrief(application=application, number=last + 1)


def _put_in_line(debrief: Debrief, *, actor: User | None) -> Debrief:
    debrief.state = DebriefState.REQUESTED
    debrief.requested_by = actor
    debrief.requested_at = clock.now()
    debrief.error = ""
    debrief.save()
    application = debrief.application
    record(
        Verb.DEBRIEF_REQUESTED,
        on=debrief,
        actor=actor,
        **concerning(application),
        version=debrief.number,
    )
    jobs.enqueue(TASK, key=str(debrief.pk), debrief_id=debrief.pk)
    return debrief
