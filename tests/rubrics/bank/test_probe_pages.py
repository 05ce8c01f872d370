"""The page that makes a probe for one project: a form, its tree, and nothing that stays."""

import html
import re

import pytest
from django.apps import apps

from rubrics.models import Question
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import published_question

pytestmark = pytest.mark.django_db
PAGE = "/rubrics/probes/"
PROJECT = {
    "name": "Churn radar",
    "text": "We built a churn model with XGBoost. Churn fell by 12 %.",
    "technologies": "Kafka, Airflow",
    "role": "",
}


@pytest.fixture
def reader(client_of):
    """An interviewer: a member of the staff without any other right."""
    return client_of(UserFactory())


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_library_leads_to_the_page(reader):
    assert f'href="{PAGE}"' in reader.get("/rubrics/").content.decode()


def test_the_page_begins_with_an_empty_form(reader):
    answer = reader.get(PAGE)

    assert answer.status_code == 200
    assert "Nothing you enter here is saved." in text(answer)
    assert "Listen for" not in text(answer)


def test_a_project_gives_its_tree_and_stays_in_the_form(reader):
    answer = reader.post(PAGE, PROJECT)

    shown = text(answer)
    assert answer.status_code == 200
    assert "You write “Churn fell by 12 %”: how was this measured" in shown
    assert "Why Kafka and not a nightly file?" in shown
    assert "Numbers to ask about 1" in shown
    assert 'value="Kafka, Airflow"' in answer.content.decode()


def test_the_role_changes_what_is_asked(library, reader):
    answers = [
        text(reader.post(PAGE, PROJECT | {"text": "", "role": role}))
        for role in ("ml-engineer", "ml-researcher")
    ]

    assert "How was a new version of “Churn radar” released" in answers[0]
    assert "State the hypothesis of “Churn radar”" in answers[1]
    assert "Role: ML researcher." in answers[1]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"text": "x" * 20_001}, "at most 20000 characters"),
        ({"role": "wizard"}, "Select a valid choice"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_typed_is_lost(reader, change, reason):
    answer = reader.post(PAGE, PROJECT | change)

    assert answer.status_code == 400
    assert reason in text(answer)
    assert 'value="Kafka, Airflow"' in answer.content.decode()
    assert "Listen for" not in text(answer)


def test_markup_in_a_project_is_text(reader):
    hostile = {
        "name": "<img src=x onerror=alert(1)>Ads",
        "text": "<script>alert(1)</script> We built {{ x }} an ad model. Clicks rose by 9 %.",
        "technologies": "<b>x</b>,{% now %}",
    }

    shown = reader.post(PAGE, PROJECT | hostile).content.decode()

    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "<b>x</b>" not in shown


def test_nothing_is_stored(reader):
    def rows():
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if model._meta.managed and not model._meta.label.startswith("sessions")
        }

    before = rows()
    reader.post(PAGE, PROJECT)

    assert rows() == before


def test_the_page_costs_the_same_for_any_text(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        reader.post(PAGE, PROJECT | {"text": PROJECT["text"] * 300})


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(PAGE).url.startswith("/accounts/login/")
    assert client.post(PAGE, PROJECT).status_code in (302, 403)


def test_a_probe_of_the_bank_offers_the_form_with_its_role(library, reader):
    question = Question.objects.get(key="probe-platform")

    shown = reader.get(question.get_absolute_url()).content.decode()

    assert f'action="{PAGE}"' in shown
    assert "Deep dive into this project" in shown
    assert re.search(r'<option value="ml-platform-engineer"\s+selected', shown)
    assert "csrfmiddlewaretoken" in shown


def test_other_questions_offer_no_probe(reader):
    question = published_question(kind="ml_coding").question

    assert f'action="{PAGE}"' not in reader.get(question.get_absolute_url()).content.decode()
