"""Answers given to coding questions: run, checked, and shown to be what the checks ask for.

In the guide the blocks fenced as `python` are the answer and `python checks` is what an
interviewer pastes below a candidate's code; `sql` runs on the tables of the question's body and
gives what stands in the `result` block after it.
"""

import re

import pytest
from django.db import connection
from markdown_it import MarkdownIt

from rubrics.documents.catalog import read_catalog

from .programs import fenced, run

QUESTIONS = [q for q in read_catalog().questions if q["kind"] == "ml_coding"]


def with_fence(info):
    found = [q for q in QUESTIONS if fenced(q["guide"], info)]
    return pytest.mark.parametrize("question", [pytest.param(q, id=q["key"]) for q in found])


def solution(question):
    return "\n\n".join(fenced(question["guide"], "python"))


def checks(question):
    return "\n\n".join(fenced(question["guide"], "python checks"))


@pytest.mark.parametrize("question", [pytest.param(q, id=q["key"]) for q in QUESTIONS])
def test_every_coding_question_gives_an_answer_that_is_run(question):
    kinds = [info for info in ("python checks", "sql") if fenced(question["guide"], info)]

    assert kinds


@with_fence("python checks")
def test_the_answer_passes_its_checks_without_a_warning(question):
    seen = run(solution(question) + "\n\n" + checks(question))

    assert (seen.code, seen.errors) == (0, "")


@with_fence("python checks")
def test_the_checks_ask_for_more_than_the_stub_gives(question):
    stub = "\n\n".join(fenced(question["body"], "python"))

    seen = run("import numpy as np\n" + stub + "\n\n" + checks(question))

    assert seen.code == 1


@with_fence("python checks")
def test_the_checks_notice_most_slips_in_the_answer(question):
    spoilt = slips(solution(question))[:6]

    noticed = [run(program + "\n\n" + checks(question)).code == 1 for program in spoilt]

    assert len(spoilt) >= 2
    assert sum(noticed) > len(spoilt) / 2


SLIPS = {
    **{r" <= ": " < ", r" < ": " > ", r" \+ 1\b": "", r" - ": " + ", r"~": "", r"/ 2\b": "/ 3"},
    **{r"axis=(1|-1|2)": "axis=0", r"axis=0": "axis=1"},
}


def slips(answer):
    """The answer with one comparison, sign or axis changed, each in turn."""
    return [
        answer[: match.start()] + other + answer[match.end() :]
        for pattern, other in SLIPS.items()
        for match in re.finditer(pattern, answer)
    ]


# SQL, on the tables that the candidate sees


def tables(body):
    """{name: (columns, rows)} of a body whose tables each follow a line `name`: columns."""
    found, name, rows = {}, "", []
    for token in MarkdownIt().enable("table").parse(body):
        code = [child.content for child in token.children or () if child.type == "code_inline"]
        if code:
            name = code[0]
        elif token.type == "table_open":
            rows = found.setdefault(name, [])
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level == 4:
            rows[-1].append(token.content)
    return {name: (rows[0], rows[1:]) for name, rows in found.items()}


def column_type(values):
    if all(value.isdigit() for value in values):
        return "integer"
    dated = all(re.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", value) for value in values)
    return "timestamp" if dated else "text"


def create(cursor, name, columns, rows):
    types = [column_type([row[i] for row in rows]) for i in range(len(columns))]
    described = ", ".join(f'"{c}" {t}' for c, t in zip(columns, types, strict=True))
    cursor.execute(f'CREATE TEMPORARY TABLE "{name}" ({described}) ON COMMIT DROP')
    places = ", ".join(["%s"] * len(columns))
    insert = f'INSERT INTO "{name}" VALUES ({places})'  # noqa: S608 - names of our own tables
    cursor.executemany(insert, rows)


def shown(row):
    return " | ".join(re.sub(r" 00:00:00$", "", str(value)) for value in row)


@pytest.mark.django_db
@with_fence("sql")
def test_the_query_gives_the_result_of_the_guide_on_the_tables_of_the_body(question):
    given = tables(question["body"])

    with connection.cursor() as cursor:
        for name, (columns, rows) in given.items():
            create(cursor, name, columns, rows)
        cursor.execute(fenced(question["guide"], "sql")[0])
        lines = [shown(row) for row in cursor.fetchall()]

    assert len(given) == 2
    assert lines == fenced(question["guide"], "result")[0].strip().splitlines()
