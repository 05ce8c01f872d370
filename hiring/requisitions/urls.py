from django.urls import path

from hiring.requisitions import views

app_name = "requisitions"
urlpatterns = [
    path("", views.requisition_list, name="list"),
    path("new/", views.create, name="create"),
    path("new/preview/", views.preview, name="preview"),
    path("lint/", views.lint, name="lint"),
    path("<int:requisition_id>/", views.detail, name="detail"),
    path("<int:requisition_id>/edit/", views.edit, name="edit"),
    path("<int:requisition_id>/close/", views.close, name="close"),
    path("<int:requisition_id>/reopen/", views.reopen, name="reopen"),
    path("<int:requisition_id>/team/add/", views.team_add, name="team_add"),
    path(
        "<int:requisition_id>/team/<int:member_id>/remove/", views.team_remove, name="team_remove"
    ),
]
