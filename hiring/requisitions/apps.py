from django.apps import AppConfig


class RequisitionsConfig(AppConfig):
    name = "hiring.requisitions"
    label = "requisitions"
