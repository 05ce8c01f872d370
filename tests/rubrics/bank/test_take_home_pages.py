"""A take-home's data on its page and as a download: by seed, in an address that can be shared."""

import html
import io
import re
import zipfile

import pytest
from django.urls import reverse

from rubrics.content.take_homes import GENERATORS
from rubrics.models import Question
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import QuestionVersionFactory, published_question

pytestmark = pytest.mark.django_db
KEY = "tickets-to-teams"


@pytest.fixture
def reader(client_of):
    """An interviewer: a member of the staff without any other right."""
    return client_of(UserFactory())


@pytest.fixture
def question(db):
    return published_question(title="Tickets", kind="take_home", details={"data": KEY}).question


def data(question) -> str:
    return reverse("rubrics:question_data", kwargs={"question_id": question.pk})


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


# The download


def test_a_seed_gives_the_generators_archive(reader, question):
    answer = reader.get(data(question), {"seed": 4711})

    assert answer.status_code == 200
    assert answer.content == GENERATORS[KEY].archive(4711)
    assert "README.md" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()[0]


def test_the_file_is_to_save_private_and_named_by_key_and_seed(reader, question):
    answer = reader.get(data(question), {"seed": 4711})

    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="{KEY}-4711.zip"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_every_take_home_of_the_catalog_can_be_downloaded(library, reader):
    questions = Question.objects.filter(kind="take_home")

    answers = [reader.get(data(question), {"seed": 1}) for question in questions]

    assert len(answers) == 5
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("seed", ["", "x", "-1", "1.5", "1000000000", "9" * 5000, "\x00", "<b>"])
def test_a_seed_that_is_none_is_refused_with_the_reason_and_a_way_on(reader, question, seed):
    answer = reader.get(data(question), {"seed": seed})

    assert answer.status_code == 400
    assert re.search("Enter a seed from 0 to|This field is required|Null characters", text(answer))
    assert f'action="{question.get_absolute_url()}#data"' in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_without_a_seed_there_is_no_download(reader, question):
    assert reader.get(data(question)).status_code == 400


@pytest.mark.parametrize("details", [{}, {"data": "no-such-data"}])
def test_a_question_without_data_has_none_to_download(reader, details):
    question = published_question(details=details).question

    assert reader.get(data(question), {"seed": 1}).status_code == 404
    assert 'id="data"' not in reader.get(question.get_absolute_url()).content.decode()


def test_a_draft_has_no_data_yet(reader):
    question = QuestionVersionFactory(details={"data": KEY}).question

    assert reader.get(data(question), {"seed": 1}).status_code == 404


def test_a_question_that_does_not_exist_has_no_data(reader):
    address = reverse("rubrics:question_data", kwargs={"question_id": 987654})

    assert reader.get(address, {"seed": 1}).status_code == 404


def test_strangers_get_no_data(client, question):
    answer = client.get(data(question), {"seed": 1})

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_data_are_for_reading(reader, question):
    assert reader.post(data(question), {"seed": 1}).status_code in (403, 405)


# The page


def test_without_a_seed_the_page_offers_a_new_one_and_plants_nothing(reader, question):
    answer = reader.get(question.get_absolute_url())

    shown = answer.content.decode()
    fresh = re.findall(r"\?seed=(\d+)#data", shown)
    assert len(fresh) == 1
    assert "New seed" in text(answer)
    assert "Planted in this data set" not in text(answer)
    assert "/data/?seed=" not in shown


def test_a_seed_in_the_address_shows_files_download_and_what_is_planted(reader, question):
    answer = reader.get(question.get_absolute_url(), {"seed": 4711})

    shown, read = answer.content.decode(), text(answer)
    assert f'href="{data(question)}?seed=4711"' in shown
    assert f"http://testserver{question.get_absolute_url()}?seed=4711#data" in read
    assert "tickets.csv One row for each ticket. 15,000" in read
    told, planted = read.split("Planted in this data set")
    for fact in GENERATORS[KEY].truth(4711).facts:
        assert fact.text.replace("`", "") in planted
        assert f"Found by: {fact.found_by}" in planted
        assert fact.text not in told


def test_a_seed_that_is_none_is_told_on_the_page_and_is_no_matter_where_there_is_no_data(
    reader, question
):
    other = published_question(title="Talk", kind="ml_theory").question

    answer = reader.get(question.get_absolute_url(), {"seed": "x"})

    assert answer.status_code == 400
    assert "Enter a seed from 0 to 999,999,999." in text(answer)
    assert reader.get(question.get_absolute_url(), {"seed": ""}).status_code == 200
    assert reader.get(other.get_absolute_url(), {"seed": "x"}).status_code == 200


def test_what_is_planted_is_folded_and_for_the_interviewer(reader, question):
    shown = reader.get(question.get_absolute_url(), {"seed": 4711}).content.decode()

    assert shown.count('<details class="fold">') == 1
    assert "For the interviewer only: tickets-to-teams, seed 4711." in html.unescape(shown)


def test_two_people_see_the_same_instance(client_of, question):
    pages = [
        client_of(UserFactory()).get(question.get_absolute_url(), {"seed": 7}) for _ in range(2)
    ]

    planted = [
        text(page).split("Planted in this data set")[1].split("For the interviewer")[1]
        for page in pages
    ]
    assert planted[0] == planted[1]


def test_another_seed_is_one_click_away(reader, question):
    shown = reader.get(question.get_absolute_url(), {"seed": 4711}).content.decode()

    seeds = set(re.findall(r'class="btn" href="[^"]*\?seed=(\d+)#data"', shown))
    assert len(seeds) == 1
    assert seeds != {"4711"}


def test_a_wrong_seed_on_the_page_is_told_at_its_field_and_stays(reader, question):
    answer = reader.get(question.get_absolute_url(), {"seed": "47<11"})

    assert "Enter a seed from 0 to 999,999,999." in text(answer)
    assert 'value="47&lt;11"' in answer.content.decode()
    assert "Planted in this data set" not in text(answer)


def test_the_data_cost_no_query(reader, question, django_assert_max_num_queries):
    plain = published_question(kind="take_home").question
    with django_assert_max_num_queries(40) as without:
        reader.get(plain.get_absolute_url())

    with django_assert_max_num_queries(len(without)):
        reader.get(question.get_absolute_url(), {"seed": 4711})
