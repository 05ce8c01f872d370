from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "hiring.activity"
    label = "activity"

    def ready(self) -> None:
        from datetime import timedelta

        from celery.schedules import crontab

        from hiring.activity import periodic

        periodic.register("activity.sweep", timedelta(seconds=10), expires=60)
        periodic.register("activity.clear_done", crontab(hour="3", minute="47"))
