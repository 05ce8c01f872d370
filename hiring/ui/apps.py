from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "hiring.ui"
    label = "ui"
