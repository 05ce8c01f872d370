"""What the page on which a loop is booked fills in, and whom and what it offers."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.requisitions.actions.team import join_team
from rubrics.models import Perspective
from tests.factories.accounts import UserFactory
from tests.factories.interviews import (
    booked,
    candidacy,
    queries_of,
    question,
    version_of,
)
from tests.factories.pipeline import application
from tests.factories.requisitions import opening
from tests.factories.rubrics import CompetencyFactory

pytestmark = pytest.mark.django_db
# A Monday morning; the next but one working day is Wednesday the 6th.
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture
def browser(client_of):
    return client_of(UserFactory(coordinator=True, zone="Europe/Berlin", name="Carl"))


def page_of(made) -> str:
    return reverse("interviews:book", kwargs={"application_id": made.pk})


def values_of(html: str, name: str) -> list[str]:
    return re.findall(rf'name="slots-\d-{name}" value="([^"]*)"', html)


# ---- What it shows ---------------------------------------------------------------------------


def test_it_is_filled_in_from_the_plan_back_to_back_two_working_days_ahead(browser):
    with clock.set_to(MONDAY):
        html = browser.get(page_of(candidacy())).content.decode()

    assert values_of(html, "name") == ["Math puzzle", "Take-home review"]
    assert values_of(html, "day") == ["2026-05-06", "2026-05-06"]
    assert values_of(html, "start") == ["10:00", "10:45"]
    assert values_of(html, "minutes") == ["45", "60"]
    assert '<option value="Europe/Berlin" selected>' in html


def test_the_best_fitting_question_of_the_rubrics_kind_is_chosen(browser):
    made = candidacy()
    fitting = question(version_of(made), title="Rank one", minutes=30)
    question(version_of(made), title="Long one", minutes=90)
    question(version_of(made, 1), title="Of another kind")

    html = browser.get(page_of(made)).content.decode()

    chosen = re.findall(r'name="slots-0-questions" id="[^"]*" value="(\d+)" checked', html)
    assert chosen == [str(fitting.pk)]
    assert "Long one" in html
    first_slot = html.partition("slots-1-title")[0]
    assert "Of another kind" not in first_slot


def test_a_question_that_the_rubric_cannot_record_is_not_chosen(browser):
    made = candidacy()
    elsewhere = question(version_of(made), title="A", competencies=[CompetencyFactory()])
    recorded = question(version_of(made), title="B", minutes=90)

    html = browser.get(page_of(made)).content.decode()

    assert f'value="{recorded.pk}" checked' in html
    assert f'value="{elsewhere.pk}" checked' not in html


def test_a_question_asked_of_the_candidate_before_is_not_offered_first(browser):
    made = candidacy()
    asked, fresh = question(version_of(made), title="A"), question(version_of(made), title="B")
    loop = booked(made=made)
    loop.interviews.first().questions.add(asked)
    other = candidacy(candidate=made.candidate, requisition=opening(archetype=role_of(made)))

    html = browser.get(page_of(other)).content.decode()

    assert f'value="{fresh.pk}" checked' in html
    assert f'value="{asked.pk}" checked' not in html


def role_of(made):
    return made.requisition.archetype


def test_each_interview_says_which_hypotheses_it_tests_and_what_nothing_tests(browser):
    html = browser.get(page_of(candidacy())).content.decode()

    first, _, rest = html.partition("slots-1-title")
    assert "Modeling" in first
    assert "Strength to validate" in first
    assert "No interview in this loop tests" in rest
    assert "Communication" in rest.partition("No interview in this loop")[2]


def test_the_hiring_team_comes_first(browser):
    UserFactory(name="Aaron Early")
    made = candidacy()
    zoe = UserFactory(name="Zoe Last")
    join_team(requisition=made.requisition, user=zoe, role=TeamRole.INTERVIEWER, actor=None)

    html = browser.get(page_of(made)).content.decode()

    assert html.index("Zoe Last") < html.index("Aaron Early")


def test_who_is_busy_then_is_marked_with_where_and_when(browser):
    with clock.set_to(MONDAY):
        made, ada = candidacy(), UserFactory(name="Ada Lovelace")
        join_team(requisition=made.requisition, user=ada, role=TeamRole.INTERVIEWER, actor=None)
        booked([ada], made=candidacy(name="Chidi"), starts_at=datetime(2026, 5, 6, 8, tzinfo=UTC))

        html = browser.get(page_of(made)).content.decode()

    first, _, rest = html.partition("slots-1-title")
    assert "busy: “Math puzzle” with Chidi, Wed, May 6, 2026, 10:00–10:45" in first
    assert "busy:" not in rest


def test_a_stage_without_a_plan_begins_with_one_empty_interview(browser):
    from rubrics.models import StageKind

    html = browser.get(page_of(application(at=StageKind.SCREEN))).content.decode()

    assert "Interview not in the plan" in html
    assert "Choose a rubric to see its questions." in html


def test_its_number_of_queries_does_not_grow_with_people_and_questions(browser):
    made = candidacy()
    join_team(requisition=made.requisition, user=UserFactory(), role="interviewer", actor=None)
    for number in range(2):
        question(version_of(made, number))
    few = queries_of(browser, page_of(made))

    for number in range(2):
        for _ in range(8):
            question(version_of(made, number))
    for user in UserFactory.create_batch(15):
        join_team(requisition=made.requisition, user=user, role="interviewer", actor=None)

    assert queries_of(browser, page_of(made)) <= few < 40


# ---- Searching -------------------------------------------------------------------------------


def test_a_search_finds_people_and_keeps_the_chosen(browser):
    made = candidacy()
    ada, grace = UserFactory(name="Ada Lovelace"), UserFactory(name="Grace Hopper")
    UserFactory(name="Grace Gone", is_active=False)
    url = reverse("interviews:book_people", kwargs={"application_id": made.pk})

    html = browser.get(
        url, {"slot": "1", "slots-1-q": "grace", "slots-1-interviewers": [ada.pk]}
    ).content.decode()

    assert f'name="slots-1-interviewers" id="slots-1-interviewers-{ada.pk}"' in html
    assert f'value="{ada.pk}" checked' in html
    assert grace.name in html
    assert "Grace Gone" not in html


def test_enter_in_a_search_looks_and_books_nothing(browser):
    made, grace = candidacy(), UserFactory(name="Grace Hopper")
    data = {
        "zone": "Europe/Berlin",
        "slots-TOTAL_FORMS": "1",
        "slots-INITIAL_FORMS": "1",
        "slots-0-hold": "on",
        "slots-0-name": "Typed already",
        "slots-0-q": "hopper",
        "again": "yes",
    }

    html = browser.post(page_of(made), data).content.decode()

    assert f'id="slots-0-interviewers-{grace.pk}"' in html
    assert 'value="Typed already"' in html
    assert not made.loops.exists()


@pytest.mark.parametrize("slot", ["", "x", "-1", "999999999999"])
def test_a_search_about_no_slot_is_about_the_first(browser, slot):
    url = reverse("interviews:book_people", kwargs={"application_id": candidacy().pk})

    assert b"slots-0-interviewers" in browser.get(url, {"slot": slot}).content


def test_the_questions_follow_the_rubric(browser):
    made = candidacy()
    asked = question(version_of(made), title="Rank one")
    url = reverse("interviews:book_questions", kwargs={"application_id": made.pk})

    html = browser.get(
        url, {"slot": "0", "slots-0-rubric_version": version_of(made).pk}
    ).content.decode()

    assert asked.question.title in html


def test_the_zone_list_fetches_the_rest_when_asked(browser):
    html = browser.get(reverse("interviews:zones")).content.decode()

    assert '<option value="Pacific/Chatham">' in html


# ---- What the plan wishes of the people --------------------------------------------------------


def test_a_planned_pair_and_its_voice_are_said_and_whoever_speaks_for_it_comes_first(browser):
    made = candidacy()
    for name, perspective in (
        ("Ada Ames", ""),
        ("Bo Berg", "engineering"),
        ("Cy Crane", "research"),
    ):
        join_team(
            requisition=made.requisition,
            user=UserFactory(name=name),
            role=TeamRole.INTERVIEWER,
            perspective=perspective,
            actor=None,
        )
    made.requisition.plan.update(interviewers=1)
    made.requisition.plan.filter(position=1).update(interviewers=2, perspective="research")

    first, second = _people_of(browser.get(page_of(made)).content.decode())

    assert f"Plan: 2 interviewers, at least one from {named('research')}." in first
    assert first.index("Cy Crane") < first.index("Ada Ames") < first.index("Bo Berg")
    assert f"interviewer · {Perspective.RESEARCH.label}" in first
    assert "Plan: " not in second
    assert second.index("Ada Ames") < second.index("Bo Berg") < second.index("Cy Crane")


def test_the_wish_stays_while_people_are_looked_for(browser):
    made = candidacy()
    sent = {
        "slot": "0",
        "slots-0-hold": "on",
        "slots-0-wanted": "2",
        "slots-0-perspective": "product",
    }
    url = reverse("interviews:book_people", kwargs={"application_id": made.pk})

    html = browser.get(url, sent).content.decode()

    assert f"Plan: 2 interviewers, at least one from {named('product')}." in html


@pytest.mark.parametrize(
    ("wanted", "perspective", "said"),
    [
        ("1", "", None),
        ("3", "", "Plan: 3 interviewers."),
        ("1", "engineering", "Plan: an interviewer from engineering"),
        ("x", "<b>", None),
    ],
)
def test_a_wish_is_said_only_where_there_is_one(browser, wanted, perspective, said):
    url = reverse("interviews:book_people", kwargs={"application_id": candidacy().pk})

    html = browser.get(
        url, {"slot": "0", "slots-0-wanted": wanted, "slots-0-perspective": perspective}
    ).content.decode()

    assert said in html if said else "Plan: " not in html


def named(perspective: str) -> str:
    return str(Perspective(perspective).label).lower()


def _people_of(html: str) -> list[str]:
    return re.findall(r'<fieldset class="field people".*?</fieldset>', html, re.DOTALL)
