from django.urls import path

from hiring.scorecards import views

app_name = "scorecards"
urlpatterns = [
    path("<int:interview_id>/", views.kit, name="kit"),
    path("<int:interview_id>/save/", views.save, name="save"),
    path("<int:interview_id>/submit/", views.submit, name="submit"),
    path("<int:interview_id>/drawn/", views.drawn, name="drawn"),
    path("<int:interview_id>/questions/<int:asked_id>/", views.question, name="question"),
    path("<int:interview_id>/questions/<int:asked_id>/redraw/", views.redraw, name="redraw"),
    path("<int:interview_id>/questions/<int:asked_id>/link/", views.link_make, name="link_make"),
    path(
        "<int:interview_id>/questions/<int:asked_id>/link/revoke/",
        views.link_revoke,
        name="link_revoke",
    ),
    path("<int:interview_id>/projects/<int:project_number>/", views.project, name="project"),
    path("card/<int:scorecard_id>/", views.card, name="card"),
    path("card/<int:scorecard_id>/amend/", views.amend, name="amend"),
]
