from django.urls import path

from hiring.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.message_list, name="list"),
    path("again/", views.again_all, name="again_all"),
    path("<int:message_id>/again/", views.again, name="again"),
]
