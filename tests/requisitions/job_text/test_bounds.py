"""The linter on any text at all: places, sameness, and time that grows with the length alone."""

import importlib
import pkgutil
import re
import sys
from itertools import pairwise
from re import _constants as constants
from re import _parser as parser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.requisitions import job_text as linter
from hiring.requisitions.job_text import Rule, lint, words

YEAR = 2026
SHOUTED = [
    "We need a rock-star with 15+ years of PyTorch.",
    "PhD in ML required; publications at NeurIPS.",
    "Ten (10) years of Kubernetes, native English speaker",
    "You conduct novel research, deploy models to production and run the GPU cluster.",
]

PIECES = st.sampled_from(
    ["PhD", "not", "no", "required", "5+ years of", "PyTorch", "JAX", ",", ". ", "; ", "\n", "\n- ",
     "Requirements:\n", "Nice to have:\n", "ninja", "or equivalent", "publications", "NeurIPS",
     "deploy models", "research", "Kubernetes", "$90k", "ﬁne", "e\u0301", "\u200b", "İ", "ß",
     "\r\n", "we", "must", "a", "—", "–", "’", "native", "English", "MIT", "from"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


class TestProperties:
    @given(TEXTS, st.lists(TEXTS, max_size=4))
    def test_words_are_those_at_their_place(self, text: str, must_haves: list[str]):
        for finding in lint(text, must_haves, year=YEAR):
            source = text if finding.must_have is None else must_haves[finding.must_have]
            assert 0 <= finding.start <= finding.end <= len(source)
            assert source[finding.start : finding.end] == finding.text
            assert finding.cost
            assert finding.instead
            assert "%(" not in finding.cost + finding.instead

    @given(TEXTS)
    def test_the_same_text_has_the_same_findings(self, text: str):
        assert lint(text, year=YEAR) == lint(text, year=YEAR)

    @given(TEXTS)
    def test_findings_of_a_rule_do_not_overlap_and_stand_in_order(self, text: str):
        findings = [f for f in lint(text, year=YEAR) if f.text]

        assert [f.start for f in findings] == sorted(f.start for f in findings)
        for rule in Rule:
            places = [(f.start, f.end) for f in findings if f.rule == rule]
            assert all(one[1] <= other[0] for one, other in pairwise(places))

    @pytest.mark.parametrize("text", SHOUTED)
    @pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
    def test_case_does_not_matter(self, text: str, change):
        rules = [finding.rule for finding in lint(text, year=YEAR)]

        assert len(rules) > 1
        assert [finding.rule for finding in lint(change(text), year=YEAR)] == rules


MONSTERS = [
    "rockstar ", "PhD, ", "no ", "5 years of ", "5+ years of PyTorch. ", "- ", "\n", "$1", "a",
    "must have a PhD or ", "build the ", "degree from ", "Requirements:\n- JAX\n", "PyTorch, ",
    "publish at ", "or similar ", "((((", "we work hard and ", "\u0301", "1,",
]  # fmt: skip


def _calls(text: str) -> int:
    """Return how many functions ran to read the text."""
    counted = 0

    def count(_frame, event, _argument) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        lint(text, year=YEAR)
    finally:
        sys.setprofile(before)
    return counted


class TestTime:
    @pytest.mark.parametrize("monster", MONSTERS)
    def test_twice_the_text_is_at_most_twice_the_work(self, monster: str):
        some = _calls(monster * (4_000 // len(monster)))
        twice = _calls(monster * (8_000 // len(monster)))

        assert twice <= 2.1 * some + 500

    @pytest.mark.parametrize("monster", MONSTERS)
    def test_a_text_of_200_kilobytes_is_read(self, monster: str):
        findings = lint(monster * (200_000 // len(monster)), year=YEAR)

        assert len(findings) < 50

    def test_no_pattern_can_run_away(self):
        patterns = list(_patterns())

        assert len(patterns) > 40
        assert [p.pattern for p in patterns if not _bounded(p)] == []


def _patterns():
    terms = [*words.wordings(), *words.credentials().values()]
    yield from (
        part for term in terms for part in vars(term).values() if isinstance(part, re.Pattern)
    )
    yield from (words.tool(), *words.areas().values())
    for module in pkgutil.iter_modules(linter.__path__, f"{linter.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, re.Pattern):
                yield value


def _bounded(pattern: re.Pattern) -> bool:
    """Return whether no repetition in the pattern is open: each try costs at most a constant."""
    repeats = (constants.MAX_REPEAT, constants.MIN_REPEAT)

    def bounded(node) -> bool:
        if isinstance(node, tuple) and len(node) == 2 and node[0] in repeats:
            _low, high, _inner = node[1]
            if high == constants.MAXREPEAT:
                return False
        if isinstance(node, (tuple, list, parser.SubPattern)):
            return all(bounded(part) for part in node)
        return True

    return bounded(parser.parse(pattern.pattern, pattern.flags))
