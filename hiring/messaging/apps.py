from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "hiring.messaging"
    label = "messaging"

    def ready(self) -> None:
        from celery.schedules import crontab
        from django.core.checks import register as register_check

        from hiring.accounts import navigation
        from hiring.accounts.access import register
        from hiring.accounts.extension_points import PROFILE
        from hiring.accounts.home import register_card
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.messaging import (
            delivery,  # noqa: F401 - registers the job
            kinds,
            merge_fields,
            notifications,
        )
        from hiring.messaging.access import ROWS
        from hiring.messaging.checks import mail_has_a_sender
        from hiring.messaging.home import failed_card, news_card
        from hiring.messaging.notifications import DigestMail
        from hiring.messaging.receiving import MessageKind
        from hiring.messaging.verbs import Verb

        verbs.register(Verb)
        register(ROWS)
        routes.register("hiring.messaging.api")
        kinds.register(MessageKind)
        merge_fields.register(
            "organization",
            merge_fields.ORGANIZATION_FIELDS,
            merge_fields.organization_values,
        )
        register_check(mail_has_a_sender)
        register_card("failed_messages", 90, failed_card)
        register_card("notifications", 51, news_card)
        kinds.register(DigestMail)
        notifications.register(DigestMail.DIGEST)
        periodic.register("messaging.send_digests", crontab(minute="4"))
        PROFILE.add(40, "messaging:notification_settings", _("Notifications"), "bell")
        navigation.register(navigation.ADMINISTRATION, 10, "messaging:list", _("Messages"), "mail")
        navigation.register(
            navigation.ADMINISTRATION,
            15,
            "messaging:template_list",
            _("Email templates"),
            "mail-opened",
            pages="template_",
        )
