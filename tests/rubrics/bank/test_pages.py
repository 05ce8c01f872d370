"""The library's pages: what they say, to whom, and at what cost."""

import re

import pytest
from django.urls import reverse

from hiring.activity import clock
from rubrics.models import Competency, Question, RoleArchetype, Rubric
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    CriterionFactory,
    ProfileEntryFactory,
    QuestionVersionFactory,
    RoleArchetypeFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db
RUBRICS, QUESTIONS = "/rubrics/rubrics/", "/rubrics/questions/"


@pytest.fixture
def reader(client_of):
    """An interviewer: a member of the staff without any other right."""
    return client_of(UserFactory())


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(answer)))


def queries(client, url, django_assert_max_num_queries, at_most):
    with django_assert_max_num_queries(at_most) as captured:
        page(client.get(url))
    return len(captured)


# Every page with the shipped library


def test_every_page_of_the_shipped_library_opens(library, reader):
    urls = [reverse(f"rubrics:{name}") for name in ("home", "role_list", "organization_list")]
    urls += [reverse(f"rubrics:{name}_list") for name in ("competency", "rubric", "question")]
    for model in (RoleArchetype, Competency, Rubric, Question):
        urls += [row.get_absolute_url() for row in model.objects.all()]

    for url in urls:
        shown = page(reader.get(url))
        assert len(shown) < 100_000, url
        assert "<script>" not in shown, url
        assert ' style="' not in shown, url  # MathML has a displaystyle of its own


def test_the_home_page_counts_what_there_is_of_each_kind(library, reader):
    shown = text(reader.get("/rubrics/"))

    assert "ML platform engineer" in shown
    assert "16 competencies" in shown
    assert "Nascent or ad hoc" in shown
    assert re.search(r"Take-home review 4 rubrics: Take-home review 5 questions", shown)


def test_the_home_page_of_an_empty_library_says_what_to_do(reader):
    assert "load_catalog" in text(reader.get("/rubrics/"))


@pytest.mark.parametrize("name", ["role", "organization", "competency", "rubric", "question"])
def test_empty_lists_say_what_to_do(reader, name):
    assert "load_catalog" in text(reader.get(reverse(f"rubrics:{name}_list")))


@pytest.mark.parametrize("path", ["", "roles/", "competencies/", "rubrics/", "questions/"])
def test_strangers_are_asked_to_sign_in(client, path):
    answer = client.get(f"/rubrics/{path}")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "name", ["role_detail", "competency_detail", "rubric_detail", "question_detail"]
)
def test_what_is_not_there_answers_404(reader, name):
    kwarg = name.replace("detail", "id")

    assert reader.get(reverse(f"rubrics:{name}", kwargs={kwarg: 987654})).status_code == 404


def test_pages_are_for_reading(reader):
    assert reader.post("/rubrics/rubrics/").status_code in (403, 405)


# A role


def test_a_role_shows_its_week_profile_and_default_loop(library, reader):
    role = RoleArchetype.objects.get(key="ml-engineer")

    shown = text(reader.get(role.get_absolute_url(), {"level": "senior"}))

    assert "Serving 30 %" in shown
    assert "Task ML engineer" in shown
    assert "6 interviews, 360 minutes of the candidate" in shown
    assert re.search(r"Data work Must spot leakage .* covered in 3 interviews", shown)
    assert "3 competencies are not assessed" in shown


@pytest.mark.parametrize("level", ["", "junior", "principal", "<b>"])
def test_any_level_in_the_address_is_answered(library, reader, level):
    role = RoleArchetype.objects.get(key="ml-engineer")

    assert "Default loop" in text(reader.get(role.get_absolute_url(), {"level": level}))


def test_a_level_shows_only_its_own_interviews(library, reader):
    role = RoleArchetype.objects.get(key="ml-engineer")

    junior = text(reader.get(role.get_absolute_url(), {"level": "junior"}))
    staff = text(reader.get(role.get_absolute_url(), {"level": "staff"}))

    assert "ML coding 60 min" in junior
    assert "ML system design 60 min" not in junior
    assert "ML system design 60 min" in staff


def test_a_role_costs_the_same_however_long_its_profile(reader, django_assert_max_num_queries):
    role = RoleArchetypeFactory()
    ProfileEntryFactory(archetype=role)
    before = queries(reader, role.get_absolute_url(), django_assert_max_num_queries, 20)

    ProfileEntryFactory.create_batch(12, archetype=role)

    assert queries(reader, role.get_absolute_url(), django_assert_max_num_queries, 20) == before


