"""Lines of real ads through `manage.py lint_job`: what was missed, and what was found wrongly."""

import json

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

WHOLE = "Senior ML engineer, 80,000-90,000 EUR a year. You will train models.\n\n"


@pytest.fixture
def lint_job(tmp_path, capsys):
    def run(text: str) -> list[tuple[str, str]]:
        file = tmp_path / "ad.txt"
        file.write_text(text)
        call_command("lint_job", str(file))
        findings = json.loads(capsys.readouterr().out)["findings"]
        return [(one["rule"], one["text"]) for one in findings]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "ML engineer\nLevel: Senior",
        "ML engineer\nSeniority: Senior",
        "ML engineer\nSeniority level: mid",
        "ML engineer\n£70-90k, senior.",
        "Join us!\nWe hire a Scientist II for search.",
    ],
)
def test_a_level_is_seen_wherever_it_stands(lint_job, text):
    assert "missing_level" not in dict(lint_job(text))


@pytest.mark.parametrize("pay", ["£32k", "£32k.", "Data analyst, £32k", "€65k, Berlin"])
def test_an_amount_alone_is_the_pay(lint_job, pay):
    assert "missing_pay" not in dict(lint_job(f"Junior data analyst.\n{pay}\nYou will count."))


@pytest.mark.parametrize("line", ["A $25k budget for conferences", "We saved $300k with it"])
def test_another_amount_is_no_pay(lint_job, line):
    assert "missing_pay" in dict(lint_job(f"Junior data analyst.\n{line}\nYou will count."))


@pytest.mark.parametrize(
    "text",
    [
        "You have a PhD in machine learning or are about to finish it. This is a postdoc position.",
        "Postdoctoral researcher\n\nRequirements:\n- PhD in statistics",
        "Requirements:\n- 3-5 years as DevOps or MLOps",
        "Requirements:\n- 3-5 years of experience working as an MLOps engineer",
    ],
)
def test_what_is_meant_is_no_finding(lint_job, text):
    assert lint_job(WHOLE + text) == []


def test_a_german_ad_is_not_said_to_lack_the_work(lint_job):
    text = (
        "Senior Machine Learning Engineer (m/w/d), 70.000 - 85.000 EUR Jahresgehalt\n\n"
        "Du entwickelst mit dem Team Modelle für die Suche und bringst sie in den Betrieb. "
        "Wir sind ein kleines Team und arbeiten mit Python. Die Stelle ist in Berlin und kann "
        "auch von zu Hause aus besetzt werden."
    )

    assert lint_job(text) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Male candidates preferred.", "Male candidates"),
        ("Immediate joiners only.", "Immediate joiners only"),
        ("Our team: average age 28.", "average age 28"),
        ("US citizens or green card holders.", "US citizens or green card holders"),
        ("We work 996.", "996"),
        ("We work 6 days a week.", "6 days a week"),
        ("This is not for work-life balance people.", "not for work-life balance people"),
        ("No work-life balance people.", "No work-life balance people"),
        ("You are someone who lives and breathes AI.", "lives and breathes"),
        ("We look for cracked engineers.", "cracked engineers"),
        ("You love crushing goals.", "crushing goals"),
        ("We want a self-motivated guy.", "guy"),
        ("Valid driving licence required.", "Valid driving licence"),
    ],
)
def test_words_that_shut_out_are_found(lint_job, line, words):
    assert ("exclusionary", words) in lint_job(WHOLE + line)


@pytest.mark.parametrize(
    "line",
    [
        "Women are encouraged to apply.",
        "You debug why the encoder cracked under load.",
        "We support work-life balance.",
        "The average age of our records is 28 days.",
        "We handle 996 requests a second.",
        "Models for cracked concrete.",
    ],
)
def test_words_that_shut_nobody_out_are_left_alone(lint_job, line):
    assert lint_job(WHOLE + line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("You have a 2:1 or above.", "2:1 or above"),
        ("You have studied at a Grande École.", "Grande École"),
        ("Experience at a tier 1 bank or FAANG required.", "Experience at a tier 1 bank or FAANG"),
        ("You have published in Nature.", "published in Nature"),
    ],
)
def test_origins_are_found(lint_job, line, words):
    found = [text for rule, text in lint_job(WHOLE + line) if rule == "pedigree"]

    assert any(words in text for text in found), found


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Experience (5+ years) with Generative AI / LLMs", "years_of_tool"),
        ("4+ years of MCP", "young_tool"),
        ("3+ years of Hive", "years_of_tool"),
        ("3+ years of Tableau", "years_of_tool"),
    ],
)
def test_years_of_a_tool_are_found(lint_job, line, rule):
    assert rule in dict(lint_job(f"{WHOLE}Requirements:\n- {line}"))


def test_one_person_for_the_screens_the_cluster_and_the_sales_is_three_roles(lint_job):
    line = "You train models, build the front end in React, run k8s and sell to customers."

    assert "three_roles" in dict(lint_job(WHOLE + line))


def test_twelve_tools_in_prose_are_too_many_whatever_or_stands_between(lint_job):
    line = (
        "You must know Python or Scala, Spark, Kafka, Airflow, dbt, Snowflake or BigQuery, Docker, "
        "Kubernetes, Terraform and AWS."
    )

    assert "stacked_demands" in dict(lint_job(WHOLE + line))


def test_an_organization_adds_rows_of_its_own(lint_job, own_words):
    own_words(
        "wordings.yaml",
        """
        terms:
          show: {words: ['code poets?']}
          ours: {words: ['blue-sky hires?'], cost: It says nothing., instead: Name the work.}
        """,
    )
    own_words("tools.yaml", "tools: {Zorblax: {since: 2025}}")

    found = lint_job(WHOLE + "A code poet, a blue-sky hire.\n\nRequirements:\n- 3 years of Zorblax")

    assert found == [
        ("exclusionary", "code poet"),
        ("exclusionary", "blue-sky hire"),
        ("young_tool", "3 years of Zorblax"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("terms: {x: {words: ['a*']}}", "without * and +"),
        ("terms: {x: {words: ['(a']}}", "not a regular expression"),
        ("terms: {x: {words: [a]}}", "cost"),
        ("terms: [", "wordings.yaml"),
        ("- a", "wordings.yaml"),
        ("terms: {show: {wrods: [a]}}", "wrods"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_by_check(own_words, text, reason):
    own_words("wordings.yaml", text)

    said = "\n".join(error.msg for error in run_checks() if "wordings.yaml" in error.msg)

    assert reason in said
