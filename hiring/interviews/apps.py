from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "hiring.interviews"
    label = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        from celery.schedules import crontab

        from hiring.accounts import access, home, navigation
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.interviews import access as ours
        from hiring.interviews import (
            candidate_mail,
            tasks,  # noqa: F401 - registers its task
        )
        from hiring.interviews.actions import proposing  # noqa: F401 - registers its job
        from hiring.interviews.actions.canceling import cancel_upcoming, count_upcoming, took_place
        from hiring.interviews.actions.loop_state import settle_stage
        from hiring.interviews.answers import read_reply
        from hiring.interviews.escalation import OverdueMail
        from hiring.interviews.home import (
            feedback_due,
            on_days,
            owed,
            to_fix,
            to_schedule,
            upcoming,
            without_feedback,
            without_loop,
        )
        from hiring.interviews.mails import MailKind
        from hiring.interviews.next_step import find_next_step
        from hiring.interviews.personal_data import register_personal_data
        from hiring.interviews.verbs import Verb
        from hiring.messaging import kinds, merge_fields, notifications, receiving, template_actions
        from hiring.pipeline import blindness, extension_points, next_step, queues
        from hiring.pipeline import bookings as booked

        verbs.register(Verb)
        access.register(ours.rows)
        routes.register("hiring.interviews.api")
        access.register_subject("loop", ours.to_loop, ours.RELATIONS)
        access.register_subject("interview", ours.to_interview, ours.RELATIONS | {ours.FORMER_SEAT})
        access.register_subject("seat", ours.to_seat, ours.RELATIONS)
        queues.register("schedule", _("Schedule"), without_loop)
        queues.register("feedback", _("Collect feedback"), without_feedback)
        home.register_card("scorecards_owed", 10, owed)
        home.register_card("to_fix", 5, to_fix)
        home.register_card("to_schedule", 15, to_schedule)
        home.register_card("feedback_due", 20, feedback_due)
        home.register_card("today", 52, on_days)
        home.register_card("my_interviews", 54, upcoming)
        booked.register(
            booked.Bookings(
                count=count_upcoming,
                cancel=cancel_upcoming,
                settle=settle_stage,
                took_place=took_place,
            )
        )
        blindness.show_events_to_blind(Verb)
        blindness.show_messages_to_blind(MailKind)
        register_personal_data()
        receiving.register_calendar_reader(read_reply)
        periodic.register("interviews.delete_expired_holds", timedelta(minutes=5), expires=240)
        next_step.register(10, find_next_step)
        kinds.register(MailKind)
        kinds.register(OverdueMail)
        for kind in OverdueMail:
            notifications.register(kind)
        blindness.show_messages_to_blind(OverdueMail)
        periodic.register("interviews.escalate", crontab(minute="9"))
        kinds.register(candidate_mail.CandidateMail, with_templates=True)
        blindness.show_messages_to_blind(candidate_mail.CandidateMail)
        merge_fields.register(
            "interviews", candidate_mail.MERGE_FIELDS, candidate_mail.merge_values
        )
        template_actions.register_catalog(Path(__file__).parent / "catalog/email_templates.yaml")
        navigation.register(
            navigation.MAIN, 40, "interviews:mine", _("My interviews"), "calendar-event"
        )
        navigation.register(
            navigation.MAIN, 45, "interviews:pool", _("Interviewers"), "users", pages="pool"
        )
        extension_points.PARTS.add(10, "interviews:of_application", _("Interviews"))
        extension_points.OWED.add(10, "interviews:mine", _("My interviews"))
