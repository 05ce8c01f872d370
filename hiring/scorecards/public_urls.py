"""Addresses for candidates; nothing in them says what the staff calls it."""

from django.urls import path

from hiring.scorecards.views import take_homes

app_name = "take_homes"
urlpatterns = [
    path("<str:token>/", take_homes.brief, name="brief"),
    path("<str:token>/data/", take_homes.data, name="data"),
]
