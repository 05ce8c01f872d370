"""This app's rows of the access table, and how a person stands to a loop, interview or seat."""

from django.db.models import F, Q, QuerySet, Value

from hiring.accounts.access import EVERYONE, LEADING, ON_THE_TEAM, READ, SCHEDULING, WRITE, Row
from hiring.accounts.models import TeamRole, User
from hiring.interviews.models import Seat, SeatStatus
from hiring.pipeline.access import SEAT
from hiring.requisitions.models import HiringTeamMember

RELATIONS = ON_THE_TEAM | {SEAT}
# Held a seat and left it.
FORMER_SEAT = "former_seat"
# Of the requisition that an interview is for.
_INTERVIEW = "requisition__applications__loops__interviews"


def to_loop(user: User, loop_id: int) -> frozenset[str]:
    """Return roles on the loop's hiring team, and whether the person sits in it; one query."""
    team = HiringTeamMember.objects.filter(requisition__applications__loops=loop_id)
    return relations(user, team, Q(interview__loop=loop_id))


def to_interview(user: User, interview_id: int) -> frozenset[str]:
    """Return roles on the interview's hiring team, and whether the person sits or sat in it."""
    team = HiringTeamMember.objects.filter(**{_INTERVIEW: interview_id})
    found = relations(user, team, Q(interview=interview_id))
    if SEAT in found:
        return found
    held = Seat.everyone.filter(interview=interview_id, user=user).exists()
    return found | {FORMER_SEAT} if held else found


def to_seat(user: User, seat_id: int) -> frozenset[str]:
    """Return roles on the seat's hiring team, and whether the seat is the person's own."""
    team = HiringTeamMember.objects.filter(**{f"{_INTERVIEW}__seats": seat_id})
    return relations(user, team, Q(pk=seat_id))


def relations(user: User, team: QuerySet, seats: Q) -> frozenset[str]:
    """Return the person's roles among `team` and, for an active seat among `seats`, SEAT."""
    sits = Seat.everyone.filter(seats, user=user, status=SeatStatus.ACTIVE)
    roles = team.filter(user=user).order_by().values_list(F("role"))
    found = roles.union(sits.order_by().values_list(Value(SEAT)))
    return frozenset(role for (role,) in found)


def _booking(route: str, subject: str, methods: frozenset[str] = READ | WRITE) -> Row:
    return Row(
        f"interviews:{route}",
        site=SCHEDULING,
        relations=frozenset({TeamRole.RECRUITER}),
        subject=subject,
        methods=methods,
    )


def _changing(route: str, subject: str, methods: frozenset[str] = frozenset({"POST"})) -> Row:
    return Row(
        f"api:{route}",
        site=SCHEDULING,
        relations=frozenset({TeamRole.RECRUITER}),
        subject=subject,
        methods=methods,
    )


rows = [
    Row("interviews:mine", site=EVERYONE, methods=READ),
    Row("interviews:week", site=EVERYONE, methods=READ),
    Row("interviews:day", site=EVERYONE, methods=READ),
    Row("interviews:pool", site=SCHEDULING, methods=READ),
    Row("interviews:pool_person", site=SCHEDULING),
    Row("choose_time:choose", public=True),
    Row("interviews:answer", public=True),
    Row("your_interviews:schedule", public=True, methods=READ),
    Row("interviews:feed", public=True, methods=READ),
    Row("interviews:feed_create", site=EVERYONE, methods=WRITE),
    Row("interviews:feed_revoke", site=EVERYONE, methods=WRITE),
    Row("interviews:zones", site=EVERYONE, methods=READ),
    Row("interviews:loop", site=SCHEDULING, relations=LEADING, subject="loop", methods=READ),
    Row(
        "interviews:of_application",
        site=SCHEDULING,
        relations=LEADING,
        subject="application",
        methods=READ,
    ),
    _booking("book", "application"),
    _booking("candidate_day", "application", READ),
    _booking("choice", "application", READ),
    _booking("choice_create", "application", WRITE),
    _booking("choice_email", "application", WRITE),
    _booking("choice_revoke", "application", WRITE),
    _booking("book_plans", "application", WRITE),
    _booking("choice_release", "application", WRITE),
    _booking("book_why", "application", WRITE),
    _booking("book_mails", "application", WRITE),
    _booking("book_calendar", "application", READ),
    _booking("book_people", "application", READ),
    _booking("book_questions", "application", READ),
    _booking("add", "loop"),
    _booking("move_loop", "loop"),
    _booking("meeting", "loop"),
    _booking("meeting_cancel", "loop", WRITE),
    _booking("cancel_loop", "loop", WRITE),
    _booking("move", "interview"),
    _booking("cancel", "interview", WRITE),
    _booking("no_show", "interview", WRITE),
    _booking("seat_add", "interview"),
    _booking("replace", "seat"),
    _booking("seat_cancel", "seat", WRITE),
    _booking("seat_no_show", "seat", WRITE),
    _changing("loops-cancel", "loop"),
    _changing("interviews-detail", "interview", frozenset({"PATCH"})),
    *(
        _changing(f"interviews-{name}", "interview")
        for name in (
            *("cancel", "no_show", "seats"),
            *("seat_replace", "seat_cancel", "seat_no_show"),
        )
    ),
    Row(
        "api:interviews-seat_answer",
        relations=frozenset({SEAT}),
        subject="interview",
        methods=frozenset({"POST"}),
    ),
    *(
        Row(f"api:{route}", site=SCHEDULING, methods=methods)
        for route, methods in {
            "proposals-list": READ | frozenset({"POST"}),
            "proposals-detail": READ,
            "proposals-take": frozenset({"POST"}),
            "proposals-explain": frozenset({"POST"}),
            "proposals-hold": frozenset({"POST"}),
            "holds-list": READ,
            "holds-detail": READ | frozenset({"DELETE"}),
            "holds-book": frozenset({"POST"}),
        }.items()
    ),
    Row("api:loops-list", site=EVERYONE, methods=READ),
    Row("api:loops-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:interviews-list", site=EVERYONE, methods=READ),
    Row("api:interviews-day", site=EVERYONE, methods=READ),
    Row("api:interviews-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:loops-list", site=SCHEDULING, methods=WRITE),
    Row("api:interviews-list", site=SCHEDULING, methods=WRITE),
]
