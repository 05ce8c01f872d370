"""What stands in the way of plans, or of earlier ones, and what would help: in sentences."""

from collections.abc import Sequence
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.interviews.loop_defaults import Planned, planned
from hiring.interviews.models import Proposal
from hiring.interviews.people import perspective_in_words
from hiring.interviews.wishes import Wishes
from hiring.pipeline.models import Application
from hiring.scheduling.solver.problem import Rule

MAX_REMEDIES = 4


class Sentences:
    """The words for one proposal: its plan's interviews, its people."""

    def __init__(self, proposal: Proposal, application: Application) -> None:
        self.proposal, self.application = proposal, application
        self.answer = proposal.answer or {}
        self.plan = planned(application)

    @property
    def reasons(self) -> list[str]:
        """What stands in the way of any plan."""
        return self._of(self.answer.get("reasons", []))

    @property
    def is_explained(self) -> bool:
        return "why" in self.answer

    @property
    def is_first(self) -> bool:
        """Whether the best plan is on the first day there is."""
        return "first_day" in self.answer.get("why", {})

    @property
    def why(self) -> list[str]:
        """What stands in the way of plans before the first one."""
        why = self.answer.get("why", {})
        if "first_day" in why:
            day = date_format(parse_date(why["first_day"]) or "", "D, M j")
            return [
                _("%(day)s is the first day that leaves the candidate enough notice.")
                % {"day": day}
            ]
        return self._of(why.get("reasons", []))

    @property
    def remedies(self) -> list[str]:
        """What would help, and how many plans it gives."""
        found = self.answer.get("why", {}).get("remedies", [])[:MAX_REMEDIES]
        names = _names(found)
        return [self._remedy(remedy, names) for remedy in found]

    def _of(self, reasons: Sequence[dict]) -> list[str]:
        names = _names(reasons)
        return [self._reason(Rule(one["rule"]), self._words(one, names)) for one in reasons]

    @staticmethod
    def _reason(rule: Rule, words: dict[str, Any]) -> str:
        if rule == Rule.PANEL and words["people"] <= 1:
            return _("No interviewer of %(interview)s is free.") % words
        return _REASONS[rule]() % words

    def _remedy(self, remedy: dict, names: dict[int, str]) -> str:
        what = _REMEDIES[remedy["change"]]() % self._words(remedy, names)
        n = remedy["plans"]
        return ngettext("%(what)s: %(n)d plan", "%(what)s: %(n)d plans", n) % {"what": what, "n": n}

    def _words(self, about: dict, names: dict[int, str]) -> dict[str, Any]:
        number = int(about["interview"] or 0)
        known: Planned | None = None
        if about["interview"] and number < len(self.plan):
            known = self.plan[number]
        return {
            "interview": known.name if known else "",
            "kind": known.rubric_version.rubric.get_kind_display() if known else "",
            "day": _day(about.get("day", "")),
            "people": known.people if known else 1,
            "perspective": perspective_in_words(known.perspective) if known else "",
            "person": names.get(int(about["person"] or 0), ""),
            "candidate": self.application.candidate.name,
            "hours": Wishes.of(self.proposal.wishes).hours,
        }


def _day(iso: str) -> str:
    day = parse_date(iso) if iso else None
    return date_format(day, "l, M j") if day else ""


def _names(found: Sequence[dict]) -> dict[int, str]:
    ids = [int(one["person"]) for one in found if one["person"].isdecimal()]
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


_REMEDIES = {
    "panelist": lambda: _("One more person for %(kind)s"),
    "freed": lambda: _("%(person)s free on %(day)s for %(interview)s"),
    "day": lambda: _("Opening %(day)s"),
    "fewer": lambda: _("One interviewer fewer in %(interview)s"),
    "perspective": lambda: _("Anyone qualified in %(interview)s, whatever their perspective"),
    "room": lambda: _("%(interview)s without a room"),
    "limit": lambda: _("Going over the limit of %(person)s"),
    "pause": lambda: _("No breaks"),
    "one_day": lambda: _("More than one day"),
    "hours": lambda: _("An hour more in the morning and in the evening"),
    "wishes": lambda: _("Any day and time"),
    "week": lambda: _("A third week"),
}
_REASONS = {
    Rule.CANDIDATE: lambda: _(
        "%(candidate)s is only asked for weekdays, %(hours)s, and not during other interviews."
    ),
    Rule.PANEL: lambda: _(
        "The interviewers of %(interview)s (%(people)d needed) are not free at the same time."
    ),
    Rule.PERSPECTIVE: lambda: _("%(interview)s needs an interviewer from %(perspective)s."),
    Rule.ROOM: lambda: _("%(interview)s needs a room."),
    Rule.ORDER: lambda: _("The interviews have an order."),
    Rule.PAUSE: lambda: _("The day needs lunch and two short breaks."),
    Rule.ONE_DAY: lambda: _("All interviews are to be on one day."),
    Rule.LIMIT: lambda: _("%(person)s holds no more interviews than their limit."),
    Rule.ELSEWHERE: lambda: _("%(person)s needs time between two interviews."),
    Rule.WINDOW: lambda: _("The interviews are longer than the next two weeks have room for."),
}
