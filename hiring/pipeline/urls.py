from django.urls import path

from hiring.pipeline import views

app_name = "pipeline"
urlpatterns = [
    path("board/<int:requisition_id>/", views.board, name="board"),
    path("table/<int:requisition_id>/", views.table, name="table"),
    path("triage/<int:requisition_id>/", views.triage, name="triage"),
    path("waiting/", views.waiting, name="waiting"),
    path("intake/", views.intake, name="intake"),
    path("intake/<int:requisition_id>/", views.intake, name="intake"),
    path("candidate/<int:candidate_id>/", views.of_candidate, name="of_candidate"),
    path("candidate/<int:candidate_id>/apply/", views.apply, name="apply"),
    path("<int:application_id>/", views.detail, name="detail"),
    path("<int:application_id>/advance/", views.advance, name="advance"),
    path("<int:application_id>/advance/confirm/", views.advance_confirm, name="advance_confirm"),
    path("<int:application_id>/reject/", views.reject, name="reject"),
    path("<int:application_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:application_id>/hire/", views.hire, name="hire"),
    path("<int:application_id>/reopen/", views.reopen, name="reopen"),
    path("<int:application_id>/notes/", views.note, name="note"),
    path(
        "<int:application_id>/hypotheses/<int:competency_id>/", views.hypothesis, name="hypothesis"
    ),
]
