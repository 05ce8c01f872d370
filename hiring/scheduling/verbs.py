"""What happens to people's availability, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    CHANGED = "availability.changed", "clock", _("changed working hours or limits")
    TIME_OFF_ADDED = "availability.time_off_added", _("added time off")
    TIME_OFF_REMOVED = "availability.time_off_removed", _("removed time off")
    CALENDAR_ADDED = "calendar.added", "calendar-event", _("subscribed to a calendar")
    SIGNED_OFF = "training.signed_off", "user-check", _("signed off a step of interviewer training")
    ROOM_SAVED = "room.saved", _("saved a room")
    CALENDAR_REMOVED = "calendar.removed", _("removed a calendar")
