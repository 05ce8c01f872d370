from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulingConfig(AppConfig):
    name = "hiring.scheduling"
    label = "scheduling"
    verbose_name = _("Scheduling")

    def ready(self) -> None:
        from hiring.accounts import access, navigation
        from hiring.accounts.extension_points import PERSON, PROFILE
        from hiring.activity import periodic, verbs
        from hiring.api import routes
        from hiring.scheduling import (
            actions,  # noqa: F401 - registers its job
            tasks,  # noqa: F401 - registers its task
        )
        from hiring.scheduling.access import rows
        from hiring.scheduling.verbs import Verb

        verbs.register(Verb)
        routes.register("hiring.scheduling.api")
        access.register(rows)
        navigation.register(
            navigation.ADMINISTRATION,
            30,
            "scheduling:room_list",
            _("Rooms"),
            "building",
            pages="room_",
        )
        PROFILE.add(10, "scheduling:mine", _("Availability"), "clock")
        PERSON.add(10, "scheduling:person", _("Availability"), "clock")
        periodic.register("scheduling.refresh_due", timedelta(minutes=5), expires=240)
