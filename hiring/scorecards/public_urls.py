"""Addresses for candidates; nothing in them says what the staff calls it."""

from django.urls import path

from hiring.scorecards.views import take_homes as exercises

app_name = "take_homes"
urlpatterns = [
    path("<str:token>/", exercises.brief, name="brief"),
    path("<str:token>/data/", exercises.data, name="data"),
]
