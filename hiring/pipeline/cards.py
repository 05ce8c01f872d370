"""What this app puts on the home page."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.home import RAIL, HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.filtersets import ME
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.stage_bars import HEADS, Bars, bars_of
from hiring.pipeline.waiting import Roles, roles_of, waits_for
from hiring.requisitions.models import PlannedInterview, Requisition
from hiring.requisitions.querysets import is_led_by
from rubrics.models import StageKind

MAX_ROWS = 5
MAX_JOBS = 6


def waiting_applications(user: User) -> HomeCard | None:
    """Return the new applications that wait for this person, the longest overdue first."""
    roles = roles_of(user)
    if not user.is_recruiter and not roles:
        return None
    found = _waiting(user, roles).filter(stage__kind=StageKind.APPLIED)
    rows, count = _first(found)
    if not rows and not user.is_recruiter and TeamRole.RECRUITER not in roles:
        return None
    return HomeCard(
        title=_("Review applications"),
        icon="inbox",
        rows=[application_row(row, _("Review")) for row in rows],
        empty=(_("You’re all caught up"), _("Applications that need your review appear here.")),
        url=f"{reverse('pipeline:list')}?waiting_on={ME}&stage_kind={StageKind.APPLIED}",
        label=_("See all %(n)s") % {"n": count},
        count=count,
        figure=_("new"),
    )


def moving_on(user: User) -> HomeCard | None:
    """Return what waits for this person after the first stage and needs no booking."""
    roles = roles_of(user)
    if not user.is_recruiter and not roles:
        return None
    # Where interviews are planned, they are booked first (or the manager decides on a debrief).
    plan = Exists(PlannedInterview.objects.filter(stage=OuterRef("stage")))
    booked_first = Q(stage__kind__in=(StageKind.APPLIED, StageKind.ONSITE)) | Q(plan)
    rows, count = _first(_waiting(user, roles).exclude(booked_first))
    if not rows:
        return None
    return HomeCard(
        title=_("Screen, decide, offer"),
        icon="arrow-right",
        rows=[application_row(row, _("Open")) for row in rows],
        url=f"{reverse('pipeline:list')}?waiting_on={ME}",
        label=_("See all"),
        count=count,
        figure=_("to move on"),
    )


def overdue(user: User) -> HomeCard | None:
    """Return the figure of what should have been done by this person already."""
    roles = roles_of(user)
    if not user.is_recruiter and not roles:
        return None
    late = _waiting(user, roles).filter(due_at__lt=clock.now())
    return HomeCard(
        title=_("Overdue"),
        icon="clock",
        url=f"{reverse('pipeline:list')}?waiting_on={ME}&overdue=true",
        count=count_text(capped_count(late)),
        figure=_("overdue"),
        is_urgent=True,
    )


def _waiting(user: User, roles: Roles) -> ApplicationQuerySet:
    return Application.objects.active().filter(waits_for(user, roles)).not_concealed(user)


def _first(found: ApplicationQuerySet) -> tuple[list[Application], str]:
    """Return the first rows, what is due first, and how many there are in words."""
    rows = list(
        found.with_names().select_related("touch__channel").order_by("due_at", "id")[:MAX_ROWS]
    )
    return rows, count_text(capped_count(found) if len(rows) == MAX_ROWS else len(rows))


def application_row(
    application: Application, label: str, *, url: str = "", status: str = ""
) -> HomeRow:
    """Return the row of an application with a button; its page unless `url` is another."""
    address = application.get_absolute_url()
    return HomeRow(
        title=application.candidate.name,
        url=address,
        headline=application.candidate.headline,
        job=application.requisition.key,
        stage=application.stage.name,
        note=status or _since(application),
        badge=(_("overdue"), "caution") if application.is_overdue else None,
        when=application.due_at,
        is_late=application.is_overdue,
        action=(label, url or address),
    )


def _since(application: Application) -> str:
    days = application.days_in_stage
    return ngettext("%(n)d day here", "%(n)d days here", days) % {"n": days} if days else _("New")


def my_requisitions(user: User) -> HomeCard | None:
    """Return the person’s open requisitions, with how many applications stand where."""
    found = Requisition.objects.open().filter(is_led_by(user, requisition="pk"))
    rows = list(found.order_by("-opened_at", "-id")[:MAX_JOBS])
    if not rows and not user.is_recruiter:
        return None
    bars = bars_of(rows, user)
    return HomeCard(
        title=_("Your jobs"),
        icon="briefcase",
        rows=[_requisition_row(requisition, bars[requisition.pk]) for requisition in rows],
        empty=(
            _("You’re not on a hiring team"),
            _("Open a job, or ask a colleague to add you to one."),
        ),
        url=reverse("requisitions:list"),
        label=_("All jobs"),
        place=RAIL,
        template="pipeline/_home_jobs.html",
    )


def _requisition_row(requisition: Requisition, bars: Bars) -> HomeRow:
    active = bars.active
    note = ngettext("%(n)s active application", "%(n)s active applications", active)
    return HomeRow(
        title=f"{requisition.title} ({requisition.key})",
        url=reverse("pipeline:board", kwargs={"requisition_id": requisition.pk}),
        note=note % {"n": count_text(active)},
        job=requisition.key,
        more=(bars, HEADS),
    )
