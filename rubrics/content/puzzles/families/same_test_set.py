"""Two models on one test set: the paired standard error and the one that ignores the pairs."""

from fractions import Fraction
from math import sqrt

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
from rubrics.content.puzzles.text import both, dec, num

HINTS = (
    Hint("What is one observation here, a model’s answer or an item?", SETTING_UP, 3),
    Hint("Give every item one number that says how the two models differ on it.", CARRYING, 3),
    Hint(
        "The difference of an item is 1, −1 or 0. Its mean square is the share of items on which "
        "exactly one model is right; take off the squared mean, divide by n, take the root.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Which items decide the comparison? (Only those on which the models disagree; McNemar’s test "
    "uses nothing else.)",
    "Each item is a sentence, and ten sentences come from each document. What is wrong with the "
    "standard error? (Sentences of a document aren’t independent: compute it over documents.)",
    "You compare twenty models with the baseline this way. What changes? (Some will look better by "
    "luck; correct for the number of comparisons or confirm the winner on fresh data.)",
)


def build(draw: Draw) -> Puzzle:
    n = draw.pick((100, 200, 250, 400, 500, 1000))
    only_b = draw.integer(2, 8) * n // 100
    only_a = only_b + draw.integer(1, 6) * n // 100
    neither = draw.integer(3, 12) * n // 100
    both_right = n - only_a - only_b - neither
    setting = (
        f"Two classifiers are compared on the same {n:,} items. Both are right on {both_right}, "
        f"only A on {only_a}, only B on {only_b}, neither on {neither}. Use variances with the "
        f"divisor {n:,}."
    )
    counts = {"both": both_right, "only_a": only_a, "only_b": only_b, "neither": neither}
    return Puzzle(
        data={"n": n, **counts},
        setting=setting,
        parts=_parts(n, both_right, only_a, only_b),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(n, both_right, only_a, only_b),
    )


def _parts(n: int, both_right: int, only_a: int, only_b: int) -> tuple[Part, ...]:
    difference = Fraction(only_a - only_b, n)
    paired = Fraction(only_a + only_b, n) - difference**2
    first, second = Fraction(both_right + only_a, n), Fraction(both_right + only_b, n)
    apart = first * (1 - first) + second * (1 - second)
    return (
        Part(
            "By how much is A’s accuracy higher?",
            difference,
            both(difference, 4),
            f"Items that both or neither get right cancel: ({only_a} − {only_b})/{n}.",
        ),
        Part(
            "What is the standard error of this difference? Give four decimals.",
            sqrt(paired / n),
            dec(sqrt(paired / n), 4),
            f"The difference of an item is 1 for {only_a} items, −1 for {only_b}, else 0: "
            f"mean square {num(Fraction(only_a + only_b, n))}, variance {num(paired)}, divided by "
            f"{n}, then the root.",
        ),
        Part(
            f"What would it be if A and B had been measured on two separate test sets of {n:,} "
            "items, with the same accuracies? Give four decimals.",
            sqrt(apart / n),
            dec(sqrt(apart / n), 4),
            f"The accuracies are {num(first)} and {num(second)}. Independent variances add: "
            f"({num(first)}·{num(1 - first)} + {num(second)}·{num(1 - second)})/{n}; its root.",
        ),
    )


def _wrong_turns(n: int, both_right: int, only_a: int, only_b: int) -> tuple[WrongTurn, ...]:
    first, second = Fraction(both_right + only_a, n), Fraction(both_right + only_b, n)
    one, two = (sqrt(rate * (1 - rate) / n) for rate in (first, second))
    unpaired = sqrt((first * (1 - first) + second * (1 - second)) / n)
    return (
        WrongTurn(
            2,
            unpaired,
            f"{dec(unpaired, 4)}.",
            "Adds the variances as if the models had met different items. Their mistakes overlap, "
            "which makes the difference less noisy.",
        ),
        WrongTurn(
            2,
            one,
            f"{dec(one, 4)}.",
            "Gives the standard error of one accuracy.",
        ),
        WrongTurn(
            3,
            one + two,
            f"{dec(one + two, 4)}.",
            "Adds standard errors. Variances add; this is too wide by up to 41 %.",
        ),
        WrongTurn(
            1,
            Fraction(only_a - only_b, only_a + only_b),
            f"{both(Fraction(only_a - only_b, only_a + only_b))}.",
            "Divides by the items on which they differ.",
        ),
    )


FAMILY = Family(
    key="same-test-set",
    name="Two models, one test set",
    area=Area.STATISTICS,
    difficulty=3,
    minutes=20,
    competencies=("statistics", "ml-theory", "communication"),
    about="Whether the candidate sees the pairing in every model comparison: difference, its "
    "standard "
    "error, and what it would be on separate test sets.",
    build=build,
)
