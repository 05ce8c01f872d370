"""The library out and in again: nothing lost, nothing overwritten, all or nothing."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.activity.actions import Conflict
from rubrics.bank.actions.archiving import archive_item
from rubrics.bank.actions.publishing import publish
from rubrics.bank.actions.starting import (
    start_draft,
)
from rubrics.documents.parsing import read_items
from rubrics.documents.yaml import to_yaml
from rubrics.exchange.gathering import item_document, library_documents
from rubrics.exchange.importing import import_library
from rubrics.exchange.planning import Outcome, plan_import
from rubrics.models import Competency, Question, Rubric, Source
from tests.factories.rubrics import CompetencyFactory, RoleArchetypeFactory
from tests.rubrics.exchange.own_library import COMPETENCY, QUESTION, RUBRIC, brought_in

pytestmark = pytest.mark.django_db


def outcomes(text):
    return [
        (step.incoming.key, step.outcome) for step in plan_import(read_items(text, file="x")).steps
    ]


def renamed(text, suffix="-b"):
    """The same in another key space: an installation that has nothing of it."""
    keys = re.findall(r"^key: (\S+)$", text, re.MULTILINE)
    named = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
    place = rf"^(\s*(?:- )?(?:key|competency): |\s*- )({named})$"
    return re.sub(place, rf"\g<1>\g<2>{suffix}", text, flags=re.MULTILINE)


def test_what_is_new_is_published_and_comes_out_as_it_went_in(recruiter):
    text = COMPETENCY + RUBRIC + QUESTION

    brought_in(text, recruiter)

    assert to_yaml(library_documents()) == text
    assert Rubric.objects.get().current_version.number == 1
    assert Question.objects.search("diverges").get().source == Source.OWN
    assert outcomes(text) == [
        ("our-statistics", Outcome.SAME),
        ("own-rubric", Outcome.SAME),
        ("own-question", Outcome.SAME),
    ]


def test_the_shipped_library_comes_out_and_goes_in_as_the_same(library):
    text = to_yaml(library_documents(everything=True, history=True))

    assert {outcome for _key, outcome in outcomes(text)} == {Outcome.SAME}
    assert list(library_documents()) == []


def test_the_shipped_library_goes_into_another_key_space_and_comes_out_the_same(library):
    text = to_yaml(library_documents(everything=True, history=True))
    foreign = renamed(text)

    plan = brought_in(foreign)

    assert {step.outcome for step in plan.steps} == {Outcome.NEW}
    mine = (doc for doc in library_documents(everything=True, history=True))
    assert to_yaml(doc for doc in mine if doc["key"].endswith("-b")) == foreign


SENTENCES = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_characters="\0"), st.sampled_from("\n :#'\"\\$-|>")
    ),
    min_size=20,
    max_size=60,
).filter(lambda text: len(text.strip()) >= 20)


@given(st.lists(SENTENCES, min_size=8, max_size=8))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_survive_the_round_trip(db, words):
    brought_in(COMPETENCY) if not Competency.objects.filter(key="our-statistics") else None
    anchors = {level: words[level] for level in (1, 2, 3, 4)}
    criterion = {"name": "Why", "competency": "our-statistics", "look_for": words[0]}
    rubric = {
        **{"key": "r-x", "name": "yes", "kind": "ml_theory", "purpose": words[5]},
        "criteria": [{**criterion, "anchors": anchors}],
    }
    question = {
        **{"key": "q-x", "kind": "ml_theory", "title": "1e3", "minutes": 30, "difficulty": 3},
        **{"competencies": ["our-statistics"], "body": words[6], "guide": words[7]},
        "hints": [{"text": words[0], "cost": "no: 1e3"}],
        "follow_ups": [words[1], words[2]],
    }
    text = to_yaml(
        [{**rubric, "library": {"source": "own"}}, question | {"library": {"source": "own"}}]
    )
    number = Question.objects.count()
    text = renamed(text, f"-{number}")

    brought_in(text)

    row = Rubric.objects.get(key=f"r-x-{number}")
    asked = Question.objects.get(key=f"q-x-{number}")
    assert to_yaml([item_document(row), item_document(asked)]) == text


def test_history_standing_and_dates_are_kept(recruiter):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    changed = (
        (RUBRIC + QUESTION)
        .replace("Says it unasked and", "Says it first and")
        .replace("ten steps", "two steps")
    )
    brought_in(changed, recruiter)
    publish(Rubric.objects.get().draft, actor=recruiter, note="Sharper: at the top.")
    publish(Question.objects.get().draft, actor=recruiter, note="Fewer.")
    archive_item(item=Question.objects.get(), actor=recruiter)
    text = to_yaml(library_documents(history=True))
    foreign = renamed(text)

    brought_in(foreign, recruiter)

    kept = [doc for doc in library_documents(history=True) if doc["key"].endswith("-b")]
    assert to_yaml(kept) == foreign
    question = Question.objects.get(key="own-question-b")
    assert question.archived_at is not None
    assert [v.note for v in question.versions.order_by("number")] == ["Imported.", "Fewer."]


def test_what_differs_becomes_a_draft_and_the_published_one_stays(recruiter):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    changed = (
        (RUBRIC + QUESTION).replace("Says nothing", "Says little").replace("diverges", "jumps")
    )

    plan = brought_in(changed, recruiter)

    assert [(step.outcome, step.differs) for step in plan.steps] == [
        (Outcome.CHANGED, ["criteria"]),
        (Outcome.CHANGED, ["guide"]),
    ]
    rubric, question = Rubric.objects.get(), Question.objects.get()
    assert rubric.draft.criteria.get().anchor_1.startswith("Says little")
    assert rubric.current_version.criteria.get().anchor_1.startswith("Says nothing")
    assert (question.draft.guide[:8], question.draft.saved_by) == ("It jumps", recruiter)
    assert question.draft.note == "Imported from own.yaml."


def test_a_draft_of_somebody_is_not_overwritten(recruiter):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    start_draft(item=Question.objects.get(), actor=recruiter)

    plan = brought_in(QUESTION.replace("diverges", "jumps"), recruiter)

    assert plan.steps[0].outcome == Outcome.REFUSED
    assert "draft" in plan.steps[0].reasons[0]
    assert "diverges" in Question.objects.get().draft.guide


def test_what_is_archived_here_is_left_alone(recruiter):
    brought_in(COMPETENCY + RUBRIC)
    archive_item(item=Rubric.objects.get(), actor=recruiter)

    plan = brought_in(RUBRIC.replace("Says nothing", "Says little"), recruiter)

    assert plan.steps[0].outcome == Outcome.REFUSED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (RUBRIC, "The competency “our-statistics”"),
        (COMPETENCY + QUESTION.replace("body:", "archetypes: [none]\nbody:"), "The role “none”"),
        (COMPETENCY + RUBRIC + RUBRIC, "twice"),
        (COMPETENCY + RUBRIC.replace("ml_theory", "chess"), "kind"),
    ],
)
def test_what_cannot_be_taken_is_left_out_with_the_reason(text, reason, recruiter):
    plan = brought_in(text, recruiter)

    (step,) = plan.of(Outcome.REFUSED)
    assert reason in step.reasons[0]


HINT = "- {text: Think of the step again, cost: a point}\n"


LINES = COMPETENCY.splitlines()


HISTORY = """
  versions:
    - number: 1
      published: MOMENT
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "\n".join([*LINES[:3], "wibble: 1", *LINES[3:]]),
            "line 4, wibble: This key doesn’t exist.",
        ),
        ("\n".join([*LINES[:4], *LINES[5:]]).replace("library", "is_not: 3\nlibrary"), "line 5"),
        (COMPETENCY.replace("by heart.", '"').replace("Knowing", '"\\0'), "NUL"),
        (COMPETENCY.replace("position: 3", "position: 32768"), "line 8, library.position"),
        (COMPETENCY.replace("position: 3", "archived: 0001-01-01T00:00:00+23:59"), "line 8"),
        (COMPETENCY.replace("by heart", "by heart " * 500), "Enter at most 4000 characters."),
        (
            RUBRIC.rstrip() + HISTORY.replace("MOMENT", "9999-12-31T00:00:00-23:00"),
            "be a date and time",
        ),
        (RUBRIC.rstrip() + HISTORY, "library.versions.0: “name” is missing."),
        (
            QUESTION.replace("  What", "  What " + "would " * 7_000),
            "Enter at most 40000 characters.",
        ),
        (QUESTION.replace("title: Our own question\n", ""), "“title” is missing."),
        (QUESTION.replace("title: Our own question\nminutes: 30\n", ""), "“minutes” is missing."),
        (
            QUESTION + "hints:\n" + "- {text: Think of the step again, cost: a point}\n" * 9,
            "At most 8",
        ),
    ],
)
def test_what_the_tables_cannot_hold_is_told_before_with_its_line(text, told):
    plan = plan_import(read_items(text, file="own.yaml"))

    (step,) = plan.of(Outcome.REFUSED)
    assert any(told in reason for reason in step.reasons), step.reasons


