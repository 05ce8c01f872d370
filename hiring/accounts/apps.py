from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"

    def ready(self) -> None:
        from celery.schedules import crontab
        from django.core.checks import register

        from hiring.accounts import access, mails, navigation, rows  # noqa: F401 - mails registers its jobs
        from hiring.accounts.checks import proxies_are_counted
        from hiring.accounts.verbs import Verb
        from hiring.activity import periodic, verbs

        verbs.register(Verb)
        access.register(rows.ROWS)
        register(proxies_are_counted)
        periodic.register("accounts.forget_answered", crontab(minute="27"))
        periodic.register("accounts.remind_of_expiring_tokens", crontab(minute="12"))
        periodic.register("accounts.forget_invitations", crontab(hour="3", minute="7"))
        navigation.register(navigation.MAIN, 10, "accounts:home", _("Home"), "home", key="h")
        navigation.register(
            navigation.ADMINISTRATION, 20, "accounts:user_list", _("People"), "users-group"
        )
        navigation.register(
            navigation.ADMINISTRATION, 30, "accounts:team_list", _("Teams"), "sitemap"
        )
        navigation.register(
            navigation.ADMINISTRATION, 40, "accounts:organization", _("Organization"), "building"
        )
