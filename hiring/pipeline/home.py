"""What this app puts on the home page."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.home import RAIL, HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.pipeline import queues
from hiring.pipeline.counting import capped_count, count_of, count_text
from hiring.pipeline.filtersets import ME
from hiring.pipeline.models import Application
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.stage_bars import HEADS, Bars, bars_of
from hiring.pipeline.waiting import roles_of, waits_for
from hiring.requisitions.models import PlannedInterview, Requisition
from hiring.requisitions.querysets import is_led_by
from rubrics.models import StageKind

MAX_ROWS = 5
MAX_JOBS = 6


def waiting_applications(user: User) -> HomeCard | None:
    """Return the new applications that wait for this person, the longest overdue first."""
    card = queue_card(
        "review",
        user,
        rows=lambda found: [application_row(application, _("Review")) for application in found],
        icon="inbox",
        empty=(_("You’re all caught up"), _("Applications that need your review appear here.")),
        figure=_("new"),
    )
    recruits = user.is_recruiter or card.rows or TeamRole.RECRUITER in roles_of(user)
    return card if recruits else None


def moving_on(user: User) -> HomeCard | None:
    """Return what waits for this person after the first stage and needs no booking."""
    card = queue_card(
        "move_on",
        user,
        rows=lambda found: [application_row(application, _("Open")) for application in found],
        icon="arrow-right",
        figure=_("to move on"),
    )
    return card if card.rows else None


def to_review(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep the new ones that wait for the person."""
    return found.filter(waits_for(user, roles_of(user)), stage__kind=StageKind.APPLIED)


def to_move_on(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep what waits for the person after the first stage and needs no booking."""
    # Where interviews are planned, they are booked first (or the manager decides on a debrief).
    plan = Exists(PlannedInterview.objects.filter(stage=OuterRef("stage")))
    booked_first = Q(stage__kind__in=(StageKind.APPLIED, StageKind.ONSITE)) | Q(plan)
    return found.filter(waits_for(user, roles_of(user))).exclude(booked_first)


def overdue(user: User) -> HomeCard | None:
    """Return the figure of what should have been done by this person already."""
    roles = roles_of(user)
    if not user.is_recruiter and not roles:
        return None
    waiting = Application.objects.active().filter(waits_for(user, roles)).not_concealed(user)
    late = waiting.filter(due_at__lt=clock.now())
    return HomeCard(
        title=_("Overdue"),
        icon="clock",
        url=f"{reverse('pipeline:list')}?waiting_on={ME}&overdue=true",
        count=count_text(capped_count(late)),
        figure=_("overdue"),
        is_urgent=True,
    )


def queue_card(
    key: str, user: User, *, rows: Callable[[list[Application]], list[HomeRow]], **parts: Any
) -> HomeCard:
    """Return the group of a queue: what is due first, how many there are, and the way to all.

    `rows` makes its rows of the applications; `parts` is the rest of the card.
    """
    queue = queues.queue(key)
    found = queue.of(user)
    named = found.with_names().select_related("touch__channel").order_by("due_at", "id")
    first = list(named[:MAX_ROWS])
    count = count_of(found, first, most=MAX_ROWS)
    return HomeCard(
        title=queue.title,
        rows=rows(first),
        url=queue.url,
        label=_("See all %(n)s") % {"n": count},
        count=count,
        **parts,
    )


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
            _("Create a job, or ask a colleague to add you to one."),
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
