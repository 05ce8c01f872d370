from django.urls import path

from hiring.scorecards.views import kit, links, questions, reading

app_name = "scorecards"
urlpatterns = [
    path("<int:interview_id>/", kit.kit, name="kit"),
    path("<int:interview_id>/save/", kit.save, name="save"),
    path("<int:interview_id>/submit/", kit.submit, name="submit"),
    path("<int:interview_id>/regenerated/", questions.regenerated, name="regenerated"),
    path(
        "<int:interview_id>/questions/<int:question_version_id>/",
        questions.question,
        name="question",
    ),
    path(
        "<int:interview_id>/questions/<int:question_version_id>/regenerate/",
        questions.regenerate,
        name="regenerate",
    ),
    path(
        "<int:interview_id>/questions/<int:question_version_id>/hints/",
        questions.hints,
        name="hints",
    ),
    path(
        "<int:interview_id>/questions/<int:question_version_id>/link/",
        links.link_make,
        name="link_make",
    ),
    path(
        "<int:interview_id>/questions/<int:question_version_id>/link/revoke/",
        links.link_revoke,
        name="link_revoke",
    ),
    path("<int:interview_id>/projects/<int:project_number>/", questions.project, name="project"),
    path("card/<int:scorecard_id>/", reading.card, name="card"),
    path("card/<int:scorecard_id>/amend/", reading.amend, name="amend"),
]
