"""What this room puts on the home page."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.access import LEADING
from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.pipeline.models import Application, Party
from hiring.requisitions.models import HiringTeamMember, Requisition

MOST = 8


def waiting_applications(user: User) -> HomeCard | None:
    """Return the applications that wait for this recruiter, the most urgent first."""
    mine = list(_recruits(user).values_list("requisition", flat=True))
    if not mine and not user.is_recruiter:
        return None
    found = Application.objects.waiting_on(Party.RECRUITER).not_concealed(user).with_names()
    if mine:
        # A recruiter who is on no team looks after all.
        found = found.filter(requisition__in=mine)
    rows = list(found.order_by(F("due_at").asc(nulls_last=True), "id")[:MOST])
    return HomeCard(
        title=_("Applications that wait for you"),
        icon="inbox",
        rows=[_application_row(application) for application in rows],
        empty=(_("Nothing waits for you"), _("Applications that need a recruiter show here.")),
        url=reverse("requisitions:list"),
        label=_("All requisitions"),
    )


def _recruits(user: User) -> QuerySet:
    return HiringTeamMember.objects.filter(
        user=user, role=TeamRole.RECRUITER, requisition__status="open"
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
    led = HiringTeamMember.objects.filter(
        user=user, role__in=list(LEADING), requisition=OuterRef("pk")
    )
    # One more than the board shows would tell where the one is that is hidden there.
    hidden = list(Application.objects.concealed(user).values_list("pk", flat=True))
    known = Q(applications__status="active") & ~Q(applications__in=hidden)
    active = Count("applications", filter=known)
    found = Requisition.objects.open().filter(Exists(led)).annotate(active=active)
    rows = list(found.order_by("-opened_at", "-id")[:MOST])
    if not rows and not user.is_recruiter:
        return None
    return HomeCard(
        title=_("Your requisitions"),
        icon="briefcase",
        rows=[_requisition_row(requisition) for requisition in rows],
        empty=(
            _("You are on no hiring team"),
            _("Open a requisition, or have somebody add you to one."),
        ),
        url=reverse("requisitions:list"),
        label=_("All requisitions"),
    )


def _requisition_row(requisition: Requisition) -> HomeRow:
    active = requisition.active  # type: ignore[attr-defined]
    note = ngettext("%(n)s active application", "%(n)s active applications", active)
    return HomeRow(
        title=f"{requisition.title} ({requisition.key})",
        url=reverse("pipeline:board", kwargs={"requisition_id": requisition.pk}),
        note=note % {"n": f"{active:,}" if active <= 10_000 else "10,000+"},
    )
