from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    """What interviews add to the other apps, by what it is."""

    name = "hiring.interviews"
    label = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        self.register_records()
        self.register_blindness()
        self.register_mail()
        self.register_work()
        self.register_pages()
        self.add_to_applications()

    def register_records(self) -> None:
        """What is done, by whom, to what; what of a person is held; what runs in the background."""
        from celery.schedules import crontab

        from hiring.accounts import access
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.interviews import access as ours
        from hiring.interviews import tasks  # noqa: F401 - registers its task
        from hiring.interviews.actions import proposing  # noqa: F401 - registers its job
        from hiring.interviews.personal_data import register_personal_data
        from hiring.interviews.verbs import Verb

        verbs.register(Verb)
        access.register(ours.rows)
        access.register_subject("loop", ours.to_loop, ours.RELATIONS)
        access.register_subject("interview", ours.to_interview, ours.RELATIONS | {ours.FORMER_SEAT})
        access.register_subject("seat", ours.to_seat, ours.RELATIONS)
        routes.register("hiring.interviews.api")
        register_personal_data()
        periodic.register("interviews.delete_expired_holds", timedelta(minutes=5), expires=240)
        periodic.register("interviews.escalate", crontab(minute="9"))
        periodic.register("interviews.remind", crontab(minute="24"))

    def register_blindness(self) -> None:
        """What interviewers may read before their own scorecard is in."""
        from hiring.interviews.candidate_mail import CandidateMail
        from hiring.interviews.escalation import OverdueMail
        from hiring.interviews.mails import MailKind
        from hiring.interviews.reminders import ReminderMail
        from hiring.interviews.verbs import Verb
        from hiring.pipeline import blindness

        blindness.show_events_to_blind(Verb)
        for mails in (MailKind, OverdueMail, ReminderMail, CandidateMail):
            blindness.show_messages_to_blind(mails)

    def register_mail(self) -> None:
        """What candidates and colleagues are written, from which templates and fields."""
        from hiring.interviews import candidate_mail
        from hiring.interviews.answers import read_reply
        from hiring.interviews.escalation import OverdueMail
        from hiring.interviews.mails import MailKind
        from hiring.interviews.reminders import ReminderMail
        from hiring.messaging import kinds, merge_fields, notifications, receiving, template_actions

        kinds.register(MailKind)
        kinds.register(OverdueMail)
        kinds.register(ReminderMail)
        kinds.register(candidate_mail.CandidateMail, with_templates=True)
        for kind in (*OverdueMail, *ReminderMail, MailKind.CHOSEN):
            notifications.register(kind)
        merge_fields.register(
            "interviews", candidate_mail.MERGE_FIELDS, candidate_mail.merge_values
        )
        template_actions.register_catalog(Path(__file__).parent / "catalog/email_templates.yaml")
        receiving.register_calendar_reader(read_reply)

    def register_work(self) -> None:
        """What waits on Home, and what is to be done next with an application."""
        from hiring.accounts.home import register_card
        from hiring.interviews import home
        from hiring.interviews.next_step import find_next_step
        from hiring.pipeline import next_step, queues

        queues.register("schedule", _("Schedule"), home.without_loop)
        queues.register("feedback", _("Collect feedback"), home.without_feedback)
        register_card("to_fix", 5, home.to_fix)
        register_card("scorecards_owed", 10, home.owed)
        register_card("to_schedule", 15, home.to_schedule)
        register_card("feedback_due", 20, home.feedback_due)
        register_card("today", 52, home.on_days)
        register_card("my_interviews", 54, home.upcoming)
        next_step.register(10, find_next_step)

    def register_pages(self) -> None:
        """The sidebar, and its parts of an application's pages."""
        from hiring.accounts import navigation
        from hiring.pipeline.extension_points import OWED, PARTS

        main = navigation.MAIN
        mine = _("My interviews")
        navigation.register(main, 40, "interviews:mine", mine, "calendar-event")
        navigation.register(main, 45, "interviews:pool", _("Interviewers"), "users", pages="pool")
        PARTS.add(10, "interviews:of_application", _("Interviews"))
        OWED.add(10, "interviews:mine", mine)

    def add_to_applications(self) -> None:
        """What applications ask of their interviews when they move or end."""
        from hiring.interviews.actions.canceling import cancel_upcoming, count_upcoming, took_place
        from hiring.interviews.actions.loop_state import settle_stage
        from hiring.pipeline import bookings

        bookings.register(
            bookings.Bookings(
                count=count_upcoming,
                cancel=cancel_upcoming,
                settle=settle_stage,
                took_place=took_place,
            )
        )
