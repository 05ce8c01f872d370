"""What waits for a person on the home page: interviews to book and hold, scorecards to write."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from candidates.searching import MAX_LISTED
from hiring.accounts.home import RAIL, HomeCard, HomeRow
from hiring.accounts.models import SiteRole, User
from hiring.activity import clock
from hiring.interviews.loop_defaults import unscheduled
from hiring.interviews.models import SCORECARD_DUE_AFTER, Answer, Interview, Loop, Seat
from hiring.pipeline.counting import count_of
from hiring.pipeline.home import application_row, queue_card
from hiring.pipeline.models import Application, Party
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.waiting import recruited_by, roles_of

MAX_ROWS = 6
MAX_TODAY = 12


def to_fix(user: User) -> HomeCard | None:
    """Return the group "Fix first": interviews to come that somebody declined, is off during, or
    can no longer sign in to hold; one query."""
    if not _schedules(user):
        return None
    theirs = _looked_after(Application.objects.visible_to(user), user)
    coming = Seat.objects.owing().filter(
        during__startswith__gt=clock.now(), interview__loop__application__in=theirs
    )
    # Few people are gone or off: found first, and not asked for of each interview.
    gone = User.objects.filter(is_active=False).values("pk")
    seats = coming.filter(Q(answer=Answer.DECLINED) | Q(user__in=gone) | Q(pk__in=_off()))
    rows = [_to_fix(seat) for seat in seats.with_interview().order_by("during", "id")[:MAX_ROWS]]
    if not rows:
        return None
    count = count_of(seats, rows, most=MAX_ROWS)
    return HomeCard(
        title=_("Fix first"), icon="user-search", rows=rows, count=count, figure=_("to fix")
    )


def _off() -> QuerySet:
    """Return the seats, by id, whose people took time off while they are in them."""
    seats = Seat.everyone.active().filter(
        user__time_off__during__endswith__gt=clock.now(),
        user__time_off__during__overlap=F("during"),
    )
    return seats.values("pk")


def _to_fix(seat: Seat) -> HomeRow:
    words = {"person": seat.user.name, "interview": seat.interview.name}
    note = _("%(person)s is off during %(interview)s")
    if not seat.user.is_active:
        note = _("%(person)s’s account is deactivated: %(interview)s")
    elif seat.answer == Answer.DECLINED:
        note = _("%(person)s declined %(interview)s")
    application = seat.interview.loop.application
    return HomeRow(
        title=application.candidate.name,
        url=seat.interview.loop.get_absolute_url(),
        job=application.requisition.key,
        note=note % words,
        when=seat.during.lower,
        action=(_("Replace"), reverse("interviews:replace", kwargs={"seat_id": seat.pk})),
    )


def to_schedule(user: User) -> HomeCard | None:
    """Return the group "Schedule", the most urgent first. For coordinators, and recruiters."""
    if not _schedules(user):
        return None
    return queue_card(
        "schedule",
        user,
        rows=lambda found: [_to_book(application) for application in found],
        icon="calendar-plus",
        empty=(_("Nothing to schedule"), _("Candidates with interviews to book appear here.")),
        figure=_("to schedule"),
    )


def _to_book(application: Application) -> HomeRow:
    url = reverse("interviews:book", kwargs={"application_id": application.pk})
    return application_row(application, _("Book"), url=url)


def feedback_due(user: User) -> HomeCard | None:
    """Return the group "Collect feedback": interviews are over and scorecards missing."""
    if not _schedules(user):
        return None
    return queue_card(
        "feedback", user, rows=_missing_rows, icon="clipboard-list", figure=_("feedback due")
    )


def _missing_rows(applications: list[Application]) -> list[HomeRow]:
    """Return them with who owes a scorecard; one query for all."""
    seats = Seat.objects.owing().filter(
        interview__loop__application__in=applications, during__endswith__lte=clock.now()
    )
    names: dict[int, dict[str, None]] = {}
    loops: dict[int, Loop] = {}
    for seat in seats.select_related("user", "interview__loop").order_by("during", "id"):
        loop = seat.interview.loop
        loops[loop.application_id] = loop
        names.setdefault(loop.application_id, {})[seat.user.name.split()[0]] = None
    return [
        application_row(
            application,
            _("Open interviews"),
            url=loops[application.pk].get_absolute_url() if application.pk in loops else "",
            status=_("Missing: %(names)s") % {"names": ", ".join(names.get(application.pk, ()))},
        )
        for application in applications
    ]


def without_loop(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep those that the person looks after and whose interviews are still to be booked."""
    ids = _looked_after(unscheduled(found), user).order_by().values_list("pk", flat=True)
    # At once, in any order: they are few, and the database takes them for many and reads all of
    # what is due in order.
    return found.filter(pk__any=list(ids[:MAX_LISTED]))


