"""Tickets to teams: a year of support tickets of a travel company whose teams were rearranged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from rubrics.content.take_homes.calendar import DAY, at
from rubrics.content.take_homes.chance import Chance, running
from rubrics.content.take_homes.dictionary import Column, Kind
from rubrics.content.take_homes.model import Fact, Generator, Instance, Table

_START, _DAYS, _SAMPLE, _SECOND = datetime(2024, 1, 1), 365, 15_000, 600
_SAFETY = "safety and legal"
_TEAMS = (
    *("flights", "hotels", "rail", "cars", "cruises", "packages", "visas", "insurance"),
    *("payments", "refunds", "invoices", "loyalty", "accounts", "groups", "business travel"),
    *("partners", "complaints", _SAFETY),
)
_NEW_NAMES = {
    "rail": "ground travel",
    "cars": "ground travel",
    "refunds": "money back",
    "loyalty": "members",
    "groups": "events",
    "partners": "suppliers",
    "invoices": "billing",
}
_ALL_TEAMS = tuple(sorted({*_TEAMS, *_NEW_NAMES.values()}))
_TOPICS = tuple(team for team in _TEAMS if team not in (_SAFETY, "partners", "complaints"))

_TICKETS = (
    Column("ticket_id", "number of the ticket", Kind.TEXT),
    Column("customer_id", "number of the customer", Kind.TEXT),
    Column("opened_at", "UTC", Kind.MOMENT),
    Column("channel", "how it came", Kind.CHOICE, choices=("form", "mail")),
    Column(
        "topic",
        "topic that the customer chose from the list in the form",
        Kind.CHOICE,
        None,
        None,
        _TOPICS,
        True,
    ),
    Column("first_team", "team it was sent to first", Kind.CHOICE, choices=_TEAMS),
    Column("closed_by", "team that closed it", Kind.CHOICE, choices=_ALL_TEAMS),
    Column("closed_at", "UTC", Kind.MOMENT),
    Column("safety", "1 if marked as safety or legal when closed", Kind.WHOLE, 0, 1),
)
_OPINIONS = (
    Column("ticket_id", "number of a ticket in tickets.csv", Kind.TEXT),
    Column("agent_1", "team that one experienced agent named", Kind.CHOICE, choices=_TEAMS),
    Column("agent_2", "team that another agent named independently", Kind.CHOICE, choices=_TEAMS),
)
_CHANGES = (
    Column("day", "first day of the new name", Kind.DAY),
    Column("team", "old name", Kind.CHOICE, choices=_TEAMS),
    Column("became", "new name", Kind.CHOICE, choices=_ALL_TEAMS),
)


@dataclass(frozen=True)
class _Company:
    """What differs from seed to seed."""

    a_month: int
    minutes: int
    hour: int
    build: int
    shares: list[float]
    wrong_by_form: float
    wrong_by_mail: float
    chosen: float
    chosen_right: float
    safety: float
    agree: float
    twice: float
    slow: float
    changes: tuple[tuple[datetime, str], ...]

    def misrouted(self, ticket: "_Ticket") -> bool:
        """Return whether it went first to a team that is not the one that closed it."""
        first, right = (self.named(team, ticket.closed) for team in (ticket.first, ticket.right))
        return first != right

    def named(self, team: str, moment: datetime) -> str:
        """Return what the team is called at that moment."""
        for day, old in self.changes:
            if old == team and moment >= day:
                return _NEW_NAMES[team]
        return team


class _Ticket(NamedTuple):
    customer: str
    opened: datetime
    channel: str
    topic: str
    first: str
    right: str
    closed: datetime
    again: bool


def _company(chance: Chance) -> _Company:
    changed = chance.sample(
        ("rail", "cars", "refunds", "loyalty", "groups", "partners", "invoices"), 5
    )
    return _Company(
        a_month=chance.integer(26, 58) * 1000,
        minutes=chance.integer(3, 7),
        hour=chance.integer(24, 34),
        build=chance.integer(12, 20) * 10_000,
        shares=running([*(chance.uniform(0.4, 2) for _ in _TEAMS[:-1]), 0.0]),
        wrong_by_form=chance.uniform(0.1, 0.16),
        wrong_by_mail=chance.uniform(0.24, 0.34),
        chosen=chance.uniform(0.45, 0.7),
        chosen_right=chance.uniform(0.72, 0.86),
        safety=chance.uniform(0.003, 0.008),
        agree=chance.uniform(0.78, 0.88),
        twice=chance.uniform(0.02, 0.05),
        slow=chance.uniform(7, 13),
        changes=tuple((_START + chance.integer(60, 330) * DAY, team) for team in sorted(changed)),
    )


def _other(chance: Chance, teams: Sequence[str], team: str) -> str:
    return chance.pick([one for one in teams if one != team])


def _ticket(chance: Chance, company: _Company, number: int) -> _Ticket:
    opened = _START + timedelta(seconds=int(chance.random() * _DAYS * 86_400))
    is_safety = chance.happens(company.safety)
    right = _SAFETY if is_safety else chance.weighted(_TEAMS, company.shares)
    channel = "form" if chance.happens(0.62) else "mail"
    topic = ""
    if channel == "form" and chance.happens(company.chosen):
        fits = right in _TOPICS and chance.happens(company.chosen_right)
        topic = right if fits else _other(chance, _TOPICS, right)
    wrong = company.wrong_by_form if channel == "form" else company.wrong_by_mail
    wrong = 0.45 if is_safety else wrong
    first = _other(chance, _TEAMS[:-1], right) if chance.happens(wrong) else right
    hours = 0.3 + chance.random() ** -0.5 * 1.6 + (company.slow if first != right else 0)
    closed = opened + timedelta(seconds=int(min(400, hours) * 3600))
    return _Ticket(f"K{number:06}", opened, channel, topic, first, right, closed, False)


def _tickets(chance: Chance, company: _Company) -> list[_Ticket]:
    """Return the sample in order of time; some customers write a mail after the form."""
    tickets: list[_Ticket] = []
    while len(tickets) < _SAMPLE:
        ticket = _ticket(chance, company, 100_000 + len(tickets))
        tickets.append(ticket)
        if chance.happens(company.twice):
            later = ticket.opened + timedelta(seconds=chance.integer(60, 1500))
            closed = max(later, ticket.closed) + timedelta(minutes=1)
            tickets.append(
                ticket._replace(opened=later, channel="mail", topic="", closed=closed, again=True)
            )
    return sorted(tickets[:_SAMPLE], key=lambda ticket: (ticket.opened, ticket.customer))


def _row(company: _Company, number: int, ticket: _Ticket) -> list[str]:
    return [
        f"T{number:06}",
        ticket.customer,
        at(ticket.opened),
        ticket.channel,
        ticket.topic,
        ticket.first,
        company.named(ticket.right, ticket.closed),
        at(ticket.closed),
        str(int(ticket.right == _SAFETY)),
    ]


def _opinions(chance: Chance, company: _Company, tickets: Sequence[_Ticket]) -> list[list[str]]:
    """Two agents who know today's teams by their old names look at the same tickets."""
    looked_at = sorted(chance.sample(range(len(tickets)), _SECOND))
    rows = []
    for place in looked_at:
        right = tickets[place].right
        first = right if chance.happens(0.93) else _other(chance, _TEAMS, right)
        second = first if chance.happens(company.agree) else _other(chance, _TEAMS, first)
        rows.append([f"T{place + 1:06}", first, second])
    return rows


