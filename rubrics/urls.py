from django.urls import path

from rubrics.bank.views import puzzles, reading
from rubrics.bank.views.probes import probe_builder
from rubrics.bank.views.take_homes import question_data
from rubrics.bank.views.writing import QUESTIONS, RUBRICS, urls_of
from rubrics.exchange import views as exchange
from rubrics.roles.views import (
    adjustments,
    archiving,
    competencies,
    loops,
    organizations,
    profiles,
    roles,
)
from rubrics.roles.views import reading as role_reading

app_name = "rubrics"
urlpatterns = [
    path("", reading.home, name="home"),
    path("roles/", role_reading.role_list, name="role_list"),
    path("roles/<int:role_id>/", role_reading.role_detail, name="role_detail"),
    path("roles/new/", roles.role_new, name="role_new"),
    path("roles/<int:role_id>/edit/", roles.role_edit, name="role_edit"),
    path("roles/<int:role_id>/edit/profile/", profiles.role_profile, name="role_profile"),
    path("roles/<int:role_id>/edit/stages/", loops.role_stages, name="role_stages"),
    path("roles/<int:role_id>/edit/loop/", loops.role_loop, name="role_loop"),
    path("roles/<int:role_id>/edit/pitch/", roles.role_pitch, name="role_pitch"),
    path("roles/<int:role_id>/edit/variants/", loops.role_variants, name="role_variants"),
    path("roles/<int:role_id>/copy/", roles.role_copy, name="role_copy"),
    path("roles/<int:role_id>/archive/", archiving.role_archive, name="role_archive"),
    path("roles/<int:role_id>/restore/", archiving.role_restore, name="role_restore"),
    path("roles/<int:role_id>/reset/", exchange.role_reset, name="role_reset"),
    path("organizations/", role_reading.organization_list, name="organization_list"),
    path("organizations/new/", organizations.organization_new, name="organization_new"),
    path(
        "organizations/<int:organization_id>/",
        organizations.organization_detail,
        name="organization_detail",
    ),
    path(
        "organizations/<int:organization_id>/edit/",
        organizations.organization_edit,
        name="organization_edit",
    ),
    path(
        "organizations/<int:organization_id>/archive/",
        archiving.organization_archive,
        name="organization_archive",
    ),
    path(
        "organizations/<int:organization_id>/restore/",
        archiving.organization_restore,
        name="organization_restore",
    ),
    path(
        "organizations/<int:organization_id>/reset/",
        exchange.organization_reset,
        name="organization_reset",
    ),
    path("profile-adjustments/", adjustments.adjustment_list, name="adjustment_list"),
    path("profile-adjustments/new/", adjustments.adjustment_new, name="adjustment_new"),
    path(
        "profile-adjustments/<int:adjustment_id>/edit/",
        adjustments.adjustment_edit,
        name="adjustment_edit",
    ),
    path(
        "profile-adjustments/<int:adjustment_id>/archive/",
        archiving.adjustment_archive,
        name="adjustment_archive",
    ),
    path(
        "profile-adjustments/<int:adjustment_id>/restore/",
        archiving.adjustment_restore,
        name="adjustment_restore",
    ),
    path(
        "profile-adjustments/<int:adjustment_id>/reset/",
        exchange.adjustment_reset,
        name="adjustment_reset",
    ),
    path("competencies/", role_reading.competency_list, name="competency_list"),
    path(
        "competencies/<int:competency_id>/",
        role_reading.competency_detail,
        name="competency_detail",
    ),
    path("competencies/new/", competencies.competency_new, name="competency_new"),
    path(
        "competencies/<int:competency_id>/edit/",
        competencies.competency_edit,
        name="competency_edit",
    ),
    path(
        "competencies/<int:competency_id>/archive/",
        archiving.competency_archive,
        name="competency_archive",
    ),
    path(
        "competencies/<int:competency_id>/restore/",
        archiving.competency_restore,
        name="competency_restore",
    ),
    path(
        "competencies/<int:competency_id>/reset/",
        exchange.competency_reset,
        name="competency_reset",
    ),
    path("rubrics/", reading.rubric_list, name="rubric_list"),
    path("rubrics/<int:rubric_id>/", reading.rubric_detail, name="rubric_detail"),
    path("questions/", reading.question_list, name="question_list"),
    path("questions/<int:question_id>/", reading.question_detail, name="question_detail"),
    *urls_of(RUBRICS),
    *urls_of(QUESTIONS),
    path("questions/<int:question_id>/data/", question_data, name="question_data"),
    path("probes/", probe_builder, name="probe_builder"),
    path("rubrics/<int:rubric_id>/export/", exchange.rubric_export, name="rubric_export"),
    path("questions/<int:question_id>/export/", exchange.question_export, name="question_export"),
    path("export/", exchange.library_export, name="library_export"),
    path("import/", exchange.library_import, name="library_import"),
    path("puzzles/", puzzles.puzzle_list, name="puzzle_list"),
    path("puzzles/<slug:puzzle_key>/", puzzles.puzzle_detail, name="puzzle_detail"),
]
