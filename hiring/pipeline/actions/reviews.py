"""The hand-off: a manager is asked what they think of a résumé, and answers with a reason."""

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hiring.accounts.models import TeamRole, User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.messaging.notifications import notify_person
from hiring.pipeline.actions.locking import locked, refuse_concealed
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.models import Absence, Application, Opinion, Party, ReviewRequest
from hiring.pipeline.verbs import Verb, concerning
from hiring.requisitions.actions.owners import can_own

DUE_AFTER = timedelta(days=2)


class ReviewMail(models.TextChoices):
    """What a notification of a review is about."""

    REQUESTED = "review_requested", _lazy("résumé to review")
    ANSWERED = "review_answered", _lazy("answer to your review request")


def reviewers_of(application: Application) -> list[User]:
    """Return who can be asked: the job's hiring managers."""
    team = application.requisition.hiring_team.filter(
        role=TeamRole.HIRING_MANAGER, user__is_active=True
    )
    return [member.user for member in team.select_related("user").order_by("pk")]


@transaction.atomic
def request_review(*, application: Application, reviewer: User, actor: User) -> ReviewRequest:
    """Ask a hiring manager, or who stands in for them today; the same again is the first one."""
    current = locked(application)
    refuse_concealed(current, actor)
    if not current.is_active:
        raise Refused(_("This application has ended. Reopen it first."))
    if reviewer not in reviewers_of(current):
        raise Refused(_("Choose a hiring manager of this job."), field="reviewer")
    person = _stand_in(current, reviewer) or reviewer
    known = ReviewRequest.objects.open().filter(application=current, reviewer=person).first()
    if known:
        return known
    review = ReviewRequest.objects.create(
        application=current,
        reviewer=person,
        instead_of=reviewer if person != reviewer else None,
        requested_by=actor,
        due_at=clock.now() + DUE_AFTER,
    )
    set_waiting(application=current, party=Party.HIRING_MANAGER, due_at=review.due_at)
    _record(Verb.REVIEW_REQUESTED, review, actor, user=person.pk)
    _tell_reviewer(review)
    return review


def _stand_in(application: Application, user: User) -> User | None:
    """Return who reviews while the person is away, if they may see the candidate."""
    today = clock.today(user.zone)
    away = Absence.objects.filter(user=user, first_day__lte=today, last_day__gte=today)
    absence = away.select_related("delegate").first()
    if absence is None:
        return None
    return can_own(application.requisition_id).filter(pk=absence.delegate_id).first()


@transaction.atomic
def answer_review(*, review: ReviewRequest, opinion: str, reason: str, actor: User) -> None:
    """Keep what the reviewer thinks, once, tell who asked, and hand the application back."""
    reason = reason.strip()
    if opinion not in Opinion:
        raise Refused(_("Choose whether to advance."), field="opinion")
    if not reason or len(reason) > 2_000:
        raise Refused(_("Enter a reason, in at most 2,000 characters."), field="reason")
    current = locked(review.application)
    review = ReviewRequest.objects.select_for_update().get(pk=review.pk)
    if review.answered_at:
        raise Conflict(_("This review was already answered. Nothing was changed."))
    review.opinion, review.reason, review.answered_at = opinion, reason, clock.now()
    review.save(update_fields=["opinion", "reason", "answered_at"])
    still_waits = ReviewRequest.objects.open().filter(application=current).exists()
    if current.is_active and current.waiting_on == Party.HIRING_MANAGER and not still_waits:
        set_waiting(application=current, party=Party.RECRUITER)
    _record(Verb.REVIEW_ANSWERED, review, actor)
    _tell_requester(review, actor)


@transaction.atomic
def set_absence(*, user: User, delegate: User, first_day: date, last_day: date) -> Absence:
    """Say who reviews while the person is away; it takes the place of what was said before."""
    if delegate == user or not delegate.is_active:
        raise Refused(_("Choose a colleague."), field="delegate")
    if last_day < first_day:
        raise Refused(_("The last day comes after the first."), field="last_day")
    values = {"delegate": delegate, "first_day": first_day, "last_day": last_day}
    return Absence.objects.update_or_create(user=user, defaults=values)[0]


def _tell_reviewer(review: ReviewRequest) -> None:
    told = {"who": review.requested_by.name, "name": review.application.candidate.name}
    body = _("Open the résumé and say whether to advance, with a reason.")
    if review.instead_of:
        body = _("You stand in for %(name)s.") % {"name": review.instead_of.name} + " " + body
    notify_person(
        kind=ReviewMail.REQUESTED,
        to=review.reviewer,
        text=_("%(who)s asks you to review the résumé of %(name)s") % told,
        body=body,
        link=review.get_absolute_url(),
        key=f"review:{review.pk}:requested",
        candidate_id=review.application.candidate_id,
        application_id=review.application_id,
        sender=review.requested_by,
    )


def _tell_requester(review: ReviewRequest, actor: User) -> None:
    """What was answered is on the page, where blindness and rights count."""
    told = {"who": actor.name, "name": review.application.candidate.name}
    notify_person(
        kind=ReviewMail.ANSWERED,
        to=review.requested_by,
        text=_("%(who)s reviewed the résumé of %(name)s") % told,
        body=_("Open the application to read the answer."),
        link=review.application.get_absolute_url(),
        key=f"review:{review.pk}:answered",
        candidate_id=review.application.candidate_id,
        application_id=review.application_id,
        sender=actor,
    )


def _record(verb: Verb, review: ReviewRequest, actor: User, **choices: Any) -> None:
    application = review.application
    record(verb, on=review, actor=actor, **concerning(application), **choices)
