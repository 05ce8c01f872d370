"""What waits for a person on the home page: interviews to hold, scorecards to write."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import SiteRole, User
from hiring.activity import clock
from hiring.interviews.models import Seat
from hiring.interviews.planning import unscheduled
from hiring.pipeline.counting import capped_count, count_text

MAX_ROWS = 6


def to_schedule(user: User) -> HomeCard | None:
    """Return the card "To schedule", the most urgent first; two queries. For coordinators."""
    if user.site_role != SiteRole.COORDINATOR:
        return None
    found = unscheduled(user)
    rows = [
        HomeRow(
            title=application.candidate.name,
            url=reverse("interviews:book", kwargs={"application_id": application.pk}),
            note=f"{application.requisition.key} · {application.stage.name}",
            badge=(_("overdue"), "caution") if application.is_overdue else None,
            when=application.due_at,
        )
        for application in found.with_names().order_by("due_at", "id")[:MAX_ROWS]
    ]
    count = capped_count(found) if len(rows) == MAX_ROWS else len(rows)
    return HomeCard(
        title=_("To schedule (%(n)s)") % {"n": count_text(count)},
        icon="calendar-plus",
        rows=rows,
        empty=(
            _("Nothing to schedule"),
            _("Candidates with interviews to book appear here."),
        ),
        url=reverse("interviews:to_schedule"),
        label=_("See all %(n)s") % {"n": count_text(count)},
    )


def upcoming(user: User) -> HomeCard:
    """Return the card "My interviews": the next ones; one query."""
    seats = Seat.objects.of(user).filter(during__startswith__gt=clock.now())
    rows = [
        HomeRow(
            title=_title(seat),
            url=seat.interview.get_absolute_url(),
            note=seat.interview.loop.application.requisition.key,
            when=seat.during.lower,
        )
        for seat in seats.with_interview().order_by("during", "id")[:MAX_ROWS]
    ]
    return HomeCard(
        title=_("My interviews"),
        icon="calendar-event",
        rows=rows,
        empty=(_("No upcoming interviews"), _("Interviews you’re assigned to appear here.")),
        url=reverse("interviews:mine"),
        label=_("All"),
    )


def owed(user: User) -> HomeCard | None:
    """Return the card "Scorecards to submit", the overdue ones first; one query. None without any.

    Also of applications that have ended: that one is gone from here would tell anyone who still
    has its scorecard to submit what was decided.
    """
    seats = Seat.objects.of(user).owing().filter(during__startswith__lte=clock.now())
    rows = [
        HomeRow(
            title=_title(seat),
            url=seat.interview.get_absolute_url(),
            note=seat.interview.loop.application.requisition.key,
            badge=(_("overdue"), "caution") if seat.is_overdue else None,
            when=seat.due_at,
        )
        for seat in seats.with_interview().order_by("during", "id")[:MAX_ROWS]
    ]
    if not rows:
        return None
    return HomeCard(
        title=_("Scorecards to submit"),
        icon="clipboard-list",
        rows=rows,
        url=reverse("interviews:mine"),
        label=_("All"),
    )


def _title(seat: Seat) -> str:
    interview = seat.interview
    words = {"interview": interview.name, "candidate": interview.loop.application.candidate}
    return _("%(interview)s with %(candidate)s") % words
