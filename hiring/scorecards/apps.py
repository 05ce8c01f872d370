from pathlib import Path

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
        from hiring.interviews.access import RELATIONS
        from hiring.interviews.extension_points import KIT
        from hiring.messaging import kinds, merge_fields, template_actions
        from hiring.pipeline import blindness
        from hiring.scorecards import access as ours
        from hiring.scorecards import take_homes
        from hiring.scorecards.personal_data import register_personal_data
        from hiring.scorecards.verbs import Verb

        verbs.register(Verb)
        access.register(ours.rows)
        routes.register("hiring.scorecards.api")
        access.register_subject("scorecard", ours.to_scorecard, RELATIONS)
        blindness.show_events_to_blind(
            [
                Verb.QUESTION_INSTANTIATED,
                Verb.QUESTION_REGENERATED,
                Verb.TAKE_HOME_LINK_CREATED,
                Verb.TAKE_HOME_LINK_REVOKED,
                Verb.SCORECARD_SUBMITTED,
            ]
        )
        kinds.register(take_homes.CandidateMail, with_templates=True)
        blindness.show_messages_to_blind(take_homes.CandidateMail)
        merge_fields.register("take_home", take_homes.MERGE_FIELDS, take_homes.merge_values)
        template_actions.register_catalog(Path(__file__).parent / "catalog/email_templates.yaml")
        register_personal_data()
        navigation.show_under("scorecards", "interviews")
        KIT.add(10, "scorecards:kit")
