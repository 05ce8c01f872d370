"""What a card says: read from what was sent or from rows, compared, checked, written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from hiring.activity.actions import Refused
from hiring.activity.editing import Merge, merge
from hiring.scorecards.models import Rating, ScorecardVersion
from hiring.ui.rating_widget import RatingLevel
from rubrics.models import Criterion

# Characters of one text of a submitted card. A draft keeps any length.
MAX_LENGTH = 10_000
# Evidence of so few words tells a reader nothing.
FEW_WORDS = 3
# From so many criteria on, the same level for all of them is asked about.
ALL_SAME_FROM = 3
# Nothing chosen yet; None is "not observed".
MISSING: Literal["missing"] = "missing"
Level = int | None | Literal["missing"]
# Criterion id → level and evidence.
Ratings = Mapping[int, tuple[Level, str]]


@dataclass(frozen=True)
class Content:
    """What one version of a card says, in a form in which equal means the same."""

    overall: int | None
    summary: str
    ratings: dict[int, tuple[Level, str]]

    @property
    def is_observed(self) -> bool:
        """Whether it rates anything: at least one criterion has a level."""
        return any(level not in (None, MISSING) for level, _evidence in self.ratings.values())


class Unfinished(Refused):
    """The card lacks something; `problems` names each field with what to do."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = list(problems)
        first_field, first = self.problems[0]
        super().__init__(first, field=first_field)


def given(
    criteria: Iterable[Criterion], *, overall: int | None, summary: str, ratings: Ratings
) -> Content:
    """Return the content that was sent for a card with these criteria.

    Raises Refused for a criterion of another rubric or a level off the scale.
    """
    known = {criterion.pk for criterion in criteria}
    if set(ratings) - known:
        raise Refused(_("This criterion belongs to a different rubric."), field="ratings")
    if overall is not None and overall not in RatingLevel:
        raise Refused(_("Choose a level from 1 to 4."), field="overall")
    cleaned = {}
    for pk, (level, evidence) in ratings.items():
        if level not in (None, MISSING) and level not in RatingLevel:
            raise Refused(_("Choose a level from 1 to 4."), field="ratings")
        if level != MISSING or _plain(evidence):
            cleaned[pk] = (level, _plain(evidence))
    return Content(overall, _plain(summary), cleaned)


def merged(
    criteria: Iterable[Criterion], *, seen: Content, stored: Content, sent: Content
) -> tuple[Content, Merge]:
    """Return the content with the changes of both sides, and how they came together."""
    criteria = list(criteria)
    prose = {"summary", *(f"evidence_{criterion.pk}" for criterion in criteria)}
    result = merge(
        seen=_fields(seen, criteria),
        theirs=_fields(stored, criteria),
        mine=_fields(sent, criteria),
        prose=prose,
    )
    values = result.values
    ratings = {
        criterion.pk: (values[f"level_{criterion.pk}"], values[f"evidence_{criterion.pk}"])
        for criterion in criteria
    }
    rated = {pk: (level, text) for pk, (level, text) in ratings.items() if level != MISSING or text}
    return Content(values["overall"], values["summary"], rated), result


def contradicts_levels_needed(
    content: Content, criteria: Iterable[Criterion], needed: Mapping[int, int]
) -> bool:
    """Whether the overall is no with nothing below, or yes with most ratings below.

    `needed` is the level needed of each competency that is tested; other criteria say nothing.
    """
    rated = [
        (criterion, content.ratings.get(criterion.pk, (MISSING, ""))[0]) for criterion in criteria
    ]
    reached = [
        level >= needed[one.competency_id]
        for one, level in rated
        if isinstance(level, int) and one.competency_id in needed
    ]
    if content.overall is None or not reached:
        return False
    if content.overall < RatingLevel.YES:
        return all(reached)
    return reached.count(False) * 2 > len(reached)


