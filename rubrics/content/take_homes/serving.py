"""A model on a bad day: three versions of one model, and five days of requests to the first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from rubrics.content.take_homes.calendar import HOUR, at
from rubrics.content.take_homes.chance import Chance, logistic, running
from rubrics.content.take_homes.dictionary import Column, Kind
from rubrics.content.take_homes.model import Attachment, Fact, Generator, Instance, Table

_START, _DAYS, _REQUESTS = datetime(2025, 3, 3), 5, 20_000
_THRESHOLD = 0.5
# Name, meaning, middle, spread: what a machine in a bottling plant reports.
_FEATURES = (
    ("temperature", "of the bearing, °C", 58.0, 9.0),
    ("vibration", "mm/s", 3.2, 1.1),
    ("pressure", "bar", 6.4, 0.7),
    ("speed", "revolutions per minute", 1450.0, 160.0),
    ("age_days", "since the last service", 140.0, 60.0),
    ("load", "per cent of the nominal load", 71.0, 12.0),
)
_NAMES = tuple(name for name, *_rest in _FEATURES)
_CALLERS = ("line-1", "line-2", "line-3", "night-batch", "warehouse")
_FAULTS = ("unit", "swapped", "sign")
_ABOUT_A_MODEL = (
    "One version of the model. Its score is 1/(1 + exp(-z)), where z is the intercept and the sum "
    "of weight · (value - middle)/spread; a missing value adds nothing."
)


@dataclass(frozen=True)
class _Model:
    """A linear model on scaled numbers; what is missing counts as the middle."""

    version: str
    weights: tuple[float, ...]
    intercept: float
    middles: tuple[float, ...]
    spreads: tuple[float, ...]

    def score(self, values: Sequence[float | None]) -> float:
        total = self.intercept
        parts = zip(values, self.weights, self.middles, self.spreads, strict=True)
        for value, weight, middle, spread in parts:
            if value is not None:
                total += weight * (value - middle) / spread
        return round(logistic(total), 4)

    def file(self) -> str:
        columns = zip(_NAMES, self.weights, self.middles, self.spreads, strict=True)
        features = [
            {"name": name, "weight": weight, "middle": middle, "spread": spread}
            for name, weight, middle, spread in columns
        ]
        document = {"version": self.version, "intercept": self.intercept, "features": features}
        return json.dumps(document, indent=2) + "\n"


@dataclass(frozen=True)
class _Plant:
    """What differs from seed to seed."""

    models: tuple[_Model, ...]
    bad: int
    fault: str
    broken: tuple[str, str]
    fahrenheit: str
    since: datetime
    forgetful: str
    forgotten: int
    forgets: float
    retries: float
    burst: datetime
    burst_size: int


class _Request(NamedTuple):
    number: str
    received: datetime
    caller: str
    values: tuple[float | None, ...]
    score: float

    def cells(self) -> list[str]:
        values = ("" if value is None else str(value) for value in self.values)
        return [self.number, at(self.received), self.caller, *values, str(self.score)]


def _weights(chance: Chance) -> tuple[float, ...]:
    sizes = chance.shuffled((1.1, 0.9, 0.7, 0.55, 0.45, 0.35))
    return tuple(size if chance.happens(0.6) else -size for size in sizes)


def _models(
    chance: Chance, bad: int, fault: str, weights: tuple[float, ...], feature: int, other: int
) -> tuple[_Model, ...]:
    """Return v1, v2 and v3: each a little better trained than the last, one of them broken."""
    middles = tuple(middle for _n, _m, middle, _s in _FEATURES)
    spreads = tuple(spread for _n, _m, _middle, spread in _FEATURES)
    models = []
    for place in range(3):
        own = tuple(round(weight * chance.uniform(0.93, 1.07), 3) for weight in weights)
        model = _Model(f"v{place + 1}", own, round(chance.uniform(-1.9, -1.7), 3), middles, spreads)
        models.append(_broken(model, fault, feature, other) if place == bad else model)
    return tuple(models)


def _broken(model: _Model, fault: str, feature: int, other: int) -> _Model:
    weights, middles = list(model.weights), list(model.middles)
    if fault == "sign":
        weights[feature] = -weights[feature]
    elif fault == "swapped":
        weights[feature], weights[other] = weights[other], weights[feature]
    else:
        middles[feature] = round(middles[feature] / 1.6, 2)
    return _Model(model.version, tuple(weights), model.intercept, tuple(middles), model.spreads)


def _plant(chance: Chance) -> _Plant:
    bad, fault, weights = chance.integer(1, 2), chance.pick(_FAULTS), _weights(chance)
    by_weight = sorted(range(len(weights)), key=lambda place: -abs(weights[place]))
    feature, other = by_weight[chance.integer(0, 1)], by_weight[-1]
    fahrenheit, forgetful = chance.sample(_CALLERS, 2)
    return _Plant(
        models=_models(chance, bad, fault, weights, feature, other),
        bad=bad,
        fault=fault,
        broken=(_NAMES[feature], _NAMES[other]),
        fahrenheit=fahrenheit,
        since=_START + chance.integer(30, 90) * HOUR,
        forgetful=forgetful,
        forgotten=chance.integer(1, 5),
        forgets=chance.uniform(0.25, 0.6),
        retries=chance.uniform(0.01, 0.04),
        burst=_START + chance.integer(10, 110) * HOUR + chance.integer(0, 59) * HOUR / 60,
        burst_size=chance.integer(300, 700),
    )


def _moments(chance: Chance, plant: _Plant) -> list[datetime]:
    """Return when requests come: more by day, and one minute with far too many."""
    hours = range(_DAYS * 24)
    busy = running([3.0 if 6 <= hour % 24 < 20 else 1.0 for hour in hours])
    calm = [
        _START + chance.weighted(hours, busy) * HOUR + timedelta(seconds=chance.integer(0, 3599))
        for _ in range(_REQUESTS - plant.burst_size)
    ]
    burst = [
        plant.burst + timedelta(seconds=chance.integer(0, 59)) for _ in range(plant.burst_size)
    ]
    return sorted(calm + burst)


def _request(chance: Chance, plant: _Plant, number: int, received: datetime) -> _Request:
    caller = chance.pick(_CALLERS)
    values: list[float | None] = [
        round(max(0.0, chance.normal(middle, spread)), 2) for _n, _m, middle, spread in _FEATURES
    ]
    if caller == plant.fahrenheit and received >= plant.since:
        values[0] = round((values[0] or 0) * 9 / 5 + 32, 2)
    if caller == plant.forgetful and chance.happens(plant.forgets):
        values[plant.forgotten] = None
    score = plant.models[0].score(values)
    return _Request(f"R{number:06}", received, caller, tuple(values), score)


def _requests(chance: Chance, plant: _Plant) -> list[_Request]:
    requests: list[_Request] = []
    for number, moment in enumerate(_moments(chance, plant), 1):
        request = _request(chance, plant, number, moment)
        requests.append(request)
        if chance.happens(plant.retries):
            again = moment + timedelta(seconds=chance.integer(1, 5))
            requests.append(request._replace(received=again))
    return sorted(requests, key=lambda request: (request.received, request.number))


def _build(chance: Chance) -> Instance:
    plant = _plant(chance)
    requests = _requests(chance, plant)
    columns = (
        Column("request_id", "given by the caller", Kind.TEXT),
        Column("received_at", "UTC", Kind.MOMENT),
        Column("caller", "who asked", Kind.CHOICE, choices=_CALLERS),
        *(Column(name, what, Kind.DECIMAL, 0, optional=True) for name, what, *_ in _FEATURES),
        Column("answer", "the score that v1 gave, with status 200", Kind.DECIMAL, 0, 1),
    )
    bad = plant.models[plant.bad]
    return Instance(
        summary=f"{bad.version} is broken without showing it; the other two are sound.",
        terms=(
            ("A machine is stopped for inspection from a score of", f"{_THRESHOLD:g}"),
            ("Versions in the order in which they were made", "v1, v2, v3"),
        ),
        notes=(
            "The requests are five days of requests to v1, with its answers.",
            "We will test your service with requests like these.",
        ),
        tables=(
            Table(
                "requests.csv",
                "Recorded requests to v1.",
                columns,
                [request.cells() for request in requests],
            ),
        ),
        attachments=tuple(
            Attachment(f"{model.version}.json", _ABOUT_A_MODEL, model.file())
            for model in plant.models
        ),
        facts=_facts(plant, requests),
    )


def _facts(plant: _Plant, requests: Sequence[_Request]) -> tuple[Fact, ...]:
    return (
        _bad_version(plant, requests),
        _unit(plant, requests),
        _missing(plant, requests),
        _retried(requests),
        _burst(plant, requests),
    )


_FAULT_TEXTS = {
    "unit": "the middle of `{0}` is in another unit",
    "swapped": "the weights of `{0}` and `{1}` are exchanged",
    "sign": "the weight of `{0}` has the wrong sign",
}


def _stopped(model: _Model, requests: Sequence[_Request]) -> float:
    return sum(model.score(request.values) >= _THRESHOLD for request in requests) / len(requests)


def _moved(model: _Model, requests: Sequence[_Request]) -> float:
    """Return the share of requests on which the model decides otherwise than v1 did."""
    other = sum(
        (model.score(request.values) >= _THRESHOLD) != (request.score >= _THRESHOLD)
        for request in requests
    )
    return other / len(requests)


def _bad_version(plant: _Plant, requests: Sequence[_Request]) -> Fact:
    bad, sound = plant.models[plant.bad], plant.models[3 - plant.bad]
    moved = [_moved(model, requests) for model in (bad, sound)]
    stopped = [_stopped(model, requests) for model in (plant.models[0], bad, sound)]
    return Fact(
        "bad_version",
        f"{bad.version} is broken",
        f"In {bad.version} {_FAULT_TEXTS[plant.fault].format(*plant.broken)}. On the recorded "
        f"requests it decides otherwise than v1 in {moved[0]:.1%} of the cases ({sound.version}: "
        f"{moved[1]:.1%}) and stops {stopped[1]:.1%} (v1 {stopped[0]:.1%}, {sound.version} "
        f"{stopped[2]:.1%}). Every answer has status 200.",
        "Replay the recorded requests through a version before it takes traffic, and compare.",
        {
            "version": bad.version,
            "fault": plant.fault,
            "moved": round(moved[0], 4),
            "moved_sound": round(moved[1], 4),
            "stopped": round(stopped[1], 4),
        },
    )


def _unit(plant: _Plant, requests: Sequence[_Request]) -> Fact:
    changed = [r for r in requests if r.caller == plant.fahrenheit and r.received >= plant.since]
    return Fact(
        "unit",
        "A caller changes its unit",
        f"From {at(plant.since)} on {plant.fahrenheit} sends `temperature` in °F "
        f"({len(changed):,} requests). The distribution of the inputs by caller shows it, the one "
        "of all answers hardly does.",
        "Ranges in the contract, or the mean of each feature by caller and hour.",
        {"caller": plant.fahrenheit, "since": at(plant.since), "requests": len(changed)},
    )


def _missing(plant: _Plant, requests: Sequence[_Request]) -> Fact:
    name = _NAMES[plant.forgotten]
    own = [request for request in requests if request.caller == plant.forgetful]
    share = sum(request.values[plant.forgotten] is None for request in own) / len(own)
    return Fact(
        "missing",
        "One caller leaves a number out",
        f"{plant.forgetful} sends no `{name}` in {share:.0%} of its requests; v1 takes the middle "
        "in silence. To refuse, to answer with a mark, or to go on are all defensible; not to "
        "know is not.",
        "Count empty cells by caller.",
        {"caller": plant.forgetful, "feature": name, "share": round(share, 4)},
    )


def _retried(requests: Sequence[_Request]) -> Fact:
    again = len(requests) - len({request.number for request in requests})
    return Fact(
        "retried",
        "Requests come twice",
        f"{again} of {len(requests):,} requests repeat a request_id within seconds: callers try "
        "again. A shift that is measured by counting requests counts them twice.",
        "Count the different request_id.",
        {"requests": again, "all": len(requests)},
    )


def _burst(plant: _Plant, requests: Sequence[_Request]) -> Fact:
    ends = plant.burst + timedelta(minutes=1)
    size = sum(plant.burst <= request.received < ends for request in requests)
    usual = len(requests) / (_DAYS * 24 * 60)
    return Fact(
        "burst",
        "One minute with far too many",
        f"In the minute from {at(plant.burst)} {size} requests come; the mean is {usual:.1f} a "
        "minute. A check over “the last 100 requests” covers a few seconds then and half an hour "
        "at other times.",
        "Count by minute.",
        {"from": at(plant.burst), "requests": size},
    )


SERVING = Generator(
    key="a-model-on-a-bad-day",
    title="A model on a bad day",
    description=(
        "Three versions of a model that says whether a machine should be stopped, and the "
        "requests that the first one answered in five days."
    ),
    version=1,
    build=_build,
)
