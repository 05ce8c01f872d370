from operator import attrgetter
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PipelineConfig(AppConfig):
    name = "hiring.pipeline"
    label = "pipeline"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from candidates import extension_points as people
        from candidates.verbs import Verb as CandidateVerb
        from hiring.accounts import access, home, list_views, navigation
        from hiring.accounts.extension_points import PROFILE
        from hiring.activity import verbs
        from hiring.api import routes
        from hiring.messaging import kinds, merge_fields, notifications, receiving, template_actions
        from hiring.messaging.querysets import register_hidden
        from hiring.pipeline import (
            blindness,
            cards,
            extension_points,
            lists,
            next_step,
            review_home,
            task_home,
        )
        from hiring.pipeline import candidate_mail as mail
        from hiring.pipeline import jobs as _background  # noqa: F401 - registers its jobs
        from hiring.pipeline.access import SEAT, relations, rows
        from hiring.pipeline.actions import bulk  # noqa: F401 - its tasks
        from hiring.pipeline.actions.reviews import ReviewMail
        from hiring.pipeline.actions.tasks import TaskMail
        from hiring.pipeline.adding import apply_for, confirm, confirm_field, open_job_field
        from hiring.pipeline.candidacy_facts import active_applications
        from hiring.pipeline.mentions import NoteMail
        from hiring.pipeline.personal_data import register_personal_data
        from hiring.pipeline.stage_bars import facts_for_list
        from hiring.pipeline.verbs import Verb
        from hiring.requisitions import extension_points as jobs

        verbs.register(Verb)
        list_views.register(lists.APPLICATIONS)
        access.register(rows)
        routes.register("hiring.pipeline.api")
        routes.register("hiring.pipeline.message_api")
        routes.register("hiring.pipeline.import_api")
        access.register_subject("application", relations, access.ON_THE_TEAM | {SEAT})
        register_personal_data()
        kinds.register(mail.CandidateMail, with_templates=True)
        kinds.register(NoteMail)
        kinds.register(TaskMail)
        kinds.register(ReviewMail)
        notifications.register(ReviewMail.REQUESTED)
        notifications.register(ReviewMail.ANSWERED)
        home.register_card("to-review", 9, review_home.to_review)
        next_step.register(6, review_home.find_next_step)
        PROFILE.add(50, "pipeline:absence", _("While you’re away"), "calendar-off")
        notifications.register(NoteMail.MENTION)
        notifications.register(TaskMail.ASSIGNED)
        notifications.register_lines(task_home.due_today)
        home.register_card("tasks", 8, task_home.my_tasks)
        next_step.register(5, task_home.find_next_step)
        jobs.TABS.add(
            35, "pipeline:job_tasks", _("Tasks"), "checklist", when=lambda job: not job.is_draft
        )
        routes.register("hiring.pipeline.task_api")
        blindness.show_messages_to_blind([mail.CandidateMail.RECEIVED, mail.CandidateMail.LETTER])
        merge_fields.register("candidate", mail.CANDIDATE_FIELDS, mail.candidate_values)
        merge_fields.register("job", mail.JOB_FIELDS, mail.job_values)
        merge_fields.register("recruiter", mail.RECRUITER_FIELDS, mail.recruiter_values)
        merge_fields.register("sender", mail.SENDER_FIELDS, mail.sender_values)
        template_actions.register_catalog(Path(__file__).parent / "catalog/email_templates.yaml")
        receiving.register_thread(receiving.Thread(url=mail.thread_url, readers=mail.readers_of))
        extension_points.TABS.add(10, "pipeline:detail", _("Résumé"))
        extension_points.TABS.add(20, "pipeline:interviews", _("Interviews & scorecards"))
        extension_points.TABS.add(30, "pipeline:hypotheses", _("Hypotheses"))
        extension_points.TABS.add(40, "pipeline:messages", _("Messages"))
        extension_points.TABS.add(50, "pipeline:activity", _("Activity"))
        register_hidden(blindness.hidden_messages)
        blindness.show_events_to_blind(
            [
                *CandidateVerb,
                Verb.APPLIED,
                Verb.HYPOTHESIS_CHANGED,
                Verb.NOTE_ADDED,
                Verb.ASSIGNED,
                Verb.UNASSIGNED,
            ]
        )
        home.register_card("applications-waiting", 12, cards.waiting_applications)
        home.register_card("applications-moving-on", 30, cards.moving_on)
        home.register_card("overdue", 50, cards.overdue)
        home.register_card("my-requisitions", 60, cards.my_requisitions)
        navigation.register(
            navigation.MAIN, 15, "pipeline:list", _("Applications"), "inbox", key="a"
        )
        for page in ("board", "table", "triage", "import", "sheet", "job_tasks"):
            navigation.show_under(f"pipeline:{page}", "requisitions")
        jobs.TABS.add(
            10, "pipeline:board", _("Board"), "layout-kanban", when=lambda job: not job.is_draft
        )
        jobs.TABS.add(20, "pipeline:table", _("Table"), "table", when=lambda job: not job.is_draft)
        jobs.TABS.add(
            30, "pipeline:triage", _("Triage"), "checklist", when=lambda job: not job.is_draft
        )
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
            facts_for_list,
            template="pipeline/_job_cells.html",
            heads="pipeline/_job_heads.html",
        )
        people.LIST_FACTS.register(
            active_applications,
            template="pipeline/_candidate_cells.html",
            heads="pipeline/_candidate_heads.html",
        )
        people.LIST_BUTTONS.add(10, "pipeline:import", _("Import"), "upload", shortcut="i")
        people.ADD_FIELDS.append(
            people.AddField("requisition", field=open_job_field, then=apply_for)
        )
        people.ADD_FIELDS.append(
            people.AddField("confirm", field=confirm_field, then=confirm, tell=mail.when_sent)
        )
        people.PARTS.add(10, "pipeline:of_candidate", _("Applications"))
