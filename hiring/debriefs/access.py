"""This app's rows of the access table, and how a person stands to a debrief."""

from django.db.models import F, Value

from hiring.accounts.access import (
    ADMINISTRATORS,
    ALL_METHODS,
    EVERYONE,
    LEADING,
    ON_THE_TEAM,
    READ,
    RECRUITING,
    WRITE,
    Row,
)
from hiring.accounts.models import TeamRole, User
from hiring.pipeline.access import SEAT
from hiring.pipeline.models import Participant
from hiring.requisitions.models import HiringTeamMember
from rubrics.access import LIBRARY_EDITOR

RELATIONS = ON_THE_TEAM | {SEAT}


def to_debrief(user: User, debrief_id: int) -> frozenset[str]:
    """Return roles on the debrief's hiring team, and whether the person sits there; one query."""
    team = HiringTeamMember.objects.filter(
        requisition__applications__debriefs=debrief_id, user=user
    )
    sits = Participant.objects.filter(application__debriefs=debrief_id, user=user).seated()
    found = team.order_by().values_list(F("role")).union(sits.order_by().values_list(Value(SEAT)))
    return frozenset(role for (role,) in found)


def _leading(route: str, subject: str, methods: frozenset[str]) -> Row:
    return Row(route, site=RECRUITING, relations=LEADING, subject=subject, methods=methods)


def _library(route: str, methods: frozenset[str] = ALL_METHODS) -> Row:
    """A row for those who write rubrics."""
    editors = frozenset({LIBRARY_EDITOR})
    return Row(route, site=RECRUITING, relations=editors, subject="library", methods=methods)


def _reading(route: str) -> Row:
    """Reading it: those who lead, and the panel."""
    relations = LEADING | {SEAT}
    return Row(route, site=RECRUITING, relations=relations, subject="debrief", methods=READ)


def _deciding(route: str) -> Row:
    return Row(
        route,
        site=ADMINISTRATORS,
        relations=frozenset({TeamRole.HIRING_MANAGER}),
        subject="debrief",
        methods=WRITE,
    )


rows = [
    _library("debriefs:rubric_use", READ),
    _library("debriefs:reference_new"),
    Row("debriefs:reference", site=EVERYONE),
    # Everybody sees their own; of others only trainers, on a page that is off by default.
    Row("debriefs:calibration", site=EVERYONE, methods=READ),
    # Whose debriefs a person may see inside is `Debrief.visible_to`'s to say.
    Row("debriefs:list", site=EVERYONE, methods=READ),
    _reading("debriefs:detail"),
    _leading("debriefs:progress", "debrief", READ),
    _reading("debriefs:pdf"),
    _reading("debriefs:markdown"),
    _reading("debriefs:json"),
    _leading("debriefs:rate", "debrief", WRITE),
    _leading("debriefs:of_application", "application", READ),
    _leading("debriefs:request", "application", WRITE),
    Row("debriefs:check", site=EVERYONE),
    _deciding("debriefs:decide"),
    _deciding("debriefs:first_reading"),
    _deciding("api:debriefs-decide"),
    _deciding("api:debriefs-first_reading"),
    Row("api:debriefs-list", site=EVERYONE),
    Row("api:debriefs-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:debriefs-pdf", site=EVERYONE, methods=READ, if_visible=True),
]
