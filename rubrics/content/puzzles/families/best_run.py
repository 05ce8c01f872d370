"""What the best of several noisy validation runs looks like, and what it is worth."""

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
from rubrics.content.puzzles.text import both, num, sup

HINTS = (
    Hint("For the maximum, which probability is easy to write down?", SETTING_UP, 3),
    Hint("When is the best run unlucky, when is it lucky, and when neither?", CARRYING, 3),
    Hint(
        "The best is low only if all runs are low, and high unless none is high. Everything else "
        "is in between.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "You report the best of your runs and the baseline’s single run. What is wrong, and how do you "
    "fix it? (Selection gives you the bias; equal numbers of runs, means with their spread, or a "
    "fresh test set for the winner.)",
    "How does the bias grow with the number of runs if the noise is normal? (Slowly, roughly like "
    "σ·√(2 ln k); with bounded noise it stops at the bound.)",
    "The runs differ in configuration. When does picking the best pay? (When true differences are "
    "large against the noise; otherwise you pick luck.)",
)


def build(draw: Draw) -> Puzzle:
    level, width = draw.integer(61, 94), draw.integer(1, 4)
    tail = Fraction(1, draw.pick((3, 4, 5, 6, 10)))
    runs = draw.integer(2, 5)
    setting = (
        f"A configuration has a true accuracy of {level} points. A run’s validation score is "
        f"{width} below it with probability {num(tail)}, {width} above it with probability "
        f"{num(tail)}, and exact otherwise. Someone trains {runs} times, with independent noise, "
        "and reports the best score."
    )
    return Puzzle(
        data={"level": level, "width": width, "tail": tail, "runs": runs},
        setting=setting,
        parts=_parts(level, width, tail, runs),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(level, width, tail, runs),
    )


def _parts(level: int, width: int, tail: Fraction, runs: int) -> tuple[Part, ...]:
    lucky, unlucky = 1 - (1 - tail) ** runs, tail**runs
    best = level + width * (lucky - unlucky)
    return (
        Part(
            "How likely is it that the reported score is too high?",
            lucky,
            both(lucky),
            f"It is not only if no run is high: (1 − {num(tail)}){sup(runs)} = {num(1 - lucky)}.",
        ),
        Part(
            "What is the expected reported score?",
            best,
            f"{both(best)} points",
            f"The best is low only if all are: ({num(tail)}){sup(runs)} = {num(unlucky)}. So the "
            f"expected best is {level} + {width}·({num(lucky)} − {num(unlucky)}).",
        ),
        Part(
            "The reported run’s configuration is trained once more and scored. What do you expect?",
            level,
            f"{level} points",
            "The noise of a new run is independent of the old ones, and its mean is zero.",
        ),
    )


def _wrong_turns(level: int, width: int, tail: Fraction, runs: int) -> tuple[WrongTurn, ...]:
    lucky, unlucky = 1 - (1 - tail) ** runs, tail**runs
    best = level + width * (lucky - unlucky)
    return (
        WrongTurn(
            1,
            runs * tail,
            f"{runs} · {num(tail)} = {num(runs * tail)}.",
            "Adds probabilities of events that can happen together. For enough runs it passes 1.",
        ),
        WrongTurn(
            2,
            Fraction(level),
            f"{level} points, as the noise has mean zero.",
            "The mean of a maximum is not the maximum of the means.",
        ),
        WrongTurn(
            2,
            level + width * lucky,
            f"{both(level + width * lucky)} points.",
            "Forgets that all runs can be low.",
        ),
        WrongTurn(
            3,
            best,
            f"{both(best)} points, as before.",
            "Believes the luck belongs to the configuration. This is the regression that follows "
            "every leaderboard.",
        ),
    )


FAMILY = Family(
    key="best-run",
    name="The best of several runs",
    area=Area.PROBABILITY,
    difficulty=2,
    minutes=15,
    competencies=("statistics", "ml-theory", "communication"),
    about="Whether the candidate distrusts a maximum: probability and size of the luck in the "
    "best of a "
    "few validation runs, and what is left of it afterwards.",
    build=build,
)
