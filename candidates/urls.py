from django.urls import path

from candidates import views

app_name = "candidates"
urlpatterns = [
    path("", views.candidate_list, name="list"),
    path("add/", views.candidate_add, name="add"),
    path("<int:candidate_id>/", views.candidate_detail, name="detail"),
    path("<int:candidate_id>/edit/", views.candidate_edit, name="edit"),
    path("<int:candidate_id>/contacts/add/", views.contact_add, name="contact_add"),
    path(
        "<int:candidate_id>/contacts/<int:contact_id>/remove/",
        views.contact_remove,
        name="contact_remove",
    ),
    path(
        "<int:candidate_id>/resumes/<int:resume_id>/choose/",
        views.resume_choose,
        name="resume_choose",
    ),
    path("<int:candidate_id>/documents/add/", views.document_add, name="document_add"),
    path("<int:candidate_id>/documents/<int:document_id>/", views.document, name="document"),
]
