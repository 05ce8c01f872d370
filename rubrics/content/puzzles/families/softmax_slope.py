"""The gradient of cross-entropy through a softmax, with and without label smoothing."""

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
from rubrics.content.puzzles.text import both, num, vec

HINTS = (
    Hint("What do the logits become when they are exponentiated?", SETTING_UP, 3),
    Hint("Write the loss with the logarithm pulled apart before you differentiate.", CARRYING, 3),
    Hint(
        "−ln p of class c is ln Σ exp(z) − z of c. The gradient is p minus the target, also when "
        "the target is smoothed.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "The entries of the gradient sum to zero. Why must they? (Adding a constant to all logits "
    "changes nothing.)",
    "The model is wrong and very sure. How large is the gradient, and how large would it be for "
    "squared error on the probabilities? (Near 1 against near 0: that loss stalls.)",
    "How does one compute this without overflow? (Subtract the largest logit first.)",
)


def build(draw: Draw) -> Puzzle:
    e = tuple(draw.sample((2, 3, 4, 5, 6, 7, 8, 9, 10), 3))
    label = draw.integer(1, 3)
    smoothing = Fraction(3, draw.pick((10, 20, 30)))
    logits = ", ".join(f"ln {entry}" for entry in e)
    setting = (
        f"A classifier with 3 classes gives the logits z = ({logits}). The true class is number "
        f"{label}; the loss is −ln of its softmax probability."
    )
    return Puzzle(
        data={"e": e, "label": label, "smoothing": smoothing},
        setting=setting,
        parts=_parts(e, label, smoothing),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(e, label, smoothing),
    )


def _softmax(e: tuple[int, ...]) -> tuple[Fraction, ...]:
    return tuple(Fraction(entry, sum(e)) for entry in e)


def _gradient(e: tuple[int, ...], label: int, smoothing: Fraction) -> tuple[Fraction, ...]:
    targets = [smoothing / 3 + (1 - smoothing) * (at == label) for at in (1, 2, 3)]
    return tuple(p - target for p, target in zip(_softmax(e), targets, strict=True))


def _parts(e: tuple[int, ...], label: int, smoothing: Fraction) -> tuple[Part, ...]:
    p, plain, smooth = _softmax(e), _gradient(e, label, Fraction(0)), _gradient(e, label, smoothing)
    true = p[label - 1]
    small, large = smoothing / 3, 1 - smoothing * Fraction(2, 3)
    return (
        Part(
            "What are the three probabilities?",
            p,
            f"p = {vec(p)}",
            f"exp(z) = {vec(e)}, sum {sum(e)}.",
        ),
        Part(
            "What is the gradient of the loss with respect to z?",
            plain,
            f"∇L = {vec(plain)}",
            "L = ln Σ exp(z) − z of the true class. The first part’s derivative is p, the second’s "
            f"is −1 in entry {label}.",
        ),
        Part(
            "What is the second derivative of the loss with respect to the true class’s logit?",
            true * (1 - true),
            f"∂²L/∂z² = {both(true * (1 - true))}",
            f"The derivative is p − 1 there; differentiating p once more gives p(1 − p) = "
            f"{num(true)}·{num(1 - true)}.",
        ),
        Part(
            f"With label smoothing, the target gives {num(smoothing)} of its weight evenly to all "
            "three classes, the true one included. What is the gradient now?",
            smooth,
            f"∇L = {vec(smooth)}",
            f"The target is {num(large)} for class {label} and {num(small)} for the others; the "
            "gradient is p minus the target.",
        ),
    )


def _wrong_turns(e: tuple[int, ...], label: int, smoothing: Fraction) -> tuple[WrongTurn, ...]:
    p, plain = _softmax(e), _gradient(e, label, Fraction(0))
    flipped = tuple(-entry for entry in plain)
    sparse = tuple(Fraction(0) if at != label else -1 / p[at - 1] for at in (1, 2, 3))
    shrunk = tuple((1 - smoothing) * entry for entry in plain)
    return (
        WrongTurn(
            2,
            flipped,
            f"∇L = {vec(flipped)}.",
            "The sign turned round: a step against this gradient makes the true class less likely.",
        ),
        WrongTurn(
            2,
            sparse,
            f"∇L = {vec(sparse)}.",
            "Differentiates with respect to p and forgets the softmax, which ties the classes.",
        ),
        WrongTurn(
            3,
            p[label - 1] - 1,
            f"{num(p[label - 1] - 1)}.",
            "Gives the first derivative. A convex loss can’t bend downwards.",
        ),
        WrongTurn(
            4,
            shrunk,
            f"∇L = {vec(shrunk)}.",
            "Scales the gradient and forgets what the target gives to the other classes.",
        ),
    )


FAMILY = Family(
    key="softmax-slope",
    name="The slope under a softmax",
    area=Area.CALCULUS,
    difficulty=2,
    minutes=15,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether the candidate can differentiate the loss that they train by: softmax, gradient, "
    "curvature and label smoothing at one point.",
    build=build,
)
