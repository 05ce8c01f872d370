"""Bikes at midnight: hourly rentals of a city that grows, runs out of bikes and changes clocks."""

from math import sqrt
from statistics import NormalDist

from rubrics.content.take_homes.calendar import DAY, at, local
from rubrics.content.take_homes.chance import Chance
from rubrics.content.take_homes.city import (
    DAYS_TO_PLAN,
    City,
    Hour,
    deviation,
    draw_city,
    rented_hours,
)
from rubrics.content.take_homes.dictionary import Column, Kind
from rubrics.content.take_homes.model import Fact, Generator, Instance, Table

_RENTALS = (
    Column(
        "hour_start", "start of the hour, by the counting system’s clock of that day", Kind.MOMENT
    ),
    Column("holiday", "1 on a public holiday or a bridge day", Kind.WHOLE, 0, 1),
    Column("temperature", "°C, measured in the hour", Kind.DECIMAL, -30, 45),
    Column("rain", "mm, measured in the hour", Kind.DECIMAL, 0, 40),
    Column("wind", "m/s, measured in the hour", Kind.DECIMAL, 0, 40),
    Column("bikes_ready", "bicycles that the crew had ready for the hour", Kind.WHOLE, 0),
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


def _written(city: City, hour: Hour) -> str:
    """The old counting system wrote the time on the wall, the new one writes UTC."""
    return at(hour.utc if hour.utc >= city.new_clock else local(hour.utc, city.east))


def _rows(chance: Chance, city: City, hours: list[Hour]) -> tuple[list[list[str]], list[Hour]]:
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


def _row(city: City, hour: Hour) -> list[str]:
    numbers = (hour.holiday, hour.temperature, hour.rain, hour.wind)
    counts = (hour.ready, hour.members, hour.tickets, hour.rentals)
    return [_written(city, hour), *map(str, (*numbers, *counts))]


def _forecast(chance: Chance, hour: Hour) -> list[str]:
    likely = 0.75 if hour.rain > 0.2 else 0.12
    values = (
        round(min(45, max(-30, chance.normal(hour.temperature, 1.8))), 1),
        round(min(0.95, max(0.05, chance.normal(likely, 0.16))), 2),
        round(max(0.0, chance.normal(hour.wind, 1.4)), 1),
    )
    return [at(hour.utc), *map(str, values)]


def _build(chance: Chance) -> Instance:
    city = draw_city(chance)
    everything = rented_hours(chance, city)
    hours, to_plan = everything[: -DAYS_TO_PLAN * 24], everything[-DAYS_TO_PLAN * 24 :]
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
            (
                "The days to plan",
                f"December 1 to {DAYS_TO_PLAN}, 2024, each from midnight to midnight UTC",
            ),
        ),
        notes=(
            "The counting system was replaced once in this time, and the fares were changed once.",
            "Forecasts run to the end of the days to plan, rentals to the midnight before the "
            "first: the counting system is in maintenance on these days.",
            "None of the days to plan is a public holiday or a bridge day.",
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
        facts=_facts(city, hours, kept, to_plan),
    )


def _facts(
    city: City, hours: list[Hour], kept: list[Hour], to_plan: list[Hour]
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
        _plan(city, kept, to_plan),
    )


def _leak() -> Fact:
    return Fact(
        "leak",
        "The answer is in the file",
        "member_rentals + day_ticket_rentals = rentals in every row, and the weather of the hour "
        "is measured in the hour. At midnight none of the three is known; forecasts.csv is.",
        "Ask of each column when its value becomes known; add the two columns up.",
    )


def _clock(city: City) -> Fact:
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


