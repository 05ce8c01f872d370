from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    name = "candidates"
    label = "candidates"
    verbose_name = _("Candidates")

    def ready(self) -> None:
        from datetime import timedelta

        from celery.schedules import crontab

        from candidates import contact, extension_points, pictures  # noqa: F401 - registers its job
        from candidates.access import rows
        from candidates.lists import CANDIDATES
        from candidates.palette import find_candidates, find_in_resumes
        from candidates.personal_data.own import register_personal_data
        from candidates.verbs import Verb
        from hiring.accounts import access, list_views, navigation, palette
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.messaging import contacts
        from hiring.messaging.querysets import register_shown

        verbs.register(Verb)
        access.register(rows)
        list_views.register(CANDIDATES)
        palette.register(10, find_candidates)
        palette.register(40, find_in_resumes)
        routes.register("candidates.api")
        routes.register("candidates.tag_api")
        routes.register("candidates.duplicate_api")
        register_personal_data()
        contacts.register(contact.PREFIX, contact.find)
        register_shown(contact.mails_shown_to)
        periodic.register("candidates.prune_files", crontab(hour="3", minute="17"))
        periodic.register("candidates.check_duplicates", timedelta(minutes=2), expires=100)
        # Two beside each other, and the queue: they belong to the list.
        extension_points.LIST_BUTTONS.add(20, "candidates:duplicates", _("Duplicates"), "users")
        navigation.register(
            navigation.MAIN, 20, "candidates:list", _("Candidates"), "users", key="c"
        )
