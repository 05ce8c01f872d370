from django.urls import path

from hiring.accounts import invitation_views, saving_views, views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("views/save/", saving_views.view_save, name="view_save"),
    path("views/<int:view_id>/delete/", saving_views.view_delete, name="view_delete"),
    path("profile/", views.profile, name="profile"),
    path("profile/tokens/add/", views.token_create, name="token_create"),
    path("profile/tokens/<int:token_id>/revoke/", views.token_revoke, name="token_revoke"),
    path("people/", views.user_list, name="user_list"),
    path("people/add/", invitation_views.user_add, name="user_add"),
    path(
        "people/invitations/<int:invitation_id>/resend/",
        invitation_views.resend,
        name="invitation_resend",
    ),
    path(
        "people/invitations/<int:invitation_id>/revoke/",
        invitation_views.revoke,
        name="invitation_revoke",
    ),
    path("invitations/<str:invitation_token>/", invitation_views.invitation, name="invitation"),
    path("people/<int:user_id>/", views.user_edit, name="user_edit"),
    path("people/<int:user_id>/activate/", views.user_activate, name="user_activate"),
    path("people/<int:user_id>/deactivate/", views.user_deactivate, name="user_deactivate"),
    path("teams/", views.team_list, name="team_list"),
    path("teams/add/", views.team_add, name="team_add"),
    path("teams/<int:team_id>/", views.team_edit, name="team_edit"),
    path("organization/", views.organization, name="organization"),
    path("organization/logo/", views.logo, name="logo"),
]
