from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScorecardsConfig(AppConfig):
    name = "hiring.scorecards"
    label = "scorecards"
    verbose_name = _("Scorecards")

    def ready(self) -> None:
        from hiring.accounts import access, navigation
        from hiring.activity.timeline import register_icons
        from hiring.activity.verbs import Verb
        from hiring.scorecards import access as ours
        from hiring.scorecards.personal_data import register_personal_data

        access.register(ours.rows)
        access.register_subject("scorecard", ours.to_scorecard)
        register_personal_data()
        navigation.show_under("scorecards", "interviews")
        register_icons({Verb.SCORECARD_SUBMITTED: "clipboard-check"})
