from django.urls import path

from hiring.requisitions import views

app_name = "requisitions"
BUILD = "<int:requisition_id>/build/"
TEAM = "<int:requisition_id>/team/"
urlpatterns = [
    path("", views.requisition_list, name="list"),
    path("new/", views.create, name="create"),
    path("new/preview/", views.preview, name="preview"),
    path("new/presets/", views.presets, name="presets"),
    path("lint/", views.lint, name="lint"),
    path("prose/", views.prose, name="prose"),
    path("<int:requisition_id>/", views.detail, name="detail"),
    path("<int:requisition_id>/edit/", views.edit, name="edit"),
    path("<int:requisition_id>/open/", views.open_now, name="open"),
    path("<int:requisition_id>/discard/", views.discard, name="discard"),
    path("<int:requisition_id>/clone/", views.clone, name="clone"),
    path("<int:requisition_id>/close/", views.close, name="close"),
    path("<int:requisition_id>/reopen/", views.reopen, name="reopen"),
    path(BUILD, views.surroundings, name="build"),
    path(f"{BUILD}profile/", views.profile, name="build_profile"),
    path(f"{BUILD}profile/<int:competency_id>/", views.competency, name="competency"),
    path(f"{BUILD}loop/", views.loop, name="build_loop"),
    path(f"{BUILD}loop/stages/add/", views.stage_add, name="stage_add"),
    path(f"{BUILD}loop/stages/<int:stage_id>/", views.stage_change, name="stage_change"),
    path(f"{BUILD}loop/stages/<int:stage_id>/move/", views.stage_move, name="stage_move"),
    path(f"{BUILD}loop/stages/<int:stage_id>/drop/", views.stage_drop, name="stage_drop"),
    path(f"{BUILD}loop/fit/", views.plan_fit, name="plan_fit"),
    path(f"{BUILD}loop/interviews/add/", views.planned_add, name="planned_add"),
    path(f"{BUILD}loop/interviews/<int:planned_id>/", views.planned_change, name="planned_change"),
    path(f"{BUILD}loop/interviews/<int:planned_id>/move/", views.planned_move, name="planned_move"),
    path(f"{BUILD}loop/interviews/pairs/", views.planned_pairs, name="planned_pairs"),
    path(f"{BUILD}loop/interviews/<int:planned_id>/seat/", views.planned_seat, name="planned_seat"),
    path(f"{BUILD}loop/interviews/<int:planned_id>/drop/", views.planned_drop, name="planned_drop"),
    path(f"{BUILD}text/", views.text, name="build_text"),
    path(f"{BUILD}team/", views.team, name="build_team"),
    path(f"{BUILD}ready/", views.ready, name="build_ready"),
    path(f"{TEAM}add/", views.team_add, name="team_add"),
    path(f"{TEAM}<int:member_id>/voice/", views.team_voice, name="team_voice"),
    path(f"{TEAM}<int:member_id>/remove/", views.team_remove, name="team_remove"),
]
