"""How much of each interview kind the library holds."""

from dataclasses import dataclass

from django.db.models import Count

from rubrics.models import InterviewKind, Question, Rubric


@dataclass(frozen=True)
class Shelf:
    """One interview kind with the number of rubrics and questions that can be used."""

    kind: InterviewKind
    rubrics: int
    questions: int


def kinds_in_use() -> list[Shelf]:
    """Return every kind, in two queries whatever the size of the bank."""
    rubrics = _counts(Rubric)
    questions = _counts(Question)
    return [Shelf(kind, rubrics.get(kind, 0), questions.get(kind, 0)) for kind in InterviewKind]


def _counts(model: type[Rubric] | type[Question]) -> dict[str, int]:
    rows = model.objects.current().order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)
