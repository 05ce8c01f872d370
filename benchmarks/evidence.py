"""`python -m benchmarks.evidence` tries the states and the ranges on simulated loops.

It prints the tables of docs/numbers.md, the same ones every time. No database is needed.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import sqrt
from statistics import fmean

from benchmarks import past_cards
from benchmarks.simulating import (
    WORLDS,
    Cell,
    World,
    designs,
    full_designs,
    loops,
)
from rubrics.assessment.estimates import History
from rubrics.assessment.history import CANDIDATES_FOR_CENTER, center
from rubrics.assessment.states import State

STATES = (State.MET, State.SPLIT, State.NOT_MET, State.ONE_VIEW, State.NOT_TESTED)
YES = 3
# A printed range is of rounded tenths.
ROUNDING = 0.05
# Too few statements of one range to tell luck from error.
FEW = 40
LOOPS_OF_AN_ORGANIZATION = 100


def scenarios(count: int, only: Sequence[str] = ()) -> Iterator[list[str]]:
    """Yield a row for each world, and for two other ways to seat people."""
    seated = {
        "one interviewer an interview": designs(paired=False),
        "specialists": designs(specialists=True),
    }
    for name in only or (*WORLDS, *seated):
        world = WORLDS.get(name, WORLDS["as assumed"])
        yield _scenario(name, world, count, of=seated.get(name, designs()))


def _scenario(name: str, world: World, count: int, **options) -> list[str]:
    cells = [cell for loop in loops(world, count, seed=1, **options) for cell in loop]
    fitted = list(_with_fitted_centers(world, count // 2, **options))
    at_yes = [cell for cell in cells if cell.claim.bar == YES]
    consensus = world.consensus(YES)
    return [
        name,
        _states(cells),
        ", ".join(_true_share(at_yes, state) for state in (State.MET, State.NOT_MET)),
        _wrong(at_yes, 2.5),
        _wrong(at_yes, consensus),
        _wrong([cell for cell in fitted if cell.claim.bar == YES], consensus),
        f"{_covered(at_yes):.2f}",
        f"{_width(at_yes):.1f}, {_width(c for c in fitted if c.claim.bar == YES):.1f}",
    ]


def _states(cells: Sequence[Cell]) -> str:
    counts = Counter(cell.found.state for cell in cells)
    return "/".join(f"{counts[state] / len(cells):.2f}".lstrip("0") for state in STATES)


def _true_share(cells: Iterable[Cell], state: State) -> str:
    true = [cell.true >= 2.5 for cell in cells if cell.found.state == state]
    return f"{fmean(true):.2f}" if len(true) > FEW else "–"


def _wrong(cells: Sequence[Cell], threshold: float) -> str:
    """Return the shares of statements whose range promises too much, and too little."""
    by_range: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for cell in cells:
        if cell.found.of_ten:
            by_range[cell.found.of_ten].append(cell.true >= threshold)
    sides = Counter(dict.fromkeys(("much", "little", ""), 0))
    for of, true in by_range.items():
        if len(true) >= FEW:
            sides[_broken(of, true)] += len(true)
    return f"{sides['much'] / sides.total():.2f} / {sides['little'] / sides.total():.2f}"


def _broken(of_ten: tuple[int, int], true: Sequence[bool]) -> str:
    """Return to which side the true share lies outside, by more than rounding and two errors."""
    share = fmean(true)
    slack = ROUNDING + 2 * sqrt(share * (1 - share) / len(true))
    if share < of_ten[0] / 10 - slack:
        return "much"
    return "little" if share > of_ten[1] / 10 + slack else ""


def _covered(cells: Iterable[Cell]) -> float:
    tested = [cell for cell in cells if cell.found.low is not None]
    return fmean(cell.found.low <= cell.true <= cell.found.high for cell in tested)


def _width(cells: Iterable[Cell]) -> float:
    ranges = [cell.found.of_ten for cell in cells if cell.found.of_ten]
    return fmean(high - low for low, high in ranges)


def _with_fitted_centers(
    world: World, count: int, known: int = CANDIDATES_FOR_CENTER, **options
) -> Iterator[Cell]:
    """Yield cells of organizations that know the pool from their first candidates."""
    for organization in range(count // LOOPS_OF_AN_ORGANIZATION):
        seeds = (100_000 + organization, 200_000 + organization)
        histories = _centers(loops(world, 150, seed=seeds[0], **options), known)
        for loop in loops(
            world, LOOPS_OF_AN_ORGANIZATION, seed=seeds[1], histories=histories, **options
        ):
            yield from (cell for cell in loop if cell.claim.competency in histories)


def _centers(past: Iterable[list[Cell]], known: int) -> dict[str, History]:
    means: dict[str, list[float]] = defaultdict(list)
    for cell in (cell for loop in past for cell in loop):
        if cell.given and len(means[cell.claim.competency]) < known:
            means[cell.claim.competency].append(fmean(cell.given))
    return {
        key: History(centers=center(found)) for key, found in means.items() if len(found) == known
    }


# ---- Other tables ----------------------------------------------------------------------------


def counts(count: int) -> Iterator[list[str]]:
    """Yield the true share where so many of so many people are at or above a yes."""
    worlds = ("as assumed", "BMC", "lenient 5/25/55/15")
    true: dict[tuple[int, int], dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for name in worlds:
        for cell in (cell for loop in loops(WORLDS[name], count, seed=2) for cell in loop):
            if cell.claim.bar == YES and cell.found.people:
                key = (cell.found.at_or_above, cell.found.people)
                true[key][name].append(cell.true >= 2.5)
    for (n, people), found in sorted(true.items(), key=lambda item: item[0][::-1]):
        if 2 * n >= people and min(len(found[name]) for name in worlds) >= FEW:
            yield [f"{n} of {people}", *(f"{fmean(found[name]):.2f}" for name in worlds)]


def multiplicity(count: int) -> Iterator[list[str]]:
    """Yield what a candidate shows who is so far above every bar at once."""
    for above in (0.0, 0.5, 0.75):
        found = list(loops(WORLDS["as assumed"], count, seed=3, of=full_designs(), above=above))
        yield [
            f"{above:g}",
            f"{fmean(any(_is(c, State.NOT_MET) for c in loop) for loop in found):.2f}",
            f"{fmean(any(_below(c) for c in loop) for loop in found):.2f}",
            f"{fmean(all(_is(c, State.MET) for c in loop if _strength(c)) for loop in found):.2f}",
        ]


def _is(cell: Cell, state: State) -> bool:
    return cell.found.state == state


def _below(cell: Cell) -> bool:
    return cell.found.people > 0 and cell.found.below == cell.found.people


def _strength(cell: Cell) -> bool:
    return cell.claim.stance == "strength"


def pools(count: int) -> Iterator[list[str]]:
    """Yield how many ranges still break as the pool becomes known, where it matters most."""
    world = WORLDS["harsh + BMC"]
    for known in (10, 30):
        cells = list(_with_fitted_centers(world, count // 2, known=known, of=designs()))
        at_yes = [cell for cell in cells if cell.claim.bar == YES]
        yield [str(known), _wrong(at_yes, world.consensus(YES))]


Rows = Iterable[list[str]]
TABLES: dict[str, tuple[list[str], Callable[..., Rows]]] = {
    "scenarios": (
        [
            "scenario",
            "met/split/not met/one view/not tested",
            "true given met, not met",
            "too much / too little: anchors",
            "… consensus",
            "… pool known",
            "in 80 %",
            "width, pool known",
        ],
        scenarios,
    ),
    "counts": (["at or above a yes", "as assumed", "BMC", "lenient 5/25/55/15"], counts),
    "multiplicity": (
        ["levels above every bar", "any not met", "any below", "all strengths met"],
        multiplicity,
    ),
    "severities": (
        ["cards an interviewer", "corrected", "severity sd 0", ".2", ".4"],
        lambda count: past_cards.severities(max(4, count // 125)),
    ),
    "sets": (
        ["two unconnected sets whose pools differ", "Brier"],
        lambda count: past_cards.unconnected_sets(max(4, count // 125)),
    ),
    "criteria": (
        ["candidates rated by both criteria", "without", "corrected"],
        lambda count: past_cards.criteria(max(4, count // 125)),
    ),
    "own leniency": (
        ["leniency of all", "pool", "without", "centered on own cards"],
        lambda count: past_cards.own_leniency(max(4, count // 125)),
    ),
    "references": (
        ["leniency of all", "without", "10 reference ratings", "20"],
        lambda count: past_cards.references(max(4, count // 125)),
    ),
    "pool known": (
        ["candidates known", "harsh + BMC: too much / too little, consensus"],
        pools,
    ),
}


def main() -> None:
    """Print the tables asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="table", help=f"of: {', '.join(TABLES)}")
    parser.add_argument("--loops", type=int, default=5000, help="loops a scenario (5000)")
    asked = parser.parse_args()
    for name in asked.tables or TABLES:
        header, rows = TABLES[name]
        print(f"\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
        for row in rows(asked.loops):
            print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
