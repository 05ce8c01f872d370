"""Which of several résumés is read: the same one everywhere, and a choice."""

import pytest
from django.urls import reverse

from candidates.actions.importing import import_resume
from candidates.actions.resumes import choose_resume
from candidates.models import Candidate, Resume
from hiring.activity.models import Event
from hiring.pipeline.actions.applying import apply
from hiring.scorecards.kit import kit_of
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    DocumentFactory,
    ResumeFactory,
    SourceChannelFactory,
    resume_file,
)
from tests.factories.interviews import booked, candidacy, seats_of
from tests.factories.requisitions import opening

pytestmark = pytest.mark.django_db
FULL, POOR = "Distributed training", "Works with data"


def imported(name: str, summary: str):
    data = resume_file(
        name="Amélie Müller", email="amelie@example.org", basics={"summary": summary}
    )
    channel, _ = SourceChannelFactory._meta.model.objects.get_or_create(key="fair", name="Fair")
    return import_resume(name=name, data=data, channel=channel, actor=None)


@pytest.fixture
def application():
    """Of a candidate whose second résumé says less than the first one."""
    first = imported("amelie.json", FULL)
    made = apply(candidate=first.candidate, requisition=opening(), actor=None, resume=first.resume)
    imported("dup.json", POOR)
    made.candidate = Candidate.objects.get(pk=first.candidate.pk)
    return made


@pytest.fixture
def recruiter(client_of):
    return client_of(UserFactory(recruiter=True))


def choose_url(resume: Resume) -> str:
    ids = {"candidate_id": resume.candidate_id, "resume_id": resume.pk}
    return reverse("candidates:resume_choose", kwargs=ids)


def pages_of(application) -> list[str]:
    ids = {"requisition_id": application.requisition_id}
    return [
        application.candidate.get_absolute_url(),
        application.get_absolute_url(),
        reverse("pipeline:triage", kwargs=ids),
    ]


def test_every_page_shows_the_newest_and_says_that_there_are_two(recruiter, application):
    for url in pages_of(application):
        html = recruiter.get(url).content.decode()
        assert POOR in html, url
        assert FULL not in html, url
        assert "2 résumés" in html, url
        assert choose_url(Resume.objects.get(data__basics__summary=FULL)) in html
        assert f'name="next" value="{url}"' in html


def test_the_one_that_is_chosen_is_shown_everywhere(recruiter, client, application):
    full = Resume.objects.get(data__basics__summary=FULL)
    answer = recruiter.post(choose_url(full), {"next": application.get_absolute_url()})

    assert answer.url == application.get_absolute_url()
    for url in pages_of(application):
        html = recruiter.get(url).content.decode()
        assert FULL in html, url
        assert POOR not in html, url
    found = recruiter.get(f"/api/v1/candidates/{application.candidate_id}/").json()
    assert found["resume"]["basics"]["summary"] == FULL


def test_the_interview_kit_has_the_same_one():
    made = candidacy()
    full, poor = (
        ResumeFactory(document=DocumentFactory(candidate=made.candidate)) for _ in range(2)
    )
    [seat] = seats_of(booked([UserFactory()], made=made))

    assert kit_of(seat.interview, seat.user).resume == poor
    choose_resume(resume=full, actor=None)
    made.refresh_from_db()
    [seat] = seats_of(seat.interview.loop)
    assert kit_of(seat.interview, seat.user).resume == full


def test_another_one_is_read_without_choosing_it(recruiter, application):
    full = Resume.objects.get(data__basics__summary=FULL)
    url = f"{application.candidate.get_absolute_url()}?resume={full.pk}"

    assert FULL in recruiter.get(url).content.decode()
    assert FULL not in recruiter.get(application.get_absolute_url()).content.decode()


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999"])
def test_one_that_is_not_there_is_the_current_one(recruiter, application, asked):
    url = f"{application.candidate.get_absolute_url()}?resume={asked}"

    assert POOR in recruiter.get(url).content.decode()


def test_a_choice_stays_when_another_one_comes_and_the_import_says_so(application):
    full = Resume.objects.get(data__basics__summary=FULL)
    for _ in range(2):
        choose_resume(resume=full, actor=None)

    third = imported("third.json", "Third")

    assert "3 résumés. The current one did not change" in third.notices[-1]
    assert Resume.objects.of(Candidate.objects.get()).first() == full
    assert Event.objects.filter(verb="candidate.resume_chosen").count() == 1


def test_an_import_says_which_one_is_shown_now():
    imported("amelie.json", FULL)

    assert "2 résumés. The newest is current" in imported("dup.json", POOR).notices[-1]


def test_a_resume_of_somebody_else_cannot_be_chosen(recruiter, application):
    full = Resume.objects.get(data__basics__summary=FULL)
    other = Candidate.objects.create(name="Other")
    ids = {"candidate_id": other.pk, "resume_id": full.pk}

    assert recruiter.post(reverse("candidates:resume_choose", kwargs=ids)).status_code == 404


def test_an_address_of_another_site_is_not_gone_to(recruiter, application):
    full = Resume.objects.get(data__basics__summary=FULL)

    answer = recruiter.post(choose_url(full), {"next": "https://evil.example/"})
    assert answer.url == application.candidate.get_absolute_url()


def test_a_single_one_is_not_counted(recruiter):
    candidate = imported("amelie.json", FULL).candidate

    assert "1 résumé" not in recruiter.get(candidate.get_absolute_url()).content.decode()
