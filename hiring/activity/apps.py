from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "hiring.activity"
    label = "activity"

    def ready(self) -> None:
        from datetime import timedelta

        from celery.schedules import crontab
        from django.db.models.signals import post_migrate

        from hiring.activity import periodic, planner_statistics

        # Once, and not for each app.
        post_migrate.connect(planner_statistics.gather, sender=self)
        periodic.register("activity.sweep", timedelta(seconds=10), expires=60)
        periodic.register("activity.clear_done", crontab(hour="3", minute="47"))