# Competencies


def test_a_competency_shows_what_it_is_not_who_needs_it_and_what_shows_it(library, reader):
    competency = Competency.objects.get(key="production-operations")

    shown = text(reader.get(competency.get_absolute_url()))

    assert competency.is_not in shown.replace("&#x27;", "'")
    assert "ML platform engineer" in shown
    assert "After it went live" in shown
    assert "Which packages will be late" in shown


def test_an_archived_competency_says_so(reader):
    competency = CompetencyFactory(archived_at=clock.now())

    assert "Archived" in text(reader.get(competency.get_absolute_url()))
    assert f"1 archived {competency.name}" in text(reader.get("/rubrics/competencies/"))


# Rubrics


def test_a_rubric_shows_its_criteria_with_four_anchors(library, reader):
    rubric = Rubric.objects.get(key="math-puzzle")

    shown = text(reader.get(rubric.get_absolute_url()))

    for criterion in rubric.current_version.criteria.all():
        for _level, _label, anchor in criterion.anchors:
            assert anchor in shown.replace("&quot;", '"').replace("&#x27;", "'")
    assert "ML engineer" in shown
    assert "What AᵀA" in shown


@pytest.mark.parametrize(
    ("key", "offered", "not_offered"),
    [
        ("math-puzzle", "gram-matrix", "puzzle-few-clicks"),
        ("statistics-puzzle", "puzzle-few-clicks", "gram-matrix"),
    ],
)
def test_a_rubric_offers_the_questions_that_it_can_record(
    library, reader, key, offered, not_offered
):
    rubric = Rubric.objects.get(key=key)

    shown = text(reader.get(rubric.get_absolute_url()))

    assert Question.objects.get(key=offered).title in shown
    assert Question.objects.get(key=not_offered).title not in shown


def test_a_question_names_the_rubrics_that_can_record_it(library, reader):
    question = Question.objects.get(key="puzzle-few-clicks")

    shown = text(reader.get(question.get_absolute_url()))

    assert "Statistics puzzle" in shown
    assert str(Rubric.objects.get(key="math-puzzle").get_absolute_url()) not in shown


def test_an_older_version_can_be_read_and_is_told_as_such(reader):
    first = published_rubric()
    first_name = first.criteria.get().name
    second = published_rubric(rubric=first.rubric, number=2)
    url = first.rubric.get_absolute_url()

    assert second.criteria.get().name in text(reader.get(url))
    old = text(reader.get(url, {"version": "1"}))
    assert first_name in old
    assert "version 1, which is not the current version" in old


@pytest.mark.parametrize("number", ["3", "0", "x", ""])
def test_a_version_that_is_not_published_answers_404(reader, number):
    version = published_rubric()

    url = version.rubric.get_absolute_url()
    assert reader.get(url, {"version": number}).status_code == 404


def test_a_draft_is_not_shown_as_a_version(reader, client_of):
    rubric = CriterionFactory(name="Half-written").version.rubric

    shown = text(client_of(UserFactory(recruiter=True)).get(rubric.get_absolute_url()))

    assert "only a draft" in shown
    assert "Half-written" not in shown
    assert reader.get(rubric.get_absolute_url()).status_code == 404
    assert rubric.name not in text(reader.get(RUBRICS))


def test_a_archived_rubric_says_so_and_leaves_the_list(reader):
    rubric = published_rubric(archived_at=clock.now(), name="Archived one").rubric

    assert "Archived. Interviews" in text(reader.get(rubric.get_absolute_url()))
    assert "Archived one" not in text(reader.get(RUBRICS))


def test_rubrics_are_narrowed_by_kind_and_words(reader):
    published_rubric(name="Alpha", kind="ml_theory", purpose="About kernels.")
    published_rubric(name="Beta", kind="ml_theory")
    published_rubric(name="Gamma", kind="background", purpose="About kernels.")

    shown = text(reader.get(RUBRICS, {"kind": "ml_theory", "q": "kernel"}))

    assert "Alpha" in shown
    assert "Beta" not in shown
    assert "Gamma" not in shown


def test_a_kind_that_does_not_exist_finds_nothing_and_is_named(reader):
    published_rubric(name="Alpha")
    shown = text(reader.get(RUBRICS, {"kind": "small_talk"}))

    assert "Alpha" not in shown
    assert "Interview type: Select a valid choice. small_talk is not" in shown


