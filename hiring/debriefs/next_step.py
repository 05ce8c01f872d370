"""What debriefs have to say on the next step of an application."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.pipeline.models import Application, Party
from hiring.pipeline.next_step import NextStep
from hiring.scorecards.models import Scorecard


def find_next_step(application: Application, user: User) -> NextStep | None:
    """Return that the debrief is to be opened, once the hiring manager is waited on for it."""
    if application.waiting_on != Party.HIRING_MANAGER or application.is_blind:
        return None
    cards = Scorecard.objects.with_evidence().filter(seat__interview__loop__application=application)
    if not cards.exists():
        return None
    return NextStep(
        _("Decide"),
        _("All scorecards are in."),
        url=reverse("debriefs:of_application", kwargs={"application_id": application.pk}),
        label=_("Open debrief"),
        icon="scale",
    )
