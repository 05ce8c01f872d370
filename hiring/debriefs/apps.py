from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DebriefsConfig(AppConfig):
    name = "hiring.debriefs"
    label = "debriefs"
    verbose_name = _("Debriefs")

    def ready(self) -> None:
        from datetime import timedelta

        from celery.schedules import crontab
        from django.conf import settings

        from hiring.accounts import access, navigation
        from hiring.accounts.home import register_card
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.debriefs import access as ours
        from hiring.debriefs import home
        from hiring.debriefs.actions import fitting, rendering  # noqa: F401 - their tasks
        from hiring.debriefs.mails import MailKind
        from hiring.debriefs.next_step import find_next_step
        from hiring.debriefs.personal_data import register_personal_data
        from hiring.debriefs.verbs import Verb
        from hiring.messaging import kinds
        from hiring.pipeline import extension_points, next_step, queues
        from rubrics import extension_points as library

        verbs.register(Verb)
        access.register(ours.rows)
        routes.register("hiring.debriefs.api")
        access.register_subject("debrief", ours.to_debrief, ours.RELATIONS)
        register_card("to_decide", 10, home.to_decide)
        queues.register("debrief", _("Ready for debrief"), home.without_debrief)
        register_card("debriefs_to_make", 40, home.to_make)
        register_personal_data()
        next_step.register(20, find_next_step)
        kinds.register(MailKind)
        periodic.register("debriefs.request_due", timedelta(seconds=30), expires=60)
        periodic.register("debriefs.request_fit", crontab(hour="2", minute="37"))
        navigation.register(navigation.MAIN, 50, "debriefs:list", _("Debriefs"), "scale", key="d")
        if settings.INTERVIEWER_CALIBRATION:
            show_calibration()
        navigation.show_under("debriefs:rubric_use", "rubrics")
        navigation.show_under("debriefs:reference_new", "rubrics")
        navigation.show_under("debriefs:reference", "rubrics")
        library.RUBRIC_BUTTONS.add(10, "debriefs:rubric_use", _("How it is used"), "ruler")
        extension_points.BUTTONS.add(
            20,
            "debriefs:of_application",
            _("Debrief"),
            "scale",
            shortcut="d",
            when=lambda application: not application.is_blind,
        )


def show_calibration() -> None:
    """Put the page on how interviewers rate into the menu."""
    from hiring.accounts import navigation

    page, label = "debriefs:calibration", _("How interviewers rate")
    navigation.register(navigation.LIBRARY, 40, page, label, "users", pages="calibration")