def test_a_search_without_result_offers_the_way_back(reader):
    published_rubric(name="Alpha")

    shown = text(reader.get(RUBRICS, {"q": "zebra"}))

    assert "No rubrics match" in shown
    assert "Show all rubrics" in shown


def test_htmx_gets_the_list_alone(reader):
    published_rubric(name="Alpha")

    answer = reader.get(RUBRICS, headers={"HX-Request": "true"})

    assert page(answer).lstrip().startswith('<div class="stack" id="found"')
    assert "HX-Request" in answer["Vary"]


def test_long_lists_come_in_pages(reader):
    for _ in range(52):
        published_rubric()

    first = page(reader.get(RUBRICS))
    following = re.search(r'rel="next"\s+href="([^"]+)"', first).group(1)
    second = page(reader.get(RUBRICS + following.replace("&amp;", "&")))

    assert first.count("<tr>") == 51
    assert second.count("<tr>") == 3


def test_the_list_of_rubrics_costs_the_same_for_any_number(reader, django_assert_max_num_queries):
    published_rubric(criteria=1)
    before = queries(reader, RUBRICS, django_assert_max_num_queries, 12)

    for _ in range(15):
        published_rubric(criteria=4)

    assert queries(reader, RUBRICS, django_assert_max_num_queries, 12) == before


# Questions


def test_a_question_shows_guide_hints_with_their_cost_and_follow_ups(library, reader):
    shown = text(reader.get(Question.objects.get(key="gram-matrix").get_absolute_url()))

    assert "For the interviewer only" in shown
    assert "What is the length of Ax, squared" in shown
    assert "After this hint: at most 3 for Carrying the argument." in shown
    assert "Why do numerical libraries solve" in shown


def test_a_probe_shows_its_tree_by_phase_and_depth(library, reader):
    shown = text(reader.get(Question.objects.get(key="probe-production-model").get_absolute_url()))

    assert re.search(r"Deployment What How did a new version go out", shown)
    assert "What did you do Who was called?" in shown


def test_a_take_home_tells_the_candidate_what_is_not_judged(library, reader):
    shown = text(reader.get(Question.objects.get(key="bikes-at-midnight").get_absolute_url()))

    told, guide = shown.split("For the interviewer only")
    assert "What is not evaluated" in told
    assert "If you don’t have the time" in told
    assert "The answer is in the file" not in told
    assert "The answer is in the file" in guide


def test_a_question_written_for_roles_is_rated_by_their_rubrics(library, reader):
    answer = reader.get(Question.objects.get(key="probe-platform").get_absolute_url())

    assert [rubric.key for rubric in answer.context["rubrics"]] == ["platform-probe"]


def test_markup_in_a_question_cannot_run(reader):
    version = published_question(body="<script>alert(1)</script> [x](javascript:alert(1))")

    shown = page(reader.get(version.question.get_absolute_url()))

    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_a_question_with_a_draft_only_shows_nothing_of_it(reader, client_of):
    question = QuestionVersionFactory(body="Half-written.").question

    shown = text(client_of(UserFactory(recruiter=True)).get(question.get_absolute_url()))

    assert "only a draft" in shown
    assert "Half-written" not in shown
    assert reader.get(question.get_absolute_url()).status_code == 404


def test_questions_are_narrowed_by_role_and_competency(reader):
    role, competency = RoleArchetypeFactory(), CompetencyFactory()
    fits = published_question(title="Fits", competencies=[competency])
    fits.question.archetypes.add(role)
    other = published_question(title="Other role", competencies=[competency])
    other.question.archetypes.add(RoleArchetypeFactory())
    published_question(title="Other competency")

    shown = text(reader.get(QUESTIONS, {"archetype": role.key, "competency": competency.key}))

    assert "Fits" in shown
    assert "Other role" not in shown
    assert "Other competency" not in shown


def test_the_question_bank_costs_the_same_for_any_number(reader, django_assert_max_num_queries):
    published_question(competencies=[CompetencyFactory()])
    before = queries(reader, QUESTIONS, django_assert_max_num_queries, 14)

    for _ in range(15):
        version = published_question(competencies=Competency.objects.all())
        version.question.archetypes.set(RoleArchetype.objects.all())

    assert queries(reader, QUESTIONS, django_assert_max_num_queries, 14) == before


@pytest.mark.parametrize("junk", ["\x00", "a" * 500, "' OR 1=1 --", "🦓", "role=x"])
def test_any_search_is_answered(reader, junk):
    assert reader.get(QUESTIONS, {"q": junk, "role": junk, "kind": junk}).status_code == 200
