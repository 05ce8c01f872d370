from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "hiring.demo"
    label = "demo"
