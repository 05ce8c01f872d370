from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequisitionsConfig(AppConfig):
    name = "hiring.requisitions"
    label = "requisitions"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from hiring.accounts import access, invited_access, list_views, navigation, palette
        from hiring.activity import verbs
        from hiring.api import routes
        from hiring.requisitions.access import (
            relations,
            rows,
            stage_relations,
        )
        from hiring.requisitions.extension_points import TABS
        from hiring.requisitions.invited import InvitedRoles
        from hiring.requisitions.job_text import words
        from hiring.requisitions.lists import JOBS
        from hiring.requisitions.palette import find_jobs
        from hiring.requisitions.verbs import Verb
        from rubrics.checks import register_words

        verbs.register(Verb)
        list_views.register(JOBS)
        access.register(rows)
        palette.register(20, find_jobs)
        routes.register("hiring.requisitions.api")
        access.register_subject("requisition", relations, access.ON_THE_TEAM)
        access.register_subject("stage", stage_relations, access.ON_THE_TEAM)
        invited_access.register(InvitedRoles())
        register_words(words.wordings, words.credentials, words.areas, words.tool)
        navigation.register(
            navigation.MAIN, 30, "requisitions:list", _("Jobs"), "briefcase", key="j"
        )
        TABS.add(40, "requisitions:detail", _("Job"), "briefcase")
