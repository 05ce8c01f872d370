"""What waits for a person on the home page: decisions to take, debriefs to make."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.debriefs.models import Debrief
from hiring.pipeline.blindness import is_blind
from hiring.pipeline.counting import capped_count, count_text
from hiring.pipeline.models import Application, Party
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.requisitions.models import HiringTeamMember
from hiring.requisitions.querysets import is_led_by
from hiring.scorecards.models import Scorecard

MAX_ROWS = 6


def to_decide(user: User) -> HomeCard | None:
    """Return the card "Awaiting your decision"; two queries. None for who leads no opening."""
    if not HiringTeamMember.objects.filter(user=user, role=TeamRole.HIRING_MANAGER).exists():
        return None
    waiting = Debrief.objects.to_be_decided_by(user).with_subject().without_content()
    rows = [
        HomeRow(
            title=str(debrief.application.candidate),
            url=debrief.get_absolute_url(),
            headline=debrief.application.candidate.headline,
            job=debrief.application.requisition.key,
            note=_("Debrief ready"),
            when=debrief.rendered_at,
            action=(_("Open debrief"), debrief.get_absolute_url()),
        )
        for debrief in waiting.order_by("rendered_at", "pk")[:MAX_ROWS]
    ]
    count = count_text(capped_count(waiting) if len(rows) == MAX_ROWS else len(rows))
    return HomeCard(
        title=_("Awaiting your decision"),
        icon="scale",
        rows=rows,
        empty=(_("Nothing to decide"), _("A debrief appears here when its report is ready.")),
        url=reverse("debriefs:list"),
        label=_("All"),
        count=count,
        figure=_("to decide"),
    )


def to_make(user: User) -> HomeCard | None:
    """Return the card "Ready for debrief"; one query, two if it is cut. None without any."""
    ready = ready_for_debrief(user)
    rows = [
        HomeRow(
            title=str(application.candidate),
            url=reverse("debriefs:of_application", kwargs={"application_id": application.pk}),
            headline=application.candidate.headline,
            job=application.requisition.key,
            stage=application.stage.name,
            note=_("Scorecards in"),
            is_late=application.is_overdue,
            action=(
                _("Prepare debrief"),
                reverse("debriefs:of_application", kwargs={"application_id": application.pk}),
            ),
            badge=(_("failed"), "caution") if application.has_failed else None,
            when=application.due_at,
        )
        for application in ready.with_names().order_by("due_at", "pk")[:MAX_ROWS]
    ]
    if not rows:
        return None
    count = count_text(capped_count(ready) if len(rows) == MAX_ROWS else len(rows))
    return HomeCard(
        title=_("Ready for debrief"),
        icon="file-type-pdf",
        rows=rows,
        url=reverse("debriefs:to_request"),
        label=_("See all %(n)s") % {"n": count},
        count=count,
    )


def ready_for_debrief(user: User) -> ApplicationQuerySet:
    """Return the applications whose cards are all in and that have no debrief to decide on."""
    debriefs = Debrief.objects.filter(application=OuterRef("pk"))
    at_hand = debriefs.exclude(state="failed").filter(decisions=None)
    cards = Scorecard.objects.with_evidence().filter(
        seat__interview__loop__application=OuterRef("pk")
    )
    found = (
        Application.objects.waiting_on(Party.HIRING_MANAGER)
        .filter(Exists(cards), ~Exists(at_hand), ~is_blind(user, application="pk"))
        .annotate(has_failed=Exists(debriefs.filter(state="failed")))
    )
    if user.is_recruiter:
        return found
    return found.filter(is_led_by(user, requisition="requisition"))
