from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hiring.accounts import access, mails, rows  # noqa: F401 - mails registers its jobs

        access.register(rows.ROWS)
