"""Those who fill the demo's lists: four dozen simulated people, moved by the same actions.

What each of them did is drawn by a fixed seed, so the demo is the same for everybody.
"""

import random
from typing import TYPE_CHECKING

from hiring.activity import clock
from hiring.demo.calendar import ZONE, at, working_day
from hiring.demo.simulation.people import draw_person
from hiring.pipeline.actions import moving
from hiring.pipeline.models import Application, RejectionReason
from hiring.requisitions.models import Requisition

if TYPE_CHECKING:
    from hiring.demo.organization import Demo

SEED = 20
YEAR = 2025
# Of all three jobs, by its place from 0.
ONSITE = 2
# In how many applications of each job somebody stands at which stage, by its place from 0.
STANDING = {
    "engineer": {0: 10, 1: 6, 2: 3, 3: 1, 4: 1},
    "researcher": {0: 5, 1: 3, 2: 1, 3: 1},
    "platform": {0: 5, 1: 3, 2: 1},
}
# How many more were rejected, and withdrew.
ENDED = {"engineer": (3, 1), "researcher": (2, 1), "platform": (1, 0)}
CHANNELS = ("linkedin", "careers-page", "careers-page", "agencies", "campus", "referral", "neurips")
# Interviews of those at the engineer's onsite: booked for today, for tomorrow, and not yet.
PANELS: dict[int, list[tuple[str, ...]]] = {
    0: [("interviewer2",), ("interviewer3",), ("interviewer",)],
    1: [("interviewer3",), ("interviewer",), ("interviewer2",)],
}


class Crowd:
    """Adds them to the story that a `Demo` tells."""

    def __init__(self, demo: "Demo") -> None:
        self.demo = demo
        self.draw = random.Random(SEED)  # noqa: S311 - invented people, not secrets
        self.names: set[str] = {
            person["resume"]["basics"]["name"] for person in demo.people.values()
        }
        self.count = 0

    def come(self) -> None:
        """Let all of them apply and go as far as they got."""
        for name, standing in STANDING.items():
            requisition = getattr(self.demo, name)
            for stage, number in standing.items():
                for place in range(number):
                    application = self.advanced(requisition, stage)
                    if name == "engineer" and stage == ONSITE and place in PANELS:
                        self.book(application, place)
            rejected, withdrew = ENDED[name]
            for _place in range(rejected):
                self.end(self.advanced(requisition, self.draw.randint(0, 1), ended=True))
            for _place in range(withdrew):
                self.end(self.advanced(requisition, 1, ended=True), by_candidate=True)

    def advanced(self, requisition: Requisition, stage: int, *, ended: bool = False) -> Application:
        """Return a new application that has reached the stage, some days ago."""
        entered = (
            self.draw.randint(6, 9) if ended else self.draw.randint(4 if stage == ONSITE else 1, 5)
        )
        days = [entered]
        for _step in range(stage):
            days.append(days[-1] + self.draw.randint(2, 4))
        # The two younger jobs opened later than their oldest applications would be.
        opened = (clock.now() - requisition.opened_at).days - 2
        applied, *moves = [-min(day, opened) for day in reversed(days)]
        application = self.demo.apply(self.person(), requisition, at(applied, 8, self.count % 60))
        for place, day in enumerate(moves, start=1):
            self.demo.move(application, place, at(day, 9 + place))
        return application

    def person(self) -> str:
        """Return the key of one more person with a name that nobody has yet."""
        person = draw_person(self.draw, 0, YEAR)
        while person.name in self.names:
            person = draw_person(self.draw, 0, YEAR)
        self.names.add(person.name)
        self.count += 1
        key = f"crowd-{self.count}"
        channel = self.draw.choice(CHANNELS)
        self.demo.people[key] = {"channel": channel, "resume": person.resume}
        return key

    def book(self, application: Application, day: int) -> None:
        """Book the interviews of that day; on a weekend, which has none, of the next."""
        panels = PANELS[day]
        if working_day(day) < clock.today(ZONE):
            day += 1
        self.demo.book(application, booked_at=at(-3, 15), day=day, panels=panels)

    def end(self, application: Application, *, by_candidate: bool = False) -> None:
        reasons = RejectionReason.objects.filter(by_candidate=by_candidate).order_by("position")
        reason = self.draw.choice(list(reasons))
        act = moving.withdraw if by_candidate else moving.reject
        with clock.set_to(at(-self.draw.randint(1, 4), 15)):
            act(application=application, reason=reason, actor=self.demo.staff["recruiter"])
