"""Who to call next month: a bank's calls, chosen by agents, counted in two ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rubrics.content.take_homes.calendar import DAY
from rubrics.content.take_homes.chance import Chance, logistic, running
from rubrics.content.take_homes.dictionary import Column, Kind
from rubrics.content.take_homes.estimates import Offer, honest_claim
from rubrics.content.take_homes.model import Fact, Generator, Instance, Table

_START, _DAYS = date(2023, 1, 2), 726
_CALLS, _CUSTOMERS, _LIST = 25_000, 10_000, 2_000
_JOBS = ("employee", "manual worker", "self-employed", "student", "pensioner", "not employed")
_JOB_SHARES = running((42, 24, 10, 6, 12, 6))
_JOB_EFFECT = dict(zip(_JOBS, (0.0, -0.35, -0.1, 0.75, 0.55, 0.1), strict=True))
_LATE_FIELDS = (
    ("income", "yearly income in thousands of €", 12, 180),
    ("household_size", "persons in the household", 1, 8),
    ("years_at_address", "years at the present address", 0, 60),
)
_UNKNOWN = ("999", "9999", "-1", "0")

_PERSON = (
    Column("customer_id", "number of the customer", Kind.TEXT),
    Column("age", "years", Kind.WHOLE, 18, 95),
    Column("job", "as told at the first visit", Kind.CHOICE, choices=_JOBS),
    Column("balance", "€ on the account at the end of the last month", Kind.WHOLE, -5000, 200000),
    Column("has_loan", "1 with a loan of the bank", Kind.WHOLE, 0, 1),
    Column("deposits_before", "term deposits that were opened earlier", Kind.WHOLE, 0, 5),
    Column("days_since_contact", "days since the last contact", Kind.WHOLE, -1, 9999),
)


@dataclass(frozen=True)
class _Bank:
    """What differs from seed to seed."""

    call_cost: int
    worth: int
    unknown: str
    late_field: tuple[str, str, int, int]
    known_if_opened: float
    known_else: float
    base: float
    counted_longer: date
    late_share: float
    pilot_from: date
    pilot_days: int
    haste: float
    twice: float
    loan: float
    young: float


class _Customer(NamedTuple):
    number: str
    age: int
    job: str
    balance: int
    loan: int
    before: int
    since: int | None
    score: float

    def cells(self, unknown: str) -> list[str]:
        since = unknown if self.since is None else str(self.since)
        facts = (self.age, self.job, self.balance, self.loan, self.before)
        return [self.number, *map(str, facts), since]


class _Call(NamedTuple):
    day: date
    customer: _Customer
    pilot: bool
    opened: int
    seconds: int
    late: str


def _bank(chance: Chance) -> _Bank:
    return _Bank(
        call_cost=chance.integer(5, 9),
        worth=chance.integer(10, 18) * 5,
        unknown=chance.pick(_UNKNOWN),
        late_field=chance.pick(_LATE_FIELDS),
        known_if_opened=chance.uniform(0.93, 0.98),
        known_else=chance.uniform(0.3, 0.55),
        base=chance.uniform(-3.0, -2.6),
        counted_longer=date(2023, 7, 3) + chance.integer(0, 30) * 7 * DAY,
        late_share=chance.uniform(0.3, 0.45),
        pilot_from=date(2024, 4, 1) + chance.integer(0, 20) * 7 * DAY,
        pilot_days=chance.integer(6, 9) * 7,
        haste=chance.uniform(0.1, 0.3),
        twice=chance.uniform(0.01, 0.03),
        loan=chance.uniform(-0.8, -0.4),
        young=chance.uniform(0.02, 0.05),
    )


def _customer(chance: Chance, bank: _Bank, number: int) -> _Customer:
    job = chance.weighted(_JOBS, _JOB_SHARES)
    middle = {"student": 23, "pensioner": 70}.get(job, 42)
    age = round(min(95, max(18, chance.normal(middle, 3 if job == "student" else 9))))
    balance = round(min(190_000, chance.random() ** -0.6 * 900 - 1_400 + chance.normal(0, 300)))
    loan = int(chance.happens(0.28))
    before = int(chance.happens(0.12)) + int(chance.happens(0.05))
    since = chance.integer(3, 420) if chance.happens(0.35) else None
    score = bank.base + _JOB_EFFECT[job] + bank.loan * loan + 1.0 * before
    score += bank.young * abs(age - 42) / 2 + min(1.4, max(-0.4, balance / 9_000))
    score += 0.35 if since is not None and since < 90 else 0
    return _Customer(f"K{number:06}", age, job, balance, loan, before, since, score)


def _coefficients(bank: _Bank) -> list[float]:
    """Return what `_inputs` are multiplied by in the score."""
    jobs = (_JOB_EFFECT[job] for job in _JOBS[1:])
    return [bank.base, *jobs, bank.loan, 1.0, bank.young, 1.0, 0.35]


def _inputs(customer: _Customer) -> list[float]:
    """Return the numbers of which the score is a weighted sum."""
    return [
        1.0,
        *(float(customer.job == job) for job in _JOBS[1:]),
        customer.loan,
        customer.before,
        abs(customer.age - 42) / 2,
        min(1.4, max(-0.4, customer.balance / 9_000)),
        float(customer.since is not None and customer.since < 90),
    ]


def _approached(chance: Chance, bank: _Bank, number: int, pilot: bool) -> _Customer:
    """Agents call whom they like: of some customers the one with the better look."""
    customer = _customer(chance, bank, number)
    if pilot:
        return customer
    other = _customer(chance, bank, number)
    noise = chance.normal(0, bank.haste)
    return customer if customer.score + noise > other.score else other


def _call(chance: Chance, bank: _Bank, day: date, number: int) -> _Call:
    pilot = bank.pilot_from <= day < bank.pilot_from + bank.pilot_days * DAY
    customer = _approached(chance, bank, number, pilot)
    opens = chance.happens(logistic(customer.score))
    is_late = chance.happens(bank.late_share)
    opened = opens and (day >= bank.counted_longer or not is_late)
    seconds = 0 if not opens and chance.happens(0.06) else _seconds(chance, opens)
    known = chance.happens(bank.known_if_opened if opens else bank.known_else)
    _name, _meaning, low, high = bank.late_field
    late = str(low + int(chance.random() ** 2 * (high - low))) if known else ""
    return _Call(day, customer, pilot, int(opened), seconds, late)


def _seconds(chance: Chance, opens: bool) -> int:
    return 20 + int((chance.random() ** -0.45) * (260 if opens else 95))


def _calls(chance: Chance, bank: _Bank) -> list[_Call]:
    calls = []
    for number in range(_CALLS):
        day = _START + (number * _DAYS // _CALLS) * DAY
        calls.append(_call(chance, bank, day, 100_000 + number))
    return calls


def _row(bank: _Bank, number: int, call: _Call) -> list[str]:
    mode = "pilot" if call.pilot else "agent"
    outcome = (call.late, str(call.seconds), str(call.opened))
    cells = call.customer.cells(bank.unknown)
    return [f"C{number:06}", call.day.isoformat(), mode, *cells, *outcome]


def _rows(chance: Chance, bank: _Bank, calls: Sequence[_Call]) -> tuple[list[list[str]], int]:
    """Return the file's rows, and how many of them are there a second time."""
    rows: list[list[str]] = []
    repeated = 0
    for number, call in enumerate(calls, 1):
        rows.append(_row(bank, number, call))
        if chance.happens(bank.twice):
            rows.append(rows[-1])
            repeated += 1
    return rows, repeated


