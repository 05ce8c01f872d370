"""The anchor linter: what it finds in rubrics, and what it leaves alone."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.anchors import MAX_TEXT_LENGTH, CriterionText, Rule, lint_rubric
from rubrics.documents.catalog import read_catalog

ANCHORS = {
    1: "Starts to calculate before saying what is given.",
    2: "Names the objects after being asked.",
    3: "Writes down shapes and assumptions unasked.",
    4: "As 3, and asks about the condition that the wording left open.",
}
LOOK_FOR = "The first five minutes: what is named and asked back."


def criterion(name="Setting it up", look_for=LOOK_FOR, **anchors) -> CriterionText:
    changed = {int(level.removeprefix("at")): text for level, text in anchors.items()}
    return CriterionText(name, look_for, ANCHORS | changed)


def rules(*criteria: CriterionText) -> set[Rule]:
    return {finding.rule for finding in lint_rubric(criteria)}


VAGUE, TRAIT, PROXY, TWO = Rule.VAGUE, Rule.TRAIT, Rule.PROXY, Rule.TWO_THINGS
AMISS = [
    ("Good understanding of statistics.", VAGUE, "Good understanding"),
    ("Has a solid grasp of optimisation.", VAGUE, "solid grasp"),
    ("Shows strong communication.", VAGUE, "strong communication"),
    ("Demonstrates deep knowledge of networks.", VAGUE, "deep knowledge"),
    ("Limited understanding of the topic.", VAGUE, "Limited understanding"),
    ("Shows very good coding skills.", VAGUE, "very good coding skills"),
    ("Weak problem-solving ability overall.", VAGUE, "Weak problem-solving ability"),
    ("Communicates effectively with everybody.", VAGUE, "Communicates effectively"),
    ("Explains the method very well.", VAGUE, "Explains the method very well"),
    ("Understands the basics of probability.", VAGUE, "Understands the basics"),
    ("Is proficient in Python and Spark.", VAGUE, "Is proficient in"),
    ("Is comfortable with linear algebra.", VAGUE, "Is comfortable with"),
    ("Meets expectations for the level.", VAGUE, "Meets expectations"),
    ("Performance is far above average here.", VAGUE, "above average"),
    ("Gives excellent answers to the questions.", VAGUE, "excellent answers"),
    ("Excellent.", VAGUE, "Excellent."),
    ("The code is basic, but a good solution.", VAGUE, "good solution"),
    ("Shows good and deep theory knowledge.", VAGUE, "good and deep theory"),
    ("Is smart and gets it.", TRAIT, "Is smart"),
    ("Clearly is senior already.", TRAIT, "is senior"),
    ("Seems very motivated for the job.", TRAIT, "Seems very motivated"),
    ("Comes across as confident.", TRAIT, "Comes across as confident"),
    ("A real team player in the room.", TRAIT, "A real team player"),
    ("Passionate, and it shows.", TRAIT, "Passionate,"),
    ("Is a quick learner, as it turned out.", TRAIT, "Is a quick learner"),
    ("Has the right mindset for us.", TRAIT, "Has the right mindset"),
    ("Is not creative in the exercise.", TRAIT, "Is not creative"),
    ("Would be a culture fit here.", PROXY, "culture fit"),
    ("Fits in our team from day one.", PROXY, "Fits in our team"),
    ("Thinks like us about models.", PROXY, "Thinks like us"),
    ("Speaks without an accent throughout.", PROXY, "without an accent"),
    ("Native speaker level of English.", PROXY, "Native speaker"),
    ("Went to a good school for it.", PROXY, "Went to"),
    ("Comes from a top university.", PROXY, "top university"),
    ("Has a PhD in the field.", PROXY, "Has a PhD"),
    ("Has 5 years of Python experience.", Rule.LADDER, "Has 5 years"),
    ("Keeps eye contact while talking.", PROXY, "eye contact"),
    ("My gut feeling says yes here.", PROXY, "gut feeling"),
    ("One would have a beer with them.", PROXY, "have a beer with"),
    ("Worked at a well-known company before.", PROXY, "well-known company"),
    ("Codes fast and communicates the plan.", TWO, "Codes fast and communicates"),
    ("Coding and communication are on the level.", TWO, "Coding and communication"),
]
GOOD = [
    "Reads the traceback and reproduces the fault on two rows.",
    "Solves 3 of 4 steps with hints.",
    "Says how sure they are of each part, and is right about which part is weak.",
    "Names one situation alone and says what would be seen in a plot.",
    "Gives a good solution that handles the empty input and the tie.",
    "Says what a senior engineer on call would need to know at night.",
    "Asks how good a person is at the task before naming a model.",
    "States the accuracy that would be needed and how well the baseline does.",
    "Counts the degrees of freedom and says what each stands for.",
    "Strips accents and case before comparing names.",
    "Finds the school with most pupils by one query.",
    "Explains why the loss is flat, and predicts what a smaller step does.",
    "Tells the user's age from the date of birth in the user's zone.",
    "Writes the test first and runs it before changing the code.",
    "Asks what a strong baseline would score, and why.",
    "Is curious about the outlier: counts rows like it before going on.",
    "Keeps the interface and changes one function behind it.",
    "Explains the trade-off so that the product manager can choose.",
    "Says “I am stuck on this step”, and turns a hint into two steps.",
    "Communicates the limit in one sentence: the number, its range, what it leaves out.",
    "Understands the question after it was put a second time.",
    "Runs on all examples in two thirds of the time.",
    "Separates training from serving, and names who owns each.",
    "Knows the tables. A known error in them is told as an annoyance.",
    "Measures speed before and after, on the same machine.",
]


@pytest.mark.parametrize(("anchor", "rule", "words"), AMISS)
def test_words_that_judge_without_seeing_are_found(anchor, rule, words):
    found = lint_rubric([criterion(at3=anchor)])

    assert (rule, 3, words) in {(f.rule, f.level, f.text) for f in found}
    assert {f.rule for f in found} <= {rule, Rule.TOO_SHORT}


@pytest.mark.parametrize("anchor", GOOD)
def test_what_can_be_seen_is_left_alone(anchor):
    assert lint_rubric([criterion(at3=anchor)]) == []


@pytest.mark.parametrize(
    "name",
    [
        "Coding and communication",
        "Technical skills & leadership",
        "Statistics/communication",
        "Problem solving, communication",
        "Speed as well as accuracy",
        "System design and debugging",
        "Python plus teamwork",
    ],
)
def test_a_name_that_rates_two_things_is_found(name):
    (found,) = lint_rubric([criterion(name=name)])

    assert (found.rule, found.level) == (Rule.TWO_THINGS, None)


@pytest.mark.parametrize(
    "name",
    [
        "Uncertainty and evidence",
        "The decision and its price",
        "Noticing and rolling back",
        "Probability and statistics",
        "It starts, and starts again",
        "What to predict, and for whom",
        "Code that does what was asked",
        "Reading and reproducing",
    ],
)
def test_a_name_of_one_thing_is_left_alone(name):
    assert lint_rubric([criterion(name=name)]) == []


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("Explains the bias term.", "Explains the bias term."),
        ("Explains the bias term.", "Explains the bias term, very clearly!"),
        ("Sometimes asks for the units.", "Often asks for the units."),
        (
            "States the shape of every matrix, writes the loss, differentiates it, sets it to"
            " zero.",
            "States the shape of every matrix, writes the loss, differentiates it by hand, sets it"
            " to zero.",
        ),
    ],
)
def test_a_level_that_is_no_step_is_found(lower, higher):
    middle = rules(criterion(at2=lower, at3=higher))
    top = rules(criterion(at3=lower, at4=higher))

    assert Rule.SAME_LEVELS in middle
    assert Rule.TOP_REPEATS in top


def test_explains_explains_well_explains_very_well():
    found = lint_rubric(
        [criterion(at2="Explains the loss.", at3="Explains it well.", at4="Explains it very well.")]
    )

    assert (Rule.TOP_REPEATS, 4) in {(f.rule, f.level) for f in found}
    assert (Rule.VAGUE, 3) in {(f.rule, f.level) for f in found}


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("Solves it with two hints.", "Solves it with one hint."),
        ("Names 1 cause of the drop.", "Names 3 causes of the drop."),
        ("Explains the bias.", "Explains the variance."),
        ("Runs on some examples.", "Runs on all examples."),
        ("Says which step failed.", "Says which step failed, before running it."),
    ],
)
def test_counts_and_other_behaviours_are_steps(lower, higher):
    assert lint_rubric([criterion(at2=lower, at3=higher)]) == []


@pytest.mark.parametrize("top", ["As 3.", "Same as level 3, but better.", "Like 3 and more so"])
def test_a_top_level_that_adds_nothing_is_found(top):
    assert Rule.TOP_REPEATS in rules(criterion(at4=top))


def test_a_level_that_only_takes_back_a_higher_one_is_found():
    found = lint_rubric(
        [criterion(at2="Does not state the assumptions.", at3="States the assumptions.")]
    )

    assert [(f.rule, f.level) for f in found] == [(Rule.ONLY_NEGATED, 2)]


def test_saying_what_is_missing_and_what_happens_instead_is_left_alone():
    told = "Cannot turn the loop into an array operation; repeats the loop with other names."

    assert lint_rubric([criterion(at2=told)]) == []


def test_missing_levels_and_places_are_found():
    bare = CriterionText("Setting it up", " ", {1: ANCHORS[1], 2: "", 3: ANCHORS[3]})

    found = [(f.rule, f.level, f.text) for f in lint_rubric([bare])]

    assert found == [
        (Rule.NOWHERE_TO_LOOK, None, ""),
        (Rule.MISSING_LEVEL, 2, ""),
        (Rule.MISSING_LEVEL, 4, ""),
    ]


def test_an_anchor_of_two_words_is_too_short():
    assert rules(criterion(at2="Asks back.")) == {Rule.TOO_SHORT}


def test_the_criterion_is_said_by_its_place():
    found = lint_rubric([criterion(), criterion(at1="Is brilliant, one would think.")])

    assert [(f.criterion, f.level) for f in found] == [(1, 1)]


def test_advice_is_handed_through_the_translator():
    (found,) = lint_rubric([criterion(at2="Asks back.")], say=str.upper)

    assert found.why == found.why.upper() != ""
    assert found.instead == found.instead.upper() != ""


def test_every_shipped_rubric_is_without_a_finding():
    shipped = read_catalog().rubrics

    found = {
        rubric["key"]: lint_rubric(
            [
                CriterionText(
                    given["name"],
                    given["look_for"],
                    {int(level): text for level, text in given["anchors"].items()},
                )
                for given in rubric["criteria"]
            ]
        )
        for rubric in shipped
    }

    assert len(found) >= 19
    assert {key: findings for key, findings in found.items() if findings} == {}


TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                *("good", "very", "understanding", "is", "smart", "and", "coding", "as 3", "not"),
                *("communication", "explains", "well", "does not", "culture fit", "a", "PhD", ","),
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@given(TEXTS, TEXTS, st.dictionaries(st.integers(1, 4), TEXTS))
def test_what_is_found_stands_in_the_text(name, look_for, anchors):
    for found in lint_rubric([CriterionText(name, look_for, anchors)]):
        places = [name, look_for] if found.level is None else [anchors.get(found.level, "")]
        assert any(found.text in place for place in places)


@pytest.mark.parametrize(
    "piece",
    ["good ", "is very ", "as ", "explains a b c ", "does not ", "coding and ", "top a ", "a" * 50],
)
def test_the_work_grows_with_the_length_and_no_faster(piece):
    steps = [_steps(piece * (size // len(piece))) for size in (2_500, 10_000)]

    assert steps[1] <= 6 * steps[0]


def test_what_comes_after_the_limit_is_not_read():
    assert lint_rubric([criterion(at3="Counts rows. " * MAX_TEXT_LENGTH + "Is smart.")]) == []


def _steps(text: str) -> int:
    """How often the regular expressions and loops were entered, not how long they took."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        lint_rubric([criterion(name=text, at1=text, at4=text)])
    finally:
        sys.setprofile(None)
    return calls