def _build(chance: Chance) -> Instance:
    company = _company(chance)
    tickets = _tickets(chance, company)
    opinions = _opinions(chance, company, tickets)
    changes = [
        [day.date().isoformat(), team, _NEW_NAMES[team]] for day, team in sorted(company.changes)
    ]
    rows = [_row(company, number, ticket) for number, ticket in enumerate(tickets, 1)]
    wrong = _really_wrong(company, tickets)
    return Instance(
        summary=(
            f"{wrong:.1%} of the tickets are first sent to a wrong team, fewer than the two "
            "columns suggest; two experts agree on "
            f"{sum(row[1] == row[2] for row in opinions) / len(opinions):.0%}."
        ),
        terms=(
            ("Tickets a month", f"{company.a_month:,}"),
            ("Working time lost per wrong routing", f"{company.minutes} minutes"),
            ("Cost of an hour in support", f"{company.hour} €"),
            ("Cost of the ML team (four people) for the quarter", f"{company.build:,} €"),
            ("Tickets on safety or legal matters have to be closed within", "4 hours"),
        ),
        notes=(
            f"tickets.csv is a sample of {_SAMPLE:,} tickets of 2024, drawn at random.",
            "team_changes.csv is what the head of support wrote down from memory of the dates.",
            "The agents of second_opinions.csv used the names of January 2024.",
        ),
        tables=(
            Table("tickets.csv", "One row for each ticket.", _TICKETS, rows),
            Table(
                "second_opinions.csv",
                "Tickets that two experienced agents reviewed independently.",
                _OPINIONS,
                opinions,
            ),
            Table("team_changes.csv", "Teams that were renamed or merged.", _CHANGES, changes),
        ),
        facts=_facts(company, tickets, opinions),
    )


