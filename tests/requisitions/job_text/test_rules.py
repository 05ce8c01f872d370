"""What the job-text linter finds, and what it leaves alone."""

from pathlib import Path

import pytest

from hiring.requisitions.job_text import Finding, Rule, lint

STACKED, YOUNG, YEARS = Rule.STACKED_DEMANDS, Rule.YOUNG_TOOL, Rule.YEARS_OF_TOOL
PEDIGREE, WORDS, THREE = Rule.PEDIGREE, Rule.EXCLUSIONARY, Rule.THREE_ROLES
YEAR = 2026

JOBS = Path(__file__).parents[2] / "data" / "jobs"
GOOD = {file.stem: file.read_text() for file in sorted(JOBS.glob("*.txt"))}
good_texts = pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())


def found(text: str, must_haves: tuple[str, ...] = (), **known) -> list[tuple[Rule, str]]:
    known = {"level": "senior", "has_pay_range": True, "year": YEAR} | known
    return [(finding.rule, finding.text) for finding in lint(text, must_haves, **known)]


UNICORN = (
    "PhD, at least four years of TensorFlow, four years as a software engineer, "
    "publications at top conferences"
)

TABLE: list[tuple[str, list[tuple[Rule, str]]]] = [
    (
        UNICORN,
        [
            (PEDIGREE, "PhD"),
            (STACKED, UNICORN),
            (YEARS, "at least four years of TensorFlow"),
            (PEDIGREE, "publications at top conferences"),
        ],
    ),
    # Years of a tool
    ("15+ years of PyTorch", [(YOUNG, "15+ years of PyTorch")]),
    ("Twelve years of JAX.", [(YOUNG, "Twelve years of JAX")]),
    ("6 years of LangChain experience", [(YOUNG, "6 years of LangChain")]),
    ("Minimum 20 years Docker", [(YOUNG, "Minimum 20 years Docker")]),
    ("We want 10+ years' experience with Python and LangChain!",
     [(YOUNG, "10+ years' experience with Python and LangChain")]),
    ("3–5 years of PyTorch experience", [(YEARS, "3–5 years of PyTorch")]),
    ("5\u20117\u00a0yrs TENSORFLOW", [(YEARS, "5\u20117\u00a0yrs TENSORFLOW")]),
    ("five years of JAX", [(YEARS, "five years of JAX")]),
    ("Ten (10) years of Kubernetes", [(YEARS, "Ten (10) years of Kubernetes")]),
    ("3 to 5 years of SQL", [(YEARS, "3 to 5 years of SQL")]),
    ("at least 5 yrs RAG", [(YEARS, "at least 5 yrs RAG")]),
    ("No less than 8 years of k8s", [(YEARS, "No less than 8 years of k8s")]),
    ("PyTorch: 4+ years", [(YEARS, "PyTorch: 4+ years")]),
    ("We need 3+ years of C++.", [(YEARS, "3+ years of C++")]),
    ("5+ years of TensorFlow or equivalent", []),
    ("For 5 years we have run Kubernetes.", []),
    ("Our platform has used TensorFlow for 7 years.", []),
    ("JAX came out 8 years ago.", []),
    ("We do not count years of PyTorch", []),
    ("5 years of TensorFlow is not required", []),
    ("Nice to have: dbt; 2+ years of Snowflake", []),
    ("You have about five years of experience.", []),
    # Pedigree
    ("PhD in ML required.", [(PEDIGREE, "PhD")]),
    ("You must have a Ph.D. in statistics", [(PEDIGREE, "Ph.D.")]),
    ("You hold a doctorate in physics.", [(PEDIGREE, "doctorate")]),
    ("MSc/PhD in CS is mandatory", [(PEDIGREE, "MSc/PhD")]),
    ("Do not apply without a PhD", [(PEDIGREE, "PhD")]),
    ("PhD required, publications a plus", [(PEDIGREE, "PhD")]),
    ("Publications at NeurIPS, ICML or ICLR required",
     [(PEDIGREE, "Publications at NeurIPS, ICML or ICLR")]),
    ("Proven track record of publications", [(PEDIGREE, "track record of publications")]),
    ("You have first-author papers at ICLR", [(PEDIGREE, "first-author papers at ICLR")]),
    ("Degree from a top-tier university required",
     [(PEDIGREE, "Degree from a top-tier university")]),
    ("Stanford/MIT graduates", [(PEDIGREE, "Stanford/MIT graduates")]),
    ("Experience at FAANG required", [(PEDIGREE, "Experience at FAANG")]),
    ("ex-Google engineers only", [(PEDIGREE, "ex-Google")]),
    ("PhD not required", []),
    ("a PhD is welcome but not needed", []),
    ("No PhD required", []),
    ("You don’t need a PhD.", []),
    ("PhD, or equivalent experience, required", []),
    ("A PhD would be nice to have", []),
    ("A degree (BSc, MSc or PhD)", []),
    ("Our founders have PhDs from MIT", []),
    ("You will supervise two PhD students", []),
    ("You can attend NeurIPS each year", []),
    ("We have published at ICML", []),
    ("Experience with Google Cloud", []),
    ("Nice to have:\n- PhD\n- publications at NeurIPS", []),
    # Wording
    ("We need a rock-star.", [(WORDS, "rock-star")]),
    ("ROCKSTARS wanted!", [(WORDS, "ROCKSTARS")]),
    ("ro\u200bckstar", [(WORDS, "ro\u200bckstar")]),
    ("\uff4e\uff49\uff4e\uff4a\uff41", [(WORDS, "\uff4e\uff49\uff4e\uff4a\uff41")]),
    ("You're a data ninja, but not a guru.", [(WORDS, "ninja")]),
    ("Not just a rockstar", [(WORDS, "rockstar")]),
    ("a young and dynamic team", [(WORDS, "young and dynamic team")]),
    ("For digital natives", [(WORDS, "digital natives")]),
    ("under 35 years old", [(WORDS, "under 35 years old")]),
    ("Must be a native English speaker", [(WORDS, "native English speaker")]),
    ("German native speaker", [(WORDS, "German native speaker")]),
    ("An aggressive self-starter", [(WORDS, "aggressive self-starter")]),
    ("We work hard, play hard.", [(WORDS, "work hard, play hard")]),
    ("WORK HARD – PLAY HARD", [(WORDS, "WORK HARD – PLAY HARD")]),
    ("No 9-to-5 mentality", [(WORDS, "No 9-to-5 mentality")]),
    ("He will report to us", [(WORDS, "He will")]),
    ("Must be able to lift 50 lbs", [(WORDS, "be able to lift 50 lbs")]),
    ("no gaps in your CV", [(WORDS, "no gaps")]),
    ("You are a cultural fit", [(WORDS, "cultural fit")]),
    ("no ninjas here", []),
    ("We are not looking for rockstars, ninjas or gurus.", []),
    ("aggressive quantization, pruning", []),
    ("A competitive salary", []),
    ("The dominant eigenvalue", []),
    ("Fluent or native English", []),
    ("A cloud-native platform and a native app", []),
    ("latency under 30 ms", []),
    ("Family-friendly hours", []),
    ("Able to lift 20 kg of sensors onto robots", []),
    ("We don't hire for culture fit", []),
    # Three roles, stacks
    ("You conduct novel research, deploy models to production and run the GPU cluster.",
     [(THREE, "conduct novel research, deploy models to production and run the GPU cluster")]),
    ("The platform team runs Kubernetes; you deploy models to production and do research.", []),
    ("Must know PyTorch, TensorFlow, JAX, Spark, Kafka, Airflow and Terraform.",
     [(STACKED, "PyTorch, TensorFlow, JAX, Spark, Kafka, Airflow and Terraform")]),
    ("You know one of PyTorch, TensorFlow, JAX, Keras, fastai or Flax.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=lambda value: str(value)[:60])
def test_the_rules_and_the_exact_words(text: str, expected: list):
    assert sorted(found(text)) == sorted(expected)


@good_texts
def test_a_good_text_has_no_finding(text: str):
    assert lint(text, year=YEAR) == []


@good_texts
def test_line_ends_of_windows_change_nothing(text: str):
    assert lint(text.replace("\n", "\r\n"), year=YEAR) == []


@good_texts
@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("You must have a PhD.", PEDIGREE),
        ("We need a ninja.", WORDS),
        ("You need 12+ years of PyTorch.", YOUNG),
    ],
)
def test_one_bad_sentence_is_found_in_any_good_text(text: str, line: str, rule: Rule):
    findings = lint(f"{text}\n\nOne more thing\n\n{line}", year=YEAR)

    assert [finding.rule for finding in findings] == [rule]
    assert findings[0].text in line


