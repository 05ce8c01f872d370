"""The candidate's link to a take-home: made, made again, revoked."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts import links
from hiring.accounts.models import PublicLink, User
from hiring.activity.actions import Refused, record
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.take_homes import LIFETIME, PURPOSE
from hiring.scorecards.verbs import Verb
from rubrics.models import InterviewKind


@transaction.atomic
def create_take_home_link(
    *, use: QuestionInstance, actor: User, instead_of: int | None = None
) -> PublicLink:
    """Return a link that opens brief and data for thirty days; the one before stops working.

    `instead_of` is the id of the working link that the person saw, None if they saw none. When
    another one has been made meanwhile, that one is returned: two clicks make one link.
    """
    use = _locked(use)
    if use.version.question.kind != InterviewKind.TAKE_HOME:
        raise Refused(_("Only take-homes can be shared with a candidate before the interview."))
    if not use.interview.is_booked:
        raise Refused(_("This interview was canceled."))
    present = PublicLink.objects.to(PURPOSE, use.pk).live().first()
    if present and present.pk != instead_of:
        return present
    links.revoke_links(purpose=PURPOSE, object_id=use.pk)
    link = links.make_link(purpose=PURPOSE, object_id=use.pk, lifetime=LIFETIME, actor=actor)
    _record(Verb.TAKE_HOME_LINK_CREATED, use, actor)
    return link


@transaction.atomic
def revoke_take_home_link(*, use: QuestionInstance, actor: User) -> None:
    """End the candidate's link; a second time changes nothing."""
    use = _locked(use)
    if links.revoke_links(purpose=PURPOSE, object_id=use.pk):
        _record(Verb.TAKE_HOME_LINK_REVOKED, use, actor)


def has_link(use: QuestionInstance) -> bool:
    """Return whether a candidate can open this use by a link."""
    return PublicLink.objects.to(PURPOSE, use.pk).live().exists()


def _locked(use: QuestionInstance) -> QuestionInstance:
    """Return the use, its links locked with it until the transaction ends."""
    uses = QuestionInstance.objects.with_subject().select_for_update(of=("self",))
    return uses.get(pk=use.pk)


def _record(verb: Verb, use: QuestionInstance, actor: User) -> None:
    interview = use.interview
    application = interview.loop.application
    record(
        verb,
        on=use,
        actor=actor,
        interview=interview.name,
        candidate=interview.candidate_id,
        application=application,
        requisition=application.requisition_id,
    )