def without_feedback(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep those that the person looks after, whose interviews are over and scorecards missing."""
    soon = clock.now() + SCORECARD_DUE_AFTER
    return _looked_after(found.filter(waiting_on=Party.INTERVIEWER, due_at__lt=soon), user)


def _schedules(user: User) -> bool:
    return user.is_recruiter or user.site_role == SiteRole.COORDINATOR


def _looked_after(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Narrow to what the person recruits for; coordinators look after all."""
    if user.site_role == SiteRole.COORDINATOR:
        return found
    return found.filter(recruited_by(user, roles_of(user)))


def on_days(user: User) -> HomeCard | None:
    """Return the interviews of today and tomorrow, all of them, for those who schedule; two
    queries."""
    if not _schedules(user):
        return None
    zone = ZoneInfo(user.zone)
    begins = datetime.combine(clock.today(zone), time(), zone)
    interviews = (
        Interview.objects.beginning(begins, begins + timedelta(days=2))
        .select_related("loop__application__candidate")
        .prefetch_related("seats__user")
        .order_by("during__startswith", "id")
    )
    ends = begins + timedelta(days=1)
    rows = [_interview_row(interview, ends) for interview in interviews[:MAX_TODAY]]
    return HomeCard(
        title=_("Today and tomorrow"),
        icon="calendar-event",
        rows=rows,
        empty=(_("No interviews today or tomorrow"), ""),
        url=reverse("interviews:week"),
        label=_("Week"),
        place=RAIL,
        template="interviews/_home_today.html",
    )


def _interview_row(interview: Interview, ends: datetime) -> HomeRow:
    """Return its row; one that begins after today `ends` says so."""
    return HomeRow(
        badge=(_("tomorrow"), "") if interview.starts_at >= ends else None,
        title=interview.loop.application.candidate.name,
        url=interview.loop.get_absolute_url(),
        note=interview.name,
        when=interview.starts_at,
        more=[seat.user.name for seat in interview.seats.all() if seat.is_active],
    )


def upcoming(user: User) -> HomeCard | None:
    """Return the card "My interviews": the next ones; one query. None for those who hold none."""
    # Without a scorecard, as all of them: by the index that has those in order.
    seats = Seat.everyone.of(user).owing().filter(during__startswith__gt=clock.now())
    rows = [
        HomeRow(
            title=_title(seat),
            url=seat.interview.get_absolute_url(),
            note=seat.interview.loop.application.requisition.key,
            when=seat.during.lower,
        )
        for seat in seats.with_interview().order_by("during", "id")[:MAX_ROWS]
    ]
    if not rows and _schedules(user):
        return None
    return HomeCard(
        title=_("My interviews"),
        icon="calendar-event",
        rows=rows,
        empty=(_("No upcoming interviews"), _("Interviews you’re assigned to appear here.")),
        url=reverse("interviews:mine"),
        label=_("All"),
        place=RAIL,
        template="interviews/_home_mine.html",
    )


def owed(user: User) -> HomeCard | None:
    """Return the card "Scorecards to submit", the overdue ones first; one query. None without any.

    Also of applications that have ended: that one is gone from here would tell anyone who still
    has its scorecard to submit what was decided.
    """
    seats = Seat.objects.of(user).owing().filter(during__startswith__lte=clock.now())
    rows = [_owed_row(seat) for seat in seats.with_interview().order_by("during", "id")[:MAX_ROWS]]
    if not rows:
        return None
    count = count_of(seats, rows, most=MAX_ROWS)
    return HomeCard(
        title=_("Scorecards to submit"),
        icon="clipboard-list",
        rows=rows,
        url=reverse("interviews:mine"),
        label=_("All"),
        count=count,
        figure=_("to write"),
    )


def _owed_row(seat: Seat) -> HomeRow:
    return HomeRow(
        title=_title(seat),
        url=seat.interview.get_absolute_url(),
        job=seat.interview.loop.application.requisition.key,
        note=_("Interview took place"),
        badge=(_("overdue"), "caution") if seat.is_overdue else None,
        when=seat.due_at,
        is_late=seat.is_overdue,
        action=(_("Write scorecard"), seat.interview.get_absolute_url()),
    )


def _title(seat: Seat) -> str:
    interview = seat.interview
    words = {"interview": interview.name, "candidate": interview.loop.application.candidate}
    return _("%(interview)s with %(candidate)s") % words
