"""Jobs in the palette, by key and title."""

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.accounts.palette import MAX_HITS, Hit, HitGroup
from hiring.requisitions.models import Requisition


def find_jobs(user: User, text: str) -> HitGroup:
    """Return the jobs that the person sees, open ones and the newest first."""
    found = Requisition.objects.listed_for(user).search(text).order_by("-opened_at", "-pk")
    rows = sorted(found[: 4 * MAX_HITS], key=lambda job: not job.is_open)[:MAX_HITS]
    hits = [Hit(job.title, job.get_absolute_url(), job.key) for job in rows]
    return HitGroup(_("Jobs"), "briefcase", hits)