def doubts(content: Content, criteria: Iterable[Criterion]) -> list[str]:
    """Return what a reader of the card will ask; it is asked beside the card, never forbidden."""
    rated = [
        (criterion, *content.ratings[criterion.pk])
        for criterion in criteria
        if criterion.pk in content.ratings
    ]
    levels = [(one, level, text) for one, level, text in rated if isinstance(level, int)]
    said = [
        _("“%(name)s” has very little evidence. What did you see or hear?") % {"name": one.name}
        for one, _level, text in levels
        if text and len(text.split()) <= FEW_WORDS
    ]
    given = {level for _one, level, _text in levels}
    if len(levels) >= ALL_SAME_FROM and len(given) == 1:
        level = RatingLevel(given.pop())
        said.append(
            _("You rated all %(n)d criteria %(level)s. Is that what you saw?")
            % {"n": len(levels), "level": level.label}
        )
    return said


def contradicting(
    content: Content, criteria: Iterable[Criterion]
) -> list[tuple[Criterion, RatingLevel]]:
    """Return the criteria rated at one end of the scale where the overall is at the other."""
    ends = {4: RatingLevel.STRONG_NO, 1: RatingLevel.STRONG_YES}
    opposite = ends.get(content.overall or 0)
    levels = {pk: level for pk, (level, _text) in content.ratings.items()}
    return [
        (criterion, opposite)
        for criterion in criteria
        if opposite and levels.get(criterion.pk) == opposite
    ]


def _fields(content: Content, criteria: Iterable[Criterion]) -> dict[str, Any]:
    """Return the content by the names of the card's fields."""
    values: dict[str, Any] = {"overall": content.overall, "summary": content.summary}
    for criterion in criteria:
        level, evidence = content.ratings.get(criterion.pk, (MISSING, ""))
        values |= {f"level_{criterion.pk}": level, f"evidence_{criterion.pk}": evidence}
    return values


def read(version: ScorecardVersion | None) -> Content:
    """Return what a version says; nothing for None."""
    if version is None:
        return Content(None, "", {})
    ratings = {
        rating.criterion_id: (MISSING if rating.is_open else rating.level, rating.evidence)
        for rating in version.ratings.all()
    }
    return Content(version.overall, version.summary, ratings)


def write(version: ScorecardVersion, content: Content) -> None:
    """Make a draft say this; the version itself is left to be saved."""
    version.overall, version.summary = content.overall, content.summary
    version.ratings.exclude(criterion__in=content.ratings).delete()
    Rating.objects.bulk_create(
        [
            Rating(
                version=version,
                criterion_id=pk,
                level=None if level == MISSING else level,
                is_open=level == MISSING,
                evidence=evidence,
            )
            for pk, (level, evidence) in content.ratings.items()
        ],
        update_conflicts=True,
        unique_fields=["version", "criterion"],
        update_fields=["level", "is_open", "evidence"],
    )


def refuse_unless_whole(content: Content, criteria: Iterable[Criterion]) -> None:
    """Raise Unfinished unless every criterion is rated with evidence, or said not observed.

    A level without evidence cannot be discussed, compared or reconstructed later; a text longer
    than `MAX_LENGTH` is read by nobody.
    """
    problems: list[tuple[str, str]] = []
    for criterion in criteria:
        level, evidence = content.ratings.get(criterion.pk, (MISSING, ""))
        if level == MISSING:
            problems.append((f"level_{criterion.pk}", _("Choose a level, or “not observed”.")))
        elif level is not None and not evidence:
            problems.append((f"evidence_{criterion.pk}", _("Add evidence: what you saw or heard.")))
        problems += _too_long(f"evidence_{criterion.pk}", evidence)
    if content.overall is None:
        problems.append(("overall", _("Choose an overall recommendation.")))
    if not content.summary:
        problems.append(("summary", _("Give your main reason.")))
    problems += _too_long("summary", content.summary)
    if problems:
        raise Unfinished(problems)


def _too_long(field: str, text: str) -> list[tuple[str, str]]:
    if len(text) <= MAX_LENGTH:
        return []
    said = _(
        "This is %(given)s characters; the limit is %(most)s. Your text is saved. Please "
        "shorten it."
    )
    return [(field, said % {"most": f"{MAX_LENGTH:,}", "given": f"{len(text):,}"})]


def _plain(text: str) -> str:
    """Browsers send line ends of their own, and NUL fits no text column."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