def test_the_same_key_for_another_kind_is_refused():
    brought_in(COMPETENCY + RUBRIC)

    assert outcomes(RUBRIC.replace("kind: ml_theory", "kind: ml_coding")) == [
        ("own-rubric", Outcome.REFUSED)
    ]


def test_a_plan_that_is_out_of_date_writes_nothing(recruiter):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    items = read_items(
        QUESTION.replace("diverges", "jumps") + RUBRIC.replace("Says nothing", "Says little"),
        file="x.yaml",
    )
    seen = plan_import(items).fingerprint
    start_draft(item=Rubric.objects.get(), actor=recruiter)

    with pytest.raises(Conflict):
        import_library(items=items, actor=recruiter, expected=seen)

    assert Question.objects.get().draft is None


def test_the_roles_of_a_question_are_kept():
    RoleArchetypeFactory(key="role-b")
    RoleArchetypeFactory(key="role-a")
    text = QUESTION.replace("minutes:", "archetypes:\n  - role-a\n  - role-b\nminutes:", 1)

    brought_in(COMPETENCY + text)

    assert to_yaml([item_document(Question.objects.get())]) == text


def queries(run):
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def test_planning_and_taking_out_take_as_many_queries_for_many_as_for_few():
    few = many = COMPETENCY + RUBRIC + QUESTION
    for number in range(5):
        many += RUBRIC.replace("own-rubric", f"own-rubric-{number}")
        many += QUESTION.replace("own-question", f"own-question-{number}")
    brought_in(few)
    taken_out = queries(lambda: list(library_documents(history=True)))
    brought_in(many)

    planned = [queries(lambda: plan_import(read_items(t, file="x"))) for t in (few, many)]  # noqa: B023

    assert planned[0] == planned[1] <= 12
    assert queries(lambda: list(library_documents(history=True))) == taken_out <= 10


