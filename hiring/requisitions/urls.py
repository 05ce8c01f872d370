from django.urls import path

from hiring.requisitions.views import (
    lifecycle,
    loop,
    planned,
    profile,
    reading,
    sections,
    stages,
    starting,
    team,
)

app_name = "requisitions"
BUILD = "<int:requisition_id>/build/"
TEAM = "<int:requisition_id>/team/"
urlpatterns = [
    path("", reading.requisition_list, name="list"),
    path("new/", starting.create, name="create"),
    path("new/preview/", starting.preview, name="preview"),
    path("new/presets/", starting.presets, name="presets"),
    path("lint/", starting.lint, name="lint"),
    path("prose/", starting.prose, name="prose"),
    path("<int:requisition_id>/", reading.detail, name="detail"),
    path("<int:requisition_id>/open/", lifecycle.open_now, name="open"),
    path("<int:requisition_id>/discard/", lifecycle.discard, name="discard"),
    path("<int:requisition_id>/clone/", lifecycle.clone, name="clone"),
    path("<int:requisition_id>/close/", lifecycle.close, name="close"),
    path("<int:requisition_id>/reopen/", lifecycle.reopen, name="reopen"),
    path(BUILD, sections.role_context, name="build"),
    path(f"{BUILD}profile/", profile.profile, name="build_profile"),
    path(f"{BUILD}profile/<int:competency_id>/", profile.competency, name="competency"),
    path(f"{BUILD}loop/", loop.loop, name="build_loop"),
    path(f"{BUILD}loop/stages/add/", stages.stage_add, name="stage_add"),
    path(f"{BUILD}loop/stages/<int:stage_id>/", stages.stage_change, name="stage_change"),
    path(f"{BUILD}loop/stages/<int:stage_id>/move/", stages.stage_move, name="stage_move"),
    path(f"{BUILD}loop/stages/<int:stage_id>/drop/", stages.stage_drop, name="stage_drop"),
    path(f"{BUILD}loop/fit/", planned.plan_fit, name="plan_fit"),
    path(f"{BUILD}loop/interviews/add/", planned.planned_add, name="planned_add"),
    path(
        f"{BUILD}loop/interviews/<int:planned_id>/", planned.planned_change, name="planned_change"
    ),
    path(
        f"{BUILD}loop/interviews/<int:planned_id>/move/", planned.planned_move, name="planned_move"
    ),
    path(
        f"{BUILD}loop/interviews/pairs/",
        planned.planned_second_interviewers,
        name="planned_second_interviewers",
    ),
    path(
        f"{BUILD}loop/interviews/<int:planned_id>/seat/",
        planned.planned_second_interviewer,
        name="planned_second_interviewer",
    ),
    path(
        f"{BUILD}loop/interviews/<int:planned_id>/drop/", planned.planned_drop, name="planned_drop"
    ),
    path(f"{BUILD}text/", sections.text, name="build_text"),
    path(f"{BUILD}team/", team.team, name="build_team"),
    path(f"{BUILD}ready/", sections.ready, name="build_ready"),
    path("<int:requisition_id>/owners/", team.owners, name="owners"),
    path(f"{TEAM}add/", team.team_add, name="team_add"),
    path(f"{TEAM}<int:member_id>/perspective/", team.team_perspective, name="team_perspective"),
    path(f"{TEAM}<int:member_id>/remove/", team.team_remove, name="team_remove"),
]
