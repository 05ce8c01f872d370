"""Whether those who are chosen were signed off for it: asked about, never forbidden."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.interviews.actions.conflicts import Clash, Problem
from hiring.scheduling.training import qualified_for
from rubrics.models import InterviewKind


class NotSignedOff(Clash):
    """Somebody who was not signed off for a kind of interview, while others were, is chosen."""


def ask_about(wanted: Sequence[tuple[str, Iterable[User]]]) -> None:
    """Raise NotSignedOff for those who are to hold interviews, by kind and people, without it."""
    if problems := list(_problems(wanted)):
        raise NotSignedOff(problems)


def in_words(user: User, kind: str, signed: Iterable[User]) -> str:
    """Return what to say of the person for this kind; nothing where nobody was signed off."""
    signed = list(signed)
    if not signed or user in signed or kind not in InterviewKind.values:
        return ""
    return _("not signed off for %(kind)s") % {"kind": InterviewKind(kind).label}


def _problems(wanted: Sequence[tuple[str, Iterable[User]]]) -> Iterator[Problem]:
    signed = qualified_for({kind for kind, _people in wanted})
    for number, (kind, people) in enumerate(wanted):
        for user in people:
            if words := in_words(user, kind, signed.get(kind, [])):
                text = _("%(person)s is %(words)s.") % {"person": user, "words": words}
                yield Problem(number, "interviewers", text)
