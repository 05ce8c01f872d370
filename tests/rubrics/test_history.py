"""What a history of scorecards gives, from how many of them on, and that it helps."""

from random import Random

import pytest

from benchmarks import evidence, past_cards
from rubrics.assessment.assessing import assess
from rubrics.assessment.history import (
    Fitted,
    PastRating,
    ReferenceRating,
    center,
    fit_history,
    leniency,
)
from rubrics.assessment.states import Rating


def cards(count, *, lenient="ada", by=0.6, criteria=("plan",), seed=1, people=5):
    """Ratings of as many candidates by three of some people, one of whom is lenient."""
    draw = Random(seed)
    staff = ["ada", "ben", "cho", "dee", "eli"][:people]
    for n in range(count):
        true = draw.gauss(2.5, 0.45)
        for who in draw.sample(staff, min(3, people)):
            for criterion in criteria:
                seen = true + by * (who == lenient) + 0.5 * (criterion == "easy")
                level = min(4, max(1, round(seen + draw.gauss(0, 0.4))))
                yield PastRating(n, who, "coding", criterion, "programming", level)


def test_who_rates_higher_than_the_others_is_known_after_15_cards():
    few, enough = fit_history(cards(20)), fit_history(cards(80))

    assert few.severities == {}
    levels = {who: severity.level for who, severity in enough.severities.items()}
    assert max(levels, key=levels.get) == "ada"
    assert 0.2 < levels["ada"] < 0.6
    assert sum(levels.values()) == pytest.approx(0, abs=0.01)
    assert all(0 < severity.variance < 0.04 for severity in enough.severities.values())


def test_who_shares_no_candidate_with_anybody_stays_unknown():
    alone = [PastRating(f"x{n}", "zoe", "coding", "plan", "programming", 4) for n in range(40)]

    assert "zoe" not in fit_history([*cards(80), *alone]).severities


def test_a_hard_rubric_makes_nobody_severe():
    draw = Random(3)
    ratings = []
    for n in range(60):
        true = draw.gauss(2.8, 0.4)
        for who, rubric, off in (("ada", "math", -0.8), ("ben", "math", -0.8), ("cho", "talk", 0)):
            level = min(4, max(1, round(true + off + draw.gauss(0, 0.4))))
            ratings.append(PastRating(n, who, rubric, rubric, rubric, level))

    assert all(abs(s.level) < 0.12 for s in fit_history(ratings).severities.values())


def test_criteria_of_a_competency_are_compared_over_30_candidates():
    few = fit_history(cards(20, criteria=("plan", "easy"), by=0))
    enough = fit_history(cards(60, criteria=("plan", "easy"), by=0))

    assert few.shifts == {}
    assert enough.shifts["easy"].level - enough.shifts["plan"].level == pytest.approx(0.5, abs=0.15)
    assert (enough.shifts["easy"].cards, enough.ratings) == (60, 360)


def test_a_pool_is_known_after_30_candidates_and_never_taken_for_leniency():
    strong = [PastRating(n, n % 5, "r", "c", "k", 4 if n % 2 else 3) for n in range(30)]

    fitted = fit_history(strong)

    assert fit_history(strong[:29]).centers == {}
    low, middle, high = fitted.centers["k"]
    assert middle == pytest.approx(2.5 + 0.0625 / (0.0625 + 0.36 / 30))
    assert high - middle == pytest.approx(1.28 * 0.1, abs=0.001)
    assert middle - low == pytest.approx(high - middle)
    assert (fitted.lenient, fitted.severities) == ({}, {})


def test_few_candidates_leave_the_center_near_the_middle():
    assert center([4.0])[1] < center([4.0] * 30)[1] < 4


def test_only_20_answers_with_an_agreed_key_show_that_all_are_lenient():
    rated = [ReferenceRating("r", 3 + n % 2, 3) for n in range(20)]

    assert leniency(rated[:19]) == {}
    assert leniency(rated)["r"].level == pytest.approx(0.5 * 0.0625 / (0.0625 + 0.01))
    fitted = fit_history([], rated)
    assert fitted.of("k", {"c": "r", "d": "s"}).shifts == {
        "c": leniency(rated)["r"].level,
        "d": 0.0,
    }


def test_it_survives_being_stored():
    fitted = fit_history(
        [PastRating(r.candidate, ord(r.interviewer[0]), 1, 2, 3, r.level) for r in cards(80)],
        [ReferenceRating(1, 4, 3)] * 20,
    )

    assert Fitted.from_dict(fitted.as_dict()) == fitted
    history = fitted.of(3, {2: 1})
    corrected = assess([Rating(ord("a"), 3, 1, 2), Rating(ord("b"), 3, 2, 2)], 3, history)
    assert corrected.level < assess([Rating(ord("a"), 3, 1), Rating(ord("b"), 3, 2)], 3).level


# ---- Simulations, at reduced counts ----------------------------------------------------------


def test_ranges_hold_as_assumed_and_a_lenient_house_breaks_them():
    rows = {row[0]: row for row in evidence.scenarios(400, only=("as assumed", "pool .85"))}

    assert rows["as assumed"][3:5] == ["0.00 / 0.00", "0.00 / 0.00"]
    assert float(rows["pool .85"][3].split(" / ")[1]) > 0.1
    assert rows["pool .85"][5] == "0.00 / 0.00"


def test_shrunk_severities_help_where_interviewers_differ():
    gains = [past_cards.gain(seed, 0.4, 15, past_cards.fitted) for seed in range(8)]

    assert sum(gains) / len(gains) < -0.005
