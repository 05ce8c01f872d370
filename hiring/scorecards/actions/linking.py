"""The candidate's link to a take-home: made, made again, revoked."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts import links
from hiring.accounts.models import PublicLink, User
from hiring.activity.actions import Refused, record
from hiring.pipeline.verbs import concerning
from hiring.scorecards.models import QuestionInstance
from hiring.scorecards.take_homes import LIFETIME, PURPOSE
from hiring.scorecards.verbs import Verb
from rubrics.models import InterviewKind


@transaction.atomic
def create_take_home_link(
    *, instance: QuestionInstance, actor: User, instead_of: int | None = None
) -> PublicLink:
    """Return a link that opens brief and data for thirty days; the one before stops working.

    `instead_of` is the id of the working link that the person saw, None if they saw none. When
    another one has been made meanwhile, that one is returned: two clicks make one link.
    """
    instance = _locked(instance)
    if instance.version.question.kind != InterviewKind.TAKE_HOME:
        raise Refused(_("Only take-homes can be shared with a candidate before the interview."))
    if not instance.interview.is_booked:
        raise Refused(_("This interview was canceled."))
    present = PublicLink.objects.to(PURPOSE, instance.pk).live().first()
    if present and present.pk != instead_of:
        return present
    links.revoke_links(purpose=PURPOSE, object_id=instance.pk)
    link = links.make_link(purpose=PURPOSE, object_id=instance.pk, lifetime=LIFETIME, actor=actor)
    _record(Verb.TAKE_HOME_LINK_CREATED, instance, actor)
    return link


@transaction.atomic
def revoke_take_home_link(*, instance: QuestionInstance, actor: User) -> None:
    """End the candidate's link; a second time changes nothing."""
    instance = _locked(instance)
    if links.revoke_links(purpose=PURPOSE, object_id=instance.pk):
        _record(Verb.TAKE_HOME_LINK_REVOKED, instance, actor)


def has_link(instance: QuestionInstance) -> bool:
    """Return whether a candidate can open this use by a link."""
    return PublicLink.objects.to(PURPOSE, instance.pk).live().exists()


def _locked(instance: QuestionInstance) -> QuestionInstance:
    """Return the use, its links locked with it until the transaction ends."""
    instances = QuestionInstance.objects.with_subject().select_for_update(of=("self",))
    return instances.get(pk=instance.pk)


def _record(verb: Verb, instance: QuestionInstance, actor: User) -> None:
    interview = instance.interview
    application = interview.loop.application
    record(verb, on=instance, actor=actor, interview=interview.name, **concerning(application))
