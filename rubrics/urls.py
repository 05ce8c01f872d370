from django.urls import path

from rubrics import views
from rubrics.views import archetypes
from rubrics.views.exchange import (
    library_export,
    library_import,
    question_export,
    rubric_export,
)
from rubrics.views.probes import probe_builder
from rubrics.views.takehomes import question_data

app_name = "rubrics"
urlpatterns = [
    path("", views.home, name="home"),
    path("roles/", views.role_list, name="role_list"),
    path("roles/<int:role_id>/", views.role_detail, name="role_detail"),
    path("roles/new/", archetypes.role_new, name="role_new"),
    path("roles/<int:role_id>/edit/", archetypes.role_edit, name="role_edit"),
    path("roles/<int:role_id>/edit/profile/", archetypes.role_profile, name="role_profile"),
    path("roles/<int:role_id>/edit/stages/", archetypes.role_stages, name="role_stages"),
    path("roles/<int:role_id>/edit/loop/", archetypes.role_loop, name="role_loop"),
    path("roles/<int:role_id>/edit/pitch/", archetypes.role_pitch, name="role_pitch"),
    path("roles/<int:role_id>/edit/variants/", archetypes.role_variants, name="role_variants"),
    path("roles/<int:role_id>/copy/", archetypes.role_copy, name="role_copy"),
    path("roles/<int:role_id>/retire/", archetypes.role_retire, name="role_retire"),
    path("roles/<int:role_id>/restore/", archetypes.role_restore, name="role_restore"),
    path("roles/<int:role_id>/take/", archetypes.role_take, name="role_take"),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("organisations/new/", archetypes.organisation_new, name="organisation_new"),
    path(
        "organisations/<int:organisation_id>/",
        archetypes.organisation_detail,
        name="organisation_detail",
    ),
    path(
        "organisations/<int:organisation_id>/edit/",
        archetypes.organisation_edit,
        name="organisation_edit",
    ),
    path(
        "organisations/<int:organisation_id>/retire/",
        archetypes.organisation_retire,
        name="organisation_retire",
    ),
    path(
        "organisations/<int:organisation_id>/restore/",
        archetypes.organisation_restore,
        name="organisation_restore",
    ),
    path(
        "organisations/<int:organisation_id>/take/",
        archetypes.organisation_take,
        name="organisation_take",
    ),
    path("shifts/", archetypes.shift_list, name="shift_list"),
    path("shifts/new/", archetypes.shift_new, name="shift_new"),
    path("shifts/<int:shift_id>/edit/", archetypes.shift_edit, name="shift_edit"),
    path("shifts/<int:shift_id>/retire/", archetypes.shift_retire, name="shift_retire"),
    path("shifts/<int:shift_id>/restore/", archetypes.shift_restore, name="shift_restore"),
    path("shifts/<int:shift_id>/take/", archetypes.shift_take, name="shift_take"),
    path("competencies/", views.competency_list, name="competency_list"),
    path(
        "competencies/<int:competency_id>/",
        views.competency_detail,
        name="competency_detail",
    ),
    path("competencies/new/", archetypes.competency_new, name="competency_new"),
    path(
        "competencies/<int:competency_id>/edit/",
        archetypes.competency_edit,
        name="competency_edit",
    ),
    path(
        "competencies/<int:competency_id>/retire/",
        archetypes.competency_retire,
        name="competency_retire",
    ),
    path(
        "competencies/<int:competency_id>/restore/",
        archetypes.competency_restore,
        name="competency_restore",
    ),
    path(
        "competencies/<int:competency_id>/take/", archetypes.competency_take, name="competency_take"
    ),
    path("rubrics/", views.rubric_list, name="rubric_list"),
    path("rubrics/<int:rubric_id>/", views.rubric_detail, name="rubric_detail"),
    path("rubrics/new/", views.rubric_new, name="rubric_new"),
    path("rubrics/<int:rubric_id>/draft/", views.rubric_draft, name="rubric_draft"),
    path("rubrics/<int:rubric_id>/edit/", views.rubric_edit, name="rubric_edit"),
    path("rubrics/<int:rubric_id>/preview/", views.rubric_preview, name="rubric_preview"),
    path("rubrics/<int:rubric_id>/discard/", views.rubric_discard, name="rubric_discard"),
    path("rubrics/<int:rubric_id>/retire/", views.rubric_retire, name="rubric_retire"),
    path("rubrics/<int:rubric_id>/restore/", views.rubric_restore, name="rubric_restore"),
    path("rubrics/<int:rubric_id>/copy/", views.rubric_copy, name="rubric_copy"),
    path("rubrics/<int:rubric_id>/compare/", views.rubric_compare, name="rubric_compare"),
    path("questions/", views.question_list, name="question_list"),
    path("questions/<int:question_id>/", views.question_detail, name="question_detail"),
    path("questions/new/", views.question_new, name="question_new"),
    path("questions/<int:question_id>/draft/", views.question_draft, name="question_draft"),
    path("questions/<int:question_id>/edit/", views.question_edit, name="question_edit"),
    path("questions/<int:question_id>/preview/", views.question_preview, name="question_preview"),
    path("questions/<int:question_id>/discard/", views.question_discard, name="question_discard"),
    path("questions/<int:question_id>/retire/", views.question_retire, name="question_retire"),
    path("questions/<int:question_id>/restore/", views.question_restore, name="question_restore"),
    path("questions/<int:question_id>/copy/", views.question_copy, name="question_copy"),
    path("questions/<int:question_id>/compare/", views.question_compare, name="question_compare"),
    path("questions/<int:question_id>/data/", question_data, name="question_data"),
    path("probes/", probe_builder, name="probe_builder"),
    path("rubrics/<int:rubric_id>/export/", rubric_export, name="rubric_export"),
    path("questions/<int:question_id>/export/", question_export, name="question_export"),
    path("export/", library_export, name="library_export"),
    path("import/", library_import, name="library_import"),
    path("puzzles/", views.puzzle_list, name="puzzle_list"),
    path("puzzles/<slug:puzzle_key>/", views.puzzle_detail, name="puzzle_detail"),
]
