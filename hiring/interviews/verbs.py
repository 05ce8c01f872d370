"""What happens to interviews, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    LOOP_BOOKED = "loop.booked", "calendar-event", _("booked a loop of %(interviews)s interviews")
    LOOP_CANCELED = "loop.canceled", _("canceled the loop")
    INTERVIEW_BOOKED = "interview.booked", _("booked the interview %(interview)s")
    INTERVIEW_MOVED = "interview.moved", _("moved the interview %(interview)s")
    INTERVIEW_CANCELED = "interview.canceled", _("canceled the interview %(interview)s")
    LIMITS_PASSED = (
        "interview.limits_passed",
        _("booked more interviews than an interviewer’s limits allow"),
    )
    TIMES_HELD = "interview.times_held", "clock", _("reserved times for interviews")
    TIMES_RELEASED = "interview.times_released", _("released reserved times")
    LOOP_RESCHEDULED = (
        "loop.rescheduled",
        "calendar-event",
        _("gave the loop other times"),
    )
    SEAT_CHANGED = "interview.seat_changed", _("changed the interviewers of %(interview)s")
    FEED_CREATED = (
        "interview.feed_created",
        "link",
        _("created a link to their calendar of interviews"),
    )
    FEED_REVOKED = "interview.feed_revoked", _("revoked the link to their calendar of interviews")
    CHOICE_LINK_CREATED = (
        "interview.choice_link_created",
        "link",
        _("created a link by which the candidate chooses a time"),
    )
    CHOICE_LINK_REVOKED = (
        "interview.choice_link_revoked",
        _("revoked the link by which the candidate chooses a time"),
    )
    MEETING_SCHEDULED = "loop.meeting_scheduled", "users", _("scheduled the debrief meeting")
    MEETING_CANCELED = "loop.meeting_canceled", _("canceled the debrief meeting")
    SEAT_ANSWERED = "interview.answered", _("answered the invitation to %(interview)s: %(answer)s")
    NO_SHOW = "interview.no_show", _("recorded a no-show in %(interview)s")
