"""How a rubric is used, on its page; and reference answers, from adding one to the fit."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.activity.models import Event
from hiring.debriefs.history import references_before
from hiring.debriefs.models import RatingFit, ReferenceAnswer
from rubrics.assessment.history import Fitted, PastRating, Shift
from rubrics.assessment.usage import uses
from rubrics.models import InterviewKind
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import NOON, rubric_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return rubric_of("Math puzzle", InterviewKind.MATH_PUZZLE, ["Modeling", "Statistics"])


def ratings(version, count, levels=(2, 3)):
    """Ratings of as many candidates by two of three people, the last of whom gives the first
    criterion another level every third time."""
    first, second = version.criteria.all()
    for n in range(count):
        level = levels[n % len(levels)]
        for who in ("ada" if n % 2 else "cleo", "ben"):
            other = 4 if who == "ben" and n % 3 == 0 else level
            for criterion, given in ((first, other), (second, 3)):
                yield PastRating(
                    n, who, version.rubric_id, criterion.pk, criterion.competency_id, given
                )


def keep(past, **fitted):
    past = list(past)
    return RatingFit.objects.create(
        before=NOON,
        ratings=len(past),
        history=Fitted(ratings=len(past), **fitted).as_dict(),
        rubrics={str(rubric): use for rubric, use in uses(past).items()},
    )


def use_page(client, version):
    url = reverse("debriefs:rubric_use", kwargs={"rubric_id": version.rubric_id})
    return client.get(url).content.decode()


def test_the_page_has_levels_agreement_with_its_interval_and_advice(client_of, version):
    first, second = version.criteria.all()
    keep(ratings(version, 60), shifts={first.pk: Shift(0.3, 60)})

    page = use_page(client_of(UserFactory(recruiter=True)), version)

    assert "120 of 120" in page
    assert "95% interval" in page
    assert f"{second.name}: nearly everyone gets a 3." in page
    assert "0.3 levels higher" in page
    assert f"{first.name} is rated higher than other criteria" in page


def test_agreement_is_shown_from_30_answers_rated_twice_and_levels_from_30_ratings(
    client_of, version
):
    recruiter = client_of(UserFactory(recruiter=True))
    keep(ratings(version, 10))
    page = use_page(recruiter, version)

    assert "Have two interviewers rate the same candidates more often" in page
    assert "95% interval" not in page

    with clock.set_to(NOON + timedelta(days=1)):
        RatingFit.objects.create(
            before=NOON + timedelta(days=1),
            ratings=4,
            history=Fitted().as_dict(),
            rubrics={str(r): use for r, use in uses(ratings(version, 2)).items()},
        )
    assert "Too few ratings yet" in use_page(recruiter, version)


def test_what_reference_answers_say_of_everyone_is_told_once_there_are_enough(client_of, version):
    recruiter = client_of(UserFactory(recruiter=True))
    fit = keep(ratings(version, 60))

    assert "0 of 20 ratings" in use_page(recruiter, version)

    with clock.set_to(NOON + timedelta(days=1)):
        RatingFit.objects.create(
            before=NOON + timedelta(days=1),
            ratings=fit.ratings,
            history=Fitted(lenient={version.rubric_id: Shift(0.3, 20)}).as_dict(),
            rubrics=fit.rubrics,
        )
    page = use_page(recruiter, version)
    assert "0.3 levels higher" in page
    assert "of 20 ratings" not in page


def test_levels_that_one_or_two_people_gave_are_theirs_and_stay_hidden(client_of, version):
    keep([rating for rating in ratings(version, 60) if rating.interviewer != "ben"])

    assert "Too few ratings yet" in use_page(client_of(UserFactory(recruiter=True)), version)


def test_the_rubrics_page_leads_there_for_those_who_write_rubrics(client_of, version):
    page = version.rubric.get_absolute_url()
    url = reverse("debriefs:rubric_use", kwargs={"rubric_id": version.rubric_id})

    assert url in client_of(UserFactory(library_editor=True)).get(page).content.decode()
    assert url not in client_of(UserFactory()).get(page).content.decode()
    assert client_of(UserFactory()).get(url).status_code == 404


def levels(version, *given):
    return {f"level_{c.pk}": n for c, n in zip(version.criteria.all(), given, strict=True)}


def test_an_answer_is_rated_before_its_agreed_levels_are_seen(client_of, version):
    recruiter, rater = UserFactory(recruiter=True), UserFactory()
    new = reverse("debriefs:reference_new", kwargs={"rubric_id": version.rubric_id})
    typed = {"title": "A plain yes", "answer": "Named the assumption."}

    missing = client_of(recruiter).post(new, typed)
    client_of(recruiter).post(new, typed | levels(version, 3, 2))

    assert missing.status_code == 400
    assert "Named the assumption." in missing.content.decode()
    answer = ReferenceAnswer.objects.get()
    page = client_of(rater).get(answer.get_absolute_url()).content.decode()
    assert "Agreed" not in page

    done = client_of(rater).post(answer.get_absolute_url(), levels(version, 4, 2), follow=True)

    assert "Agreed" in done.content.decode()
    assert [r.level for r in answer.ratings.all()] == [4, 2]
    assert Event.objects.filter(verb="reference.rated", actor=rater).count() == 1
    assert [tuple(r) for r in references_before(clock.now() + timedelta(minutes=1))] == [
        (version.rubric_id, 4, 3),
        (version.rubric_id, 2, 2),
    ]


def test_what_everyone_gave_is_shown_from_three_people_on(client_of, version):
    recruiter = UserFactory(recruiter=True)
    new = reverse("debriefs:reference_new", kwargs={"rubric_id": version.rubric_id})
    typed = {"title": "A plain yes", "answer": "Named the assumption."}
    client_of(recruiter).post(new, typed | levels(version, 3, 2))
    url = ReferenceAnswer.objects.get().get_absolute_url()

    pages = []
    for given in ((4, 2), (3, 2), (3, 3)):
        client_of(UserFactory()).post(url, levels(version, *given))
        pages.append(client_of(recruiter).get(url).content.decode())

    assert [">Everyone’s levels<" in page for page in pages] == [False, False, True]
    assert "3 \N{MULTIPLICATION SIGN}2, 4" in pages[2]
    assert "2 \N{MULTIPLICATION SIGN}2, 3" in pages[2]


def test_nobody_rates_twice_and_who_agreed_on_the_levels_not_at_all(client_of, version):
    recruiter, rater = UserFactory(recruiter=True), UserFactory()
    new = reverse("debriefs:reference_new", kwargs={"rubric_id": version.rubric_id})
    typed = {"title": "A plain yes", "answer": "Named the assumption."}
    client_of(recruiter).post(new, typed | levels(version, 3, 2))
    url = ReferenceAnswer.objects.get().get_absolute_url()

    for person, words in ((recruiter, "would not count"), (rater, ""), (rater, "already rated")):
        answer = client_of(person).post(url, levels(version, 4, 2), follow=True)
        assert words in answer.content.decode()

    assert ReferenceAnswer.objects.get().ratings.count() == 2
