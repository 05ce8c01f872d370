"""Plans keep every hard rule, are the best there are, and when there is none say why."""

import itertools
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from time import monotonic as time_now
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.scheduling.solver.costs import costs_of
from hiring.scheduling.solver.grid import Grid, week_of
from hiring.scheduling.solver.many import Many
from hiring.scheduling.solver.problem import (
    Asked,
    LoopAsked,
    Panelist,
    Pause,
    Placed,
    Plan,
    Problem,
    Reason,
    Rule,
    Span,
)
from hiring.scheduling.solver.search import Search, solve

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hours(*pairs: tuple[float, float]) -> tuple[Span, ...]:
    """Spans in hours after Monday, nine o’clock."""
    return tuple(Span(MONDAY + a * HOUR, MONDAY + b * HOUR) for a, b in pairs)


def problem(loops, panel, *, days=1, **options) -> Problem:
    return Problem(
        tuple(loops), tuple(panel), MONDAY, MONDAY + timedelta(days=days - 1, hours=9), **options
    )


def loop(*interviews: Asked, free=((0, 9),), key="ada", **options) -> LoopAsked:
    options.setdefault("pauses", ())
    return LoopAsked(key, key.title(), interviews, hours(*free), **options)


def asked(key: str, who: str, minutes=60, seats=1, **options) -> Asked:
    return Asked(key, key.title(), minutes, seats, frozenset(who.split()), **options)


def panelist(key: str, *free, **options) -> Panelist:
    return Panelist(key, key.title(), hours(*(free or ((0, 9),))), **options)


def broken(problem: Problem, plan: Plan) -> list[str]:
    """Every hard rule that a plan breaks, counted without the solver."""
    panel = {who.key: who for who in problem.panel}
    wrong = []
    for one in problem.loops:
        own = sorted((p for p in plan.placed if p.loop == one.key), key=lambda p: p.start)
        by_key = {p.interview: p for p in own}
        if set(by_key) != {a.key for a in one.interviews} or len(own) != len(by_key):
            wrong.append("not every interview once")
        wrong += ["candidate twice" for a, b in itertools.pairwise(own) if a.end > b.start]
        wrong += ["candidate not free" for p in own if not _inside(p, one.free)]
        for ask in one.interviews:
            placed = by_key[ask.key]
            if placed.end - placed.start != timedelta(minutes=ask.minutes):
                wrong.append("length")
            if len(placed.people) != ask.seats or not set(placed.people) <= ask.qualified:
                wrong.append("panel")
            if ask.one_of and not set(placed.people) & ask.one_of:
                wrong.append("perspective")
            if ask.rooms and placed.room not in ask.rooms:
                wrong.append("room")
            wrong += ["order" for key in ask.after if by_key[key].end > placed.start]
        for day in {p.start.astimezone(ZoneInfo(one.zone)).date() for p in own}:
            for pause in one.pauses:
                if not _pause_fits(day, pause, one.zone, own):
                    wrong.append("pause")
    for key, who in panel.items():
        mine = [p for p in plan.placed if key in (*p.people, p.room)]
        mine.sort(key=lambda p: p.start)
        gap = timedelta(minutes=who.gap)
        wrong += ["busy" for p in mine if not _inside(p, who.free)]
        wrong += ["gap" for a, b in itertools.pairwise(mine) if a.end + gap > b.start]
        days = [p.start.astimezone(ZoneInfo(who.zone)).date() for p in mine]
        for day in days:
            if who.per_day is not None and Counter([*days, *who.held])[day] > who.per_day:
                wrong.append("day limit")
            weeks = Counter(week_of(d) for d in [*days, *who.held])
            if who.per_week is not None and weeks[week_of(day)] > who.per_week:
                wrong.append("week limit")
    return wrong


def _inside(placed, free) -> bool:
    return any(span.start <= placed.start and placed.end <= span.end for span in free)


def _pause_fits(day, pause: Pause, zone: str, placed) -> bool:
    place, length = ZoneInfo(zone), timedelta(minutes=pause.minutes)
    start = datetime.combine(day, pause.earliest, place)
    last = datetime.combine(day, pause.latest, place) - length
    while start <= last:
        if all(p.end <= start or p.start >= start + length for p in placed):
            return True
        start += timedelta(minutes=15)
    return False


PEOPLE = "ann bob cem dee"


