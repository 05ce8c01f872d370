"""What happens to debriefs, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    DEBRIEF_REQUESTED = "debrief.requested", _("requested the debrief report")
    DEBRIEF_RENDERED = "debrief.rendered", "file-type-pdf", _("created debrief version %(version)s")
    DEBRIEF_READ = "debrief.read", _("opened the debrief, version %(version)s")
    DEBRIEF_RATED = "debrief.rated", _("gave feedback on the debrief")
    FIRST_READING = "debrief.first_reading", _("saved a first reading of the debrief")
    DECIDED = "debrief.decided", "scale", _("decided: %(outcome)s")
    REFERENCE_ADDED = "reference.added", _("added a reference answer")
    REFERENCE_RATED = "reference.rated", _("rated a reference answer")
