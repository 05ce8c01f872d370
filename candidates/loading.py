"""What pages load: only whom the person may see, else 404."""

from django.shortcuts import get_object_or_404

from candidates.models import Candidate
from hiring.accounts.requests import StaffRequest


def visible_candidate(request: StaffRequest, candidate_id: int) -> Candidate:
    """Return the candidate, if they are shown to who sent the request."""
    return get_object_or_404(Candidate.objects.visible_to(request.user), pk=candidate_id)
