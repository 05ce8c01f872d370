"""A puzzle in the kit: this interview's numbers, a page for the candidate, other numbers."""

import html as markup
import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.interviews.actions.canceling import cancel_loop
from hiring.scorecards.models import QuestionInstance
from rubrics.content.puzzles import FAMILIES
from tests.factories.accounts import UserFactory
from tests.factories.interviews import held, queries_of, question, seats_of
from tests.factories.requisitions import leader
from tests.factories.scorecards import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(name="Ada Lovelace")


@pytest.fixture
def seat(ada):
    """Ada's seat beside another one, in an interview with a puzzle of a family."""
    seat = seats_of(held([ada, UserFactory()]))[0]
    version = question(seat.interview.rubric_version, title="A bowl", family="bowl-step")
    seat.interview.questions.add(version)
    return seat


def kit(seat) -> str:
    return seat.interview.get_absolute_url()


def page(seat, route="question", version=None) -> str:
    version = version or seat.interview.questions.get()
    kwargs = {"interview_id": seat.interview_id, "question_version_id": version.pk}
    return reverse(f"scorecards:{route}", kwargs=kwargs)


def text(answer) -> str:
    """What a person reads: without tags, white space as one blank."""
    return re.sub(r"\s+", " ", markup.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def puzzle():
    return FAMILIES["bowl-step"].instance(QuestionInstance.objects.get().seed)


# ---- In the kit ------------------------------------------------------------------------------


def test_the_kit_has_this_interviews_numbers_and_all_that_goes_with_them(browser, seat):
    shown = text(browser.get(kit(seat)))

    one = puzzle()
    assert f"Variant {QuestionInstance.objects.get().seed}" in shown
    for part in one.parts:
        assert part.ask in shown
        assert part.answer_text in shown
        assert part.steps in shown
    for hint in one.hints:
        assert f"{hint.text} After this hint: {hint.cost}" in shown
    for turn in one.wrong_turns:
        assert turn.said in shown
        assert turn.misconception in shown
    assert all(point in shown for point in one.follow_ups)
    assert "The trace is the only eigenvalue." in shown


def test_what_only_the_interviewer_reads_is_folded(browser, seat):
    html = markup.unescape(browser.get(kit(seat)).content.decode())

    one = puzzle()
    for summary, secret in (
        ("Answers and worked solution", one.parts[0].answer_text),
        (f"{len(one.hints)} hints, in this order", one.hints[0].text),
        ("Common mistakes", one.wrong_turns[0].misconception),
        (f"{len(one.follow_ups)} follow-ups", one.follow_ups[0]),
    ):
        folded = html.partition(f"<summary>{summary}</summary>")[2].partition("</details>")[0]
        assert secret in folded
    assert "unfold" in html
    assert '<details class="unfold" open' not in html.partition('id="resume"')[0]


def test_everybody_who_may_see_the_kit_sees_the_same_numbers(client_of, browser, seat):
    other = seats_of(seat.interview.loop)[1]
    manager = leader(seat.interview.loop.application.requisition, TeamRole.HIRING_MANAGER)
    seen = [
        re.search(r"Variant (\d+)", text(reader.get(kit(seat)))).group(1)
        for reader in (client_of(manager), browser, client_of(other.user))
    ]

    assert len(set(seen)) == 1


def test_a_plain_question_has_no_instance(browser, seat):
    seat.interview.questions.set([question(seat.interview.rubric_version)])

    shown = text(browser.get(kit(seat)))

    assert "Instance" not in shown
    assert "Answer, and what good looks like" in shown


def test_numbers_that_another_version_of_the_product_drew_are_marked(browser, seat):
    browser.get(kit(seat))
    QuestionInstance.objects.update(generator_version=99)

    assert "may not be what the candidate was asked" in text(browser.get(kit(seat)))


def test_after_the_card_the_question_stays_to_be_read(browser, seat):
    browser.get(kit(seat))
    sent(seat)

    shown = text(browser.get(kit(seat)))

    assert "Thank you. Your scorecard is submitted." in shown
    assert puzzle().parts[0].answer_text in shown
    assert "Change numbers" not in shown
    assert "Show to candidate" not in shown


def test_a_kit_that_nobody_opened_in_time_draws_nothing(client_of, seat):
    actor = UserFactory(coordinator=True)
    cancel_loop(loop=seat.interview.loop, actor=actor)

    shown = text(client_of(actor).get(kit(seat)))

    assert "A bowl" in shown
    assert "Instance" not in shown
    assert not QuestionInstance.objects.exists()


def test_puzzles_cost_no_queries_each(browser, ada, seat):
    few = queries_of(browser, kit(seat))
    for number, family in enumerate(FAMILIES):
        version = question(seat.interview.rubric_version, title=f"Q {number}", family=family)
        seat.interview.questions.add(version)

    assert queries_of(browser, kit(seat)) == few


# ---- The page for the candidate --------------------------------------------------------------


def test_the_candidates_page_has_the_question_and_no_answer_in_its_source(browser, seat):
    browser.get(kit(seat))

    answer = browser.get(page(seat))

    shown, source = text(answer), markup.unescape(answer.content.decode())
    one = puzzle()
    assert one.parts[0].ask in shown
    assert "A matrix A has rank one" in shown
    secrets = [
        *(part.answer_text for part in one.parts),
        *(part.steps for part in one.parts),
        *(hint.text for hint in one.hints),
        *(turn.misconception for turn in one.wrong_turns),
        *one.follow_ups,
        "The trace is the only eigenvalue.",
        "Write it as an outer product.",
        str(QuestionInstance.objects.get().seed),
        "A bowl",
    ]
    assert [secret for secret in secrets if secret in source] == []


def test_a_program_is_shown_without_its_fix(browser, seat):
    version = question(seat.interview.rubric_version, program="print(1)", fix="print(2)")
    seat.interview.questions.set([version])

    source = browser.get(page(seat)).content.decode()

    assert "print(1)" in source
    assert "print(2)" not in source


def test_the_candidates_page_names_no_person_and_is_kept_nowhere(browser, seat):
    answer = browser.get(page(seat))

    source = answer.content.decode()
    assert seat.interview.candidate.name not in source
    assert "Ada Lovelace" not in source
    assert "no-store" in answer.headers["Cache-Control"]


def test_only_who_holds_the_interview_turns_the_screen(client_of, seat):
    manager = leader(seat.interview.loop.application.requisition, TeamRole.HIRING_MANAGER)

    assert client_of(manager).get(page(seat)).status_code == 403
    assert client_of(UserFactory(administrator=True)).get(page(seat)).status_code == 403
    assert client_of(UserFactory()).get(page(seat)).status_code == 404


def test_a_question_of_another_interview_is_not_shown(browser, seat):
    elsewhere = question(seat.interview.rubric_version)

    assert browser.get(page(seat, version=elsewhere)).status_code == 404


# ---- Other numbers ---------------------------------------------------------------------------


def draw(browser, seat, **data):
    return browser.post(page(seat, "regenerate"), data, follow=True)


def test_other_numbers_are_drawn_after_asking(browser, seat):
    browser.get(kit(seat))
    old = QuestionInstance.objects.get().seed

    asked = draw(browser, seat, seen=old)
    assert "Use different numbers?" in text(asked)
    assert QuestionInstance.objects.get().seed == old

    shown = text(draw(browser, seat, seen=old, confirmed="yes"))
    new = QuestionInstance.objects.get()
    assert "Numbers changed." in shown
    assert f"Variant {new.seed}" in shown
    assert "One earlier variant was replaced." in shown
    assert new.replaced == [old]


def test_an_open_kit_hears_that_somebody_else_drew(client_of, browser, seat):
    other = client_of(seats_of(seat.interview.loop)[1].user)
    opened = other.get(kit(seat)).content.decode()
    ask = markup.unescape(re.search(r'hx-get="([^"]*regenerated[^"]*)"', opened)[1])
    assert (other.get(ask).status_code, other.get(ask).content) == (204, b"")

    browser.post(
        page(seat, "regenerate"), {"seen": QuestionInstance.objects.get().seed, "confirmed": "yes"}
    )

    assert "The numbers changed since you opened this kit" in text(other.get(ask))
    assert ask not in markup.unescape(other.get(kit(seat)).content.decode())


def test_who_interviews_alone_or_is_done_asks_for_no_such_word(client_of, browser, seat):
    [alone] = seats_of(held([UserFactory()]))
    alone.interview.questions.set(seat.interview.questions.all())
    sent(seat)

    assert b"regenerated/?seen" not in client_of(alone.user).get(kit(alone)).content
    assert b"regenerated/?seen" not in browser.get(kit(seat)).content


def test_a_stale_tab_is_told_and_draws_nothing(browser, seat):
    browser.get(kit(seat))
    old = QuestionInstance.objects.get().seed
    draw(browser, seat, seen=old, confirmed="yes")
    newer = QuestionInstance.objects.get().seed
    draw(browser, seat, seen=newer, confirmed="yes")

    shown = text(draw(browser, seat, seen=old, confirmed="yes"))

    assert "The numbers have changed since you opened this page." in shown
    assert QuestionInstance.objects.get().replaced == [old, newer]


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 40, "1.5"])
def test_a_seed_that_is_none_draws_nothing(browser, seat, seen):
    browser.get(kit(seat))

    answer = draw(browser, seat, seen=seen, confirmed="yes")

    assert answer.status_code == 200
    assert QuestionInstance.objects.get().replaced == []


def test_once_a_card_is_in_there_is_no_drawing(client_of, browser, seat):
    browser.get(kit(seat))
    other = seats_of(seat.interview.loop)[1]
    sent(other)

    assert "Change numbers" not in text(browser.get(kit(seat)))
    shown = text(draw(browser, seat, seen=QuestionInstance.objects.get().seed, confirmed="yes"))
    assert "A scorecard has been submitted, so the numbers can no longer change." in shown


def test_before_the_kit_was_opened_there_is_nothing_to_replace(browser, seat):
    assert draw(browser, seat, seen="1", confirmed="yes").status_code == 404


def test_who_only_looks_on_is_offered_no_drawing(client_of, seat):
    manager = client_of(
        leader(seat.interview.loop.application.requisition, TeamRole.HIRING_MANAGER)
    )

    assert "Change numbers" not in text(manager.get(kit(seat)))
    assert manager.post(page(seat, "regenerate"), {"confirmed": "yes"}).status_code == 403
