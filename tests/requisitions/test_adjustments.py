"""How answers move a profile: pure, by properties, and with every shipped rule."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.requisitions.adjustments import (
    BAR,
    BARS,
    NOT_ASSESSED,
    STRENGTH,
    AdjustmentRule,
    Need,
    adjust_needs,
)
from tests.requisitions.catalog import ANSWERS, CATALOG, LEVELS, RULES, combinations, profile

COMPETENCIES = ("software", "theory", "operations")
STANCES = (STRENGTH, BAR, NOT_ASSESSED)
CHOICES = {name: tuple(filter(None, values)) for name, values in ANSWERS.items()}
ROLES = {role["key"]: role for role in CATALOG.role_archetypes}
BOTH = pytest.mark.parametrize("level", LEVELS)


def rule(**given) -> AdjustmentRule:
    values = {
        "key": "a",
        "choice": "emphasis",
        "value": "research",
        "competency": "theory",
        "because": "Because.",
    }
    return AdjustmentRule(**(values | given))


@st.composite
def needs(draw):
    found = []
    for competency in COMPETENCIES:
        stance = draw(st.sampled_from(STANCES))
        low, high = BARS[stance]
        weight, bar = draw(st.integers(1, 5)), draw(st.integers(low, high))
        found.append(Need(competency, stance, weight, bar))
    return found


@st.composite
def rules(draw):
    found = []
    for number in range(draw(st.integers(0, 8))):
        choice = draw(st.sampled_from(sorted(CHOICES)))
        found.append(
            AdjustmentRule(
                key=f"rule-{number}",
                choice=choice,
                value=draw(st.sampled_from(CHOICES[choice])),
                competency=draw(st.sampled_from(COMPETENCIES)),
                because="Because.",
                stance=draw(st.sampled_from((None, *STANCES))),
                weight=draw(st.integers(-4, 4)),
                bar=draw(st.integers(-3, 3)),
                archetypes=frozenset(draw(st.sets(st.sampled_from(("one", "two"))))),
            )
        )
    return found


answers = st.fixed_dictionaries({name: st.sampled_from(ANSWERS[name]) for name in ANSWERS})


class TestProperties:
    @given(needs(), rules(), answers, st.randoms(use_true_random=False))
    def test_the_order_of_rules_does_not_matter(self, targets, told, said, chance: random.Random):
        shuffled = chance.sample(told, len(told))

        assert adjust_needs(targets, told, said, "one") == adjust_needs(
            targets, shuffled, said, "one"
        )

    @given(needs(), rules(), answers)
    def test_a_rule_listed_twice_counts_once(self, targets, told, said):
        assert adjust_needs(targets, told * 2, said, "one") == adjust_needs(
            targets, told, said, "one"
        )

    @given(needs(), rules())
    def test_no_answers_move_nothing(self, targets, told):
        found = adjust_needs(targets, told, dict.fromkeys(ANSWERS, ""), "one")

        assert [one.after for one in found] == targets
        assert adjust_needs(targets, told, {}, "one") == found

    @given(needs(), rules(), answers)
    def test_every_change_has_a_reason_and_every_reason_a_change(self, targets, told, said):
        for one in adjust_needs(targets, told, said, "one"):
            assert one.moved == bool(one.reasons)
            assert bool(one.stance_because) == (one.before.stance != one.after.stance)

    @given(needs(), rules(), answers)
    def test_reasons_are_rules_of_these_answers_for_this_role_and_competency(
        self, targets, told, said
    ):
        for one in adjust_needs(targets, told, said, "one"):
            for reason in one.reasons:
                assert said[reason.choice] == reason.value
                assert reason.competency == one.before.competency
                assert not reason.archetypes or "one" in reason.archetypes

    @given(needs(), rules(), answers)
    def test_weights_and_bars_stay_on_their_scales(self, targets, told, said):
        for one in adjust_needs(targets, told, said, "one"):
            low, high = BARS[one.after.stance]
            assert 1 <= one.after.weight <= 5
            assert low <= one.after.bar <= high

    @given(needs(), rules(), answers)
    def test_one_competency_in_and_one_out_in_the_order_given(self, targets, told, said):
        found = adjust_needs(targets, told, said, "one")

        assert [one.before for one in found] == targets
        assert [one.after.competency for one in found] == list(COMPETENCIES)


class TestOneCompetency:
    def after(self, need: Need, *told: AdjustmentRule, **said: str) -> Need:
        return adjust_needs([need], told, {"emphasis": "research", **said}, "one")[0].after

    def test_steps_are_summed_before_they_are_kept_on_the_scale(self):
        need = Need("theory", BAR, 5, 3)

        found = self.after(need, rule(key="a", weight=2), rule(key="b", weight=-1))

        assert found.weight == 5
        assert self.after(need, rule(key="b", weight=-1)).weight == 4

    def test_what_is_not_assessed_is_moved_by_a_stance_alone(self):
        need = Need("theory", NOT_ASSESSED, 1, 1)

        assert self.after(need, rule(weight=2, bar=1)) == need
        assert self.after(need, rule(stance=BAR, weight=2)) == Need("theory", BAR, 3, 2)

    def test_a_strength_that_becomes_a_bar_asks_for_a_yes_at_most(self):
        assert self.after(Need("theory", STRENGTH, 5, 4), rule(stance=BAR)).bar == 3

    def test_a_bar_that_becomes_a_strength_asks_for_a_yes_at_least(self):
        assert self.after(Need("theory", BAR, 2, 2), rule(stance=STRENGTH)).bar == 3

    def test_the_strategy_says_more_of_an_opening_than_its_surroundings(self):
        told = [
            rule(key="z", stance=BAR),
            rule(key="a", choice="strategy", value="junior", stance=NOT_ASSESSED),
        ]

        found = self.after(Need("theory", STRENGTH, 3, 3), *told, strategy="junior")

        assert found.stance == NOT_ASSESSED

    def test_a_rule_for_this_role_says_more_than_one_for_all(self):
        told = [
            rule(key="a", stance=STRENGTH, archetypes=frozenset({"one"})),
            rule(key="b", stance=NOT_ASSESSED),
        ]

        assert self.after(Need("theory", BAR, 3, 3), *told).stance == STRENGTH

    def test_of_two_alike_the_one_that_asks_for_less_stands(self):
        told = [rule(key="a", stance=NOT_ASSESSED), rule(key="b", stance=STRENGTH)]

        assert self.after(Need("theory", BAR, 3, 3), *told).stance == NOT_ASSESSED

    def test_a_step_down_never_leads_up_from_off_the_scale(self):
        assert self.after(Need("theory", STRENGTH, 3, 1), rule(bar=-1)).bar == 1
        assert self.after(Need("theory", BAR, 3, 4), rule(bar=1)).bar == 4

    def test_a_rule_for_another_role_moves_nothing(self):
        need = Need("theory", BAR, 3, 3)

        assert self.after(need, rule(weight=1, archetypes=frozenset({"two"}))) == need

    def test_rules_that_cancel_are_no_reasons(self):
        told = [rule(key="a", weight=1), rule(key="b", weight=-1)]

        found = adjust_needs([Need("theory", BAR, 3, 3)], told, {"emphasis": "research"}, "one")[0]

        assert not found.moved
        assert found.reasons == ()


class TestShippedRules:
    @BOTH
    @pytest.mark.parametrize("role", ROLES)
    def test_every_combination_of_answers_leaves_a_sane_profile(self, role, level):
        targets = profile(ROLES[role], level)

        for said in combinations():
            after = [one.after for one in adjust_needs(targets, RULES, said, role)]
            strengths = [need for need in after if need.stance == STRENGTH]
            assert 1 <= len(strengths) <= 5, said
            for need in after:
                low, high = BARS[need.stance]
                assert low <= need.bar <= high, (said, need)
                assert 1 <= need.weight <= 5, (said, need)

    def test_every_rule_moves_some_profile(self):
        moving = {
            reason.key
            for key, role in ROLES.items()
            for level in LEVELS
            for said in combinations()
            for one in adjust_needs(profile(role, level), RULES, said, key)
            for reason in one.reasons
        }

        assert {one.key for one in RULES} == moving

    def test_answers_that_the_profiles_were_written_for_have_no_rules(self):
        told = {(one.choice, one.value) for one in RULES}

        assert told == {
            *(("emphasis", "software"), ("emphasis", "research")),
            *(("data_ownership", "own"), ("data_ownership", "others")),
            *(("model_ownership", "own"), ("model_ownership", "handed_over")),
            *(("strategy", "train_engineer"), ("strategy", "junior")),
        }

    def targets_for(self, role: str, level: str, **said: str) -> dict[str, Need]:
        found = adjust_needs(profile(ROLES[role], level), RULES, said, role)
        return {one.after.competency: one.after for one in found}

    @BOTH
    def test_where_models_are_handed_over_nobody_is_asked_for_operations(self, level):
        found = self.targets_for("ml-engineer", level, model_ownership="handed_over")

        assert found["production-operations"].stance == NOT_ASSESSED

    @BOTH
    def test_an_engineer_to_be_trained_has_a_bar_of_two_in_theory(self, level):
        found = self.targets_for("ml-engineer", level, strategy="train_engineer")

        assert (found["ml-theory"].stance, found["ml-theory"].bar) == (BAR, 2)

    def test_an_engineer_to_be_trained_is_hired_for_software(self):
        usual = self.targets_for("ml-engineer", "mid")
        found = self.targets_for("ml-engineer", "mid", strategy="train_engineer")

        for competency in ("programming", "software-design"):
            assert found[competency].weight > usual[competency].weight

    @BOTH
    def test_in_a_research_group_an_engineers_code_is_a_bar_and_experiments_a_strength(self, level):
        found = self.targets_for("ml-engineer", level, emphasis="research")

        assert found["programming"].stance != STRENGTH
        assert found["experiment-design"].stance == STRENGTH

    @BOTH
    @pytest.mark.parametrize("role", ROLES)
    def test_a_junior_strategy_raises_no_bar(self, role, level):
        usual, found = (
            self.targets_for(role, level),
            self.targets_for(role, level, strategy="junior"),
        )

        assert all(found[key].bar <= usual[key].bar for key in found)
