"""This room's rows of the access table, and how a person stands to a requisition."""

from hiring.accounts.access import (
    EVERYONE,
    LEADING,
    ON_THE_TEAM,
    READ,
    RECRUITING,
    SCHEDULING,
    WRITE,
    Relation,
    Row,
)
from hiring.accounts.models import TeamRole, User
from hiring.requisitions.models import HiringTeamMember, RequisitionStatus


def relations(user: User, requisition_id: int) -> frozenset[Relation]:
    """Return the person's roles on the requisition's hiring team; one query."""
    roles = HiringTeamMember.objects.filter(user=user, requisition=requisition_id)
    return frozenset(Relation(role) for role in roles.values_list("role", flat=True))


def library_relations(user: User, _library: int) -> frozenset[Relation]:
    """Return that the person is hiring manager, where they are one of any open requisition.

    The library belongs to no requisition: who leads one may write what good looks like.
    """
    leads = HiringTeamMember.objects.filter(
        user=user, role=TeamRole.HIRING_MANAGER, requisition__status=RequisitionStatus.OPEN
    )
    return frozenset({Relation.HIRING_MANAGER} if leads.exists() else ())


RECRUITERS = frozenset({Relation.RECRUITER})

rows = [
    Row("requisitions:list", site=EVERYONE, methods=READ),
    Row("requisitions:create", site=RECRUITING),
    Row("requisitions:preview", site=RECRUITING, methods=READ),
    # Reads what the person has typed and nothing else.
    Row("requisitions:lint", site=EVERYONE),
    Row(
        "requisitions:detail",
        site=SCHEDULING,
        relations=ON_THE_TEAM,
        subject="requisition",
        methods=READ,
    ),
    *(
        Row(f"requisitions:{name}", site=RECRUITING, relations=LEADING, subject="requisition")
        for name in ("edit", "team_add", "team_remove")
    ),
    *(
        Row(route, site=RECRUITING, relations=RECRUITERS, subject="requisition")
        for route in (
            "requisitions:close",
            "requisitions:reopen",
            "api:requisitions-close",
            "api:requisitions-reopen",
        )
    ),
    Row("api:requisitions-list", site=EVERYONE, methods=READ),
    Row("api:requisitions-list", site=RECRUITING, methods=WRITE),
    Row("api:requisitions-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row(
        "api:requisitions-detail",
        site=RECRUITING,
        relations=LEADING,
        subject="requisition",
        methods=WRITE,
    ),
    Row("api:stages-list", site=EVERYONE, methods=READ),
    Row("api:stages-detail", site=EVERYONE, methods=READ, if_visible=True),
]
