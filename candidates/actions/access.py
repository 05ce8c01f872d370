"""Who may see a candidate without recruiting: circles, kept by the rooms above.

A circle is named by whoever makes it: "requisition:12" for a hiring team, "application:340" for
the seats of one candidacy. The room that knows the team admits and dismisses its members, the
room that knows the applications shows and hides candidates; neither needs the other, and a new
member of a team sees all of its candidates by one row.
"""

from candidates.models import Candidate, Shown, Viewer


def show_candidate(candidate: Candidate, *, to: str) -> None:
    """Let the members of the circle, now and later, see the candidate; twice is as once."""
    Shown.objects.get_or_create(candidate=candidate, circle=to)


def hide_candidate(candidate: Candidate, *, of: str) -> None:
    """End what `show_candidate` began."""
    Shown.objects.filter(candidate=candidate, circle=of).delete()


def admit_viewer(user, *, to: str, reads_files: bool = False, recruits: bool = False) -> None:
    """Make the user a member of the circle; twice is as once.

    Who `reads_files` also gets its candidates' files as they were sent, and who `recruits`
    also sees how to reach them.
    """
    rights = {"reads_files": reads_files, "recruits": recruits}
    Viewer.objects.update_or_create(user=user, circle=to, defaults=rights)


def dismiss_viewer(user, *, of: str) -> None:
    """End the user's membership of the circle."""
    Viewer.objects.filter(user=user, circle=of).delete()


def grant_view(candidate: Candidate, *, user, because: str) -> None:
    """Let one user see one candidate for a reason that is a circle of its own."""
    show_candidate(candidate, to=because)
    admit_viewer(user, to=because)


def withdraw_view(*, user, because: str) -> None:
    """End what `grant_view` gave the user for this reason; other reasons still hold."""
    dismiss_viewer(user, of=because)
