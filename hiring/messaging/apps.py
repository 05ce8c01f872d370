from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "hiring.messaging"
    label = "messaging"
