"""This app's rows of the access table, and how a person stands to an application."""

from django.db.models import CharField, Value

from hiring.accounts.access import (
    ALL_METHODS,
    EVERYONE,
    LEADING,
    READ,
    RECRUITING,
    SCHEDULING,
    WRITE,
    Row,
)
from hiring.accounts.models import SiteRole, TeamRole, User
from hiring.pipeline.models import Participant
from hiring.requisitions.models import HiringTeamMember

# Holds an active seat in a loop of the application.
SEAT = "seat"


def relations(user: User, application_id: int) -> frozenset[str]:
    """Return the person's roles on its requisition's team, and SEAT if they hold one; one query."""
    roles = HiringTeamMember.objects.filter(
        user=user, requisition__applications=application_id
    ).values_list("role")
    seats = (
        Participant.objects.filter(user=user, application=application_id)
        .seated()
        .values_list(Value(SEAT, output_field=CharField()))
    )
    # Without their default orders, which a union cannot take.
    return frozenset(name for (name,) in roles.order_by().union(seats.order_by()))


def _row(
    route: str,
    site: frozenset[SiteRole],
    subject: str,
    methods: frozenset[str] = ALL_METHODS,
) -> Row:
    return Row(route, site=site, relations=LEADING, subject=subject, methods=methods)


rows = [
    *(
        _row(f"pipeline:{tab}", SCHEDULING, "application", READ)
        for tab in ("detail", "interviews", "hypotheses", "activity", "drawer")
    ),
    _row("pipeline:advance_confirm", SCHEDULING, "application", READ),
    _row("pipeline:readers", SCHEDULING, "application", READ),
    _row("pipeline:hypothesis", SCHEDULING, "application", READ),
    _row("pipeline:hypothesis", RECRUITING, "application", WRITE),
    *(
        _row(f"pipeline:{name}", SCHEDULING, "application")
        for name in ("advance", "note", "other_offer", "task_add")
    ),
    *(
        _row(f"pipeline:{name}", RECRUITING, "application")
        for name in ("reject", "reopen", "hire", "review_request")
    ),
    # A coordinator gets the call, too.
    _row("pipeline:withdraw", SCHEDULING, "application"),
    *(
        _row(f"pipeline:{page}", SCHEDULING, "requisition", READ)
        for page in ("board", "table", "triage")
    ),
    # Mails to and from candidates are for those who write and call, as their addresses are.
    *(
        Row(
            f"pipeline:{page}",
            site=SCHEDULING,
            relations=frozenset({TeamRole.RECRUITER}),
            subject="application",
        )
        for page in (
            "messages",
            "message_preview",
            "message_cancel",
            "message_again",
            "message_upload",
            "message_original",
        )
    ),
    _row("pipeline:import", RECRUITING, "requisition"),
    *(
        _row(f"pipeline:{page}", RECRUITING, "requisition")
        for page in ("sheet", "sheet_undo", "sheet_discard")
    ),
    Row(
        "pipeline:owners",
        site=SCHEDULING,
        relations=frozenset({TeamRole.RECRUITER}),
        subject="application",
        methods=WRITE,
    ),
    # One's own: others get 404.
    Row("pipeline:review", site=EVERYONE, if_visible=True),
    Row("pipeline:absence", site=EVERYONE),
    Row("pipeline:tasks", site=EVERYONE, methods=READ),
    Row("pipeline:task_done", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("pipeline:task_reopen", site=EVERYONE, methods=WRITE, if_visible=True),
    _row("pipeline:job_tasks", SCHEDULING, "requisition"),
    Row("api:reviews-list", site=EVERYONE),
    Row("api:reviews-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:reviews-answer", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("api:bulk-actions-list", site=RECRUITING),
    *(
        Row(f"api:bulk-actions-{part}", site=RECRUITING, if_visible=True)
        for part in ("detail", "undo", "failures")
    ),
    Row("api:tasks-list", site=EVERYONE),
    Row("api:tasks-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:tasks-finish", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("api:tasks-reopen", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("pipeline:list", site=EVERYONE, methods=READ),
    Row("pipeline:export", site=SCHEDULING, methods=READ),
    Row("pipeline:bulk", site=RECRUITING, methods=WRITE),
    # One's own: others get 404.
    Row("pipeline:bulk_progress", site=RECRUITING, methods=READ, if_visible=True),
    Row("pipeline:bulk_undo", site=RECRUITING, methods=WRITE, if_visible=True),
    Row("pipeline:of_candidate", site=EVERYONE, methods=READ, if_visible=True),
    Row("pipeline:apply", site=RECRUITING, methods=WRITE),
    Row("api:applications-list", site=EVERYONE, methods=READ),
    Row("api:applications-list", site=RECRUITING, methods=WRITE),
    Row("api:applications-detail", site=EVERYONE, methods=READ, if_visible=True),
    _row("api:applications-advance", SCHEDULING, "application"),
    *(
        _row(f"api:applications-{name}", RECRUITING, "application")
        for name in ("reject", "reopen", "hire")
    ),
    _row("api:applications-withdraw", SCHEDULING, "application"),
    Row(
        "api:applications-assign",
        site=SCHEDULING,
        relations=frozenset({TeamRole.RECRUITER}),
        subject="application",
    ),
    # Of the jobs that one leads, or recruits for.
    Row("api:imports-list", site=EVERYONE),
    Row("api:imports-detail", site=EVERYONE, if_visible=True),
    Row("api:imports-rows", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:imports-start", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("api:imports-undo", site=EVERYONE, methods=WRITE, if_visible=True),
    Row("api:messages-list", site=EVERYONE, methods=READ),
    Row("api:messages-list", site=SCHEDULING, methods=WRITE),
    Row("api:messages-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row("api:messages-cancel", site=SCHEDULING, methods=WRITE),
    Row("api:rejection-reasons-list", site=EVERYONE, methods=READ),
    Row("api:rejection-reasons-detail", site=EVERYONE, methods=READ),
]
