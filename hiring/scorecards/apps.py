from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScorecardsConfig(AppConfig):
    name = "hiring.scorecards"
    label = "scorecards"
    verbose_name = _("Scorecards")

    def ready(self) -> None:
        from hiring.accounts import access, navigation
        from hiring.activity import verbs
        from hiring.api import routes
        from hiring.interviews.extension_points import KIT
        from hiring.pipeline import blindness
        from hiring.scorecards import access as ours
        from hiring.scorecards.personal_data import register_personal_data
        from hiring.scorecards.verbs import Verb

        verbs.register(Verb)
        access.register(ours.rows)
        routes.register("hiring.scorecards.api")
        access.register_subject("scorecard", ours.to_scorecard)
        blindness.tell_events(
            [
                Verb.QUESTION_INSTANTIATED,
                Verb.QUESTION_REGENERATED,
                Verb.TAKE_HOME_LINK_CREATED,
                Verb.TAKE_HOME_LINK_REVOKED,
                Verb.SCORECARD_SUBMITTED,
            ]
        )
        register_personal_data()
        navigation.show_under("scorecards", "interviews")
        KIT.add(10, "scorecards:kit")
