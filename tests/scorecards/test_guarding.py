"""What a reader of a card would ask is asked beside it, and never forbidden; hints are noted."""

import pytest
from django.urls import reverse

from hiring.debriefs.assembly import assemble
from hiring.scorecards.actions.question_instances import instantiate_questions
from hiring.scorecards.actions.writing import Contradiction, submit
from hiring.scorecards.models import QuestionInstance
from tests.debriefs.test_pages import words
from tests.factories.debriefs import scene
from tests.factories.interviews import question

pytestmark = pytest.mark.django_db
LOOP = {"Math puzzle": ("math_puzzle", ["Modeling", "Software", "Communication"], 1)}


@pytest.fixture
def made():
    return scene(loop=LOOP)


def card(seat, *levels, overall, evidence="Said each step before writing it."):
    criteria = seat.interview.rubric_version.criteria.all()
    ratings = {c.pk: (level, evidence) for c, level in zip(criteria, levels, strict=True)}
    return {"overall": overall, "summary": "In all, this.", "ratings": ratings}


def form(seat, *levels, overall, evidence="Said each step before writing it."):
    criteria = seat.interview.rubric_version.criteria.all()
    data = {"overall": str(overall), "summary": "In all, this."}
    for criterion, level in zip(criteria, levels, strict=True):
        data |= {f"level_{criterion.pk}": str(level), f"evidence_{criterion.pk}": evidence}
    return data


# The bars are 3, 3 and 2.
@pytest.mark.parametrize(
    ("levels", "overall", "asked"),
    [
        ((3, 4, 2), 2, "no rating is below the bar"),
        ((2, 2, 3), 3, "most ratings are below the bar"),
        ((2, 3, 2), 2, ""),
        ((2, 3, 1), 2, ""),
        ((2, 3, 3), 3, ""),
    ],
)
def test_an_overall_that_contradicts_its_own_ratings_is_asked_about(made, levels, overall, asked):
    seat = made.seats[0]
    sent = card(seat, *levels, overall=overall)

    if asked:
        with pytest.raises(Contradiction, match=asked):
            submit(seat=seat, actor=seat.user, confirmed=False, **sent)

    assert submit(seat=seat, actor=seat.user, confirmed=bool(asked), **sent).submitted_at


def test_thin_evidence_and_ratings_all_alike_are_asked_about_beside_the_card(made, client_of):
    seat = made.seats[0]
    client = client_of(seat.user)
    kit = {"interview_id": seat.interview_id}

    saved = client.post(
        reverse("scorecards:save", kwargs=kit),
        form(seat, 3, 3, 3, overall=3, evidence="Very good."),
        headers={"HX-Request": "true"},
    )
    thanks = client.post(
        reverse("scorecards:submit", kwargs=kit),
        form(seat, 3, 3, 3, overall=3, evidence="Very good."),
        follow=True,
    )

    for page in (words(saved), words(thanks)):
        assert "“Math puzzle: modeling” has very little evidence." in page
        assert "You rated all 3 criteria yes. Is that what you saw?" in page
    seat.refresh_from_db()
    assert seat.submitted_at


def test_hints_that_were_given_are_ticked_and_told_in_the_debrief(made, client_of):
    seat = made.seats[0]
    bowl = question(seat.interview.rubric_version, title="A bowl", family="bowl-step")
    seat.interview.questions.set([bowl])
    [instance] = instantiate_questions(interview=seat.interview, actor=seat.user)
    client = client_of(seat.user)
    ids = {"interview_id": seat.interview_id, "question_version_id": bowl.pk}
    address = reverse("scorecards:hints", kwargs=ids)

    answer = client.post(address, {"hint": ["2", "1", "99"]}, headers={"HX-Request": "true"})

    assert answer.status_code == 204
    instance.refresh_from_db()
    assert instance.hints_given == [1, 2]
    kit = client.get(seat.interview.get_absolute_url()).content.decode()
    assert " ".join(kit.split()).count('name="hint" value="1" checked') == 1
    made.submit(seat)
    [asked] = assemble(made.application).interviews[0].questions
    assert asked.hints_given == [1, 2]
    assert asked.hints >= 2

    client.post(address, {"hint": ["1"]})
    assert QuestionInstance.objects.get().hints_given == [1, 2]
