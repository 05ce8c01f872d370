"""A rate from few observations: maximum likelihood, MAP and the posterior mean."""

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
from rubrics.content.puzzles.text import both, num, percent, sup

MAX_CLICKED = 12  # Per cent: what is shown is clicked by few.
HINTS = (
    Hint("Write the posterior up to a constant. Which family is it from?", SETTING_UP, 3),
    Hint("Where is its largest value, and where its mean? They aren’t the same.", CARRYING, 3),
    Hint(
        "The posterior is a Beta with the successes added to the first parameter and the failures "
        "to the second. Beta(s, t) has its mode at (s − 1)/(s + t − 2), its mean at s/(s + t).",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "Which of the three would you rank items by? (For the expected rate the mean; for a cautious "
    "ranking a lower quantile.)",
    "Where would the prior come from with ten thousand items? (Fitted to all items: empirical "
    "Bayes; then check that it holds within groups.)",
    "What happens to the three numbers as n grows? (They meet; the prior’s weight falls like 1/n.)",
)


def build(draw: Draw) -> Puzzle:
    while True:
        a, b = draw.integer(2, 5), draw.integer(30, 95)
        n = draw.integer(20, 60)
        k = draw.integer(1, 6)
        if k * (a + b) != a * n and 100 * k <= MAX_CLICKED * n:
            break
    setting = (
        f"An item was shown {n} times and clicked {k} times. The click rate θ has the prior "
        f"Beta({a}, {b}), whose density is proportional to θ^({a} − 1)·(1 − θ)^({b} − 1)."
    )
    return Puzzle(
        data={"a": a, "b": b, "n": n, "k": k},
        setting=setting,
        parts=_parts(a, b, n, k),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(a, b, n, k),
    )


def _parts(a: int, b: int, n: int, k: int) -> tuple[Part, ...]:
    s, t = a + k, b + n - k
    mode, mean, share = Fraction(s - 1, s + t - 2), Fraction(s, s + t), Fraction(a + b, a + b + n)
    return (
        Part(
            "What is the maximum-likelihood estimate of θ?",
            Fraction(k, n),
            f"θ = {both(Fraction(k, n))}",
            f"θ{sup(k)}·(1 − θ){sup(n - k)} is largest at {k}/{n}.",
        ),
        Part(
            "What is the MAP estimate, the mode of the posterior?",
            mode,
            f"θ = {both(mode)}",
            f"The posterior is Beta({a} + {k}, {b} + {n - k}) = Beta({s}, {t}). The derivative of "
            f"{s - 1}·ln θ + {t - 1}·ln(1 − θ) is zero at {s - 1}/({s - 1} + {t - 1}).",
        ),
        Part(
            "How likely is it that the next showing is clicked?",
            mean,
            both(mean),
            f"That is the posterior mean, {s}/({s} + {t}).",
        ),
        Part(
            "The answer to 3 is a weighted mean of the prior mean and k/n. What is the prior’s "
            "weight?",
            share,
            f"{num(share)}, about {percent(share)}",
            f"The prior counts as {a} + {b} = {a + b} showings beside the {n} real ones: "
            f"{a + b}/{a + b + n}.",
        ),
    )


def _wrong_turns(a: int, b: int, n: int, k: int) -> tuple[WrongTurn, ...]:
    mean = Fraction(a + k, a + b + n)
    mode = Fraction(a + k - 1, a + b + n - 2)
    half = (Fraction(a, a + b) + Fraction(k, n)) / 2
    strength = Fraction(a + b - 2, a + b + n - 2)
    return (
        WrongTurn(
            2,
            mean,
            f"θ = {both(mean)}.",
            "Gives the posterior’s mean for its mode. Ask for the posterior after a flat prior.",
        ),
        WrongTurn(
            3,
            mode,
            f"{both(mode)}, the MAP estimate.",
            "Plugs in the most likely rate; a prediction averages over all rates.",
        ),
        WrongTurn(
            3,
            half,
            f"{both(half)}, half-way between prior mean and data.",
            "Weighs prior and data equally, whatever their sizes.",
        ),
        WrongTurn(
            4,
            strength,
            f"{num(strength)}.",
            "Takes the weight in the mode, where a flat prior counts nothing, for the mean’s.",
        ),
    )


FAMILY = Family(
    key="few-clicks",
    name="A rate from a handful of clicks",
    area=Area.STATISTICS,
    difficulty=2,
    minutes=15,
    competencies=("statistics", "communication"),
    about="Whether the candidate knows what a prior does: maximum likelihood, MAP and predictive "
    "probability of a Bernoulli rate, and how much of it is assumption.",
    build=build,
    version=2,
)
