"""Addresses for candidates; nothing in them says what the staff calls it."""

from django.urls import path

from hiring.interviews.views import choosing

app_name = "choose_time"
urlpatterns = [path("<str:choice_token>/", choosing.offer, name="choose")]
