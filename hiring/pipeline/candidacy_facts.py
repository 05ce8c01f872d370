"""Where the candidates of a list stand, as far as the person who looks may know."""

from collections import defaultdict
from collections.abc import Sequence

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.pipeline.models import Application

MAX_EACH = 3


def active_applications(people: Sequence[Candidate], user: User) -> dict[int, list[Application]]:
    """Return the newest active applications of each of these people, by their ids."""
    mine = Application.objects.led_by(user).not_concealed(user).active()
    rows = mine.filter(candidate__in=[person.pk for person in people])
    found: dict[int, list[Application]] = defaultdict(list)
    for row in rows.select_related("requisition", "stage").order_by("-applied_at", "-pk"):
        if len(found[row.candidate_id]) < MAX_EACH:
            found[row.candidate_id].append(row)
    return found
