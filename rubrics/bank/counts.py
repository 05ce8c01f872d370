"""How much of each interview kind the library holds, its puzzles by area, its data by key."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rubrics.content.puzzles import FAMILIES
from rubrics.content.puzzles.model import Area, Family
from rubrics.content.take_homes import GENERATORS
from rubrics.content.take_homes.model import Generator
from rubrics.models import InterviewKind, Question, QuestionVersion, Rubric

AREA_NAMES: dict[Area, Promise] = {
    Area.LINEAR_ALGEBRA: _("Linear algebra"),
    Area.PROBABILITY: _("Probability"),
    Area.STATISTICS: _("Statistics"),
    Area.CALCULUS: _("Calculus and optimization"),
}


@dataclass(frozen=True)
class LibraryCounts:
    """One interview kind with the number of rubrics and questions that can be used."""

    kind: InterviewKind
    rubrics: int
    questions: int


def kinds_in_use() -> list[LibraryCounts]:
    """Return every kind, in two queries whatever the size of the bank."""
    rubrics = _counts(Rubric)
    questions = _counts(Question)
    return [
        LibraryCounts(kind, rubrics.get(kind, 0), questions.get(kind, 0)) for kind in InterviewKind
    ]


def _counts(model: type[Rubric] | type[Question]) -> dict[str, int]:
    rows = model.objects.current().order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def puzzles_by_area() -> list[tuple[Promise, list[Family]]]:
    """Return each area's name with its families, in the order of `FAMILIES`."""
    return [
        (name, [family for family in FAMILIES.values() if family.area == area])
        for area, name in AREA_NAMES.items()
    ]


def generator_of(version: QuestionVersion | None) -> Generator | None:
    """Return what makes the data of a question's version, None where it has none."""
    return GENERATORS.get(version.details.get("data", "")) if version else None
