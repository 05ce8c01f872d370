"""Entropy, cross-entropy and both Kullback–Leibler divergences of small distributions."""

from collections.abc import Sequence
from fractions import Fraction
from math import log2

from rubrics.content.puzzles.draw import Draw
from rubrics.content.puzzles.model import (
    CARRYING,
    SETTING_UP,
    Area,
    Family,
    Hint,
    Part,
    Puzzle,
    WrongTurn,
)
from rubrics.content.puzzles.text import both, dec, num, vec

Shares = tuple[Fraction, ...]
# Powers of two only, so that every logarithm is whole.
SHAPES: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((2, 4, 8, 8), (2, 4, 8, 8), (4, 4, 4, 4)),
    ((2, 4, 8, 16, 16), (2, 8, 8, 8, 8), (4, 4, 4, 8, 8)),
)
HINTS = (
    Hint("How many bits does the best code spend on an outcome of probability one half?", "", 4),
    Hint("Who decides how often an outcome comes, and who how long its code is?", SETTING_UP, 3),
    Hint(
        "Cross-entropy: the mean of log₂(1/q) with the weights p. The divergence is what it "
        "exceeds the entropy of p by.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Which of the two divergences does training a classifier by cross-entropy minimize, and why is "
    "the entropy of p of no matter there? (KL from data to model; the entropy doesn’t depend on "
    "the model.)",
    "A model gives probability 0 to something that happens. What do the two directions say? (One "
    "is infinite; the other ignores the outcome. Hence smoothing, and hence mode-seeking fits.)",
    "Is it a distance? (Not symmetric, no triangle inequality; never negative, and zero only for "
    "p = q.)",
)


def build(draw: Draw) -> Puzzle:
    shapes = draw.pick(SHAPES)
    while True:
        p, q = (_shares(draw, shapes) for _ in range(2))
        if p != q and _divergence(p, q) != _divergence(q, p):
            break
    setting = (
        "The outcomes of a source have the probabilities p; a model believes in q. Count in "
        "bits.\n\n"
        f"- p = {vec(p)}\n- q = {vec(q)}"
    )
    return Puzzle(
        data={"p": p, "q": q},
        setting=setting,
        parts=_parts(p, q),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(p, q),
    )


def _shares(draw: Draw, shapes: Sequence[tuple[int, ...]]) -> Shares:
    return tuple(Fraction(1, part) for part in draw.shuffled(draw.pick(shapes)))


def _bits(q: Shares) -> list[int]:
    """Return log₂(1/q) of each entry, a whole number for powers of two."""
    return [share.denominator.bit_length() - 1 for share in q]


def _cross_entropy(p: Shares, q: Shares) -> Fraction:
    return sum((share * bits for share, bits in zip(p, _bits(q), strict=True)), Fraction(0))


def _divergence(p: Shares, q: Shares) -> Fraction:
    return _cross_entropy(p, q) - _cross_entropy(p, p)


def _sum(weights: Shares, lengths: Sequence[int]) -> str:
    return " + ".join(f"{num(w)}·{b}" for w, b in zip(weights, lengths, strict=True))


def _parts(p: Shares, q: Shares) -> tuple[Part, ...]:
    own, cross = _cross_entropy(p, p), _cross_entropy(p, q)
    back, base = _cross_entropy(q, p), _cross_entropy(q, q)
    return (
        Part("What is the entropy of p?", own, f"{both(own)} bits", f"{_sum(p, _bits(p))}."),
        Part(
            "What is the cross-entropy of q under p, the loss that the model has on average?",
            cross,
            f"{both(cross)} bits",
            f"Outcomes come as p says, each costs log₂(1/q): {_sum(p, _bits(q))}.",
        ),
        Part(
            "What are KL(p‖q) and KL(q‖p)?",
            (cross - own, back - base),
            f"KL(p‖q) = {both(cross - own)} and KL(q‖p) = {both(back - base)} bits",
            f"KL(p‖q) = {num(cross)} − {num(own)}. The other way round the cross-entropy is "
            f"{_sum(q, _bits(p))} = {num(back)} and the entropy of q is {num(base)}.",
        ),
    )


def _wrong_turns(p: Shares, q: Shares) -> tuple[WrongTurn, ...]:
    own, base = _cross_entropy(p, p), _cross_entropy(q, q)
    forth, back = _divergence(p, q), _divergence(q, p)
    return (
        WrongTurn(
            1,
            log2(len(p)),
            f"log₂ {len(p)} = {dec(log2(len(p)))} bits.",
            "Counts outcomes and not their probabilities.",
        ),
        WrongTurn(
            2,
            _cross_entropy(q, p),
            f"{both(_cross_entropy(q, p))} bits.",
            "Takes the weights from the model and the code from the truth.",
        ),
        WrongTurn(
            3,
            (base - own, own - base),
            f"{num(base - own)} and {num(own - base)} bits: the difference of the entropies.",
            "A divergence is never negative. Ask for two permutations of the same probabilities.",
        ),
        WrongTurn(
            3,
            (back, forth),
            f"{num(back)} and {num(forth)} bits.",
            "The two directions mixed up. Ask which one is infinite when q is 0 where p isn’t.",
        ),
    )


FAMILY = Family(
    key="two-codes",
    name="The wrong code for the right source",
    area=Area.PROBABILITY,
    difficulty=2,
    minutes=15,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether the loss that everybody trains by means something to somebody: entropy, "
    "cross-entropy and both divergences of two small distributions.",
    build=build,
)
