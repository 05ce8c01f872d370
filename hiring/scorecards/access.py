"""This app's rows of the access table, and how a person stands to a scorecard."""

from django.db.models import Q

from hiring.accounts.access import (
    EVERYONE,
    LEADING,
    READ,
    RECRUITING,
    SCHEDULING,
    WRITE,
    Row,
)
from hiring.accounts.models import TeamRole, User
from hiring.interviews.access import FORMER_SEAT, relations
from hiring.pipeline.access import SEAT
from hiring.requisitions.models import HiringTeamMember


def to_scorecard(user: User, scorecard_id: int) -> frozenset[str]:
    """Return roles on the card's hiring team, and whether the person sits in its loop."""
    path = "requisition__applications__loops__interviews__seats__scorecard"
    team = HiringTeamMember.objects.filter(**{path: scorecard_id})
    return relations(user, team, Q(interview__loop__interviews__seats__scorecard=scorecard_id))


SEATED = frozenset({SEAT})
# Anyone who gave the seat up is told so where the mail's link leads, and nothing else.
HELD = SEATED | {FORMER_SEAT}
# Who prepares the candidate: those who book, and who will hold the interview.
PREPARING = frozenset({TeamRole.RECRUITER, SEAT})

rows = [
    # Everybody who may see the interview reads the kit; the card in it is the seat holder's.
    Row(
        "scorecards:kit",
        site=SCHEDULING,
        relations=LEADING | HELD,
        subject="interview",
        methods=READ,
    ),
    # Made from the résumé that the kit shows.
    Row(
        "scorecards:project",
        site=SCHEDULING,
        relations=LEADING | SEATED,
        subject="interview",
        methods=READ,
    ),
    Row("scorecards:save", relations=HELD, subject="interview", methods=WRITE),
    Row("scorecards:submit", relations=HELD, subject="interview", methods=WRITE),
    # The page that is turned to the candidate, other numbers for it, and word of them to others.
    Row("scorecards:regenerated", relations=SEATED, subject="interview", methods=READ),
    Row("scorecards:question", relations=SEATED, subject="interview", methods=READ),
    Row("scorecards:hints", relations=SEATED, subject="interview", methods=WRITE),
    Row("scorecards:regenerate", relations=SEATED, subject="interview", methods=WRITE),
    Row(
        "scorecards:link_make",
        site=SCHEDULING,
        relations=PREPARING,
        subject="interview",
        methods=WRITE,
    ),
    Row(
        "scorecards:link_revoke",
        site=SCHEDULING,
        relations=PREPARING,
        subject="interview",
        methods=WRITE,
    ),
    # The candidate's pages: the link is the right.
    Row("take_homes:brief", public=True, methods=READ),
    Row("take_homes:data", public=True, methods=READ),
    # Whose content a person may read is `Scorecard.visible_to`'s to say.
    Row(
        "scorecards:card",
        site=RECRUITING,
        relations=LEADING | SEATED,
        subject="scorecard",
        methods=READ,
    ),
    Row("scorecards:amend", relations=SEATED, subject="scorecard"),
    Row("api:scorecards-list", site=EVERYONE),
    Row("api:scorecards-detail", site=EVERYONE, methods=READ, if_visible=True),
    Row(
        "api:scorecards-detail",
        relations=SEATED,
        subject="scorecard",
        methods=frozenset({"PUT", "PATCH"}),
    ),
    Row("api:scorecards-submit", relations=SEATED, subject="scorecard", methods=WRITE),
    Row("api:scorecards-amend", relations=SEATED, subject="scorecard", methods=WRITE),
]
