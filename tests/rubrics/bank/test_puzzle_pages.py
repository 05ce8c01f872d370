"""Pages of the math puzzles: an instance has an address, and a wrong address is answered kindly."""

import html
import re

import pytest

from rubrics.content.puzzles import FAMILIES
from rubrics.models import Question
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LIST, BOWL = "/rubrics/puzzles/", "/rubrics/puzzles/bowl-step/"


@pytest.fixture
def reader(client_of):
    """An interviewer: a member of the staff without any other right."""
    return client_of(UserFactory())


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


# The list


def test_the_library_leads_to_the_puzzles(reader):
    assert f'href="{LIST}"' in reader.get("/rubrics/").content.decode()


def test_the_list_shows_every_family_with_its_facts(library, reader):
    shown = text(reader.get(LIST))

    for family in FAMILIES.values():
        assert family.name in shown
        assert family.about in shown
    assert re.search(r"on a tilted bowl .* Mathematics , ML theory , .* 25 3 of 5", shown)


def test_the_list_costs_the_same_for_any_number_of_competencies(
    reader, library, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        reader.get(LIST)


def test_an_empty_library_still_has_its_puzzles(reader):
    assert "Not in the library" in text(reader.get(LIST))
    assert "No rubric of this type" in text(reader.get(BOWL, {"seed": 1}))


# Example


def test_every_family_shows_all_that_an_interviewer_needs(library, reader):
    for key, family in FAMILIES.items():
        puzzle = family.instance(4711)

        answer = reader.get(f"{LIST}{key}/", {"seed": 4711})

        assert answer.status_code == 200
        told, guide = text(answer).split("For the interviewer only")
        assert all(part.answer_text in guide for part in puzzle.parts)
        assert all(f"{hint.text} After this hint: {hint.cost}" in guide for hint in puzzle.hints)
        assert all(turn.said in guide for turn in puzzle.wrong_turns)
        assert all(turn.misconception in guide for turn in puzzle.wrong_turns)
        assert all(point in guide for point in puzzle.follow_ups)
        kinds = {"mathematics": "Math puzzle", "statistics": "Statistics puzzle"}
        named = {name for name in kinds.values() if name in guide.split("Rated by")[1]}
        assert named == {kinds[key] for key in family.competencies if key in kinds}
        for secret in (puzzle.hints[0].text, puzzle.follow_ups[0], "So: "):
            assert secret not in told
            assert secret in guide


def test_what_is_for_the_interviewer_is_folded(reader):
    shown = reader.get(BOWL, {"seed": 4711}).content.decode()

    assert shown.count('<details class="fold">') == 5
    assert '<details class="fold" open' not in shown


def test_a_seed_in_the_address_is_the_same_puzzle_for_two_people(client_of):
    pages = [client_of(UserFactory()).get(BOWL, {"seed": 4711}) for _ in range(2)]

    assert pages[0].context["puzzle"] == pages[1].context["puzzle"]
    assert "http://testserver/rubrics/puzzles/bowl-step/?seed=4711&v=1" in text(pages[0])


def test_without_a_seed_fresh_numbers_get_an_address(reader):
    seeds = {reader.get(BOWL).url for _ in range(5)}

    assert all(re.fullmatch(rf"{BOWL}\?seed=\d+&v=1", url) for url in seeds)
    assert len(seeds) > 1
    assert reader.get(seeds.pop()).status_code == 200


def test_another_instance_is_one_click_away(reader):
    shown = reader.get(BOWL, {"seed": 4711}).content.decode()

    another = html.unescape(re.search(r'href="([^"]+)" data-shortcut="n"', shown).group(1))
    assert another != f"{BOWL}?seed=4711&v=1"
    assert reader.get(another).status_code == 200


@pytest.mark.parametrize("seed", ["0", "999999999", " 7 "])
def test_seeds_at_the_edge_are_answered(reader, seed):
    assert reader.get(BOWL, {"seed": seed}).context["puzzle"]


def test_a_link_to_another_version_says_that_its_numbers_are_gone(reader):
    assert "The numbers have changed" in text(reader.get(BOWL, {"seed": 1, "v": "0"}))
    assert "The numbers have changed" not in text(reader.get(BOWL, {"seed": 1, "v": "1"}))
    assert "The numbers have changed" not in text(reader.get(BOWL, {"seed": 1}))


# What is no instance


@pytest.mark.parametrize(
    "seed", ["x", "-1", "1.5", "1000000000", "9" * 5000, "\x00", "<script>", "0x10"]
)
def test_a_seed_that_is_none_is_told_at_its_field_with_a_way_on(reader, seed):
    answer = reader.get(BOWL, {"seed": seed})

    assert answer.status_code == 400
    assert "Enter a seed from 0 to 999,999,999." in text(answer)
    assert "This variant doesn’t exist" in text(answer)
    assert "For the interviewer only" not in text(answer)
    assert "<script>" not in answer.content.decode()


def test_a_wrong_seed_stays_in_its_field(reader):
    shown = reader.get(BOWL, {"seed": "4711x"}).content.decode()

    assert re.search(r'<input type="text" name="seed" value="4711x"', shown)


@pytest.mark.parametrize("key", ["no-such-puzzle", "BOWL-STEP"])
def test_a_puzzle_that_does_not_exist_answers_404(reader, key):
    assert reader.get(f"{LIST}{key}/", {"seed": 1}).status_code == 404


@pytest.mark.parametrize("path", [LIST, f"{BOWL}?seed=1"])
def test_strangers_see_no_answers(client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_puzzles_are_for_reading(reader):
    assert reader.post(BOWL, {"seed": 1}).status_code in (403, 405)


# On the page of a question that names a family


def question_page(key) -> str:
    return Question.objects.get(key=key).get_absolute_url()


def test_a_question_of_a_family_shows_an_instance_with_its_answers_folded(library, reader):
    puzzle = FAMILIES["copied-feature"].instance(4711)

    answer = reader.get(question_page("puzzle-copied-feature"), {"seed": 4711})

    told, guide = text(answer).split("With this variant’s numbers.")
    assert all(part.ask in told for part in puzzle.parts)
    assert all(part.answer_text in guide for part in puzzle.parts)
    assert puzzle.hints[0].text in guide
    assert puzzle.hints[0].text not in told
    assert "Whether the candidate understands what a penalty penalizes." in text(answer)
    ids = re.findall(r'\bid="([^"]+)"', answer.content.decode())
    assert len(ids) == len(set(ids))


def test_without_a_seed_everybody_sees_the_same_example(library, reader):
    first, second = (reader.get(question_page("puzzle-best-run")) for _ in range(2))

    prompt = FAMILIES["best-run"].instance(1).parts[0].ask
    assert prompt in text(first)
    assert prompt in text(second)


@pytest.mark.parametrize("seed", ["x", "-1", "1000000000", "1.5", "٣" * 20])
def test_a_seed_that_is_none_is_said_at_the_field(library, reader, seed):
    answer = reader.get(question_page("puzzle-best-run"), {"seed": seed})

    assert answer.status_code == 400
    assert "from 0 to 999,999,999" in text(answer)
    assert "With this variant’s numbers." not in text(answer)


def test_a_question_without_a_family_has_no_instance(library, reader):
    assert "Example" not in text(reader.get(question_page("gram-matrix"), {"seed": 1}))
