"""Sums written out in questions, such as “4 · 61.40 ≈ 245.6”, are worked out again."""

import ast
import math
import operator
import re

import pytest

from rubrics.documents.catalog import read_catalog

MINUS = "\N{MINUS SIGN}"  # as written in texts; a program takes a hyphen
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
PART = rf"[(√]*{NUMBER}(?: ?[%€])?²?\)*²?"
SUM = re.compile(
    rf"(?<![\w.=≈·+{MINUS}/√(\-])(?P<sum>√{NUMBER}|{PART}(?: [·+{MINUS}/] {PART})+) [=≈] "
    rf"(?P<result>{MINUS}?{NUMBER})(?P<per_cent> ?%)?"
)
DO = {
    **{ast.Add: operator.add, ast.Sub: operator.sub},
    **{ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow},
}
QUESTIONS = read_catalog().questions
MIN_ROWS = 60  # sums found in the bank when this was written, rounded down


def sums(question):
    """(written, value, result) of every sum of a question that is balanced."""
    texts = [question["body"], question["guide"], *question.get("follow_ups", ())]
    for match in SUM.finditer("\n".join(texts)):
        written = match["sum"]
        if written.count("(") == written.count(")"):
            result = number(match["result"]) / (100 if match["per_cent"] else 1)
            yield match[0], value(written), result


def number(text):
    return float(text.replace(",", "").replace(MINUS, "-"))


def value(written):
    """What the sum comes to; only numbers, the four operations, squares, roots and brackets."""
    text = written.replace(",", "").replace(" €", "").replace("²", "**2").replace(MINUS, "-")
    text = re.sub(r"(\d) ?%", r"\1/100", text).replace("·", "*")
    text = re.sub(r"√(\d[\d.]*)", r"(\1)**0.5", text)
    text = re.sub(r"√\(([^()]*)\)", r"((\1)**0.5)", text)
    return evaluated(ast.parse(text, mode="eval").body)


def evaluated(node):
    if isinstance(node, ast.Constant):
        return node.value
    return DO[type(node.op)](evaluated(node.left), evaluated(node.right))


def agrees(given, result, text):
    """Whether the result is the sum, rounded to as many digits as are written, or to 1 %."""
    written = re.search(rf"({NUMBER})(?: ?%)?$", text)[1]
    digits = len(written.partition(".")[2])
    step = 0.5 * 10**-digits / (100 if text.endswith("%") else 1)
    return abs(given - result) <= step * 1.001 or math.isclose(given, result, rel_tol=0.01)


@pytest.mark.parametrize("question", [pytest.param(q, id=q["key"]) for q in QUESTIONS])
def test_sums_written_out_in_a_question_are_right(question):
    wrong = [
        f"{text} (it is {given:.6g})"
        for text, given, result in sums(question)
        if not agrees(given, result, text)
    ]

    assert wrong == []


def test_most_of_the_sums_of_the_bank_are_read():
    assert sum(len(list(sums(question))) for question in QUESTIONS) >= MIN_ROWS


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("3 · 4 = 12", 12),
        ("12,000 · 0.35 · 4.20 = 17,640", 17640),
        ("5 % · 5 € = 0.25", 0.25),
        ("√(0.04 · 0.96 / 400) ≈ 0.0098", 0.009798),
        ("0.9 · 0.1 · (1.96 / 0.05)² ≈ 138", 138.2976),
        ("√210 ≈ 14.5", 14.491377),
        ("85 + 0.674 · 9.2 ≈ 91.2", 91.2008),
    ],
)
def test_a_sum_is_read_as_written(text, given):
    [(_, found, result)] = sums({"body": text, "guide": ""})

    assert found == pytest.approx(given, rel=1e-4)
    assert agrees(found, result, text)


def test_a_wrong_sum_is_seen():
    [(text, given, result)] = sums({"body": "So 12 · 3.5 = 43 in all.", "guide": ""})

    assert not agrees(given, result, text)
