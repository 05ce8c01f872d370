"""Who may see a candidate without recruiting: groups of people, kept by the apps above.

A group is named by anyone who makes it: "requisition:12" for a hiring team, "application:340" for
the seats of one application. The app that knows the team adds and removes its members, the app
that knows the applications gives and ends access; neither needs the other, and a new member of a
team sees all of its candidates by one row.
"""

from collections.abc import Iterable

from candidates.models import AccessGroupMember, Candidate, CandidateAccess
from hiring.accounts.models import User


def grant_access(candidate: Candidate, *, to: str) -> None:
    """Let the members of the group, now and later, see the candidate; twice is as once."""
    CandidateAccess.objects.get_or_create(candidate=candidate, group_key=to)


def grant_access_to_all(grants: Iterable[tuple[Candidate, str]]) -> None:
    """Let the members of each group see its candidates, as `grant_access` does."""
    rows = [CandidateAccess(candidate=candidate, group_key=key) for candidate, key in grants]
    CandidateAccess.objects.bulk_create(rows, ignore_conflicts=True)


def revoke_access(candidate: Candidate, *, of: str) -> None:
    """End what `grant_access` began."""
    CandidateAccess.objects.filter(candidate=candidate, group_key=of).delete()


def add_to_access_group(
    user: User, *, to: str, reads_files: bool = False, recruits: bool = False
) -> None:
    """Make the user a member of the group; twice is as once.

    Who `reads_files` also gets its candidates' files as they were sent, and who `recruits`
    also sees how to reach them.
    """
    rights = {"reads_files": reads_files, "recruits": recruits}
    AccessGroupMember.objects.update_or_create(user=user, group_key=to, defaults=rights)


def remove_from_access_group(user: User, *, of: str) -> None:
    """End the user's membership of the group."""
    AccessGroupMember.objects.filter(user=user, group_key=of).delete()


def grant_view(candidate: Candidate, *, user: User, because: str) -> None:
    """Let one user see one candidate for a reason that is a group of its own."""
    grant_access(candidate, to=because)
    add_to_access_group(user, to=because)


def withdraw_view(*, user: User, because: str) -> None:
    """End what `grant_view` gave the user for this reason; other reasons still hold."""
    remove_from_access_group(user, of=because)
