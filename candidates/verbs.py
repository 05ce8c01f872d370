"""What happens to candidates and source channels, in the words of the activity record."""

from django.utils.translation import gettext_lazy as _

from hiring.activity import verbs


class Verb(verbs.Verb):
    CANDIDATE_ADDED = "candidate.added", _("added the candidate")
    CANDIDATE_EDITED = "candidate.edited", _("edited the candidate’s details")
    CONTACT_ADDED = "candidate.contact_added", _("added a contact (%(kind)s)")
    CONTACT_REMOVED = "candidate.contact_removed", _("removed a contact (%(kind)s)")
    RESUME_IMPORTED = "candidate.resume_imported", _("imported a résumé")
    RESUME_CORRECTED = "candidate.resume_corrected", _("corrected what was read from a résumé")
    RESUME_CHOSEN = "candidate.resume_chosen", _("chose which résumé is current")
    DOCUMENT_ADDED = "candidate.document_added", _("added a document (%(kind)s)")
    DOCUMENT_REMOVED = "candidate.document_removed", _("removed a document (%(kind)s)")
    TAG_ADDED = "candidate.tag_added", "tag", _("added a tag")
    TAG_REMOVED = "candidate.tag_removed", _("removed a tag")
    MERGED = "candidate.merged", "git-merge", _("merged two candidates")
    MERGE_UNDONE = "candidate.merge_undone", "arrow-back-up", _("undid the merge of two candidates")
    KEPT_APART = "candidate.kept_apart", "users", _("told two candidates apart")
    TOUCHED = "candidate.touched", _("added the source %(channel)s")
    CHANNEL_ADDED = "channel.added", _("added the source channel %(channel)s")
    CHANNEL_EDITED = "channel.edited", _("changed the source channel %(channel)s")
