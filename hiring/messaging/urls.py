from django.urls import path

from hiring.messaging import notification_views as notifications
from hiring.messaging import template_views as templates
from hiring.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("notifications/", notifications.notification_list, name="notifications"),
    path("notifications/read/", notifications.notifications_read, name="notifications_read"),
    path(
        "notifications/settings/", notifications.notification_settings, name="notification_settings"
    ),
    path(
        "notifications/<int:notification_id>/",
        notifications.notification_open,
        name="notification_open",
    ),
    path("again/", views.again_all, name="again_all"),
    path("<int:message_id>/", views.message_detail, name="detail"),
    path("<int:message_id>/html/", views.message_html, name="html"),
    path("<int:message_id>/again/", views.again, name="again"),
    path("templates/", templates.template_list, name="template_list"),
    path("templates/add/", templates.template_add, name="template_add"),
    path("templates/preview/", templates.template_preview, name="template_preview"),
    path("templates/<int:template_id>/", templates.template_edit, name="template_edit"),
    path(
        "templates/<int:template_id>/archive/", templates.template_archive, name="template_archive"
    ),
]
