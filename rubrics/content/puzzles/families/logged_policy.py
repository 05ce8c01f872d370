"""Importance weights: what a log of one policy says about another, and how noisily."""

from collections.abc import Sequence
from fractions import Fraction

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
from rubrics.content.puzzles.text import both, num, paren, vec

Shares = tuple[Fraction, ...]
TENTHS = ((5, 3, 2), (6, 3, 1), (4, 4, 2), (5, 4, 1), (7, 2, 1), (8, 1, 1))
HINTS = (
    Hint("Whose probabilities produced the rows, and whose mean do you want?", SETTING_UP, 3),
    Hint("Which factor turns a mean under q into a mean under p?", CARRYING, 3),
    Hint(
        "Weigh each row by p/q. The variance is the mean of the squared weighted reward under q, "
        "minus the square of its mean.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "What if the logging policy never takes an action that the new one takes? (No weight can fix "
    "it: the value isn’t identified; log with exploration.)",
    "Clipping the weights: what is gained and what is lost? (Less variance, some bias; report the "
    "share of rows clipped.)",
    "How many logged rows are worth as much as one of the new policy? (The ratio of the variances, "
    "which the weights of rarely logged actions drive.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        q, p = (_shares(draw) for _ in range(2))
        r = tuple(draw.integer(0, 9) for _ in range(3))
        if p != q and len(set(r)) == 3:
            break
    setting = (
        "A policy q showed one of three items to each visitor and the log holds what was shown. "
        "Each item has a fixed reward r. A new policy p is to be judged from the log alone.\n\n"
        f"- q = {vec(q)}\n- p = {vec(p)}\n- r = {vec(r)}"
    )
    return Puzzle(
        data={"q": q, "p": p, "r": r},
        setting=setting,
        parts=_parts(q, p, r),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(q, p, r),
    )


def _shares(draw: Draw) -> Shares:
    return tuple(Fraction(tenths, 10) for tenths in draw.shuffled(draw.pick(TENTHS)))


def _mean(shares: Shares, values: Sequence[Fraction | int]) -> Fraction:
    return sum((s * v for s, v in zip(shares, values, strict=True)), Fraction(0))


def _variance(shares: Shares, values: Sequence[Fraction | int]) -> Fraction:
    return _mean(shares, [v * v for v in values]) - _mean(shares, values) ** 2


def _products(left: Sequence[Fraction | int], right: Sequence[Fraction | int]) -> str:
    return " + ".join(f"{num(a)}·{paren(b)}" for a, b in zip(left, right, strict=True))


def _parts(q: Shares, p: Shares, r: tuple[int, ...]) -> tuple[Part, ...]:
    weights = tuple(new / old for new, old in zip(p, q, strict=True))
    weighted = tuple(w * reward for w, reward in zip(weights, r, strict=True))
    value, noise, own = _mean(p, r), _variance(q, weighted), _variance(p, r)
    return (
        Part(
            "Which weight does a logged row get, for each of the three items?",
            weights,
            f"w = {vec(weights)}",
            "w = p/q, so that q·w = p in every entry.",
        ),
        Part(
            "What is the expected reward of the new policy?",
            value,
            both(value),
            f"Σp·r = {_products(p, r)}; the same as Σq·(w·r).",
        ),
        Part(
            "What is the variance of the weighted reward w·r of one logged row?",
            noise,
            both(noise),
            f"w·r = {vec(weighted)}. Its mean is {num(value)}, its mean square under q is "
            f"{_products(q, [v * v for v in weighted])} = "
            f"{num(_mean(q, [v * v for v in weighted]))}. The variance is that − ({num(value)})².",
        ),
        Part(
            "What would be the variance of the reward of one row of the new policy’s own log?",
            own,
            both(own),
            f"{_products(p, [v * v for v in r])} − ({num(value)})².",
        ),
    )


def _wrong_turns(q: Shares, p: Shares, r: tuple[int, ...]) -> tuple[WrongTurn, ...]:
    inverse = tuple(old / new for new, old in zip(p, q, strict=True))
    weighted = [new / old * reward for new, old, reward in zip(p, q, r, strict=True)]
    square = _mean(q, [v * v for v in weighted])
    return (
        WrongTurn(
            1,
            inverse,
            f"w = {vec(inverse)}.",
            "The ratio the wrong way round. What the log holds too often must count less.",
        ),
        WrongTurn(
            2,
            _mean(q, r),
            f"{both(_mean(q, r))}, the log’s plain mean.",
            "Judges the old policy and calls it the new one.",
        ),
        WrongTurn(
            3,
            square,
            f"{both(square)}.",
            "Stops at the mean square and doesn’t take off the square of the mean.",
        ),
        WrongTurn(
            3,
            _variance(p, r),
            f"{both(_variance(p, r))}, the reward’s variance under p.",
            "Unbiased weights keep the mean and not the variance.",
        ),
    )


FAMILY = Family(
    key="logged-policy",
    name="Judging a policy by another’s log",
    area=Area.STATISTICS,
    difficulty=3,
    minutes=20,
    competencies=("statistics", "ml-theory", "communication"),
    about="Whether the candidate can use data that another system chose: importance weights, the "
    "unbiased value, and the price in variance.",
    build=build,
)
