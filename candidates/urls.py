from django.urls import path

from candidates import adding, duplicate_views, tag_views, views

app_name = "candidates"
urlpatterns = [
    path("", views.candidate_list, name="list"),
    path("add/", adding.candidate_add, name="add"),
    path("add/read/", adding.candidate_add_read, name="add_read"),
    path("add/check/", adding.candidate_add_check, name="add_check"),
    path("<int:candidate_id>/", views.candidate_detail, name="detail"),
    path("duplicates/", duplicate_views.duplicates, name="duplicates"),
    path("duplicates/<int:pair_id>/", duplicate_views.duplicate, name="duplicate"),
    path(
        "duplicates/<int:pair_id>/merge/", duplicate_views.duplicate_merge, name="duplicate_merge"
    ),
    path(
        "duplicates/<int:pair_id>/apart/", duplicate_views.duplicate_apart, name="duplicate_apart"
    ),
    path("merges/<int:merge_id>/undo/", duplicate_views.merge_undo, name="merge_undo"),
    path("tags/", tag_views.tag_names, name="tag_names"),
    path("<int:candidate_id>/tags/", tag_views.tag_add, name="tag_add"),
    path("<int:candidate_id>/tags/<int:tag_id>/remove/", tag_views.tag_remove, name="tag_remove"),
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
    path("<int:candidate_id>/resumes/<int:resume_id>/edit/", views.resume_edit, name="resume_edit"),
    path(
        "<int:candidate_id>/resumes/<int:resume_id>/pages/<int:page_number>/",
        views.resume_page,
        name="resume_page",
    ),
    path("<int:candidate_id>/documents/add/", views.document_add, name="document_add"),
    path("<int:candidate_id>/documents/<int:document_id>/", views.document, name="document"),
]
