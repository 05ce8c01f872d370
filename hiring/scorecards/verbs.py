"""What happens to scorecards and the questions of a kit, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    QUESTION_INSTANTIATED = (
        "question.drawn",
        _("opened a question’s data for %(interview)s"),
    )
    QUESTION_REGENERATED = (
        "question.redrawn",
        _("replaced a question’s data for %(interview)s"),
    )
    TAKE_HOME_LINK_CREATED = (
        "exercise.link_made",
        _("created the candidate’s take-home link for %(interview)s"),
    )
    TAKE_HOME_LINK_REVOKED = (
        "exercise.link_revoked",
        _("revoked the candidate’s take-home link for %(interview)s"),
    )
    SCORECARD_SUBMITTED = (
        "scorecard.submitted",
        "clipboard-check",
        _("submitted the scorecard for %(interview)s"),
    )
    SCORECARD_AMENDED = "scorecard.amended", _("amended the scorecard for %(interview)s")
