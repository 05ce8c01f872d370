"""The probe of a project: in its own words, by role, and never more than its text says."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.probes import ROLES, Depth, Phase, Probe, probe
from tests.rubrics.probes.projects import CASES, MLE

each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name[:24] or "nothing")


def made(case) -> Probe:
    return probe(case.name, case.text, case.technologies, case.archetype)


def texts(tree: Probe) -> list[str]:
    return [ask.text for branch in tree.branches for ask in branch.asks]


def well_formed(tree: Probe) -> None:
    """Every sentence is finished: no hole, no mark of code, no loose end."""
    for text in (tree.opening, *texts(tree), *(branch.listen_for for branch in tree.branches)):
        assert text.endswith((".", "?")), text
        assert not re.search(
            r"[{}<>\\^`\x00-\x1f\u202e\u200b]|  |“”|“ | ”|\bNone\b| [,:?]", text
        ), text
        assert text[0].isupper(), text
        assert text.count("“") == text.count("”")
        assert len(text) <= 400


# By project


def test_the_table_covers_every_role_and_enough_projects():
    assert len(CASES) >= 25
    assert {case.archetype for case in CASES} == {*ROLES, None}


@each
def test_a_probe_says_what_it_must_and_not_what_it_must_not(case):
    said = "\n".join(texts(made(case)))

    for part in case.must:
        assert part in said, f"{part}\nnot in\n{said}"
    for part in case.must_not:
        assert part not in said, part


@each
def test_a_probe_walks_all_phases_from_the_surface_down(case):
    tree = made(case)

    assert [branch.phase for branch in tree.branches] == list(Phase)
    order = list(Depth)
    for branch in tree.branches:
        depths = [order.index(ask.depth) for ask in branch.asks]
        assert depths == sorted(depths)
        assert set(depths) == set(range(len(order)))


@each
def test_sentences_are_finished(case):
    well_formed(made(case))


@each
def test_nothing_is_asked_twice(case):
    said = texts(made(case))

    assert len(said) == len(set(said))


@each
def test_what_is_quoted_stands_in_the_text(case):
    tree = made(case)
    plain = re.sub(r"</?\w[^>]*>|[*“”\"]", "", case.text)
    for text in texts(tree):
        for quoted in re.findall(r"You (?:write|mention) “([^”]*)”", text):
            assert quoted.removesuffix(" …") in re.sub(r"\s+", " ", plain)


@each
def test_a_probe_is_the_same_each_time(case):
    assert made(case) == made(case)


@each
def test_a_language_that_is_not_read_is_said_and_makes_no_claims(case):
    tree = made(case)

    assert tree.read == case.read
    if not case.read:
        assert not tree.claims
        assert not tree.contributions


# By role


def test_every_role_asks_otherwise_of_the_same_project():
    case = CASES[0]
    trees = [probe(case.name, case.text, case.technologies, role) for role in (*ROLES, None)]

    assert len({tuple(texts(tree)) for tree in trees}) == len(trees)
    for one in trees:
        others = set().union(*(texts(tree) for tree in trees if tree is not one))
        assert len(set(texts(one)) - others) >= (4 if one is not trees[-1] else 1)


def test_a_role_without_questions_of_its_own_gets_the_general_ones():
    assert probe("X", "", (), "wizard").branches == probe("X", "", (), None).branches


def test_every_role_listens_for_something_of_its_own():
    heard = [{b.listen_for for b in probe("X", "", (), role).branches} for role in ROLES[1:]]
    general = {branch.listen_for for branch in probe("X", "").branches}

    assert all(len(own - general) >= 2 for own in heard)


# What is found


def test_claims_and_contributions_are_told_beside_the_tree():
    tree = made(CASES[0])

    assert [claim.kind.value for claim in tree.claims] == ["count", "change"]
    assert [one.who.value for one in tree.contributions] == ["we", "i"]
    assert tree.technologies == ("Kafka", "XGBoost", "Airflow")


def test_no_more_claims_than_an_hour_can_take():
    text = " ".join(f"Churn fell by {n} %." for n in range(10, 60))

    assert len(probe("X", text).claims) == 8
    assert max(len(branch.asks) for branch in probe("X", text).branches) <= 12


def test_an_alternative_that_the_project_used_is_not_offered():
    said = texts(probe("X", "", ["XGBoost", "LightGBM"]))
    only = texts(probe("X", "", ["RabbitMQ", "Kafka"]))

    assert "Why XGBoost and not a logistic regression?" in said
    assert not [text for text in only if "and not Kafka" in text]


# Robustness


def test_a_very_long_text_is_read_to_its_limit_and_says_so():
    long = "We built a model. " * 20_000

    tree = probe("X", long + "Churn fell by 12 %.")

    assert tree.shortened
    assert not tree.claims
    assert not probe("X", "short").shortened


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 50_000,
        "from 1 " * 5_000,
        "We " * 10_000,
        "9,999," * 8_000,
        "<" * 50_000,
        "[" * 50_000 + "](",
        "and cut " * 8_000,
        "the model " * 8_000,
        "\n" * 50_000,
        "“" * 10_000,
        "1 million " * 4_000,
    ],
)
def test_no_text_makes_it_search_for_long(text):
    """Runs in a process of its own, which is ended when a pattern runs away."""
    code = (
        "import sys; from django.conf import settings; settings.configure(USE_I18N=False); "
        "from rubrics.probes import probe; probe(sys.stdin.read(), '', []); sys.stdin.close()"
    )
    code = code.replace("probe(sys.stdin.read(), '', [])", "t = sys.stdin.read(); probe(t, t, [t])")

    subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True, timeout=20)


def test_a_list_of_odd_technologies_does_no_harm():
    tree = probe("X", "", ["", " ", "…", "\x00", "a" * 500, None, 7, "C++", "Kafka, Airflow"])

    assert "Why Kafka and not a nightly file?" in texts(tree)
    assert "Why Airflow and not cron?" in texts(tree)
    well_formed(tree)


@settings(max_examples=150, deadline=None)
@given(
    name=st.text(max_size=120),
    text=st.text(max_size=600),
    technologies=st.lists(st.text(max_size=30), max_size=5),
    role=st.sampled_from([*ROLES, None, "x"]),
)
def test_any_text_gives_a_whole_probe(name, text, technologies, role):
    tree = probe(name, text, technologies, role)

    well_formed(tree)
    assert len(tree.branches) == 6


_TELLING = """We I built was developed churn fell by 12 % 3x $ 5k from 10 to 20 ms AUC of 0.91 and
, . ; : – Kafka the model {x} {{ }} <b> “ ” events team of 4 helped which not ( ) ’ Led - 2019"""
_WORDS = st.sampled_from([*re.split(r"\s", _TELLING), "\n"])


@settings(max_examples=250, deadline=None)
@given(words=st.lists(_WORDS, max_size=60))
def test_any_run_of_telling_words_gives_finished_sentences(words):
    tree = probe("The project", "The result of the work. " + " ".join(words), ["Kafka"], MLE)

    well_formed(tree)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["%", " %", " percent", " per cent"]))
def test_a_fall_is_quoted_with_its_own_figure(number, sign):
    said = "\n".join(texts(probe("X", f"Churn fell by {number}{sign} in spring.")))

    assert re.search(
        rf"You write (that churn|“Churn) fell by {number}\D.*: compared with what", said
    )
