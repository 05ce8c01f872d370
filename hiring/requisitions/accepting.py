"""Whether a requisition takes applications, and what is said where it does not."""

from django.utils.translation import gettext as _

from hiring.requisitions.models import Requisition


def why_applications_are_closed(requisition: Requisition) -> str:
    """Return why it takes no applications as a sentence, or "" where it takes them."""
    if requisition.is_open:
        return ""
    if requisition.is_draft:
        return _("%(key)s is a draft and does not accept applications. Open it first.") % {
            "key": requisition.key
        }
    return _("%(key)s is closed and does not accept applications.") % {"key": requisition.key}
