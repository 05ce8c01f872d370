from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RubricsConfig(AppConfig):
    name = "rubrics"
    label = "rubrics"
    verbose_name = _("Rubrics")

    def ready(self) -> None:
        from hiring.accounts import access
        from rubrics.access import editors, rows

        access.register(rows)
        access.register_subject("library", editors)
