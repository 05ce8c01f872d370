from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"

    def ready(self) -> None:
        from hiring.accounts import access, rows

        access.register(rows.ROWS)
