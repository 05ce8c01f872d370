"""Many ratings from the command line: published examples, planted effects, hostile files."""

import json
from random import Random

import krippendorff
import numpy as np
import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from rubrics.assessment.agreement import agreement, alpha, alpha_interval, icc_interval, units_of
from rubrics.assessment.tables import Graded, tabulate

HEADER = "candidate,criterion,interviewer,rating\n"
_ = None


@pytest.fixture
def run(tmp_path, capsys):
    """Give a function that runs the command on a file with this text."""

    def run(text: str | bytes, **options):
        file = tmp_path / "ratings.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("analyze_ratings", file, **options)
            code = 0
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def analyzed(run):
    """Give a function that analyzes (candidate, criterion, interviewer, rating)."""

    def analyzed(rows, **options):
        code, out, err = run(
            HEADER + "".join(f"{c},{k},{i},{'' if x is None else x}\n" for c, k, i, x in rows),
            **options,
        )
        assert (code, err) == (0, "")
        return json.loads(out)

    return analyzed


def by_name(people, key):
    return {person["name"]: person[key] for person in people}


# ---- Agreement -------------------------------------------------------------------------------

# Shrout and Fleiss 1979, table 2: six targets, four judges.
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D: four observers.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# Krippendorff 2007: three coders, 15 units.
THREE_CODERS = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]


def coded(observers):
    return [
        (f"u{u}", "x", f"o{o}", x) for o, row in enumerate(observers) for u, x in enumerate(row)
    ]


def test_shrout_and_fleiss_come_out(analyzed):
    rows = [(t, "x", f"j{j}", x) for t, row in enumerate(SHROUT_FLEISS) for j, x in enumerate(row)]

    found = analyzed(rows)["agreement"]

    names = ("icc_1_1", "icc_2_1", "icc_3_1", "icc_1_k", "icc_2_k", "icc_3_k")
    assert [round(found[name], 2) for name in names] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


@pytest.mark.parametrize(
    ("observers", "ordinal", "interval"),
    [(KRIPPENDORFF, 0.815, 0.849), (THREE_CODERS, 0.807, 0.811)],
)
def test_krippendorffs_examples_come_out(analyzed, observers, ordinal, interval):
    found = analyzed(coded(observers))["agreement"]

    assert round(found["krippendorff_ordinal"], 3) == ordinal
    assert round(found["krippendorff_interval"], 3) == interval
    # Not everybody rated everything, and not all units have as many ratings.
    assert found["icc_2_1"] is found["icc_3_k"] is found["icc_1_k"] is None


grids = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=6, max_size=6), min_size=2, max_size=4
)


@given(grids)
def test_alpha_is_that_of_the_krippendorff_package(observers):
    found = agreement(tabulate(Graded(*row) for row in coded(observers) if row[3] is not None))

    array = np.array([[np.nan if x is None else x for x in row] for row in observers], dtype=float)
    for level in ("ordinal", "interval"):
        value = getattr(found, f"krippendorff_{level}")
        if value is None:
            compared = [column[~np.isnan(column)] for column in array.T]
            assert len({x for column in compared if len(column) > 1 for x in column}) < 2
        else:
            assert value == pytest.approx(krippendorff.alpha(array, level_of_measurement=level))


def pairs(draw, candidates):
    """Two people's ratings of four criteria; each has an impression that colors all of theirs."""
    for candidate in range(candidates):
        true, own = draw.gauss(2.6, 0.55), [draw.gauss(0, 0.15) for _ in range(4)]
        for who in "ab":
            seen = true + draw.gauss(0, 0.3)
            for criterion in range(4):
                level = round(seen + own[criterion] + draw.gauss(0, 0.35))
                yield Graded(candidate, criterion, who, min(4, max(1, level)))


def test_intervals_of_agreement_hold_although_criteria_of_a_candidate_go_together():
    draw = Random(1)
    many = units_of(tabulate(pairs(draw, 4_000)))
    truth = alpha(many), agreement(tabulate(pairs(draw, 4_000))).icc_1_1
    held = [0, 0]

    for _ in range(80):
        units = units_of(tabulate(pairs(draw, 12)))
        for at, found in enumerate((alpha_interval(units), icc_interval(units))):
            held[at] += found.low <= truth[at] <= found.high
            assert found.units == 48
            assert found.low <= found.value <= found.high

    # 95 in a hundred; with units drawn in place of candidates, too few.
    assert all(72 <= n <= 80 for n in held)


def test_one_candidate_has_no_interval():
    assert alpha_interval(units_of(tabulate(pairs(Random(1), 1)))) is None


# ---- Candidates and interviewers -------------------------------------------------------------


def test_judges_who_met_the_same_targets_come_out_as_their_averages_have_them(analyzed):
    rows = [
        (f"target {n}", "quality", f"judge {judge}", level)
        for n, levels in enumerate(SHROUT_FLEISS, 1)
        for judge, level in enumerate(levels, 1)
    ]

    found = analyzed(rows, low=1, high=10)

    raw, adjusted = (by_name(found["candidates"], key) for key in ("raw", "adjusted"))
    assert sorted(raw, key=adjusted.get) == sorted(raw, key=raw.get)
    severity = by_name(found["interviewers"], "severity")
    # Averages 2.5, 4.3, 6.7 and 7.7 around 5.3, shrunk.
    assert -2.8 < severity["judge 2"] < severity["judge 3"] < 0
    assert 0 < severity["judge 4"] < severity["judge 1"] < 2.4
    assert sum(severity.values()) == pytest.approx(0, abs=0.001)


