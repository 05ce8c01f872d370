"""A panel in which Robin may book and reads findings; Ada and Bob are the rest of it."""

from dataclasses import dataclass

from hiring.accounts.models import TeamRole, User
from hiring.interviews.models import Loop, Seat
from hiring.pipeline.models import Application
from hiring.scorecards.models import Scorecard
from tests.factories.accounts import UserFactory
from tests.factories.interviews import candidacy, held
from tests.factories.requisitions import leader

BOOKERS = ["administrator", "recruiter", "coordinator", "team_recruiter"]


@dataclass
class Panel:
    """A held loop of two interviews: Ada alone in the first, Robin and Bob in the second."""

    loop: Loop
    robin: User
    ada: User
    bob: User

    @property
    def application(self) -> Application:
        return self.loop.application

    def seat(self, user: User) -> Seat:
        return Seat.objects.with_interview().get(
            interview__loop=self.loop, user=user, status="active"
        )

    def reads(self, user: User) -> bool:
        """Whether the person reads anything that someone else wrote in the loop."""
        return Scorecard.objects.visible_to(user).exclude(author=user).exists()


def panel(kind: str = "recruiter") -> Panel:
    made = candidacy()
    if kind == "team_recruiter":
        robin = leader(made.requisition, TeamRole.RECRUITER)
    else:
        robin = UserFactory(**{kind: True})
    ada, bob = UserFactory(), UserFactory()
    loop = held([ada], [robin, bob], made=made)
    return Panel(loop, robin, ada, bob)


def message(browser, url: str, **data) -> str:
    page = browser.post(url, data, follow=True).content.decode()
    return page[page.index("<main") : page.index("</main>")] if "<main" in page else page
