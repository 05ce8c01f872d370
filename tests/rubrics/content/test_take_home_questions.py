"""The catalog's take-homes: each with data of its own, and with every part. No database."""

import re

import pytest

from rubrics.content.take_homes import GENERATORS
from rubrics.documents.catalog import read_catalog

CATALOG = read_catalog()
TAKE_HOMES = [one for one in CATALOG.questions if one["kind"] == "take_home"]
each = pytest.mark.parametrize("question", TAKE_HOMES, ids=lambda one: one["key"])


@each
def test_a_take_home_has_a_generator_of_its_own(question):
    assert question["details"]["data"] in GENERATORS


def test_every_generator_is_used_by_one_question_and_no_other_kind_has_data():
    used = [one["details"]["data"] for one in TAKE_HOMES]

    assert sorted(used) == sorted(GENERATORS)
    others = [one for one in CATALOG.questions if one["kind"] != "take_home"]
    assert not [one["key"] for one in others if "data" in one.get("details", {})]


@each
def test_a_take_home_takes_at_most_four_hours_and_says_so(question):
    assert question["minutes"] <= 180
    assert re.search(r"\*\*Time\.\*\* At most (three|four) hours", question["body"])


@each
def test_a_take_home_has_every_part(question):
    details, guide = question["details"], question["guide"]

    assert len(details["submit"]) >= 2
    assert len(details["not_judged"]) >= 3
    assert "nobody will ask why" in " ".join(details["live_alternative"].split())
    assert len(question["follow_ups"]) >= 3
    assert "**Data.** Your own archive" in question["body"]
    assert "**Your task.**" in question["body"]
    for heading in ("This candidate’s instance", "What is in it", "The conversation (60 minutes)"):
        assert f"# {heading}" in guide


@each
def test_the_guide_leads_to_the_truth_and_the_brief_does_not(question):
    assert "**Planted in this data set**" in question["guide"]
    assert "planted" not in question["body"]


@each
def test_the_steps_of_the_conversation_fill_its_hour(question):
    hour = question["guide"].split("# The conversation (60 minutes)")[1].split("\n# ")[0]

    steps = re.split(r"^\d\.", hour, flags=re.MULTILINE)[1:]
    assert sum(int(re.findall(r"\((\d+)\)", step)[-1]) for step in steps) == 60


@each
def test_brief_and_hand_in_name_no_file_that_is_not_in_the_archive(question):
    files = set(GENERATORS[question["details"]["data"]].files(1))
    told = question["body"] + question["guide"] + " ".join(question["details"]["submit"])

    named = set(re.findall(r"`([a-z0-9_]+\.(?:csv|json))`", told))

    assert named <= files
    assert named & files


@each
def test_columns_in_the_guide_are_columns_of_the_data(question):
    made = GENERATORS[question["details"]["data"]].instance(1)
    columns = {column.name for table in made.tables for column in table.columns}

    named = set(re.findall(r"`([a-z]+_[a-z_]+)`", question["guide"]))

    assert named <= columns


@each
def test_no_outside_data_set_is_needed(question):
    told = question["body"] + question["guide"]

    assert not re.search(r"UCI|MNIST|CC BY|https?://", told)


def test_each_role_has_one_take_home():
    served = sorted(role for one in TAKE_HOMES for role in one["archetypes"])

    assert served == sorted(role["key"] for role in CATALOG.role_archetypes)