# ---- The commands ------------------------------------------------------------------------------


def test_out_and_in_by_command(tmp_path, capsys):
    brought_in(COMPETENCY + RUBRIC + QUESTION)
    file = tmp_path / "library.yaml"

    call_command("export_library", "--output", str(file))
    call_command("import_library", str(file))

    assert file.read_text("utf-8") == COMPETENCY + RUBRIC + QUESTION
    assert "0 new, 0 changed, 3 same, 0 refused" in capsys.readouterr().out


def test_the_command_names_what_is_left_out_and_takes_the_rest(tmp_path, capsys):
    CompetencyFactory(key="our-statistics")
    file = tmp_path / "library.yaml"
    file.write_text(QUESTION + RUBRIC.replace("our-statistics", "none"), "utf-8")

    with pytest.raises(SystemExit) as left:
        call_command("import_library", str(file))

    assert left.value.code == 1
    assert "library.yaml:15: own-rubric: The competency “none” doesn’t exist here." in (
        capsys.readouterr().err
    )
    assert Question.objects.get().current_version


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(("none.yaml",), "No such file"), (("x.yaml", "--by", "a@b.example"), "no active user")],
)
def test_the_command_says_what_it_misses(tmp_path, arguments, reason):
    (tmp_path / "x.yaml").write_text(COMPETENCY)

    with pytest.raises(CommandError, match=reason):
        call_command("import_library", str(tmp_path / arguments[0]), *arguments[1:])