def _really_wrong(company: _Company, tickets: Sequence[_Ticket]) -> float:
    return sum(map(company.misrouted, tickets)) / len(tickets)


def _facts(
    company: _Company, tickets: Sequence[_Ticket], opinions: Sequence[Sequence[str]]
) -> tuple[Fact, ...]:
    return (
        _money(company, tickets),
        _renamed(company, tickets),
        _ceiling(opinions),
        _list(company, tickets),
        _safety(company, tickets),
        _again(tickets),
        _waiting(company, tickets),
    )


def _money(company: _Company, tickets: Sequence[_Ticket]) -> Fact:
    wrong = _really_wrong(company, tickets)
    a_month = wrong * company.a_month * company.minutes / 60 * company.hour
    quarters = company.build / (3 * a_month * 2 / 3)
    margin = 1.96 * (wrong * (1 - wrong) / len(tickets)) ** 0.5
    again = sum(ticket.again for ticket in tickets) / len(tickets)
    low, high = a_month * (1 - margin / wrong) * (1 - again), a_month * (1 + margin / wrong)
    return Fact(
        "money",
        "The money",
        f"{wrong:.1%} of {company.a_month:,} tickets · {company.minutes} minutes · {company.hour} "
        f"€ an hour is {a_month:,.0f} € a month. Figures from {low:,.0f} to {high:,.0f} € are "
        "sound: the share is known from a sample, and some count customers who write twice once. "
        "Two thirds of it saved would pay back the "
        f"quarter’s {company.build:,} € in {quarters:.1f} quarters, without a line of "
        "maintenance. The customers’ waiting is the stronger argument.",
        "The arithmetic of the terms with the corrected share.",
        {
            "wrong": round(wrong, 4),
            "a_month": round(a_month),
            "a_month_low": round(low),
            "a_month_high": round(high),
            "quarters": round(quarters, 2),
        },
    )


def _renamed(company: _Company, tickets: Sequence[_Ticket]) -> Fact:
    raw = sum(t.first != company.named(t.right, t.closed) for t in tickets) / len(tickets)
    by_name = len({company.named(t.right, t.closed) for t in tickets})
    merged = {"rail", "cars"} <= {team for _day, team in company.changes}
    tail = " Rail and cars were merged: what was wrong between them no longer is." if merged else ""
    return Fact(
        "renamed",
        "Five of eighteen teams changed",
        f"{by_name} names close tickets, though there were never more than 18 teams at a time. "
        f"first_team and closed_by differ in {raw:.1%} of the rows, but the list from which "
        "first_team is chosen was never brought up to date: with the names brought together it is "
        f"{_really_wrong(company, tickets):.1%}. A model of names ages in months.{tail}",
        "Plot each name by month; apply team_changes.csv before comparing.",
        {"raw": round(raw, 4), "names": by_name},
    )


