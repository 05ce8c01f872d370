"""What interviews have to say on the next step of an application."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.interviews.loop_defaults import unscheduled
from hiring.interviews.models import Loop, Seat
from hiring.pipeline.models import Application
from hiring.pipeline.next_step import NextStep


def find_next_step(application: Application, user: User) -> NextStep | None:
    """Return that a loop is to be booked, held, or that scorecards are to be collected."""
    this = Application.objects.visible_to(user).filter(pk=application.pk)
    if unscheduled(this).exists():
        return NextStep(
            _("Book %(stage)s") % {"stage": application.stage.name},
            url=reverse("interviews:book", kwargs={"application_id": application.pk}),
            label=_("Book %(stage)s") % {"stage": application.stage.name},
            icon="calendar-plus",
        )
    loops = Loop.objects.booked().filter(application=application, stage=application.stage_id)
    owing = list(
        Seat.objects.owing()
        .filter(interview__loop__in=loops)
        .select_related("user", "interview__loop")
        .order_by("during", "id")
    )
    return _of_seats(owing) if owing else None


def _of_seats(owing: list[Seat]) -> NextStep:
    url, label = owing[0].interview.loop.get_absolute_url(), _("Open interviews")
    over = [seat for seat in owing if seat.during.upper <= clock.now()]
    if not over:
        return NextStep(_("Hold the interviews"), url=url, label=label, icon="calendar-event")
    text = ngettext("Collect %(n)s scorecard", "Collect %(n)s scorecards", len(over))
    names = ", ".join(dict.fromkeys(seat.user.name for seat in over))
    missing = _("Missing: %(names)s") % {"names": names}
    return NextStep(text % {"n": len(over)}, missing, url=url, label=label, icon="calendar-event")
