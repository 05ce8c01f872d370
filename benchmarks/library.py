"""The question bank: finding questions by words in a bank of 5,000.

The floor is fetching 20 rows of the same table by their primary keys, through the same client.
"""

from collections.abc import Iterator

from benchmarks.measuring import Measured, measure

SIZE = 5_000


def results(runs: int) -> Iterator[Measured]:
    """Measure the search, each job ten times `runs`."""
    from rubrics.exchange.loading import load_catalog
    from rubrics.models import Competency, InterviewKind, Question, RoleArchetype
    from tests.factories.question_bank import fill_question_bank

    load_catalog()
    fill_question_bank(SIZE, InterviewKind.values)
    some = list(Question.objects.values_list("pk", flat=True)[:20])
    floor = measure(
        "floor: 20 questions by primary key",
        lambda: list(Question.objects.defer("search", "words").filter(pk__in=some)),
        runs=runs * 10,
    )
    yield floor
    narrowed = {
        "kind": InterviewKind.ML_THEORY,
        "archetype": RoleArchetype.objects.first().key,
        "competency": Competency.objects.first().key,
    }
    for name, params in (
        ("a word in every sixth", {"q": "gradient"}),
        ("two words", {"q": "calibration bootstrap"}),
        ("a word, kind, role and competency", {"q": "gradient"} | narrowed),
    ):
        found = _found(params)
        yield measure(
            f"search in a bank of 5,000 questions: {name}",
            lambda params=params: _found(params),
            runs=runs * 10,
            floor=floor,
            note=f"the first {found} with all that the list shows",
        )


def _found(params: dict[str, object]) -> int:
    """Fetch the first page as the list does; return how many are on it."""
    from hiring.ui.pagination import keyset_page
    from rubrics.bank.filtersets import QuestionFilter
    from rubrics.models import Question

    questions = QuestionFilter(params, Question.objects.with_list_facts()).qs
    return len(keyset_page(questions, order=("title",), cursor=None))