def test_table_and_texts_are_as_many_as_promised():
    assert sum(bool(expected) for _, expected in TABLE) >= 40
    assert len(GOOD) >= 20


class TestMissing:
    def rules(self, text: str, **known) -> set[Rule]:
        return {f.rule for f in lint(text, year=YEAR, **known) if not f.text}

    def test_pay_and_level_are_looked_for_in_the_text(self):
        assert self.rules("ML engineer. You will train models.") == {
            Rule.MISSING_PAY,
            Rule.MISSING_LEVEL,
        }

    @pytest.mark.parametrize(
        "pay",
        [
            "Salary: 80,000 to 95,000 EUR",
            "€80k–95k",
            "70-80k GBP",
            "$150,000 - $180,000 a year",
            "TV-L E13",
            "25 EUR per hour",
            "34.000 € – 40.000 €",
        ],
    )
    def test_pay_is_known_in_many_ways(self, pay: str):
        assert Rule.MISSING_PAY not in self.rules(f"Senior ML engineer. {pay}.")

    @pytest.mark.parametrize(
        "text",
        [
            "We raised $20 million",
            "A learning budget of 2,000 EUR",
            "A competitive salary",
            "99,000 users pay us",
        ],
    )
    def test_other_sums_are_no_pay(self, text: str):
        assert Rule.MISSING_PAY in self.rules(f"Senior ML engineer. {text}.")

    def test_a_senior_colleague_is_no_level(self):
        text = "ML engineer in Berlin, for our search.\nYou will work with two senior engineers."

        assert Rule.MISSING_LEVEL in self.rules(text)

    def test_what_is_known_beside_the_text_is_not_looked_for(self):
        text = "You will train models."

        assert self.rules(text, level="mid", has_pay_range=True) == set()
        assert self.rules(text, level="", has_pay_range=False) == {
            Rule.MISSING_PAY,
            Rule.MISSING_LEVEL,
        }

    def test_a_list_of_wishes_says_nothing_of_the_work(self):
        text = "Senior ML engineer, 80k EUR salary. " + "Python, SQL, patience, humour, care. " * 6

        assert self.rules(text) == {Rule.MISSING_WORK}

    def test_an_empty_text_lacks_nothing(self):
        assert lint("") == []
        assert lint(" \n\t\u200b\n") == []