def planted(seed, *, candidates=120, interviewers=12, each=3, pools=(0.0,)):
    """Ratings with their truth; every pool has candidates and interviewers of its own."""
    draw = Random(seed)
    level, severity, rows = {}, {}, []
    for pool, shift in enumerate(pools):
        staff = [f"i{pool}.{n:02}" for n in range(interviewers)]
        severity |= {who: draw.gauss(0, 0.4) for who in staff}
        for n in range(candidates):
            name = f"c{pool}.{n:03}"
            level[name] = draw.gauss(2.5 + shift, 0.45)
            for who in draw.sample(staff, each):
                card = level[name] + severity[who] + draw.gauss(0, 0.3)
                rows += [(name, k, who, card + k / 10 + draw.gauss(0, 0.4)) for k in range(3)]
    return rows, level, severity


def error(estimates, truth):
    off = np.array([estimates[name] - truth[name] for name in truth])
    return float((off - off.mean()).std())


def test_adjusting_finds_planted_severities_and_comes_nearer_to_the_truth(analyzed):
    rows, level, severity = planted(7)

    found = analyzed(rows)

    assert error(by_name(found["interviewers"], "severity"), severity) < 0.12
    raw, adjusted = (by_name(found["candidates"], key) for key in ("raw", "adjusted"))
    assert error(adjusted, level) < 0.85 * error(raw, level)


def test_eighty_of_a_hundred_intervals_hold(analyzed):
    held = []
    for seed in range(6):
        rows, level, severity = planted(seed)
        found = analyzed(rows)
        # Severities are told beside each other: on average they are nothing.
        middle = sum(severity.values()) / len(severity)
        for people, truth, shift in (
            (found["candidates"], level, middle + 0.1),
            (found["interviewers"], severity, -middle),
        ):
            held += [p["low"] <= truth[p["name"]] + shift <= p["high"] for p in people]

    assert 0.76 < sum(held) / len(held) < 0.84


def test_a_pool_that_rates_higher_has_better_candidates_and_no_lenient_interviewers(analyzed):
    rows, _level, _severity = planted(3, pools=(0.0, 0.8))

    found = by_name(analyzed(rows)["interviewers"], "severity")

    for pool in ("i0", "i1"):
        mine = [value for name, value in found.items() if name.startswith(pool)]
        assert sum(mine) == pytest.approx(0, abs=0.01)


def test_who_is_linked_to_nobody_is_neither_severe_nor_known(analyzed):
    linked = [
        (f"c{n}", "x", who, 1 + (n + n * len(who)) % 4) for n in range(8) for who in ("b", "cc")
    ]
    alone = [(n, "x", "alone", 1 + n % 4) for n in range(8)]
    found = analyzed(linked + alone)["interviewers"][0]

    assert (found["name"], found["severity"]) == ("alone", 0)
    assert found["low"] < 0 < found["high"]


@pytest.mark.parametrize(
    "rows",
    [
        [("c", "x", "i", 3)],
        [("c", "x", "i", 3), ("c", "x", "j", 4)],
        [(c, k, i, 3) for c in "abc" for k in "xy" for i in "ij"],
        [("c", f"k{n}", "i", n % 4) for n in range(9)],
    ],
)
def test_little_and_uniform_data_give_figures_without_an_interval(analyzed, rows):
    found = analyzed(rows)

    for person in found["candidates"]:
        assert person["adjusted"] == pytest.approx(person["raw"], rel=0.5)
    for person in (*found["candidates"], *found["interviewers"]):
        assert person["low"] is person["high"] is None


def test_levels_far_from_zero_lose_no_digits(analyzed):
    found = analyzed([(c, "x", i, 1e6 + n) for n, c in enumerate("abc") for i in "ij"])

    for n, person in enumerate(found["candidates"]):
        assert person["low"] <= person["adjusted"] <= person["high"]
        assert person["adjusted"] == pytest.approx(1e6 + n, abs=0.1)


def test_nothing_observed_gives_names_and_nulls(analyzed):
    found = analyzed([("c", "x", "i", None), ("d", "x", "i", None)])

    assert by_name(found["candidates"], "adjusted") == {"c": None, "d": None}
    assert found["interviewers"] == [{"name": "i", "severity": None, "low": None, "high": None}]
    assert set(found["agreement"].values()) == {None}


@pytest.mark.parametrize(
    ("text", "options", "reason"),
    [
        ("", {}, "must name the columns"),
        (HEADER + "c,x,i,good\n", {}, "line 2: the rating must be a number, not good"),
        (HEADER + "c,x,i,nan\n", {}, "must be a number, not nan"),
        (HEADER + "c,x,i,5\n", {"low": 1, "high": 4}, "must be from 1 to 4, not 5"),
        (HEADER + "c,x,i,0\n", {"low": 1}, "must be from 1 to inf, not 0"),
        (HEADER + "c,x,i,3\n", {"low": 4, "high": 1}, "--low must be below --high"),
        (HEADER + "c,x,i,3\nc,x,i,4\n", {}, "line 3: i has rated x there already"),
        (HEADER + "c,,i,3\n", {}, "line 2: candidate, criterion and interviewer"),
        ("candidate,interviewer,rating\n", {}, "a column is missing: criterion"),
    ],
)
def test_bad_input_is_refused_in_one_line(run, text, options, reason):
    code, out, err = run(text, **options)

    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1
