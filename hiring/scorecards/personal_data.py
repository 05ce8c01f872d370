"""The personal data in this app, and what becomes of it on a merge or an erasure.

Assessments are the person's own data (Court of Justice, *Nowak*, C-434/16): an export has them,
and an erasure blanks their words. Levels stay, as numbers about nobody.
"""

from candidates.personal_data.registry import (
    PersonalData,
    blanked,
    columns,
    kept,
    nothing,
    register,
)
from hiring.scorecards.models import QuestionInstance, Rating, Scorecard, ScorecardVersion

_PERSON = "seat__interview__candidate"


def register_personal_data() -> None:
    """Register them; called once, when the app is ready."""
    register(
        PersonalData(Scorecard, _PERSON, export=columns("author__name", "created_at"), erase=kept),
        PersonalData(
            ScorecardVersion,
            f"scorecard__{_PERSON}",
            export=columns(
                "scorecard__seat__interview__name",
                "scorecard__author__name",
                "number",
                "state",
                "overall",
                "summary",
                "amendment",
                "submitted_at",
            ),
            erase=blanked("summary", "amendment"),
        ),
        PersonalData(
            Rating,
            f"version__scorecard__{_PERSON}",
            export=columns(
                "version__scorecard__seat__interview__name",
                "version__number",
                "criterion__name",
                "level",
                "evidence",
            ),
            erase=blanked("evidence"),
        ),
        # A question and a number say nothing about the person; and the seed makes the answer.
        PersonalData(QuestionInstance, "interview__candidate", export=nothing, erase=kept),
    )