def _ceiling(opinions: Sequence[Sequence[str]]) -> Fact:
    same = sum(row[1] == row[2] for row in opinions) / len(opinions)
    margin = 1.96 * (same * (1 - same) / len(opinions)) ** 0.5
    return Fact(
        "ceiling",
        "What two experts agree on",
        f"Two agents name the same team for {same:.1%} of {len(opinions)} tickets (plus or minus "
        f"{margin:.1%}). Nobody will reach 95 % on such labels, and `closed_by` holds habits.",
        "Count; a good memo gives the interval.",
        {"agree": round(same, 4)},
    )


def _list(company: _Company, tickets: Sequence[_Ticket]) -> Fact:
    form = [ticket for ticket in tickets if ticket.channel == "form"]
    chosen = [ticket for ticket in form if ticket.topic]
    right = sum(ticket.topic == ticket.right for ticket in chosen) / len(chosen)
    routed = 1 - sum(map(company.misrouted, chosen)) / len(chosen)
    return Fact(
        "list",
        "What can be had without ML",
        f"{len(chosen) / len(form):.0%} of the customers who use the form choose a topic, and "
        f"{right:.0%} of them the right one, while {routed:.0%} of the same tickets are routed "
        "right today: the list as it is would route worse than people do. Both answers are sound: "
        "to improve the list first, or not to rely on it. "
        f"{1 - len(form) / len(tickets):.0%} of the tickets are mails, where most wrong routings "
        "are and where there is no list.",
        "Compare topic, first_team and closed_by by channel.",
        {
            "chosen": round(len(chosen) / len(form), 4),
            "right": round(right, 4),
            "routed_right": round(routed, 4),
        },
    )


def _safety(company: _Company, tickets: Sequence[_Ticket]) -> Fact:
    own = [ticket for ticket in tickets if ticket.right == _SAFETY]
    astray = sum(map(company.misrouted, own))
    late = sum(ticket.closed - ticket.opened > timedelta(hours=4) for ticket in own)
    a_month = len(own) / len(tickets) * company.a_month
    return Fact(
        "safety",
        "The rare tickets that matter",
        f"{len(own)} tickets of the sample ({len(own) / len(tickets):.2%}, about {a_month:,.0f} a "
        f"month) are about safety or legal matters; {astray} of them went to a wrong team first "
        f"and {late} took more than four hours. They have no topic of their own in the list. An "
        "average accuracy does not see them: a path of their own with high recall and a person.",
        "Filter safety = 1.",
        {"tickets": len(own), "astray": astray, "late": late},
    )


def _again(tickets: Sequence[_Ticket]) -> Fact:
    again = sum(ticket.again for ticket in tickets)
    return Fact(
        "again",
        "Customers who write twice",
        f"{again} tickets ({again / len(tickets):.1%}) are a mail by a customer whose first ticket "
        "is less than half an hour old: the same matter again. Volume is overstated, and old "
        "tickets by such pairs are on both sides of a random split.",
        "Count tickets by customer_id.",
        {"tickets": again, "share": round(again / len(tickets), 4)},
    )


def _waiting(company: _Company, tickets: Sequence[_Ticket]) -> Fact:
    hours: dict[bool, list[float]] = {True: [], False: []}
    for ticket in tickets:
        spent = (ticket.closed - ticket.opened).total_seconds() / 3600
        hours[company.misrouted(ticket)].append(spent)
    medians = [sorted(hours[wrong])[len(hours[wrong]) // 2] for wrong in (True, False)]
    return Fact(
        "waiting",
        "What a wrong routing costs the customer",
        f"The median time to close is {medians[0]:.1f} hours after a wrong routing and "
        f"{medians[1]:.1f} hours else. (Hard tickets are routed wrongly and take long: part of the "
        "gap need not be the routing.)",
        "Medians, since some tickets stay open for days.",
        {"wrong": round(medians[0], 2), "right": round(medians[1], 2)},
    )


TICKETS = Generator(
    key="tickets-to-teams",
    title="Tickets to teams",
    description=(
        "A year of support tickets of a travel company: where each went first, and who closed it."
    ),
    version=1,
    build=_build,
)
