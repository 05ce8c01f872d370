"""What this app puts on the home page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.filtersets import ME
from hiring.pipeline.models import Application
from hiring.pipeline.waiting import roles_of, waits_for
from hiring.requisitions.models import Requisition
from hiring.requisitions.querysets import is_led_by

MAX_ROWS = 8


def waiting_applications(user: User) -> HomeCard | None:
    """Return the applications that wait for this person, the longest overdue first."""
    roles = roles_of(user)
    if not user.is_recruiter and not roles:
        return None
    found = Application.objects.active().filter(waits_for(user, roles)).not_concealed(user)
    rows = list(found.with_names().order_by("due_at", "id")[:MAX_ROWS])
    if not rows and not user.is_recruiter and TeamRole.RECRUITER not in roles:
        return None
    count = capped_count(found) if len(rows) == MAX_ROWS else len(rows)
    return HomeCard(
        title=_("Needs your review (%(n)s)") % {"n": count_text(count)},
        icon="inbox",
        rows=[_application_row(application) for application in rows],
        empty=(_("You’re all caught up"), _("Applications that need your review appear here.")),
        url=f"{reverse('pipeline:list')}?waiting_on={ME}",
        label=_("See all %(n)s") % {"n": count_text(count)},
    )


def _application_row(application: Application) -> HomeRow:
    return HomeRow(
        title=application.candidate.name,
        url=application.get_absolute_url(),
        note=f"{application.requisition.key} · {application.stage.name}",
        badge=(_("overdue"), "caution") if application.is_overdue else None,
        when=application.due_at,
    )


def my_requisitions(user: User) -> HomeCard | None:
    """Return the open requisitions that the person leads, with how many applications they have."""
    # One more than the board shows would tell where the one is that is hidden there.
    hidden = list(Application.objects.concealed(user).values_list("pk", flat=True))
    known = Q(applications__status="active") & ~Q(applications__in=hidden)
    active = Count("applications", filter=known)
    found = (
        Requisition.objects.open().filter(is_led_by(user, requisition="pk")).annotate(active=active)
    )
    rows = list(found.order_by("-opened_at", "-id")[:MAX_ROWS])
    if not rows and not user.is_recruiter:
        return None
    return HomeCard(
        title=_("Your jobs"),
        icon="briefcase",
        rows=[_requisition_row(requisition) for requisition in rows],
        empty=(
            _("You’re not on a hiring team"),
            _("Open a job, or ask a colleague to add you to one."),
        ),
        url=reverse("requisitions:list"),
        label=_("All jobs"),
    )


def _requisition_row(requisition: Requisition) -> HomeRow:
    active = requisition.active  # type: ignore[attr-defined]
    note = ngettext("%(n)s active application", "%(n)s active applications", active)
    return HomeRow(
        title=f"{requisition.title} ({requisition.key})",
        url=reverse("pipeline:board", kwargs={"requisition_id": requisition.pk}),
        note=note % {"n": f"{active:,}" if active <= 10_000 else "10,000+"},
    )
