"""How interviewers rate: for the person and a trainer only, and only where it is turned on."""

import re

import pytest
from django.urls import reverse

from hiring.accounts import navigation
from hiring.debriefs.apps import show_calibration
from hiring.debriefs.models import RatingFit
from rubrics.assessment.estimates import Severity
from rubrics.assessment.history import Fitted
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import NOON

pytestmark = pytest.mark.django_db
URL = "/debriefs/calibration/"


@pytest.fixture
def rated(settings):
    """Two interviewers of whom it is known how they rate, where the page is turned on."""
    settings.INTERVIEWER_CALIBRATION = True
    lenient, severe = UserFactory(name="Ada Byron"), UserFactory(name="Ben Okri")
    usual = UserFactory(name="Cem Uslu")
    severities = {
        lenient.pk: Severity(0.34, 0.01),
        severe.pk: Severity(-0.2, 0.01),
        usual.pk: Severity(0.1, 0.01),
    }
    RatingFit.objects.create(
        before=NOON, ratings=200, history=Fitted(ratings=200, severities=severities).as_dict()
    )
    return lenient, severe


def test_everybody_sees_their_own_and_nobody_elses(client_of, rated):
    lenient, _severe = rated

    answer = client_of(lenient).get(URL)
    page = answer.content.decode()

    assert "0.3 levels higher" in page
    assert "+0.2 to +0.5" in page
    assert "Ben Okri" not in page
    assert "no-store" in answer["Cache-Control"]
    assert "nothing to show yet" in client_of(UserFactory()).get(URL).content.decode()


@pytest.mark.parametrize("role", ["administrator", "recruiter", "library_editor"])
def test_no_other_role_sees_those_of_others(client_of, rated, role):
    page = client_of(UserFactory(**{role: True})).get(URL).content.decode()

    assert "Ada Byron" not in page


def test_a_trainer_sees_all_of_them_by_name(client_of, rated):
    page = client_of(UserFactory(interview_trainer=True)).get(URL).content.decode()

    assert page.index("Ada Byron") < page.index("Ben Okri")
    assert "0.2 levels lower" in page
    # Its interval has zero in it.
    assert "0.1 levels higher" not in page
    assert "No clear difference" in page


def test_its_entry_in_the_menu_is_marked_on_its_own_page_only(client_of, rated, monkeypatch):
    lenient, _severe = rated
    entries = {section: list(found) for section, found in navigation._entries.items()}
    monkeypatch.setattr(navigation, "_entries", entries)
    show_calibration()

    for url, marked in ((URL, "How interviewers rate"), ("/debriefs/check/", "Debriefs")):
        page = client_of(lenient).get(url).content.decode()
        current = re.findall(r'aria-current="page".*?</a>', page, re.S)
        assert len(current) == 1
        assert marked in current[0]


def test_it_is_off_unless_turned_on(client_of, rated, settings):
    settings.INTERVIEWER_CALIBRATION = False

    assert client_of(rated[0]).get(URL).status_code == 404


def test_a_trainer_is_appointed_by_an_administrator_and_it_is_recorded(client_of):
    person = UserFactory(name="Ada Byron", email="ada@example.org")
    office = client_of(UserFactory(administrator=True))
    url = reverse("accounts:user_edit", args=[person.pk])
    form = {"name": "Ada Byron", "email": "ada@example.org", "zone": "UTC", "site_role": "member"}

    office.post(url, form | {"interview_trainer": "on"})

    person.refresh_from_db()
    assert person.interview_trainer
    assert "interview trainer" in office.get(reverse("accounts:user_list")).content.decode()
    office.post(url, form)
    person.refresh_from_db()
    assert person.interview_trainer
