"""One candidate's way from a file to a decision, each step by the person whose work it is.

Everything is done by clicks and keys; the database is only read. The story begins a week ago by
the server's clock, so that its interviews have taken place when their scorecards are written.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from hiring.activity import jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.models import Interview
from hiring.pipeline import hypotheses
from hiring.pipeline.models import Application
from hiring.scorecards.models import Scorecard
from rubrics.models import StageKind
from tests.browser.conftest import Desks
from tests.browser.looking import look
from tests.browser.walk import administrator as administrators
from tests.browser.walk import coordinator as coordinators
from tests.browser.walk import interviewer as interviewers
from tests.browser.walk import manager as managers
from tests.browser.walk import recruiter as recruiters
from tests.browser.walk.interviewer import Said
from tests.browser.walk.people import Person, hire
from tests.browser.worker import at_work, installed

CANDIDATE = "Dr. Lena Vasquez"
TEAM = {
    "Margaret Osei": "hiring manager",
    "Ines Duarte": "interviewer",
    "Tomás Vela": "interviewer",
    "Yuki Mori": "interviewer",
}
PANELS = {
    "Math puzzle": "Ines Duarte",
    "Live exercise": "Tomás Vela",
    "Project deep dive": "Yuki Mori",
}
SAID = {
    "Math puzzle": Said("Quokka wrote the shapes down first", ("2", "3", "2", "3"), "2"),
    "Live exercise": Said("Narwhal found the leak unasked", ("4", "3", "4", "3"), "4"),
    "Project deep dive": Said("Axolotl told what broke in production", ("4", "4", "3", "4"), "4"),
}
PART = {"Math puzzle": "puzzler", "Live exercise": "reviewer", "Project deep dive": "prober"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser-walk"),
    pytest.mark.django_db,
]


@pytest.fixture(scope="module")
def staff(catalog: None) -> dict:
    """Give the people of the organization: all that is there at the beginning."""
    return hire()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, staff: dict) -> Iterator[Path]:
    """Give the folder of an installation where nobody works yet."""
    folder = tmp_path_factory.mktemp("home")
    with installed(folder):
        yield folder


@pytest.fixture
def somebody(staff: dict, desks: Desks) -> Callable[[str], Person]:
    """Give a function that seats the person with this part before the sign-in page."""

    def seated(part: str) -> Person:
        user = staff[part]
        person = Person(user.name, user.email, desks.new().new_page())
        person.signs_in()
        return person

    return seated


def test_a_candidate_goes_from_a_file_to_a_decision(somebody, served, home):
    served.shift = timedelta(days=-7)
    recruiter = somebody("recruiter")
    open_and_take_in(recruiter)
    state_and_advance(recruiter)
    book(somebody("coordinator"))
    interviewers.prepares(somebody("puzzler"), "Math puzzle", recruiters.WHY)

    served.shift = just_after(Interview.objects.order_by("during").last())
    manager = somebody("manager")
    write_scorecards(somebody, manager)

    served.shift = timedelta()
    debrief(manager, home)
    managers.decides(manager)
    assert look(manager.page) == {}
    managers.sees_the_application_moved(manager, "Offer")
    assert the_application().stage.kind == StageKind.OFFER


def test_an_administrator_invites_people_who_choose_their_password(
    somebody, desks, served, settings, mailoutbox
):
    administrator = somebody("administrator")
    administrators.invites_a_person(administrator)

    newcomer = Person(administrators.NAME, administrators.EMAIL, desks.new().new_page())
    settings.BASE_URL = served.url
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))
    administrators.accepts_by_mail(newcomer, mailoutbox[-1].body)

    administrators.makes_a_team(administrator)
    newcomer.page.context.clear_cookies()
    newcomer.signs_in(administrators.CHOSEN)


def open_and_take_in(recruiter: Person) -> None:
    """A requisition from an archetype, its team, and four candidates from files."""
    recruiters.opens_a_requisition(recruiter)
    recruiters.builds_the_team(recruiter, TEAM)
    recruiters.takes_in_resumes(recruiter)
    assert look(recruiter.page) == {}
    recruiters.sees_them_in_the_first_stage(recruiter)


def state_and_advance(recruiter: Person) -> None:
    """What is to be tested of one candidate, and on to the onsite."""
    recruiters.reads_the_candidate(recruiter, CANDIDATE)
    recruiters.edits_a_hypothesis(recruiter)
    recruiters.advances_to_onsite(recruiter)


def book(coordinator: Person) -> None:
    """Three interviews, of which two clash at first."""
    coordinators.finds_the_candidate(coordinator, CANDIDATE)
    coordinators.fills_in_the_loop(coordinator, PANELS)
    coordinators.is_told_of_a_clash(coordinator, "Live exercise", "Math puzzle")
    assert look(coordinator.page) == {}
    coordinators.mends_it_and_books(coordinator, "Live exercise")


def write_scorecards(somebody: Callable[[str], Person], manager: Person) -> None:
    """Each interviewer writes theirs; who owes one reads nobody's, who leads none before the last.

    That one's own words are found shows that the search would find others'.
    """
    written: list[str] = []
    for interview in PANELS:
        person = somebody(PART[interview])
        places = places_of(the_application())
        assert person.finds(written, *places) == []
        assert manager.finds(written, *places) == []
        interviewers.opens_the_card(person, interview)
        interviewers.is_told_what_is_missing(person)
        interviewers.rates_and_submits(person, SAID[interview])
        written.append(SAID[interview].words)
    assert look(person.page) == {}
    assert person.finds(written[-1:])


def debrief(manager: Person, home: Path) -> None:
    """Ask while nobody works, watch it arrive, and find the same on screen and on paper."""
    managers.asks_for_the_debrief(manager, CANDIDATE)
    assert look(manager.page) == {}
    with at_work(home):
        managers.sees_it_arrive(manager)
    stated = {row.competency.name for row in hypotheses.of(the_application())}
    on_screen, on_paper = managers.reads_the_page(manager), managers.reads_the_paper(manager)
    assert set(on_screen) == stated
    assert managers.states_on(on_paper, stated) == on_screen
    for said in SAID.values():
        assert said.words in on_paper
        assert said.words in manager.page.get_by_role("main").inner_text()


def the_application() -> Application:
    return Application.objects.get(candidate__name=CANDIDATE)


def places_of(application: Application) -> list[str]:
    """Return where somebody would look for what others wrote, were they to guess addresses."""
    about = {"application_id": application.pk}
    cards = Scorecard.objects.filter(seat__interview__loop__application=application)
    return [
        reverse("pipeline:detail", kwargs=about),
        reverse("debriefs:of_application", kwargs=about),
        reverse("candidates:detail", kwargs={"candidate_id": application.candidate_id}),
        *(reverse("scorecards:card", kwargs={"scorecard_id": card.pk}) for card in cards),
        *(reverse(f"api:{name}-list") for name in ("scorecards", "applications", "debriefs")),
    ]


def just_after(interview: Interview) -> timedelta:
    """Return how far the clock must be from the true one to stand after the interview's end."""
    return interview.ends_at + timedelta(minutes=10) - datetime.now(UTC)