def _build(chance: Chance) -> Instance:
    bank = _bank(chance)
    calls = _calls(chance, bank)
    rows, repeated = _rows(chance, bank, calls)
    customers = [_customer(chance, bank, 200_000 + n) for n in range(_CUSTOMERS)]
    name, meaning, low, high = bank.late_field
    columns = (
        Column("call_id", "number of the call", Kind.TEXT),
        Column("called_on", "day of the call", Kind.DAY),
        Column("chosen_by", "who chose the customer", Kind.CHOICE, choices=("agent", "pilot")),
        *_PERSON,
        Column(name, meaning, Kind.WHOLE, low, high, optional=True),
        Column("seconds", "length of the call", Kind.WHOLE, 0),
        Column("opened", "1 if a deposit followed, as the report of that month", Kind.WHOLE, 0, 1),
    )
    return Instance(
        summary=(
            f"A call costs {bank.call_cost} €, a deposit is worth {bank.worth} €: calling pays "
            f"above a probability of {bank.call_cost / bank.worth:.1%}."
        ),
        terms=(
            ("A call costs", f"{bank.call_cost} €"),
            ("A deposit that is opened is worth", f"{bank.worth} €"),
            ("Calls that can be made next month", f"{_LIST:,} of {_CUSTOMERS:,} customers"),
        ),
        notes=(
            "“pilot”: for some weeks a random list replaced the agents’ own choice.",
            "Each customer is called once in this file.",
            "The monthly report, from which `opened` comes, was revised once.",
            "Next month’s report will count the same way as the latest one.",
        ),
        tables=(
            Table("calls.csv", "Calls in chronological order, 2023 and 2024.", columns, rows),
            Table(
                "next_month.csv",
                "The customers who can be called in January 2025.",
                _PERSON,
                [customer.cells(bank.unknown) for customer in customers],
            ),
        ),
        facts=(
            *_facts(bank, calls, repeated, len(rows)),
            _worth(chance, bank, calls, customers),
        ),
    )


