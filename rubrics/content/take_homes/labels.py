"""Are clean labels learned first: small pictures, some of them labeled wrongly, not at random."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from rubrics.content.take_homes.chance import Chance, running
from rubrics.content.take_homes.dictionary import Column, Kind
from rubrics.content.take_homes.model import Fact, Generator, Instance, Table

_SIDE, _TOP, _CLASSES = 8, 15, 8
_PIXELS = _SIDE * _SIDE
_BATCHES, _PER_BATCH, _TEST, _AUDIT = 6, 1_500, 2_000, 500
_LABELERS = tuple("ABCDE")
_NAMES = ("clasp", "dowel", "gasket", "hinge", "rivet", "shim", "spring", "washer")
# What a pixel with its noise is cut to, from far below nothing to far above the top.
_CUT = [str(min(_TOP, max(0, value))) for value in range(-30, 60)]
_POOL = 60_013

_PICTURE = tuple(
    Column(f"p{n:02}", f"brightness in row {n // _SIDE}, column {n % _SIDE}", Kind.WHOLE, 0, _TOP)
    for n in range(_PIXELS)
)
_LABEL = Column("label", "kind of part, as the labeler saw it", Kind.CHOICE, choices=_NAMES)
_BATCH_NAMES = tuple(f"week-{number}" for number in range(1, _BATCHES + 1))
_TRAIN = (
    Column("picture_id", "number of the picture", Kind.TEXT),
    Column("batch", "delivery in which it came", Kind.CHOICE, choices=_BATCH_NAMES),
    Column("labeler", "who labeled it", Kind.CHOICE, choices=_LABELERS),
    _LABEL,
    *_PICTURE,
)
_CHECKED = (
    Column("picture_id", "number of the picture in train.csv", Kind.TEXT),
    Column("checked_label", "what three experts agreed on", Kind.CHOICE, choices=_NAMES),
)
_TEST_COLUMNS = (
    Column("picture_id", "number of the picture", Kind.TEXT),
    Column("label", "what three experts agreed on", Kind.CHOICE, choices=_NAMES),
    *_PICTURE,
)


@dataclass(frozen=True)
class _Workshop:
    """What differs from seed to seed."""

    shares: list[float]
    careless: str
    joins: int
    careless_rate: float
    slip: float
    mistaken: str
    taken_for: str
    pair_rate: float
    copies: float


class _Picture(NamedTuple):
    number: str
    kind: str
    batch: int
    labeler: str
    label: str
    pixels: list[str]


def _workshop(chance: Chance) -> _Workshop:
    mistaken, taken_for = chance.sample(_NAMES, 2)
    return _Workshop(
        shares=running([chance.uniform(0.6, 1.6) for _ in _NAMES]),
        careless=chance.pick(_LABELERS),
        joins=chance.integer(1, 3),
        careless_rate=chance.uniform(0.45, 0.65),
        slip=chance.uniform(0.01, 0.03),
        mistaken=mistaken,
        taken_for=taken_for,
        pair_rate=chance.uniform(0.12, 0.25),
        copies=chance.uniform(0.04, 0.1),
    )


def _drawing(chance: Chance) -> list[float]:
    """A shape: four soft spots on a dark ground."""
    spots = [(chance.uniform(1, 6), chance.uniform(1, 6), chance.uniform(9, 15)) for _ in range(4)]
    return [
        max(bright * exp(-((row - y) ** 2 + (column - x) ** 2) / 2.2) for x, y, bright in spots)
        for row in range(_SIDE)
        for column in range(_SIDE)
    ]


def _drawings(chance: Chance, workshop: _Workshop) -> dict[str, list[list[int]]]:
    """Each kind from two sides in five lights; the pair that is mistaken is alike."""
    shapes = {name: [_drawing(chance), _drawing(chance)] for name in _NAMES}
    shapes[workshop.mistaken] = [
        [0.45 * own + 0.55 * other for own, other in zip(*pair, strict=True)]
        for pair in zip(shapes[workshop.mistaken], shapes[workshop.taken_for], strict=True)
    ]
    lights = (0.75, 0.85, 0.95, 1.05, 1.15)
    return {
        name: [[round(light * value) for value in side] for side in sides for light in lights]
        for name, sides in shapes.items()
    }


class _Camera:
    """Takes pictures: a drawing with noise that comes from a pool, which is fast."""

    def __init__(self, chance: Chance, workshop: _Workshop) -> None:
        self.chance = chance
        self.workshop = workshop
        self.others = [one for one in _LABELERS if one != workshop.careless]
        self.drawings = _drawings(chance, workshop)
        self.noise = [round(chance.normal(30, 2.3)) for _ in range(_POOL)]

    def picture(self, number: str, batch: int) -> _Picture:
        kind = self.chance.weighted(_NAMES, self.workshop.shares)
        drawing = self.chance.pick(self.drawings[kind])
        # Two pieces: a single one would now and then come again under the same drawing.
        noise = self._piece() + self._piece()
        pixels = [_CUT[value + more] for value, more in zip(drawing, noise, strict=True)]
        labeler = self._labeler(batch)
        return _Picture(number, kind, batch, labeler, self._label(kind, labeler), pixels)

    def _piece(self) -> list[int]:
        start = self.chance.integer(0, _POOL - _PIXELS)
        return self.noise[start : start + _PIXELS // 2]

    def _labeler(self, batch: int) -> str:
        """Who labels it: the careless one, once there, does two of every five."""
        if batch >= self.workshop.joins and self.chance.happens(0.4):
            return self.workshop.careless
        return self.chance.pick(self.others)

    def _label(self, kind: str, labeler: str) -> str:
        workshop, chance = self.workshop, self.chance
        if kind == workshop.mistaken and chance.happens(workshop.pair_rate):
            return workshop.taken_for
        rate = workshop.careless_rate if labeler == workshop.careless else workshop.slip
        if chance.happens(rate):
            return chance.pick([name for name in _NAMES if name != kind])
        return kind


def _copy(chance: Chance, picture: _Picture, number: str) -> _Picture:
    """The same part photographed again: a few pixels differ by little."""
    pixels = list(picture.pixels)
    for _ in range(6):
        place = chance.integer(0, _PIXELS - 1)
        pixels[place] = str(min(_TOP, max(0, int(pixels[place]) + chance.integer(-1, 1))))
    return picture._replace(number=number, pixels=pixels, batch=-1)


def _build(chance: Chance) -> Instance:
    workshop = _workshop(chance)
    camera = _Camera(chance, workshop)
    train = [camera.picture(f"T{n + 1:05}", n // _PER_BATCH) for n in range(_BATCHES * _PER_BATCH)]
    test = [
        _copy(chance, chance.pick(train), f"E{n + 1:05}")
        if chance.happens(workshop.copies)
        else camera.picture(f"E{n + 1:05}", 0)
        for n in range(_TEST)
    ]
    audit = chance.sample(train[:_PER_BATCH], _AUDIT)
    wrong = _wrong(train)
    return Instance(
        summary=f"{wrong:.1%} of the training labels are wrong, and not at random.",
        terms=(("Pictures to learn from", f"{len(train):,}"), ("Kinds of parts", str(_CLASSES))),
        notes=(
            f"Images came in {_BATCHES} weekly batches and were labeled as they arrived.",
            "The review in audit.csv was done after the first batch arrived.",
            "The test set was labeled by three experts; take its labels as correct.",
        ),
        tables=(
            Table("train.csv", "Images of 8 · 8 pixels, one per row.", _TRAIN, _train_rows(train)),
            Table(
                "audit.csv",
                "A sample of the training images that was reviewed.",
                _CHECKED,
                [(picture.number, picture.kind) for picture in audit],
            ),
            Table("test.csv", "Pictures to test on.", _TEST_COLUMNS, _test_rows(test)),
        ),
        facts=_facts(workshop, train, test, audit),
    )


def _train_rows(train: Sequence[_Picture]) -> list[list[str]]:
    return [
        [one.number, _BATCH_NAMES[one.batch], one.labeler, one.label, *one.pixels] for one in train
    ]


def _test_rows(test: Sequence[_Picture]) -> list[list[str]]:
    return [[one.number, one.kind, *one.pixels] for one in test]


def _wrong(pictures: Sequence[_Picture]) -> float:
    return sum(one.label != one.kind for one in pictures) / max(1, len(pictures))


def _facts(
    workshop: _Workshop,
    train: Sequence[_Picture],
    test: Sequence[_Picture],
    audit: Sequence[_Picture],
) -> tuple[Fact, ...]:
    return (
        _careless(workshop, train),
        _pair(workshop, train),
        _audit(workshop, train, audit),
        _copies(test),
        _shares(train),
    )


def _careless(workshop: _Workshop, train: Sequence[_Picture]) -> Fact:
    careless = workshop.careless
    own = _wrong([one for one in train if one.labeler == careless])
    others = _wrong([one for one in train if one.labeler != careless])
    since = _BATCH_NAMES[workshop.joins]
    return Fact(
        "careless",
        "One labeler guesses",
        f"{_wrong(train):.1%} of the labels are wrong: {own:.0%} of those by {careless}, who "
        f"joins in {since}, and {others:.1%} of the others’. Noise is a property of labeler "
        "and time, so “a fifth at random” is the wrong model of it.",
        "Agreement of a model’s prediction on held-out folds with the label, by labeler.",
        {
            "wrong": round(_wrong(train), 4),
            "labeler": careless,
            "labeler_wrong": round(own, 4),
            "others_wrong": round(others, 4),
            "since": since,
        },
    )


def _pair(workshop: _Workshop, train: Sequence[_Picture]) -> Fact:
    kind = [one for one in train if one.kind == workshop.mistaken]
    share = sum(one.label == workshop.taken_for for one in kind) / len(kind)
    return Fact(
        "pair",
        "One kind is taken for another",
        f"{share:.0%} of the pictures of a {workshop.mistaken} are labeled {workshop.taken_for}, "
        "by everybody; hardly ever the other way round. The two look alike. In small networks on "
        "such data, clean labels are fitted within the first few passes and the guesses last. "
        "These labels lie between: in the first passes the network confuses the two kinds and "
        "fits many of them, loses most again, and memorizes them later, before the guesses. "
        "“Clean first” is right for both sorts of noise; how far behind differs. A candidate "
        "who reports another distance, with another network, is not wrong.",
        "A table of predicted against given label; learning curves for the two sorts of noise.",
        {"mistaken": workshop.mistaken, "taken_for": workshop.taken_for, "share": round(share, 4)},
    )


def _audit(workshop: _Workshop, train: Sequence[_Picture], audit: Sequence[_Picture]) -> Fact:
    seen, true = _wrong(audit), _wrong(train)
    return Fact(
        "audit",
        "The check looked at the wrong week",
        f"audit.csv finds {seen:.1%} wrong labels in {_AUDIT} pictures, all from "
        f"{_BATCH_NAMES[0]}, before {workshop.careless} joined; in the whole it is {true:.1%}. "
        "An interval around the first figure is an answer to another question.",
        "Join audit.csv with train.csv and count by batch.",
        {"audit_wrong": round(seen, 4), "wrong": round(true, 4)},
    )


def _copies(test: Sequence[_Picture]) -> Fact:
    copies = sum(one.batch < 0 for one in test)
    return Fact(
        "copies",
        "Parts that were photographed twice",
        f"{copies} of {len(test):,} test pictures ({copies / len(test):.1%}) are training pictures "
        "with a few pixels changed by one. A network that memorizes gets those right (or wrong, "
        "with the label it memorized), which moves the very curve that the question is about.",
        "The distance from each test picture to the nearest training picture has two humps.",
        {"copies": copies, "share": round(copies / len(test), 4)},
    )


def _shares(train: Sequence[_Picture]) -> Fact:
    counts = {name: sum(one.kind == name for one in train) for name in _NAMES}
    most, least = max(counts, key=counts.__getitem__), min(counts, key=counts.__getitem__)
    return Fact(
        "shares",
        "Kinds are not equally frequent",
        f"The most frequent kind is {most} ({counts[most]:,}), the rarest {least} "
        f"({counts[least]:,}). Rare kinds are learned later, clean or not: a comparison of clean "
        "with wrong labels has to be made within a kind.",
        "Count the labels; compare the curves by kind.",
        {"most": most, "least": least},
    )


LABELS = Generator(
    key="clean-labels-first",
    title="Are clean labels learned first?",
    description=(
        "Small gray images of metal parts on a conveyor belt, labeled by five people over six "
        "weeks; "
        "some labels are wrong."
    ),
    version=1,
    build=_build,
)
