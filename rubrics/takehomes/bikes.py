"""Bikes at midnight: hourly rentals of a city that grows, runs out of bikes and changes clocks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt
from statistics import NormalDist

from rubrics.takehomes.calendar import DAY, HOUR, at, local
from rubrics.takehomes.chance import Chance
from rubrics.takehomes.dictionary import Column, Kind
from rubrics.takehomes.model import Fact, Generator, Instance, Table

_START, _END = datetime(2023, 1, 1), datetime(2024, 12, 15)
_PEAK = {8: 3.4, 7: 2.2, 9: 1.9, 16: 1.8, 17: 3.2, 18: 2.7, 19: 1.7}
_NIGHT = (0.22, 0.12, 0.08, 0.06, 0.08, 0.25, 0.8)
_SEASON = (0.55, 0.6, 0.8, 0.95, 1.15, 1.25, 1.25, 1.2, 1.15, 1.0, 0.75, 0.6)
_WARMTH = (2, 3, 7, 11, 15, 19, 21, 20, 16, 11, 6, 3)
_COSTS = ((3, 1), (4, 1), (5, 2), (2, 1), (7, 2), (5, 1))

_RENTALS = (
    Column(
        "hour_start", "start of the hour, by the counting system’s clock of that day", Kind.MOMENT
    ),
    Column("holiday", "1 on a public holiday or a bridge day", Kind.WHOLE, 0, 1),
    Column("temperature", "°C, measured in the hour", Kind.DECIMAL, -30, 45),
    Column("rain", "mm, measured in the hour", Kind.DECIMAL, 0, 40),
    Column("wind", "m/s, measured in the hour", Kind.DECIMAL, 0, 40),
    Column("bikes_ready", "bicycles that the crew had made ready for the hour", Kind.WHOLE, 0),
    Column("member_rentals", "rentals with a subscription", Kind.WHOLE, 0),
    Column("day_ticket_rentals", "rentals with a day ticket", Kind.WHOLE, 0),
    Column("rentals", "all rentals that began in the hour", Kind.WHOLE, 0),
)
_FORECASTS = (
    Column("hour_start_utc", "start of the hour, UTC", Kind.MOMENT),
    Column("temperature", "°C, as forecast at 18:00 of the day before", Kind.DECIMAL, -30, 45),
    Column("rain_probability", "of more than 0.2 mm in the hour", Kind.DECIMAL, 0, 1),
    Column("wind", "m/s, as forecast at 18:00 of the day before", Kind.DECIMAL, 0, 40),
)


@dataclass(frozen=True)
class _City:
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
class _Hour:
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


def _city(chance: Chance) -> _City:
    missing, spare = chance.pick(_COSTS)
    return _City(
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


def _weather(chance: Chance) -> Iterator[_Hour]:
    """Each hour until the day in question, with fronts that last for hours and holidays."""
    free = {datetime(year, *day) for year in (2023, 2024) for day in ((1, 1), (5, 1), (12, 25))}
    free |= {datetime(2023, 1, 2) + chance.integer(0, 101) * 7 * DAY for _ in range(9)}
    drift, wet, gust = 0.0, 0.0, 0.0
    for number in range((_END - _START) // HOUR + 24):
        utc = _START + number * HOUR
        drift = 0.985 * drift + chance.normal(0, 0.65)
        wet = 0.93 * wet + chance.normal(0, 0.55)
        gust = 0.97 * gust + chance.normal(0, 0.6)
        daily = -abs((utc.hour - 14 + 12) % 24 - 12) * 0.7 + 4
        yield _Hour(
            utc,
            round(min(44, max(-29, _WARMTH[utc.month - 1] + drift + daily)), 1),
            round(max(0.0, wet - 1.9) * 1.3, 1),
            round(max(0.0, 4 + gust), 1),
            int(datetime.combine(utc.date(), datetime.min.time()) in free),
        )


def _demand(city: _City, hour: _Hour) -> tuple[float, float]:
    """Return what members and holders of day tickets want on average in this hour."""
    wall = local(hour.utc, city.east)
    grown = 1 + city.growth * ((hour.utc - _START) / timedelta(days=365))
    level = city.level * grown * _SEASON[wall.month - 1]
    level *= max(0.35, 1 - 0.3 * hour.rain) * max(0.6, 1 - 0.02 * max(0, hour.wind - 6))
    members, tickets = _profile(wall, hour.holiday)
    pleasant = max(0.2, min(1.5, 0.5 + hour.temperature / 25))
    fare = 1 - city.fare_drop if hour.utc >= city.new_fare else 1
    return level * members, level * tickets * pleasant * fare


def _hours(chance: Chance, city: _City) -> list[_Hour]:
    """Let the city rent: the crew plans from last week and some hours run out of bikes."""
    hours: list[_Hour] = []
    for bare in _weather(chance):
        members, tickets = _demand(city, bare)
        mean = members + tickets
        wanted = max(0.0, chance.normal(mean, 1.6 * sqrt(mean)))
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


def _written(city: _City, hour: _Hour) -> str:
    """The old counting system wrote the time on the wall, the new one writes UTC."""
    return at(hour.utc if hour.utc >= city.new_clock else local(hour.utc, city.east))


def _rows(chance: Chance, city: _City, hours: list[_Hour]) -> tuple[list[list[str]], list[_Hour]]:
    """Return the rows of the file and the hours that got into it at least once."""
    ends_twice = city.loaded_twice + city.days_twice * DAY
    rows: list[list[str]] = []
    again: list[list[str]] = []
    kept = []
    for hour in hours:
        if chance.happens(city.storm if hour.wind > _STORM else 0.003):
            continue
        kept.append(hour)
        rows.append(_row(city, hour))
        if city.loaded_twice <= hour.utc < ends_twice:
            again.append(rows[-1])
        elif again:
            rows += again
            again = []
    return rows, kept


_STORM = 8.0


def _row(city: _City, hour: _Hour) -> list[str]:
    numbers = (hour.holiday, hour.temperature, hour.rain, hour.wind)
    counts = (hour.ready, hour.members, hour.tickets, hour.rentals)
    return [_written(city, hour), *map(str, (*numbers, *counts))]


def _forecast(chance: Chance, hour: _Hour) -> list[str]:
    likely = 0.75 if hour.rain > 0.2 else 0.12
    values = (
        round(min(45, max(-30, chance.normal(hour.temperature, 1.8))), 1),
        round(min(0.95, max(0.05, chance.normal(likely, 0.16))), 2),
        round(max(0.0, chance.normal(hour.wind, 1.4)), 1),
    )
    return [at(hour.utc), *map(str, values)]


def _build(chance: Chance) -> Instance:
    city = _city(chance)
    everything = _hours(chance, city)
    hours, last_day = everything[:-24], everything[-24:]
    rows, kept = _rows(chance, city, hours)
    return Instance(
        summary=(
            f"{city.name}: a missing bicycle costs {city.missing} €, one too many {city.spare} €. "
            f"The best number for an hour is the {city.quantile:.0%} point of what will be wanted."
        ),
        terms=(
            ("City", city.name),
            ("A bicycle that is missing costs", f"{city.missing} €"),
            ("A bicycle too many costs", f"{city.spare} €"),
            ("The time on the wall in winter is", f"UTC + {city.east} h (with summer time)"),
            ("The day to plan", "15 December 2024, from midnight to midnight UTC"),
        ),
        notes=(
            "The counting system was replaced once in this time, and the fares were changed once.",
            "Forecasts run to the end of the day to plan; rentals end at the midnight before it.",
        ),
        tables=(
            Table("rentals.csv", "One row for each hour that was recorded.", _RENTALS, rows),
            Table(
                "forecasts.csv",
                "The weather service’s forecast for each hour, made on the day before.",
                _FORECASTS,
                [_forecast(chance, hour) for hour in everything],
            ),
        ),
        facts=_facts(city, hours, kept, last_day),
    )


def _facts(
    city: _City, hours: list[_Hour], kept: list[_Hour], last_day: list[_Hour]
) -> tuple[Fact, ...]:
    twice = sum(
        city.loaded_twice <= hour.utc < city.loaded_twice + city.days_twice * DAY for hour in kept
    )
    return (
        _leak(),
        _clock(city),
        _sold_out(kept),
        _fare(city, kept),
        _twice(city, twice),
        _storms(hours, kept),
        _plan(city, last_day),
    )


def _leak() -> Fact:
    return Fact(
        "leak",
        "The answer is in the file",
        "member_rentals + day_ticket_rentals = rentals in every row, and the weather of the hour "
        "is measured in the hour. At midnight none of the three is known; forecasts.csv is.",
        "Ask of each column when its value becomes known; add the two columns up.",
    )


def _clock(city: _City) -> Fact:
    day = city.new_clock.date().isoformat()
    shift = city.east + 1
    return Fact(
        "clock",
        "The clock changes its meaning",
        f"Until {day} hour_start is the time on the wall, from then on it is UTC: the peak of a "
        f"working morning moves from 8:00 to {8 - shift}:00 in summer. A profile by hour that is "
        "learned over both is blurred. A join with forecasts.csv (UTC) is wrong before.",
        "Plot the mean by hour for each month; read that the counting system was replaced.",
        {"from": day, "hours_in_summer": shift, "hours_in_winter": city.east},
    )


def _sold_out(kept: list[_Hour]) -> Fact:
    share = sum(hour.sold_out for hour in kept) / len(kept)
    out = [hour for hour in kept if hour.sold_out]
    lost = sum(max(0.0, hour.wanted - hour.ready) for hour in out) / sum(h.wanted for h in kept)
    return Fact(
        "sold_out",
        "Rentals are not demand",
        f"In {share:.1%} of the hours rentals equal bikes_ready: the bikes ran out, and what was "
        f"wanted beyond is not in the file ({lost:.1%} of all demand). A model of rentals learns "
        "the crew’s old plans and plans too low again.",
        "Count the rows in which rentals = bikes_ready; ask what they can mean.",
        {"share": round(share, 4), "demand_lost": round(lost, 4)},
    )


def _fare(city: _City, kept: list[_Hour]) -> Fact:
    four_weeks = 28 * DAY
    before = [h for h in kept if city.new_fare - four_weeks <= h.utc < city.new_fare]
    after = [h for h in kept if city.new_fare <= h.utc < city.new_fare + four_weeks]
    shares = [
        sum(h.tickets for h in part) / sum(h.rentals for h in part) for part in (before, after)
    ]
    day = city.new_fare.date().isoformat()
    return Fact(
        "fare",
        "The fares change",
        f"From {day} day tickets cost more: their share of rentals goes from {shares[0]:.1%} in "
        f"the four weeks before to {shares[1]:.1%} in the four weeks after. Weekends lose most; "
        "older rows describe another market.",
        "Plot the share of day tickets by week.",
        {"from": day, "share_before": round(shares[0], 4), "share_after": round(shares[1], 4)},
    )


def _twice(city: _City, rows: int) -> Fact:
    day = city.loaded_twice.date().isoformat()
    return Fact(
        "twice",
        "A delivery was loaded twice",
        f"{rows} rows, {city.days_twice} days from {day}, stand twice. A lag by rows is off by "
        "days behind them. (In autumn one hour on the wall is there twice of itself: another hour "
        "with other counts, which has to stay.)",
        "Count whole rows that repeat, not just hour_start.",
        {"rows": rows, "from": day, "days": city.days_twice},
    )


def _storms(hours: list[_Hour], kept: list[_Hour]) -> Fact:
    stormy = [sum(hour.wind > _STORM for hour in part) for part in (hours, kept)]
    share = 1 - stormy[1] / stormy[0]
    calm = 1 - (len(kept) - stormy[1]) / (len(hours) - stormy[0])
    return Fact(
        "storms",
        "Hours are missing, and not at random",
        f"{len(hours) - len(kept):,} of {len(hours):,} hours are not in the file. In wind above "
        f"{_STORM:g} m/s {share:.0%} are missing, else {calm:.1%}: the counter failed in storms. "
        "A lag by rows is not a lag by hours, and windy hours look rarer than they are.",
        "Count the hours between the first and the last row; look at the wind beside the gaps.",
        {"missing": len(hours) - len(kept), "in_storms": round(share, 3)},
    )


def _plan(city: _City, day: list[_Hour]) -> Fact:
    point = NormalDist().inv_cdf(city.quantile)
    best = [round(hour.expected + point * 1.6 * sqrt(hour.expected)) for hour in day]
    at_mean = [round(hour.expected) for hour in day]
    costs = [
        sum(
            city.missing * max(0, hour.wanted - plan) + city.spare * max(0, plan - hour.wanted)
            for hour, plan in zip(day, plans, strict=True)
        )
        for plans in (best, at_mean)
    ]
    return Fact(
        "plan",
        "The day in question",
        f"Whoever knew everything but chance would make ready {', '.join(map(str, best))} "
        f"(UTC hours 0 to 23): {sum(best):,} in all, which would have cost {costs[0]:,.0f} € on "
        f"that day. The means ({sum(at_mean):,} in all) would have cost {costs[1]:,.0f} €.",
        "The asymmetric cost leads to a quantile. Within about a tenth of the total is very good.",
        {
            "quantile": round(city.quantile, 3),
            "best_total": sum(best),
            "wanted_total": round(sum(hour.wanted for hour in day)),
        },
    )


BIKES = Generator(
    key="bikes-at-midnight",
    title="Bikes at midnight",
    description=(
        "Two years of bicycle rentals of one city by the hour, with the weather as it was and as "
        "it had been forecast."
    ),
    version=1,
    build=_build,
)
