from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RubricsConfig(AppConfig):
    name = "rubrics"
    label = "rubrics"
    verbose_name = _("Rubrics")

    def ready(self) -> None:
        from django.conf import settings

        from hiring.accounts import access, navigation
        from hiring.activity import verbs
        from hiring.api import routes
        from rubrics import wordlists
        from rubrics.access import LIBRARY_EDITOR, editors, rows
        from rubrics.anchors.words import terms
        from rubrics.checks import register_words
        from rubrics.content.project_probes.asking import bank
        from rubrics.content.project_probes.technologies import all_technologies
        from rubrics.verbs import Verb

        verbs.register(Verb)
        access.register(rows)
        routes.register("rubrics.api")
        access.register_subject("library", editors, [LIBRARY_EDITOR])
        wordlists.use_own(settings.HIRING_HOME / "words")
        register_words(terms, bank, all_technologies)
        navigation.register(
            navigation.LIBRARY, 10, "rubrics:home", _("Rubrics & questions"), "ruler"
        )