@st.composite
def problems(draw, *, loops=1, interviews=3, people=4, slots=9) -> Problem:
    keys = PEOPLE.split()[:people]

    def free():
        open_hours = draw(
            st.lists(st.integers(0, slots - 1), min_size=2, max_size=slots, unique=True)
        )
        return tuple((hour, hour + draw(st.sampled_from([1, 1, 2]))) for hour in sorted(open_hours))

    panel = [
        panelist(
            key,
            *_joined(free()),
            load=draw(st.integers(0, 5)),
            per_day=draw(st.sampled_from([None, 1, 2])),
            gap=draw(st.sampled_from([0, 0, 30])),
        )
        for key in keys
    ]
    made = []
    for number in range(loops):
        asks = []
        for index in range(draw(st.integers(1, interviews))):
            who = draw(st.sets(st.sampled_from(keys), min_size=1))
            asks.append(
                asked(
                    f"i{index}",
                    " ".join(sorted(who)),
                    minutes=draw(st.sampled_from([45, 60, 90])),
                    seats=draw(st.integers(1, min(2, len(who)))),
                    one_of=frozenset(draw(st.sets(st.sampled_from(sorted(who)), max_size=1))),
                    after=frozenset(["i0"]) if index and draw(st.booleans()) else frozenset(),
                )
            )
        pauses = draw(st.sampled_from([(), (Pause("lunch", 45, time(11, 30), time(14)),)]))
        made.append(loop(*asks, free=_joined(free()), key=f"c{number}", pauses=pauses))
    return problem(made, panel)


def _joined(pairs):
    joined: list[tuple[int, int]] = []
    for low, high in pairs:
        if joined and joined[-1][1] >= low:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, min(high, 9)))
    return [(a, min(b, 9)) for a, b in joined]


relaxed = settings(suppress_health_check=list(HealthCheck))


@relaxed
@given(problems())
def test_plans_for_one_keep_every_hard_rule_and_differ(given_problem):
    answer = solve(given_problem)

    assert answer.is_complete
    assert bool(answer.plans) != bool(answer.reasons)
    assert [broken(given_problem, plan) for plan in answer.plans] == [[]] * len(answer.plans)
    assert len({plan.placed for plan in answer.plans}) == len(answer.plans)


@relaxed
@given(problems(loops=3, interviews=2))
def test_many_together_never_take_each_others_people(given_problem):
    answer = solve(given_problem, seconds=20)

    assert [broken(given_problem, plan) for plan in answer.plans] == [[]] * len(answer.plans)
    assert all(plan.cost >= answer.bound for plan in answer.plans)


@relaxed
@given(problems(interviews=2, people=3, slots=4))
def test_nothing_is_better_than_the_best(given_problem):
    answer = solve(given_problem, plans=1)
    costs = [plan.cost for plan in every_plan(given_problem)]

    assert [plan.cost for plan in answer.plans] == ([min(costs)] if costs else [])
    assert answer.bound == (min(costs) if costs else 0)


def every_plan(given_problem: Problem):
    """All plans, by trying all starts with all people."""
    [one] = given_problem.loops

    def options(ask: Asked):
        length = timedelta(minutes=ask.minutes)
        for quarter in range(36):
            start = MONDAY + quarter * timedelta(minutes=15)
            for people in itertools.combinations(sorted(ask.qualified), ask.seats):
                placed = Placed(one.key, start, start + length, ask.key, people)
                alone = Plan((placed,), {})
                panel_only = replace(
                    given_problem,
                    loops=(replace(one, interviews=(replace(ask, after=frozenset()),)),),
                )
                if not broken(panel_only, alone):
                    yield placed

    grid = Grid(given_problem)
    for placed in itertools.product(*map(options, (list(one.interviews)))):
        plan = Plan(tuple(sorted(placed)), costs_of(given_problem, grid, placed))
        if not broken(given_problem, plan):
            yield plan


@relaxed
@given(problems(interviews=3, people=3, slots=4))
def test_reasons_stand_in_the_way_together_and_not_without_any_of_them(given_problem):
    answer = solve(given_problem)
    if answer.plans or answer.reasons == (Reason(Rule.WINDOW),):
        return
    search = Search(given_problem, deadline=float("inf"))
    every = frozenset(all_rules(given_problem))

    def fits(kept) -> bool:
        return search._fits(given_problem.loops, every - frozenset(kept))

    assert not fits(answer.reasons)
    for reason in answer.reasons:
        assert fits(set(answer.reasons) - {reason})


def all_rules(given_problem: Problem):
    for one in given_problem.loops:
        yield from Search._rules(one)
    for who in given_problem.panel:
        yield Reason(Rule.LIMIT, person=who.key)
        yield Reason(Rule.ELSEWHERE, person=who.key)


