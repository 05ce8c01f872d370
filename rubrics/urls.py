from django.urls import path

from rubrics import views
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
    path("questions/", views.question_list, name="question_list"),
    path("questions/<int:question_id>/", views.question_detail, name="question_detail"),
    path("questions/<int:question_id>/data/", question_data, name="question_data"),
    path("puzzles/", views.puzzle_list, name="puzzle_list"),
    path("puzzles/<slug:puzzle_key>/", views.puzzle_detail, name="puzzle_detail"),
]
