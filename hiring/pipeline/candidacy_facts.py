"""Where the candidates of a list stand, as far as the person who looks may know."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from candidates.models import Candidate
from hiring.accounts.models import User
from hiring.pipeline.blindness import concealed_from
from hiring.pipeline.models import Application, ApplicationStatus

MAX_EACH = 3


def active_applications(people: Sequence[Candidate], user: User) -> dict[int, list[Application]]:
    """Return the newest active applications of each of these people, by their ids.

    To whom is blind to one it looks the same whether or not others have decided on it.
    """
    in_progress = Q(status=ApplicationStatus.ACTIVE) | Q(pk__any=concealed_from(user))
    mine = Application.objects.led_by(user).filter(in_progress)
    rows = mine.filter(candidate__in=[person.pk for person in people]).with_blindness(user)
    found: dict[int, list[Application]] = defaultdict(list)
    for row in rows.select_related("requisition", "stage").order_by("-applied_at", "-pk"):
        if len(found[row.candidate_id]) < MAX_EACH:
            found[row.candidate_id].append(row)
    return found