def _sold_out(kept: list[Hour]) -> Fact:
    share = sum(hour.sold_out for hour in kept) / len(kept)
    out = [hour for hour in kept if hour.sold_out]
    lost = sum(max(0.0, hour.wanted - hour.ready) for hour in out) / sum(h.wanted for h in kept)
    return Fact(
        "sold_out",
        "Rentals are not demand",
        f"In {share:.1%} of the hours rentals equal bikes_ready: the bikes ran out, and what was "
        f"wanted beyond that is not in the file ({lost:.1%} of all demand). A model of "
        f"rentals plans "
        "too low again. Leaving these hours out is no remedy: what remains are the hours in which "
        "demand happened to be low. A sold-out hour is a lower limit (a censored likelihood, or a "
        "value filled in above it). The effect is small here; what counts is that it is named.",
        "Count the rows in which rentals = bikes_ready; ask what they can mean.",
        {"share": round(share, 4), "demand_lost": round(lost, 4)},
    )


def _fare(city: City, kept: list[Hour]) -> Fact:
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


def _twice(city: City, rows: int) -> Fact:
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


def _storms(hours: list[Hour], kept: list[Hour]) -> Fact:
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


def _plan(city: City, kept: list[Hour], days: list[Hour]) -> Fact:
    point = NormalDist().inv_cdf(city.quantile)
    best = [round(hour.expected + point * deviation(hour.expected)) for hour in days]
    plans = (best, [round(hour.expected) for hour in days], _last_week(kept, days))
    costs = [_costs(city, days, plan) for plan in plans]
    paid, at_mean, baseline = (round(sum(one)) for one in costs)
    chance_alone = [
        (city.missing + city.spare) * NormalDist().pdf(point) * deviation(hour.expected)
        for hour in days
    ]
    off = zip(costs[0], chance_alone, strict=True)
    margin = 3 * sqrt(sum((cost - mean) ** 2 for cost, mean in off))
    low, high = (round(sum(chance_alone) + side * margin) for side in (-1, 1))
    sound = round(1.25 * baseline)
    wanted = " ".join(str(round(hour.wanted)) for hour in days)
    return Fact(
        "plan",
        f"The {DAYS_TO_PLAN} days to plan",
        f"Over these days chance alone costs {low:,} to {high:,} €, even for somebody who knows "
        f"everything else ({low / DAYS_TO_PLAN:,.0f} to {high / DAYS_TO_PLAN:,.0f} € a day): a "
        f"plan below {low:,} €, or a promise of it for these days, has used what nobody knows at "
        f"midnight. The best plan would have cost {paid:,} €, the mean demand of each hour "
        f"{at_mean:,} €, and the rentals of the same hour in the last recorded week {baseline:,} "
        f"€. A plan is sound up to a quarter above that last figure ({sound:,} €), since one week "
        "is a rough guide. How near it comes to the best is not judged. The best plan for the "
        f"first day is {', '.join(map(str, best[:24]))}.\n\nWanted, hour by hour from "
        f"December 1, 00:00 UTC: {wanted}.",
        f"Sum {city.missing} € · max(0, wanted - plan) + {city.spare} € · max(0, plan - wanted) "
        f"over the {len(days)} hours. The asymmetric cost leads to a quantile.",
        {
            "quantile": round(city.quantile, 3),
            "best_total": sum(best),
            "wanted_total": sum(round(hour.wanted) for hour in days),
            "wanted": wanted,
            "chance_low": low,
            "chance_high": high,
            "best_cost": paid,
            "baseline_cost": baseline,
            "sound_cost": sound,
        },
    )


def _costs(city: City, days: list[Hour], plan: list[int]) -> list[int]:
    """Return what each hour of a plan costs."""
    short = [round(hour.wanted) - ready for hour, ready in zip(days, plan, strict=True)]
    return [city.missing * max(0, gap) + city.spare * max(0, -gap) for gap in short]


def _last_week(kept: list[Hour], days: list[Hour]) -> list[int]:
    """Return the rentals of the same hour of the last week in which it was recorded."""
    known = {hour.utc: hour.rentals for hour in kept}
    weeks = range(1, len(known) // 168)
    return [
        next(known[at] for w in weeks if (at := hour.utc - 7 * w * DAY) in known) for hour in days
    ]


BIKES = Generator(
    key="bikes-at-midnight",
    title="Bikes at midnight",
    description=(
        "Two years of bicycle rentals of one city by the hour, with the weather as it was and as "
        "it had been forecast."
    ),
    version=2,
    build=_build,
)