class TestMustHaves:
    def test_each_is_a_demand_and_is_pointed_at(self):
        lines = ["Python", "PhD", "5+ years TensorFlow"]

        findings = lint("", lines, year=YEAR)

        assert [(f.rule, f.must_have, f.text) for f in findings] == [
            (PEDIGREE, 1, "PhD"),
            (YEARS, 2, "5+ years TensorFlow"),
        ]

    def test_the_seventh_is_too_many(self):
        lines = ["SQL", "tests", "writing", "review", "statistics", "care"]

        assert found("", tuple(lines)) == []
        assert found("", (*lines, "patience")) == [(STACKED, "patience")]

    def test_demands_stack_across_lines(self):
        findings = found("", ("PhD", "5+ years of PyTorch", "Publications at ICML"))

        assert STACKED in {rule for rule, _ in findings}

    def test_a_wish_among_them_is_none(self):
        assert found("", ("PhD (nice to have)", "SQL, ideally")) == []

    def test_a_long_list_in_the_text_is_found_at_its_tenth_line(self):
        lines = [f"- item {chr(97 + n)}" for n in range(11)]

        assert found("You will train. Requirements:\n" + "\n".join(lines[:9])) == []
        assert found("You will train. Requirements:\n" + "\n".join(lines)) == [
            (STACKED, "- item j")
        ]


class TestFindings:
    def test_it_says_what_it_costs_and_what_to_write(self):
        (finding,) = lint("15 years of JAX", level="mid", has_pay_range=True, year=YEAR)

        assert "JAX came out in 2018" in finding.cost
        assert "15 years" in finding.cost
        assert "JAX" in finding.instead

    def test_a_tool_grows_older(self):
        assert found("8 years of JAX", year=2025) == [(YOUNG, "8 years of JAX")]
        assert found("8 years of JAX", year=2026) == [(YEARS, "8 years of JAX")]

    def test_the_same_words_are_told_once(self):
        assert found("We need a ninja. A Ninja!\nNINJA") == [(WORDS, "ninja")]

    def test_overlapping_ones_of_a_rule_are_one(self):
        assert found("A PhD from a top-tier university is required") == [
            (PEDIGREE, "PhD from a top-tier university")
        ]

    def test_a_line_broken_for_its_width_is_read_on(self):
        text = (
            "We are a team of people who like it when you work hard and\n  play hard in the office."
        )

        assert found(text) == [(WORDS, "work hard and\n  play hard")]

    def test_cost_and_advice_are_translated_before_facts_go_in(self):
        said: list[str] = []
        lint("15 years of JAX", year=YEAR, say=lambda text: said.append(text) or text)

        assert any("%(tool)s" in text for text in said)


def test_a_finding_is_a_plain_value():
    (finding,) = lint("We need a ninja", level="mid", has_pay_range=True)

    assert finding == Finding(WORDS, "ninja", 10, 15, finding.cost, finding.instead, must_have=None)
