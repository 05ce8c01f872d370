from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"

    def ready(self) -> None:
        from celery.schedules import crontab
        from django.core.checks import register

        from hiring.accounts import access, mails, rows  # noqa: F401 - mails registers its jobs
        from hiring.accounts.checks import proxies_are_counted
        from hiring.activity import periodic

        access.register(rows.ROWS)
        register(proxies_are_counted)
        periodic.register("accounts.forget_answered", crontab(minute="27"))
