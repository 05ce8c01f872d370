from django.apps import AppConfig


class DebriefsConfig(AppConfig):
    name = "hiring.debriefs"
    label = "debriefs"
