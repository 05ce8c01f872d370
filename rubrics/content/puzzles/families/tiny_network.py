"""The chain rule through a network with two hidden units, one of them inactive."""

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
from rubrics.content.puzzles.small_matrices import Rows, Vector, dot
from rubrics.content.puzzles.text import matrix, num, paren, signed, vec

SMALL = (-3, -2, -1, 1, 2, 3)
HINTS = (
    Hint("Draw the network and write the value of every node on it, forwards.", SETTING_UP, 3),
    Hint("Which quantity does every derivative share? Compute it once.", CARRYING, 3),
    Hint(
        "δ = ŷ − y reaches each hidden unit through its v, and goes on to W only where the unit is "
        "active.",
        CARRYING,
        2,
    ),
)
FOLLOW_UPS = (
    "The inactive unit stays so for every row of the data. What happens to it? (Its gradient is "
    "zero forever: a dead unit. Smaller steps, a leaky slope or another initialization.)",
    "All weights start at zero. What does the gradient look like? (Zero in W and in v: nothing "
    "moves; equal weights other than zero keep the units equal.)",
    "How would you check such a gradient in code? (Central differences in double precision, away "
    "from the kink; compare relative errors.)",
)


class Network:
    """ŷ = v·max(0, Wx), loss ½(ŷ − y)²; exactly one hidden unit is active."""

    def __init__(self, draw: Draw) -> None:
        while True:
            self.x: Vector = (draw.pick(SMALL), draw.pick(SMALL))
            self.w: Rows = tuple((draw.pick(SMALL), draw.pick(SMALL)) for _ in range(2))
            self.v: Vector = (draw.pick(SMALL), draw.pick(SMALL))
            self.y = draw.integer(-4, 6)
            self.before = tuple(dot(row, self.x) for row in self.w)
            if self.before[0] * self.before[1] < 0 and 0 < abs(self.error) <= 12:
                break

    @property
    def hidden(self) -> Vector:
        return tuple(max(0, entry) for entry in self.before)

    @property
    def output(self) -> int:
        return dot(self.v, self.hidden)

    @property
    def error(self) -> int:
        return self.output - self.y

    def slopes(self, active: Vector) -> Rows:
        """Return ∂L/∂W, given 1 for each unit that lets the gradient through."""
        return tuple(
            tuple(self.error * v * on * x for x in self.x)
            for v, on in zip(self.v, active, strict=True)
        )


def build(draw: Draw) -> Puzzle:
    net = Network(draw)
    setting = (
        "A network has two inputs, two hidden units and one output: ŷ = v·max(0, Wx), where max is "
        f"taken entry by entry. The loss of a row is L = ½(ŷ − y)². For one row x = {vec(net.x)} "
        f"and y = {num(net.y)}; the weights are v = {vec(net.v)} and\n\n{matrix('W', net.w)}"
    )
    return Puzzle(
        data={"x": net.x, "y": net.y, "v": net.v, "W": net.w},
        setting=setting,
        parts=_parts(net),
        hints=HINTS,
        follow_ups=FOLLOW_UPS,
        wrong_turns=_wrong_turns(net),
    )


def _rows(rows: Rows) -> str:
    return f"({', '.join(vec(row) for row in rows)})"


def _parts(net: Network) -> tuple[Part, ...]:
    loss = Fraction(net.error**2, 2)
    active = tuple(int(entry > 0) for entry in net.before)
    dead = active.index(0) + 1
    by_v = tuple(net.error * h for h in net.hidden)
    by_w = net.slopes(active)
    return (
        Part(
            "What is the loss?",
            loss,
            f"L = {num(loss)}",
            f"Wx = {vec(net.before)}, so the hidden values are {vec(net.hidden)} and ŷ = "
            f"{num(net.output)}. ŷ − y = {num(net.output)} {signed(-net.y)} = {num(net.error)}.",
        ),
        Part(
            "What is the gradient with respect to v?",
            by_v,
            f"∂L/∂v = {vec(by_v)}",
            f"δ = ŷ − y = {num(net.error)}, times the hidden values {vec(net.hidden)}.",
        ),
        Part(
            "What is the gradient with respect to W, row by row?",
            by_w,
            f"∂L/∂W = {_rows(by_w)}",
            f"Row i is δ·vᵢ·x if unit i is active. Unit {dead} is not, so its row is zero; the "
            f"other row is {paren(net.error)}·{paren(net.v[2 - dead])}·{vec(net.x)}.",
        ),
    )


def _wrong_turns(net: Network) -> tuple[WrongTurn, ...]:
    active = tuple(int(entry > 0) for entry in net.before)
    by_before = tuple(net.error * entry for entry in net.before)
    open_ended = net.slopes((1, 1))
    without_v = tuple(tuple(net.error * on * x for x in net.x) for on in active)
    linear = Fraction((dot(net.v, net.before) - net.y) ** 2, 2)
    return (
        WrongTurn(
            1,
            linear,
            f"L = {num(linear)}.",
            "Leaves out the max: the inactive unit contributes its negative value.",
        ),
        WrongTurn(
            2,
            by_before,
            f"∂L/∂v = {vec(by_before)}.",
            "Multiplies by Wx and not by the hidden values.",
        ),
        WrongTurn(
            3,
            open_ended,
            f"∂L/∂W = {_rows(open_ended)}.",
            "Sends the gradient through the inactive unit as well.",
        ),
        WrongTurn(
            3,
            without_v,
            f"∂L/∂W = {_rows(without_v)}.",
            "Forgets v on the way down.",
        ),
    )


FAMILY = Family(
    key="tiny-network",
    name="Backwards through a tiny network",
    area=Area.CALCULUS,
    difficulty=2,
    minutes=20,
    competencies=("mathematics", "ml-theory", "communication"),
    about="Whether backpropagation is more than a function call to the candidate: every "
    "gradient of a network "
    "with two hidden units, one of which is off.",
    build=build,
)
