"""This app's rows of the access table, and how a person stands to a requisition."""

from hiring.accounts.access import (
    EVERYONE,
    LEADING,
    ON_THE_TEAM,
    READ,
    RECRUITING,
    SCHEDULING,
    WRITE,
    Row,
)
from hiring.accounts.models import TeamRole, User
from hiring.requisitions.models import HiringTeamMember


def relations(user: User, requisition_id: int) -> frozenset[str]:
    """Return the person's roles on the requisition's hiring team; one query."""
    roles = HiringTeamMember.objects.filter(user=user, requisition=requisition_id)
    return frozenset(role for role in roles.values_list("role", flat=True))


def stage_relations(user: User, stage_id: int) -> frozenset[str]:
    """Return the person's roles on the hiring team of the stage's requisition; one query."""
    roles = HiringTeamMember.objects.filter(user=user, requisition__stages=stage_id)
    return frozenset(role for role in roles.values_list("role", flat=True))


RECRUITERS = frozenset({TeamRole.RECRUITER})
# Hiring managers build as recruiters do; what outsiders see of it, opening and closing, is a
# recruiter's.
BUILDING = (
    *("build", "build_profile", "competency", "build_text", "build_ready"),
    *("build_loop", "stage_add", "stage_change", "stage_move", "stage_drop"),
    *(
        "planned_add",
        "planned_change",
        "planned_move",
        "planned_second_interviewer",
        "planned_second_interviewers",
        "planned_drop",
        "plan_fit",
    ),
    *("build_team", "team_add", "team_perspective", "team_remove"),
)


rows = [
    Row("requisitions:list", site=EVERYONE, methods=READ),
    Row("requisitions:create", site=RECRUITING),
    Row("requisitions:preview", site=RECRUITING, methods=READ),
    Row("requisitions:presets", site=EVERYONE, methods=READ),
    # They read what the person has typed and nothing else.
    *(Row(f"requisitions:{name}", site=EVERYONE) for name in ("lint", "prose")),
    Row(
        "requisitions:detail",
        site=SCHEDULING,
        relations=ON_THE_TEAM,
        subject="requisition",
        methods=READ,
    ),
    *(
        Row(f"requisitions:{name}", site=RECRUITING, relations=LEADING, subject="requisition")
        for name in BUILDING
    ),
    # Who does what for a job is a recruiter's to say, or a coordinator's.
    Row(
        "requisitions:owners",
        site=SCHEDULING,
        relations=RECRUITERS,
        subject="requisition",
        methods=WRITE,
    ),
    # A copy is a new requisition: anyone who may create one may copy one.
    Row("requisitions:clone", site=RECRUITING),
    *(
        Row(route, site=RECRUITING, relations=RECRUITERS, subject="requisition")
        for route in (
            "requisitions:open",
            "requisitions:discard",
            "requisitions:close",
            "requisitions:reopen",
            "api:requisitions-close",
            "api:requisitions-reopen",
            "api:requisitions-open",
            "api:requisitions-discard",
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
    *(
        Row(
            f"api:requisitions-{name}",
            site=RECRUITING,
            relations=LEADING,
            subject="requisition",
            methods=WRITE,
        )
        for name in ("competency", "plan", "planned", "fit", "stages", "team", "team_member")
    ),
    # Anyone who may read it may draft another one like it, if they may draft.
    Row("api:requisitions-clone", site=RECRUITING, methods=WRITE),
    Row(
        "api:requisitions-team",
        site=SCHEDULING,
        relations=ON_THE_TEAM,
        subject="requisition",
        methods=READ,
    ),
    Row("api:requisitions-coverage", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:stages-list", site=EVERYONE, methods=READ),
    Row("api:stages-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:stages-detail", site=RECRUITING, relations=LEADING, subject="stage", methods=WRITE),
]
