"""A city that rents bicycles: what people want in each hour, and what the crew made ready."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt

from rubrics.content.take_homes.calendar import DAY, HOUR, local
from rubrics.content.take_homes.chance import Chance

# Rentals end at END; the days to plan come after it. One day alone would be too noisy a judge.
START, END, DAYS_TO_PLAN = datetime(2023, 1, 1), datetime(2024, 12, 1), 14
_PEAK = {8: 3.4, 7: 2.2, 9: 1.9, 16: 1.8, 17: 3.2, 18: 2.7, 19: 1.7}
_NIGHT = (0.22, 0.12, 0.08, 0.06, 0.08, 0.25, 0.8)
_SEASON = (0.55, 0.6, 0.8, 0.95, 1.15, 1.25, 1.25, 1.2, 1.15, 1.0, 0.75, 0.6)
_WARMTH = (2, 3, 7, 11, 15, 19, 21, 20, 16, 11, 6, 3)
_COSTS = ((3, 1), (4, 1), (5, 2), (2, 1), (7, 2), (5, 1))


@dataclass(frozen=True)
class City:
    """What differs from seed to seed."""

    name: str
    east: int
    missing: int
    spare: int
    level: float
    growth: float
    new_clock: datetime
    new_fare: datetime
    fare_drop: float
    stock: float
    loaded_twice: datetime
    days_twice: int
    storm: float

    @property
    def quantile(self) -> float:
        """The share of hours in which the best number of bikes is enough (the newsvendor's)."""
        return self.missing / (self.missing + self.spare)


@dataclass(frozen=True)
class Hour:
    utc: datetime
    temperature: float
    rain: float
    wind: float
    holiday: int
    ready: int = 0
    members: int = 0
    tickets: int = 0
    wanted: float = 0
    expected: float = 0

    @property
    def rentals(self) -> int:
        return self.members + self.tickets

    @property
    def sold_out(self) -> bool:
        return self.rentals == self.ready


def draw_city(chance: Chance) -> City:
    missing, spare = chance.pick(_COSTS)
    return City(
        name=chance.pick(
            ("Arvenstad", "Port Merrow", "Kelmara", "Sant Orel", "Halvøya", "Brunnau")
        ),
        east=chance.integer(0, 2),
        missing=missing,
        spare=spare,
        level=chance.uniform(55, 95),
        growth=chance.uniform(0.25, 0.6),
        new_clock=datetime(2024, 2, 5) + chance.integer(0, 16) * 7 * DAY,
        new_fare=datetime(2023, 5, 1) + chance.integer(0, 40) * 7 * DAY,
        fare_drop=chance.uniform(0.3, 0.55),
        stock=chance.uniform(1.12, 1.28),
        loaded_twice=datetime(2023, 3, 6) + chance.integer(0, 80) * 7 * DAY,
        days_twice=chance.integer(3, 9),
        storm=chance.uniform(0.35, 0.6),
    )


def _profile(wall: datetime, holiday: int) -> tuple[float, float]:
    """Members go to work, holders of day tickets go out: weight of each in this hour."""
    hour = wall.hour
    night = _NIGHT[hour] if hour < len(_NIGHT) else max(0.35, 1.3 - max(0, hour - 19) * 0.22)
    leisure = max(0.05, 1.5 - abs(hour - 14) * 0.18) if hour > 6 else 0.08
    if holiday or wall.weekday() > 4:
        return night * 0.75, leisure * 0.95
    return _PEAK.get(hour, night), leisure * 0.35


def _weather(chance: Chance) -> Iterator[Hour]:
    """Each hour until the end of the days to plan, with fronts that last for hours and holidays."""
    free = {datetime(year, *day) for year in (2023, 2024) for day in ((1, 1), (5, 1), (12, 25))}
    free |= {datetime(2023, 1, 2) + chance.integer(0, 99) * 7 * DAY for _ in range(9)}
    drift, wet, gust = 0.0, 0.0, 0.0
    for number in range((END - START) // HOUR + DAYS_TO_PLAN * 24):
        utc = START + number * HOUR
        drift = 0.985 * drift + chance.normal(0, 0.65)
        wet = 0.93 * wet + chance.normal(0, 0.55)
        gust = 0.97 * gust + chance.normal(0, 0.6)
        daily = -abs((utc.hour - 14 + 12) % 24 - 12) * 0.7 + 4
        yield Hour(
            utc,
            round(min(44, max(-29, _WARMTH[utc.month - 1] + drift + daily)), 1),
            round(max(0.0, wet - 1.9) * 1.3, 1),
            round(max(0.0, 4 + gust), 1),
            int(datetime.combine(utc.date(), datetime.min.time()) in free),
        )


def _season(wall: datetime) -> float:
    """Return the season's factor, on a line between the middles of two months."""
    place = wall.month - 1 + (wall.day - 15) / 30
    before = int(place // 1)
    share = place - before
    return (1 - share) * _SEASON[before % 12] + share * _SEASON[(before + 1) % 12]


def _demand(city: City, hour: Hour) -> tuple[float, float]:
    """Return what members and holders of day tickets want on average in this hour."""
    wall = local(hour.utc, city.east)
    grown = 1 + city.growth * ((hour.utc - START) / timedelta(days=365))
    level = city.level * grown * _season(wall)
    level *= max(0.35, 1 - 0.3 * hour.rain) * max(0.6, 1 - 0.02 * max(0, hour.wind - 6))
    members, tickets = _profile(wall, hour.holiday)
    pleasant = max(0.2, min(1.5, 0.5 + hour.temperature / 25))
    fare = 1 - city.fare_drop if hour.utc >= city.new_fare else 1
    return level * members, level * tickets * pleasant * fare


def deviation(mean: float) -> float:
    """Return how far demand is from its mean: more than a Poisson count would be."""
    return 1.6 * sqrt(mean)


def rented_hours(chance: Chance, city: City) -> list[Hour]:
    """Let the city rent: the crew plans from last week and some hours run out of bikes."""
    hours: list[Hour] = []
    for bare in _weather(chance):
        members, tickets = _demand(city, bare)
        mean = members + tickets
        wanted = max(0.0, chance.normal(mean, deviation(mean)))
        last_week = hours[-168].wanted if len(hours) >= 168 else mean
        plan = (last_week + mean) / 2 * city.stock + chance.normal(3, 2)
        ready = max(2, round(plan))
        rented = min(round(wanted), ready)
        by_ticket = min(rented, round(rented * tickets / mean + chance.normal(0, 0.7)))
        by_ticket = max(0, by_ticket)
        hours.append(
            replace(
                bare,
                ready=ready,
                members=rented - by_ticket,
                tickets=by_ticket,
                wanted=wanted,
                expected=mean,
            )
        )
    return hours
