from operator import attrgetter
from pathlib import Path

from celery.schedules import crontab
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PipelineConfig(AppConfig):
    """What applications add to the other apps, by what it is."""

    name = "hiring.pipeline"
    label = "pipeline"
    verbose_name = _("Applications")

    def ready(self) -> None:
        self.register_records()
        self.register_blindness()
        self.register_api()
        self.register_mail()
        self.register_work()
        self.register_pages()
        self.add_to_jobs()
        self.add_to_candidates()

    def register_records(self) -> None:
        """What is done, by whom, to what; what of a person is held; what runs in the background."""
        from hiring.accounts import access
        from hiring.activity import periodic, verbs
        from hiring.pipeline import jobs as _background  # noqa: F401 - registers its jobs
        from hiring.pipeline.access import SEAT, relations, rows
        from hiring.pipeline.actions import bulk  # noqa: F401 - its tasks
        from hiring.pipeline.personal_data import register_personal_data
        from hiring.pipeline.verbs import Verb

        verbs.register(Verb)
        access.register(rows)
        access.register_subject("application", relations, access.ON_THE_TEAM | {SEAT})
        register_personal_data()
        periodic.register("pipeline.prune_sheets", crontab(hour="3", minute="27"))

    def register_blindness(self) -> None:
        """What interviewers may read before their own scorecard is in."""
        from candidates.verbs import Verb as CandidateVerb
        from hiring.messaging.querysets import register_hidden
        from hiring.pipeline import blindness
        from hiring.pipeline.candidate_mail import CandidateMail
        from hiring.pipeline.verbs import Verb

        register_hidden(blindness.hidden_messages)
        blindness.show_messages_to_blind([CandidateMail.RECEIVED, CandidateMail.LETTER])
        blindness.show_events_to_blind(
            [
                *CandidateVerb,
                Verb.APPLIED,
                Verb.HYPOTHESIS_CHANGED,
                Verb.NOTE_ADDED,
                Verb.NOTE_IMPORTED,
                Verb.ASSIGNED,
                Verb.UNASSIGNED,
            ]
        )

    def register_api(self) -> None:
        from hiring.api import routes

        for module in ("api", "message_api", "import_api", "task_api", "bulk_api", "review_api"):
            routes.register(f"hiring.pipeline.{module}")

    def register_mail(self) -> None:
        """What candidates and colleagues are written, from which templates and fields."""
        from hiring.messaging import kinds, merge_fields, notifications, receiving, template_actions
        from hiring.pipeline import candidate_mail as mail
        from hiring.pipeline import mail_fields as fields
        from hiring.pipeline import task_home
        from hiring.pipeline.actions.reviews import ReviewMail
        from hiring.pipeline.actions.tasks import TaskMail
        from hiring.pipeline.mentions import NoteMail

        kinds.register(mail.CandidateMail, with_templates=True)
        for mails in (NoteMail, TaskMail, ReviewMail):
            kinds.register(mails)
        for kind in (
            NoteMail.MENTION,
            TaskMail.ASSIGNED,
            ReviewMail.REQUESTED,
            ReviewMail.ANSWERED,
        ):
            notifications.register(kind)
        notifications.register_lines(task_home.due_today)
        merge_fields.register("candidate", fields.CANDIDATE_FIELDS, fields.candidate_values)
        merge_fields.register("job", fields.JOB_FIELDS, fields.job_values)
        merge_fields.register("recruiter", fields.RECRUITER_FIELDS, fields.recruiter_values)
        merge_fields.register("sender", fields.SENDER_FIELDS, fields.sender_values)
        template_actions.register_catalog(Path(__file__).parent / "catalog/email_templates.yaml")
        receiving.register_thread(receiving.Thread(url=mail.thread_url, readers=mail.readers_of))

    def register_work(self) -> None:
        """What waits on Home, and what is to be done next with an application."""
        from hiring.accounts.home import register_card
        from hiring.pipeline import home, next_step, queues, review_home, task_home

        queues.register("review", _("Review applications"), home.to_review)
        queues.register("move_on", _("Screen, decide, offer"), home.to_move_on)
        register_card("tasks", 8, task_home.my_tasks)
        register_card("to-review", 9, review_home.to_review)
        register_card("applications-waiting", 12, home.waiting_applications)
        register_card("applications-moving-on", 30, home.moving_on)
        register_card("overdue", 50, home.overdue)
        register_card("my-requisitions", 60, home.my_requisitions)
        next_step.register(5, task_home.find_next_step)
        next_step.register(6, review_home.find_next_step)

    def register_pages(self) -> None:
        """Its list, the sidebar, and the tabs of an application."""
        from hiring.accounts import list_views, navigation
        from hiring.accounts.extension_points import PROFILE
        from hiring.pipeline import lists
        from hiring.pipeline.extension_points import TABS

        list_views.register(lists.APPLICATIONS)
        navigation.register(
            navigation.MAIN, 15, "pipeline:list", _("Applications"), "inbox", key="a"
        )
        for page in ("board", "table", "triage", "import", "sheet", "job_tasks"):
            navigation.show_under(f"pipeline:{page}", "requisitions")
        PROFILE.add(50, "pipeline:absence", _("While you’re away"), "calendar-off")
        TABS.add(10, "pipeline:detail", _("Résumé"))
        TABS.add(20, "pipeline:interviews", _("Interviews & scorecards"))
        TABS.add(30, "pipeline:hypotheses", _("Hypotheses"))
        TABS.add(40, "pipeline:messages", _("Messages"), shortcut="c")
        TABS.add(50, "pipeline:activity", _("Activity"))

    def add_to_jobs(self) -> None:
        from hiring.pipeline.stage_bars import facts_for_list
        from hiring.requisitions import extension_points as jobs

        for order, page, label, icon in (
            (10, "board", _("Board"), "layout-kanban"),
            (20, "table", _("Table"), "table"),
            (30, "triage", _("Triage"), "checklist"),
            (35, "job_tasks", _("Tasks"), "checklist"),
        ):
            jobs.TABS.add(order, f"pipeline:{page}", label, icon, when=lambda job: not job.is_draft)
        jobs.BUTTONS.add(
            10,
            "pipeline:import",
            _("Import candidates"),
            "upload",
            shortcut="i",
            primary=True,
            when=attrgetter("is_open"),
        )
        jobs.LIST_FACTS.register(
            facts_for_list, template="pipeline/_job_cells.html", heads="pipeline/_job_heads.html"
        )

    def add_to_candidates(self) -> None:
        from candidates import extension_points as people
        from hiring.pipeline.adding import apply_for, confirm, confirm_field, open_job_field
        from hiring.pipeline.candidacy_facts import active_applications
        from hiring.pipeline.candidate_mail import when_sent

        people.LIST_FACTS.register(
            active_applications,
            template="pipeline/_candidate_cells.html",
            heads="pipeline/_candidate_heads.html",
            page=lambda applications: applications[0].get_absolute_url(),
        )
        people.LIST_BUTTONS.add(10, "pipeline:import", _("Import"), "upload", shortcut="i")
        people.ADD_FIELDS.extend(
            [
                people.AddField("requisition", field=open_job_field, then=apply_for),
                people.AddField("confirm", field=confirm_field, then=confirm, tell=when_sent),
            ]
        )
        people.PARTS.add(10, "pipeline:of_candidate", _("Applications"))
