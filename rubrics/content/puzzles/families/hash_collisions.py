"""Collisions when features are hashed into buckets."""

from fractions import Fraction
from math import comb, prod

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
from rubrics.content.puzzles.text import both, num, sup

HINTS = (
    Hint("Which of the questions are about a probability, and which about a mean?", SETTING_UP, 3),
    Hint("A mean of a count is a sum over what? Does it matter that they depend?", CARRYING, 3),
    Hint(
        "Use one indicator for each pair (it collides with the probability one over the number of "
        "buckets), and one for each bucket (it stays empty if every feature misses it).",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Why do hashed features often work although they collide? (Most colliding features are rare; "
    "a signed hash makes the errors cancel in the mean.)",
    "How large must the table be for a collision to be unlikely at all? (About N²: the birthday "
    "problem. Half as many features need a quarter of the table.)",
    "Two hash tables with different hashes, a feature is read from both. What changes? (Both must "
    "collide with the same partner: the chance is squared.)",
)


def build(draw: Draw) -> Puzzle:
    few, small = draw.integer(3, 4), draw.integer(5, 12)
    many, allowed = draw.pick((1000, 2000, 5000, 10000, 20000)), draw.pick((10, 20, 50, 100))
    setting = (
        "Features are hashed into buckets; every feature falls into any bucket with the same "
        f"probability, independently. In a toy example {few} features fall into {small} buckets; "
        f"in production there are {many:,} features."
    )
    return Puzzle(
        data={"few": few, "small": small, "many": many, "allowed": allowed},
        setting=setting,
        parts=_parts(few, small, many, allowed),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(few, small, many, allowed),
    )


def _parts(few: int, small: int, many: int, allowed: int) -> tuple[Part, ...]:
    apart = Fraction(prod(range(small - few + 1, small + 1)), small**few)
    pairs = Fraction(comb(few, 2), small)
    empty = small * Fraction(small - 1, small) ** few
    size = -(-comb(many, 2) // allowed)
    fractions = " · ".join(f"{small - taken}/{small}" for taken in range(1, few))
    return (
        Part(
            "How likely is it that no two features of the toy example share a bucket?",
            apart,
            both(apart),
            f"The first falls anywhere, each further one must miss those taken: {fractions}.",
        ),
        Part(
            "How many pairs of features share a bucket there, on average?",
            pairs,
            f"{both(pairs)} {'pair' if pairs == 1 else 'pairs'}",
            f"There are {comb(few, 2)} pairs, each shares with probability 1/{small}; means add, "
            "dependent or not.",
        ),
        Part(
            "How many buckets stay empty there, on average?",
            empty,
            f"{both(empty)} buckets",
            f"Each is missed by all with probability ({small - 1}/{small}){sup(few)}, and there "
            f"are {small} of them.",
        ),
        Part(
            f"How many buckets does production need so that at most {allowed} pairs share one, on "
            "average?",
            size,
            f"{size:,} buckets",
            f"There are {many:,}·{many - 1:,}/2 = {comb(many, 2):,} pairs; divided by the number "
            f"of buckets this must be at most {allowed}.",
        ),
    )


def _wrong_turns(few: int, small: int, many: int, allowed: int) -> tuple[WrongTurn, ...]:
    loose = 1 - Fraction(few - 1, small)
    return (
        WrongTurn(
            1,
            loose,
            f"1 − {few - 1}/{small} = {num(loose)}.",
            "Asks whether the others miss one given feature, and that with probabilities added.",
        ),
        WrongTurn(
            2,
            Fraction(few, small),
            f"{few}/{small} = {num(Fraction(few, small))} pairs.",
            "Counts features where pairs collide.",
        ),
        WrongTurn(
            3,
            Fraction(small - few),
            f"{small} − {few} = {small - few} buckets.",
            "True only if nothing collides; every collision leaves one more bucket empty.",
        ),
        WrongTurn(
            4,
            many,
            f"{many:,} buckets, one for each feature.",
            "Takes room enough for collision-free. With a bucket for each feature about half as "
            "many pairs as features collide.",
        ),
        WrongTurn(
            4,
            many * many // allowed,
            f"{many:,}²/{allowed} = {many * many // allowed:,} buckets.",
            "Counts every pair twice.",
        ),
    )


FAMILY = Family(
    key="hash-collisions",
    name="Features in buckets",
    area=Area.PROBABILITY,
    difficulty=3,
    minutes=20,
    competencies=("mathematics", "communication"),
    about="Whether the candidate splits a count into indicators: collisions and empty buckets in "
    "feature hashing, and the size of table that they ask for.",
    build=build,
)