def _facts(bank: _Bank, calls: Sequence[_Call], repeated: int, rows: int) -> tuple[Fact, ...]:
    return (
        _length(calls),
        _late(bank, calls),
        _placeholder(bank, calls),
        _definition(bank, calls),
        _choice(bank, calls),
        Fact(
            "twice",
            "Calls stand twice",
            f"{repeated:,} of {rows:,} rows repeat the row before with the same call_id. A random "
            "split puts the same call on both sides.",
            "Count the different call_id.",
            {"rows": repeated, "share": round(repeated / rows, 4)},
        ),
    )


def _rate(calls: Sequence[_Call]) -> float:
    return sum(call.opened for call in calls) / max(1, len(calls))


def _length(calls: Sequence[_Call]) -> Fact:
    middle = [sorted(call.seconds for call in calls if call.opened == opened) for opened in (1, 0)]
    medians = [part[len(part) // 2] for part in middle]
    return Fact(
        "length",
        "The length of the call is known after the call",
        f"The median of `seconds` is {medians[0]} with a deposit and {medians[1]} without; a call "
        "of 0 seconds never sells. It is the best single column, and next_month.csv has none.",
        "Ask of each column whether it is known before the call; compare the two files.",
        {"median_opened": medians[0], "median_else": medians[1]},
    )


def _late(bank: _Bank, calls: Sequence[_Call]) -> Fact:
    name = bank.late_field[0]
    shares = [
        sum(call.late != "" for call in calls if call.opened == opened)
        / sum(call.opened == opened for call in calls)
        for opened in (1, 0)
    ]
    return Fact(
        "late",
        "A gap that tells the outcome",
        f"`{name}` is filled in for {shares[0]:.0%} of the calls with a deposit and for "
        f"{shares[1]:.0%} of the others: the form for a deposit asks for it. Whether it is missing "
        "is the leak; filling in a median with a mark for it makes an excellent model of nothing.",
        "Compare the share of empty cells by outcome; look for the column in next_month.csv.",
        {"column": name, "filled_opened": round(shares[0], 4), "filled_else": round(shares[1], 4)},
    )


def _placeholder(bank: _Bank, calls: Sequence[_Call]) -> Fact:
    share = sum(call.customer.since is None for call in calls) / len(calls)
    return Fact(
        "placeholder",
        "A number that is none",
        f"days_since_contact = {bank.unknown} means that there was no contact before "
        f"({share:.0%} of the calls). As a number it bends every average and every line.",
        "Look at the distribution: one value stands far out or far too often.",
        {"value": bank.unknown, "share": round(share, 4)},
    )


def _definition(bank: _Bank, calls: Sequence[_Call]) -> Fact:
    before = [call for call in calls if call.day < bank.counted_longer]
    after = [call for call in calls if call.day >= bank.counted_longer and not call.pilot]
    day = bank.counted_longer.isoformat()
    return Fact(
        "definition",
        "The outcome is counted differently",
        f"From {day} the report counts deposits for longer after the call: {_rate(before):.1%} "
        f"before, {_rate(after):.1%} after (agents’ calls), with the same customers. Anyone "
        f"who reads "
        "it as success, or trains on both without care, is wrong about next month’s level.",
        "Plot the share by week: it jumps from one day to the next in every group alike.",
        {"from": day, "before": round(_rate(before), 4), "after": round(_rate(after), 4)},
    )


def _choice(bank: _Bank, calls: Sequence[_Call]) -> Fact:
    pilot = [call for call in calls if call.pilot]
    agent = [call for call in calls if call.day >= bank.counted_longer and not call.pilot]
    first, last = pilot[0].day, pilot[-1].day
    return Fact(
        "choice",
        "The callers chose",
        f"Only the {len(pilot):,} calls of the pilot ({first} to {last}) are a random sample: "
        f"{_rate(pilot):.1%} of them opened, against {_rate(agent):.1%} of the agents’ own choice "
        "counted alike. “At random” in the brief’s question is the former.",
        "Compare by chosen_by within the time after the revision.",
        {
            "calls": len(pilot),
            "pilot": round(_rate(pilot), 4),
            "agents": round(_rate(agent), 4),
        },
    )


def _worth(
    chance: Chance, bank: _Bank, calls: Sequence[_Call], customers: Sequence[_Customer]
) -> Fact:
    offer = Offer(bank.call_cost, bank.worth, _LIST)
    chances = sorted((logistic(customer.score) for customer in customers), reverse=True)
    best = offer.gain(chances[:_LIST])
    lot = offer.gain(chances) * _LIST / _CUSTOMERS
    pays = sum(offer.pays(chance) for chance in chances)
    rows = [(_inputs(customer), logistic(customer.score)) for customer in customers]
    since = [_inputs(call.customer) for call in calls if call.day >= bank.counted_longer]
    drawn = [_inputs(call.customer) for call in calls if call.pilot]
    claim, pilot = (
        honest_claim(chance, offer, _coefficients(bank), sample, rows) for sample in (since, drawn)
    )
    way = (pilot.earned - lot) / (best - lot)
    return Fact(
        "worth",
        "What the list is worth, and what an honest memo may claim",
        f"With the true probabilities the best {_LIST:,} would bring {best:,.0f} € on average, "
        f"{_LIST:,} drawn at random {lot:,.0f} €. A call pays for {pays:,} of the {_CUSTOMERS:,}. "
        "Sampling error moves an honest claim: a memo that uses all calls since the revision may "
        f"claim {claim.low:,.0f} to {claim.high:,.0f} € for its own list, a memo that uses the "
        f"pilot alone {pilot.low:,.0f} to {pilot.high:,.0f} €. Both are sound; compare a memo with "
        "the sample that it used. Only a claim above that interval promises too much. One below "
        "it mostly mixes the two ways of counting. The list itself tells little: the pilot alone "
        f"gets about {way:.0%} of the way from a random list to the best one, and a list made "
        "with every trap in it gets hardly less. Judge the claimed worth and its interval.",
        "Sum of probability · worth - cost over the list, with an interval.",
        {
            "best": round(best),
            "by_lot": round(lot),
            "pays": pays,
            "claim_low": round(claim.low),
            "claim_high": round(claim.high),
            "pilot_low": round(pilot.low),
            "pilot_high": round(pilot.high),
            "pilot_way": round(way, 3),
        },
    )


CALLS = Generator(
    key="whom-to-call",
    title="Who to call next month",
    description=(
        "Two years of calls in which a bank sold term deposits, and the customers it can "
        "call next month."
    ),
    version=1,
    build=_build,
)