def test_the_same_problem_has_the_same_answer():
    panel = [panelist(key, load=2) for key in PEOPLE.split()]
    asks = [asked(f"i{n}", PEOPLE, seats=2, minutes=45) for n in range(4)]
    given_problem = problem([loop(*asks)], panel)

    assert solve(given_problem).plans == solve(given_problem).plans


def test_who_holds_few_interviews_and_pairs_that_never_met_come_first():
    panel = [
        panelist("ann", load=9),
        panelist("bob", load=1),
        panelist("cem", load=1),
        panelist("dee", load=1),
    ]
    ask = asked("deep dive", PEOPLE, seats=2)
    pairs = frozenset([frozenset({"cem", "dee"})])

    [best, *_others] = solve(problem([loop(ask)], panel, new_pairs=pairs)).plans

    assert best.placed[0].people == ("cem", "dee")
    assert best.costs["load"] == 4
    assert best.costs["new_pair"] == -3


def test_limits_bind_with_what_is_held_already():
    ann = panelist("ann", per_day=2, held=(MONDAY.date(),), load=0)
    asks = [asked("one", "ann"), asked("two", "ann")]

    answer = solve(problem([loop(*asks)], [ann]))

    assert Reason(Rule.LIMIT, person="ann") in answer.reasons


def test_a_room_is_needed_by_one_interview_at_a_time():
    rooms = frozenset(["aquarium"])
    asks = [asked("one", "ann", rooms=rooms)]
    panel = [panelist("ann"), panelist("bob"), panelist("aquarium", (0, 2))]
    second = loop(asked("one", "bob", rooms=rooms), key="bea")

    [plan] = solve(problem([loop(*asks), second], panel)).plans

    assert not broken(problem([loop(*asks), second], panel), plan)
    assert {p.room for p in plan.placed} == {"aquarium"}


def test_breaks_follow_the_candidates_clock():
    lunch = Pause("lunch", 60, time(12), time(13))
    asks = [asked("one", "ann", minutes=120), asked("two", "ann", minutes=120)]
    one = loop(*asks, free=((0, 9),), zone="Europe/London", pauses=(lunch,))
    there = replace(one, zone="America/New_York")

    for tried in (one, there):
        given_problem = problem([tried], [panelist("ann")])
        assert not broken(given_problem, solve(given_problem).plans[0])


@pytest.mark.parametrize("number", [6])
def test_loops_that_fit_only_together_are_placed_together(number):
    loops = [loop(asked("one", "ann"), key=f"c{n}", free=((n, n + 2),)) for n in range(number)]
    given_problem = problem(loops, [panelist("ann", (0, number))])

    [plan] = solve(given_problem).plans

    assert broken(given_problem, plan) == []


@pytest.mark.parametrize("seed", range(8))
def test_no_plan_for_many_is_below_the_bound(seed):
    rng = random.Random(seed)
    keys = [f"p{n}" for n in range(5)]
    spans = [tuple((8 * n + a, 8 * n + a + rng.randint(2, 5)) for n in (0, 3)) for a in range(5)]
    people = [
        panelist(key, *free, load=rng.randrange(9), per_day=2, per_week=3)
        for key, free in zip(keys, spans, strict=True)
    ]
    loops = [
        loop(
            *(
                asked(f"i{n}", " ".join(rng.sample(keys, 3)), rng.choice((45, 60)))
                for n in range(3)
            ),
            free=((0, 9), (24, 33)),
            key=f"l{number}",
        )
        for number in range(3)
    ]
    search = Many(problem(loops, people, days=2), deadline=time_now() + 60)

    word, placed = search._solved(search.problem.loops, search.resources)
    answer = search.plan()

    assert word in ("best", "none")
    if word == "best":
        least = sum(costs_of(search.problem, search.grid, placed).values())
        assert search._relaxed() <= least
        assert answer.bound <= least <= answer.plans[0].cost


def test_who_has_time_to_watch_is_noted_where_it_costs_nothing():
    ask = replace(asked("a", "ann"), shadows=frozenset(["cem"]))

    [best, *_others] = solve(problem([loop(ask)], [panelist("ann"), panelist("cem", (3, 5))])).plans

    [placed] = best.placed
    assert (placed.people, placed.shadow) == (("ann",), "cem")
    assert placed.start >= MONDAY + 3 * HOUR


def test_a_loop_stays_in_one_room_where_it_can():
    asks = [asked(key, "ann", rooms=frozenset(["red", "blue"])) for key in "abc"]
    panel = [panelist("ann"), panelist("red", (0, 2)), panelist("blue")]

    [best, *_others] = solve(problem([loop(*asks)], panel)).plans

    assert {one.room for one in best.placed} == {"blue"}
    assert best.costs["other_room"] == 0
