from django.urls import path

from rubrics.bank.views import lifecycle as standing
from rubrics.bank.views import puzzles, reading, writing
from rubrics.bank.views.probes import probe_builder
from rubrics.bank.views.take_homes import question_data
from rubrics.exchange.views import (
    library_export,
    library_import,
    question_export,
    rubric_export,
)
from rubrics.roles.views import competencies, loops, organisations, profiles, roles, shifts
from rubrics.roles.views import lifecycle as archetypes_standing

app_name = "rubrics"
urlpatterns = [
    path("", reading.home, name="home"),
    path("roles/", reading.role_list, name="role_list"),
    path("roles/<int:role_id>/", reading.role_detail, name="role_detail"),
    path("roles/new/", roles.role_new, name="role_new"),
    path("roles/<int:role_id>/edit/", roles.role_edit, name="role_edit"),
    path("roles/<int:role_id>/edit/profile/", profiles.role_profile, name="role_profile"),
    path("roles/<int:role_id>/edit/stages/", loops.role_stages, name="role_stages"),
    path("roles/<int:role_id>/edit/loop/", loops.role_loop, name="role_loop"),
    path("roles/<int:role_id>/edit/pitch/", roles.role_pitch, name="role_pitch"),
    path("roles/<int:role_id>/edit/variants/", loops.role_variants, name="role_variants"),
    path("roles/<int:role_id>/copy/", roles.role_copy, name="role_copy"),
    path("roles/<int:role_id>/retire/", archetypes_standing.role_retire, name="role_retire"),
    path("roles/<int:role_id>/restore/", archetypes_standing.role_restore, name="role_restore"),
    path("roles/<int:role_id>/take/", archetypes_standing.role_take, name="role_take"),
    path("organisations/", reading.organisation_list, name="organisation_list"),
    path("organisations/new/", organisations.organisation_new, name="organisation_new"),
    path(
        "organisations/<int:organisation_id>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    path(
        "organisations/<int:organisation_id>/edit/",
        organisations.organisation_edit,
        name="organisation_edit",
    ),
    path(
        "organisations/<int:organisation_id>/retire/",
        archetypes_standing.organisation_retire,
        name="organisation_retire",
    ),
    path(
        "organisations/<int:organisation_id>/restore/",
        archetypes_standing.organisation_restore,
        name="organisation_restore",
    ),
    path(
        "organisations/<int:organisation_id>/take/",
        archetypes_standing.organisation_take,
        name="organisation_take",
    ),
    path("shifts/", shifts.shift_list, name="shift_list"),
    path("shifts/new/", shifts.shift_new, name="shift_new"),
    path("shifts/<int:shift_id>/edit/", shifts.shift_edit, name="shift_edit"),
    path("shifts/<int:shift_id>/retire/", archetypes_standing.shift_retire, name="shift_retire"),
    path("shifts/<int:shift_id>/restore/", archetypes_standing.shift_restore, name="shift_restore"),
    path("shifts/<int:shift_id>/take/", archetypes_standing.shift_take, name="shift_take"),
    path("competencies/", reading.competency_list, name="competency_list"),
    path(
        "competencies/<int:competency_id>/",
        reading.competency_detail,
        name="competency_detail",
    ),
    path("competencies/new/", competencies.competency_new, name="competency_new"),
    path(
        "competencies/<int:competency_id>/edit/",
        competencies.competency_edit,
        name="competency_edit",
    ),
    path(
        "competencies/<int:competency_id>/retire/",
        archetypes_standing.competency_retire,
        name="competency_retire",
    ),
    path(
        "competencies/<int:competency_id>/restore/",
        archetypes_standing.competency_restore,
        name="competency_restore",
    ),
    path(
        "competencies/<int:competency_id>/take/",
        archetypes_standing.competency_take,
        name="competency_take",
    ),
    path("rubrics/", reading.rubric_list, name="rubric_list"),
    path("rubrics/<int:rubric_id>/", reading.rubric_detail, name="rubric_detail"),
    path("rubrics/new/", writing.rubric_new, name="rubric_new"),
    path("rubrics/<int:rubric_id>/draft/", writing.rubric_draft, name="rubric_draft"),
    path("rubrics/<int:rubric_id>/edit/", writing.rubric_edit, name="rubric_edit"),
    path("rubrics/<int:rubric_id>/preview/", writing.rubric_preview, name="rubric_preview"),
    path("rubrics/<int:rubric_id>/discard/", writing.rubric_discard, name="rubric_discard"),
    path("rubrics/<int:rubric_id>/retire/", writing.rubric_retire, name="rubric_retire"),
    path("rubrics/<int:rubric_id>/restore/", writing.rubric_restore, name="rubric_restore"),
    path("rubrics/<int:rubric_id>/copy/", writing.rubric_copy, name="rubric_copy"),
    path("rubrics/<int:rubric_id>/compare/", standing.rubric_compare, name="rubric_compare"),
    path("questions/", reading.question_list, name="question_list"),
    path("questions/<int:question_id>/", reading.question_detail, name="question_detail"),
    path("questions/new/", writing.question_new, name="question_new"),
    path("questions/<int:question_id>/draft/", writing.question_draft, name="question_draft"),
    path("questions/<int:question_id>/edit/", writing.question_edit, name="question_edit"),
    path("questions/<int:question_id>/preview/", writing.question_preview, name="question_preview"),
    path("questions/<int:question_id>/discard/", writing.question_discard, name="question_discard"),
    path("questions/<int:question_id>/retire/", writing.question_retire, name="question_retire"),
    path("questions/<int:question_id>/restore/", writing.question_restore, name="question_restore"),
    path("questions/<int:question_id>/copy/", writing.question_copy, name="question_copy"),
    path(
        "questions/<int:question_id>/compare/", standing.question_compare, name="question_compare"
    ),
    path("questions/<int:question_id>/data/", question_data, name="question_data"),
    path("probes/", probe_builder, name="probe_builder"),
    path("rubrics/<int:rubric_id>/export/", rubric_export, name="rubric_export"),
    path("questions/<int:question_id>/export/", question_export, name="question_export"),
    path("export/", library_export, name="library_export"),
    path("import/", library_import, name="library_import"),
    path("puzzles/", puzzles.puzzle_list, name="puzzle_list"),
    path("puzzles/<slug:puzzle_key>/", puzzles.puzzle_detail, name="puzzle_detail"),
]
