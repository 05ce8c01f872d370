"""What waits for a person on the home page: decisions to take, debriefs to make."""

from dataclasses import replace
from typing import Any, cast

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.home import HomeCard, HomeRow
from hiring.accounts.models import TeamRole, User
from hiring.debriefs.models import Debrief
from hiring.pipeline.blindness import is_blind
from hiring.pipeline.counting import count_of
from hiring.pipeline.home import application_row, queue_card
from hiring.pipeline.models import Application, Party
from hiring.pipeline.querysets import ApplicationQuerySet
from hiring.pipeline.waiting import recruited_by, roles_of
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
        _to_decide(debrief) for debrief in waiting.order_by("application__due_at", "pk")[:MAX_ROWS]
    ]
    count = count_of(waiting, rows, most=MAX_ROWS)
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


def _to_decide(debrief: Debrief) -> HomeRow:
    url, application = debrief.get_absolute_url(), debrief.application
    row = application_row(application, _("Open debrief"), url=url, status=_("Debrief ready"))
    return replace(row, url=url)


def to_make(user: User) -> HomeCard | None:
    """Return the card "Ready for debrief"; None without any."""
    card = queue_card(
        "debrief",
        user,
        rows=lambda found: [_to_prepare(application) for application in found],
        icon="file-type-pdf",
    )
    return card if card.rows else None


def _to_prepare(application: Application) -> HomeRow:
    url = reverse("debriefs:of_application", kwargs={"application_id": application.pk})
    row = application_row(application, _("Prepare debrief"), url=url, status=_("Scorecards in"))
    badge = (_("failed"), "caution") if cast(Any, application).has_failed else row.badge
    return replace(row, url=url, badge=badge)


def without_debrief(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep those whose cards are all in and that have no debrief to decide on."""
    debriefs = Debrief.objects.filter(application=OuterRef("pk"))
    at_hand = debriefs.exclude(state="failed").filter(decisions=None)
    cards = Scorecard.objects.with_evidence().filter(
        seat__interview__loop__application=OuterRef("pk")
    )
    return (
        _looked_after(found, user)
        .filter(
            Exists(cards),
            ~Exists(at_hand),
            ~is_blind(user, application="pk"),
            waiting_on=Party.HIRING_MANAGER,
        )
        .annotate(has_failed=Exists(debriefs.filter(state="failed")))
    )


def _looked_after(found: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Keep those whose debrief is the person's to make: of the jobs they recruit for or lead."""
    if user.is_recruiter:
        return found.filter(recruited_by(user, roles_of(user)))
    return found.filter(is_led_by(user, requisition="requisition"))
