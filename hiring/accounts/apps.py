from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.core.checks import register

        from hiring.accounts import access, mails, rows  # noqa: F401 - mails registers its jobs
        from hiring.accounts.checks import proxies_are_counted

        access.register(rows.ROWS)
        register(proxies_are_counted)
