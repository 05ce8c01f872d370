"""Documents as YAML and back: no text is changed on the way, however it is written."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from rubrics.documents.parsing import MAX_ITEMS, read_items
from rubrics.documents.yaml import to_yaml

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_characters="\0"),
        st.sampled_from("\n\n  :#-'\"\\$|>%&*!?{}[],@`\t"),
    ),
    max_size=120,
)
TRICKY = [
    *("yes", "No", "on", "~", "null", "1e3", "0x1F", "012", "1_000", "12:30", "2026-01-01", ".5"),
    *(
        "",
        " ",
        "\n",
        "  leading",
        "trailing  ",
        "trailing\n",
        "\n\nleading",
        "a\n\n\nb\n\n",
        "a: b",
    ),
    *("# no comment", "- item", "? key", "| block", "> fold", "%TAG", "@at", "`tick`", "&a", "*a"),
    *("$\\frac{a}{b}$", "\\n is no line end", "tab\tinside", "  a\n b\n   c", " x \ny ", "\r\nwin"),
    *("emoji 🎯", "İstanbul", "مرحبا", "\u2028", "\x85", "\ufeff", "..."),
    *("---\nnot a document", "--- a", "word " * 60, "x" * 500, "!!python/object:os.system"),
]


def back(document):
    (item,) = read_items(to_yaml([document]), file="x.yaml")
    return item.document


@pytest.mark.parametrize("text", TRICKY)
def test_a_text_comes_back_as_it_was(text):
    assert back({"body": text, "list": [text, {"inner": text}]})["body"] == text
    assert back({"body": "x", "list": [text, {"inner": text}]})["list"] == [text, {"inner": text}]


@given(TEXTS)
@example("\n ")
@example(" \n x")
def test_any_text_comes_back_as_it_was(text):
    document = back({"body": "x", "text": text, "deep": [{"deeper": [text]}], "n": 3, "none": []})

    assert document["text"] == text
    assert document["deep"] == [{"deeper": [text]}]
    assert document["n"] == 3


@given(TEXTS)
def test_any_yaml_reader_reads_the_same(text):
    assert yaml.safe_load(to_yaml([{"body": text}])) == {"body": text}


def test_many_lines_are_a_block_that_can_be_read():
    assert to_yaml([{"body": "One.\n\n- two\n"}]) == "---\nbody: |\n  One.\n\n  - two\n"


@given(st.text(max_size=200))
def test_any_file_gives_items_with_a_line_each(text):
    for item in read_items(text, file="x.yaml"):
        assert item.problems
        assert item.line >= 1


LAUGHS = "a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(9))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (LAUGHS, 1, "Aliases"),
        ("body: x\nguide: *a", 2, "alias"),
        ("body: !!python/object/apply:os.system [ls]", 1, "Tags"),
        ("body: !own x", 1, "Tags"),
        ("body: !!binary aGk=", 1, "Tags"),
        ("body: x\nkey: a\nbody: y", 3, "appears twice"),
        ("body: x\nguide:\n  a: 1\n  a: 2", 4, "appears twice"),
        ("body: x\n? [a]\n: b", 2, "must be text"),
        ("body: [" * 20, 1, "nested too deeply"),
        ("body: x\n  y: z: q", 2, "not valid YAML"),
        ("body: 'x", 1, "not valid YAML"),
        ("- a\n" * (MAX_ITEMS + 1), MAX_ITEMS + 1, "More than 1000 items"),
        ("just text", 1, "no keys"),
        ("name: x", 1, "not a rubric"),
        ("\tbody: x", 1, "not valid YAML"),
    ],
)
def test_what_is_no_plain_document_is_refused_with_its_line(text, line, reason):
    item = read_items(text, file="x.yaml")[-1]

    assert item.line == line
    assert reason.lower() in item.problems[0].lower()


def test_several_documents_and_lists_are_read_alike():
    text = "---\nis_not: a\n---\n- is_not: b\n- is_not: c\n"

    found = read_items(text, file="x.yaml")

    assert [(item.line, item.document["is_not"]) for item in found] == [
        (2, "a"),
        (4, "b"),
        (5, "c"),
    ]


def test_what_is_wrong_is_named_with_line_and_key():
    text = """\
key: Big Words
kind: ml_theory
title: A question
minutes: 30
difficulty: 9
competencies: [statistics]
body: Short.
guide: A guide that is long enough to be one.
details:
  tree:
    - phase: nonsense
      asks: []
      listen_for: Something that is long enough.
library:
  source: elsewhere
  stranger: 1
  versions:
    - number: 0
"""
    (item,) = read_items(text, file="x.yaml")

    told = "\n".join(item.problems)
    for part in (
        "line 1, key:",
        "line 5, difficulty:",
        "line 7, body:",
        "line 11, details.tree.0.phase:",
        "line 15, library.source:",
        "line 16, library.stranger:",
        "line 18, library.versions.0.number:",
        "line 18, library.versions.0.published:",
    ):
        assert part in told
