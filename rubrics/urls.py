from django.urls import path

from rubrics import views
from rubrics.views.probes import probe_builder
from rubrics.views.takehomes import question_data

app_name = "rubrics"
urlpatterns = [
    path("", views.home, name="home"),
    path("roles/", views.role_list, name="role_list"),
    path("roles/<int:role_id>/", views.role_detail, name="role_detail"),
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("competencies/", views.competency_list, name="competency_list"),
    path(
        "competencies/<int:competency_id>/",
        views.competency_detail,
        name="competency_detail",
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
    path("puzzles/", views.puzzle_list, name="puzzle_list"),
    path("puzzles/<slug:puzzle_key>/", views.puzzle_detail, name="puzzle_detail"),
]
