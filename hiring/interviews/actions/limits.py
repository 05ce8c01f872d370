"""Interviewers' own limits: they bind whoever books, unless somebody who may says otherwise."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hiring.accounts.access import SCHEDULING
from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.interviews.actions.conflicts import Clash, Problem, Wanted
from hiring.interviews.load import Excess, excesses, loads, monday_of, reserved
from hiring.interviews.models import Interview, Loop
from hiring.interviews.verbs import Verb
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import concerning
from hiring.scheduling.models import Availability
from hiring.scheduling.solver.problem import Span


class LimitReached(Clash):
    """An interviewer holds as much as they take; `over_limits` books it all the same."""


def may_pass_limits(user: User) -> bool:
    """Return whether a person may book more of others than these take."""
    return user.site_role in SCHEDULING


def lock_people(wanted: Sequence[Wanted]) -> None:
    """Have bookings of the same people come one after the other, by the order of their ids.

    What is counted (limits) or held for a while (holds) is no constraint of one table.
    """
    ids = {user.pk for slot in wanted for user in slot.interviewers}
    people = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(people.values_list("pk"))


def keep_limits(
    wanted: Sequence[Wanted],
    *,
    application: Application,
    actor: User,
    over_limits: bool = False,
    but_not: Interview | Loop | None = None,
) -> None:
    """Raise LimitReached when somebody would hold more than they take, unless `over_limits`.

    That somebody passed them is recorded. What is over already passes no limit.
    """
    coming = [slot for slot in wanted if slot.during.upper > clock.now()]
    problems = list(_problems(wanted, coming, but_not, application)) if coming else []
    if not problems:
        return
    if not over_limits:
        raise LimitReached([problem for problem, _user in problems])
    if not may_pass_limits(actor):
        raise Refused(_("Only recruiters and coordinators can book past interviewers’ limits."))
    record(
        Verb.LIMITS_PASSED,
        on=application,
        actor=actor,
        users=sorted({user.pk for _problem, user in problems}),
        **concerning(application),
    )


def _problems(
    wanted: Sequence[Wanted],
    coming: Sequence[Wanted],
    but_not: Interview | Loop | None,
    application: Application,
) -> Iterator[tuple[Problem, User]]:
    """What was reserved for the application was within the limits then, and passes none now."""
    people = {user for slot in coming for user in slot.interviewers}
    limits = {row.user_id: row for row in Availability.objects.filter(user__in=people)}
    if not limits:
        return
    start, end = min(w.during.lower for w in coming), max(w.during.upper for w in coming)
    load = loads(people, start, end, but_not=but_not)
    own = set()
    for user_id, span, application_id in reserved(people, start, end):
        if application_id == application.pk:
            own.add((user_id, span))
        else:
            load[user_id] = load[user_id].with_one_more(span)
    for slot in sorted(coming, key=lambda one: one.during.lower):
        span = Span(slot.during.lower, slot.during.upper)
        for user in slot.interviewers:
            if user.pk in limits and (user.pk, span) not in own:
                for excess in excesses(limits[user.pk], load[user.pk], span):
                    yield Problem(wanted.index(slot), "interviewers", in_words(user, excess)), user
            load[user.pk] = load[user.pk].with_one_more(span)


def in_words(user: User, excess: Excess) -> str:
    """Return as a sentence which limit would be passed."""
    words = {
        "person": user,
        "limit": excess.limit,
        "number": excess.number,
        "day": date_format(excess.day, "D, M j"),
        "monday": date_format(monday_of(excess.day), "D, M j"),
    }
    return {
        "per_day": _(
            "%(person)s takes at most %(limit)d interviews a day. On %(day)s this would be number "
            "%(number)d."
        ),
        "per_week": _(
            "%(person)s takes at most %(limit)d interviews a week. In the week of %(monday)s this "
            "would be number %(number)d."
        ),
        "paused": _("%(person)s holds no interviews until %(day)s."),
        "gap": _(
            "%(person)s needs %(limit)d minutes between interviews. On %(day)s another one is "
            "closer than that."
        ),
    }[excess.rule] % words
