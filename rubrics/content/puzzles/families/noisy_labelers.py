"""Bayes' rule for a rare label and two labelers who make mistakes."""

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
from rubrics.content.puzzles.text import both, num, paren, percent

HINTS = (
    Hint("Picture a large number of items. How many of them are really positive?", SETTING_UP, 3),
    Hint("Work with odds: what does one “yes” multiply them by?", CARRYING, 3),
    Hint(
        "A “yes” multiplies the odds by the hit rate over the false-alarm rate, a “no” by the "
        "rate of misses over the rate of correct rejections.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "In practice two labelers make the same mistakes on hard items. Which way does this move the "
    "second answer? (Down: the second “yes” carries less than a fresh one.)",
    "With money for one more label per item, on which items do you spend it? (Where the posterior "
    "is near the point at which the decision changes, not everywhere.)",
    "You train on the majority label. What does the model’s precision look like when measured "
    "against these labels, and against the truth? (The label noise caps the measured one.)",
)


def build(draw: Draw) -> Puzzle:
    rare = Fraction(1, draw.pick((10, 20, 25, 50, 100, 200)))
    hit = Fraction(draw.pick((80, 85, 90, 95, 98)), 100)
    alarm = Fraction(draw.pick((1, 2, 4, 5, 10)), 100)
    setting = (
        f"{percent(rare)} of all items are really positive. A labeler says “yes” to "
        f"{percent(hit)} of the positive items and to {percent(alarm)} of the negative "
        "ones. Two such labelers work independently of each other, given the item’s true state."
    )
    return Puzzle(
        data={"rare": rare, "hit": hit, "alarm": alarm},
        setting=setting,
        parts=_parts(rare, hit, alarm),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(rare, hit, alarm),
    )


def _posterior(rare: Fraction, *likelihoods: tuple[Fraction, Fraction]) -> Fraction:
    positive, negative = rare, 1 - rare
    for if_positive, if_negative in likelihoods:
        positive, negative = positive * if_positive, negative * if_negative
    return positive / (positive + negative)


def _parts(rare: Fraction, hit: Fraction, alarm: Fraction) -> tuple[Part, ...]:
    yes, no = (hit, alarm), (1 - hit, 1 - alarm)
    one, two = _posterior(rare, yes), _posterior(rare, yes, yes)
    split = _posterior(rare, yes, no)
    odds, lift, fall = rare / (1 - rare), hit / alarm, (1 - hit) / (1 - alarm)
    return (
        Part(
            "One labeler says “yes”. How likely is the item positive?",
            one,
            both(one),
            f"Prior odds {num(odds)}. A “yes” multiplies them by {percent(hit)}/{percent(alarm)} = "
            f"{num(lift)}, to {num(odds * lift)}; odds o are the probability o/(1 + o).",
        ),
        Part(
            "Both say “yes”. How likely now?",
            two,
            both(two),
            f"The odds are multiplied once more: {num(odds)} · {paren(lift)}² = "
            f"{num(odds * lift**2)}.",
        ),
        Part(
            "One says “yes”, the other “no”. How likely?",
            split,
            both(split, 4),
            f"A “no” multiplies the odds by {percent(1 - hit)}/{percent(1 - alarm)} = {num(fall)}: "
            f"{num(odds)} · {num(lift)} · {num(fall)} = {num(odds * lift * fall)}.",
        ),
    )


def _wrong_turns(rare: Fraction, hit: Fraction, alarm: Fraction) -> tuple[WrongTurn, ...]:
    even = hit**2 / (hit**2 + alarm**2)
    return (
        WrongTurn(
            1,
            hit,
            f"{percent(hit)}.",
            "Turns the condition round: how often a positive item gets a “yes” is not how often a "
            "“yes” is a positive item.",
        ),
        WrongTurn(
            1,
            hit / (hit + alarm),
            f"{both(hit / (hit + alarm))}.",
            "Leaves out how rare positives are, as if both states were equally common.",
        ),
        WrongTurn(
            2,
            even,
            f"{both(even)}.",
            "The same with two labels: the prior is gone.",
        ),
        WrongTurn(
            3,
            rare,
            f"They cancel, so {percent(rare)}.",
            "A “yes” and a “no” weigh differently unless both kinds of mistake are equally likely.",
        ),
    )


FAMILY = Family(
    key="noisy-labelers",
    name="Two labelers and a rare thing",
    area=Area.PROBABILITY,
    difficulty=2,
    minutes=15,
    competencies=("statistics", "communication"),
    about="Whether the candidate keeps hold of the base rate: posterior of a rare label after "
    "one yes, "
    "two, and a disagreement.",
    build=build,
)
