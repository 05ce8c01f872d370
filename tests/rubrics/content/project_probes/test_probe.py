"""The questions into a project: about a dozen, in two phases, and never more than its text says."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.content.project_probes.asking import Probe, bank, probe
from rubrics.content.project_probes.tree import Depth, Phase

MLE, RESEARCH = "ml-engineer", "ml-researcher"
MEASURED = "how was this measured"
JUDGED = "how often did people agree with the judge"
ROLES = [role for role in bank().roles if role != "general"]


def texts(tree: Probe) -> list[str]:
    return [ask.text for branch in tree.branches for ask in branch.asks]


def phases(tree: Probe) -> list[Phase]:
    return [branch.phase for branch in tree.branches]


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


# How many, and where


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize(
    "text",
    ["", "Churn fell by 12 %. It saved $3M. AUC rose to 0.94 with XGBoost, Kafka and Triton."],
)
def test_about_a_dozen_questions_in_two_phases_from_the_surface_down(role, text):
    tree = probe("Churn radar", text, ["PyTorch"], role)

    assert len(tree.branches) == 2
    assert 12 <= len(texts(tree)) <= 13
    assert len(texts(tree)) == len(set(texts(tree)))
    for branch in tree.branches:
        assert list(dict.fromkeys(ask.depth for ask in branch.asks)) == list(Depth)
    well_formed(tree)


def test_the_phases_are_those_of_the_role_where_the_project_tells_nothing():
    assert phases(probe("X", "", (), MLE)) == [Phase.DATA_PREPARATION, Phase.DEPLOYMENT]
    assert phases(probe("X", "", (), RESEARCH)) == [Phase.MODELING, Phase.EVALUATION]


def test_a_figure_leads_to_evaluation_and_technologies_to_where_they_are_used():
    tree = probe("X", "Recall rose by 9 %.", ["Claude", "Qdrant"], MLE)

    assert phases(tree) == [Phase.MODELING, Phase.EVALUATION]
    assert "Why Claude and not a smaller model of your own?" in texts(tree)


def test_every_role_asks_otherwise_of_the_same_project():
    asked = [tuple(texts(probe("X", "Recall rose by 9 %.", (), role))) for role in (*ROLES, None)]

    assert len(set(asked)) == len(asked)


def test_a_role_without_questions_of_its_own_gets_the_general_ones():
    assert probe("X", "", (), "wizard").branches == probe("X", "", (), None).branches


# Figures


@pytest.mark.parametrize(
    ("text", "sentence", "ask"),
    [
        ("Churn fell by 12 %. We met often.", "Churn fell by 12 %", MEASURED),
        ("- It saved $3M in 2024", "It saved $3M in 2024", MEASURED),
        ("Die Verluste sanken um 30 %.", "Die Verluste sanken um 30 %", MEASURED),
        ("**AUC 0.94** on fraud; done alone", "AUC 0.94 on fraud", MEASURED),
        (
            "4 points win rate over DPO on AlpacaEval.",
            "4 points win rate over DPO on AlpacaEval",
            JUDGED,
        ),
        (
            "A 300-question golden set judged by GPT-4",
            "A 300-question golden set judged by GPT-4",
            JUDGED,
        ),
    ],
)
def test_a_sentence_with_a_figure_is_quoted_as_it_stands(text, sentence, ask):
    (quoted,) = probe("X", text).quotes

    assert quoted.startswith(f"You write “{sentence}”: {ask}")
    assert quoted in texts(probe("X", text))


@pytest.mark.parametrize(
    "text",
    [
        "Code on GitHub, 400 stars.",
        "Started in 2021 and ended in 2023.",
        "Uses f1_score and word2vec.",
        "It cost {{ 7 * 7 }} nothing.",
        "x" * 200 + " 12 % of it",
        "12 %",
    ],
)
def test_what_is_no_figure_or_cannot_be_read_aloud_is_not_quoted(text):
    assert probe("X", text).quotes == ()


def test_of_many_figures_the_two_that_tell_most_are_quoted():
    text = "We had 12 users. We ran 40 jobs. Churn fell by 12 %. MT-Bench was 8.1 at last."

    assert [quote.split("”")[0] for quote in probe("X", text).quotes] == [
        "You write “MT-Bench was 8.1 at last",
        "You write “Churn fell by 12 %",
    ]


# Technologies


def test_an_alternative_that_the_project_used_is_not_offered():
    said = texts(probe("X", "", ["RabbitMQ", "Kafka"]))

    assert not [text for text in said if "and not Kafka" in text]


def test_technologies_are_told_beside_the_tree():
    assert probe("X", "We used XGBoost.", ["Kafka", "Foo"]).technologies == (
        *("Kafka", "XGBoost"),
        "Foo",
    )


def test_an_organization_adds_technologies_and_questions_of_its_own(own_words):
    own_words("technologies.yaml", "technologies: {Zorblax: [serving, a nightly table, Triton]}")
    own_words(
        "bank.yaml", 'roles: {general: {deployment: {you: "Which part of it do you still run?"}}}'
    )

    said = texts(probe("X", "", ["Zorblax", "vLLM"]))

    assert "Why Zorblax and not a nightly table?" in said
    assert "Which part of it do you still run?" in said


# Robustness


def test_a_very_long_text_is_read_to_its_limit_and_says_so():
    tree = probe("X", "We built a model. " * 20_000 + "Churn fell by 12 %.")

    assert tree.shortened
    assert not tree.quotes
    assert not probe("X", "short").shortened


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000, "1" * 50_000, "from 1 " * 5_000, "9,999," * 8_000, "<" * 50_000,
        "[" * 50_000 + "](", "\n" * 50_000, "“" * 10_000, "1 million " * 4_000,
    ],
)  # fmt: skip
def test_no_text_makes_it_search_for_long(text):
    """Runs in a process of its own, which is ended when a pattern runs away."""
    code = (
        "import sys; from django.conf import settings; settings.configure(USE_I18N=False); "
        "from rubrics.content.project_probes.asking import probe; "
        "t = sys.stdin.read(); probe(t, t, [t])"
    )

    subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True, timeout=20)


def test_a_list_of_odd_technologies_does_no_harm():
    odd = ["", " ", "…", "\x00", "a" * 500, None, 7, "C++", "Kafka, Airflow"]

    tree = probe("X", "", odd)

    assert tree.technologies == ("Kafka", "Airflow")
    well_formed(tree)


_TELLING = """We built fell by 12 % 3x $ 5k from 10 to 20 ms AUC of 0.91 and , . ; :
– Kafka {x} {{ }} <b> “ ” team of 4 win rate judged by GPT-4 golden set not ( ) ’ Led - 2019"""
_TEXTS = st.text(max_size=600) | st.lists(
    st.sampled_from([*re.split(r"\s", _TELLING), "\n"]), max_size=60
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    name=st.text(max_size=120),
    text=_TEXTS,
    technologies=st.lists(st.text(max_size=30), max_size=5),
    role=st.sampled_from([*ROLES, None, "x"]),
)
def test_any_text_gives_finished_sentences_and_quotes_what_stands_there(
    name, text, technologies, role
):
    tree = probe(name, text, technologies, role)

    well_formed(tree)
    assert len(tree.branches) == 2
