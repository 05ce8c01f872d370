"""What happens in the library, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    LIBRARY_ADDED = "library.added", _("added the %(item)s")
    LIBRARY_EDITED = "library.edited", _("edited the %(item)s")
    ROLE_PROFILE_SET = "role.profile_set", _("changed the profile at the level %(level)s")
    ROLE_STAGES_SET = "role.stages_set", _("changed the stages")
    ROLE_LOOP_SET = "role.loop_set", _("changed the default loop")
    CATALOG_TAKEN = "catalog.taken", _("reset to catalog")
    RUBRIC_PUBLISHED = "rubric.published", _("published version %(version)s of the rubric")
    QUESTION_PUBLISHED = "question.published", _("published version %(version)s of the question")
    LIBRARY_CREATED = "library.created", _("created a new %(item)s")
    LIBRARY_COPIED = "library.copied", _("copied a %(item)s")
    LIBRARY_ARCHIVED = "library.archived", _("archived the %(item)s")
    LIBRARY_RESTORED = "library.restored", _("restored the %(item)s")
    VERSION_DRAFTED = "version.drafted", _("started a draft of the %(item)s")
    VERSION_SAVED = "version.saved", _("saved the draft of the %(item)s")
    VERSION_DISCARDED = "version.discarded", _("discarded the draft of the %(item)s")
