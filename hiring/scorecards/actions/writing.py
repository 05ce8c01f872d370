"""Writing one's card: drafts, the submission, amendments. Always the seat's own person."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused, record
from hiring.activity.editing import EditConflict, FieldConflict, refuse_stale
from hiring.interviews.actions.loop_state import locked_seat, seat_submitted
from hiring.interviews.models import Seat
from hiring.interviews.times import word_span
from hiring.pipeline import hypotheses
from hiring.pipeline.actions import participants
from hiring.pipeline.blindness import could_read
from hiring.pipeline.verbs import concerning
from hiring.scorecards.actions import content as cards
from hiring.scorecards.actions.content import Content, Ratings
from hiring.scorecards.models import Scorecard, ScorecardVersion, VersionState
from hiring.scorecards.verbs import Verb
from hiring.ui.rating_widget import RatingLevel
from rubrics.models import Criterion

# A card as the actions take it: overall, summary and ratings.
Card = Mapping[str, Any]


class AlreadySubmitted(Conflict):
    """The card is in, and says something else than what was sent now."""


class Contradiction(Refused):
    """The overall contradicts the card's own ratings; asked about, never forbidden."""


@transaction.atomic
def open_card(*, seat: Seat, actor: User) -> ScorecardVersion:
    """Return the draft of the seat's card, made when there is none."""
    seat = locked_seat(seat)
    _refuse_unless_own(seat, actor)
    _refuse_if_in(seat)
    return _draft(seat)


def save_draft(
    *,
    seat: Seat,
    actor: User,
    overall: int | None,
    summary: str,
    ratings: Ratings,
    seen: Card | None = None,
    revision: int | None = None,
) -> ScorecardVersion:
    """Return the draft with what was typed so far; nothing need be whole.

    A page sends what it showed when it was opened as `seen`: then only the fields that another
    page changed, too, raise EditConflict, and all the others are saved. A client that writes the
    whole card sends the `revision` that it read instead: EditConflict, and nothing is saved, when
    there is a later one. Without either the card is meant as it is sent. AlreadySubmitted when
    the card is in.
    """
    with transaction.atomic():
        seat = locked_seat(seat)
        _refuse_unless_own(seat, actor)
        criteria = _criteria(seat)
        sent = cards.given(criteria, overall=overall, summary=summary, ratings=ratings)
        _refuse_if_in(seat)
        draft = _draft(seat)
        refuse_stale(revision, draft.revision)
        content, conflicts = _merged(draft, sent, seen, criteria)
        _write(draft, content)
    if conflicts:
        raise _changed_elsewhere(conflicts)
    return draft


@transaction.atomic
def submit(
    *,
    seat: Seat,
    actor: User,
    overall: int | None,
    summary: str,
    ratings: Ratings,
    seen: Card | None = None,
    revision: int | None = None,
    confirmed: bool = True,
) -> ScorecardVersion:
    """Return the submitted version: from now on it stands.

    The same card sent twice is submitted once. Raises Unfinished, which names what is missing;
    Refused before the interview has begun; AlreadySubmitted as `save_draft`; EditConflict when
    the draft says anything that the page, which showed `seen`, did not send, or has a later
    `revision`; and, unless `confirmed`, Contradiction.
    """
    seat = locked_seat(seat)
    _refuse_unless_own(seat, actor)
    criteria = _criteria(seat)
    sent = cards.given(criteria, overall=overall, summary=summary, ratings=ratings)
    if seat.submitted_at:
        return _as_submitted(seat, sent)
    draft = _draft(seat)
    refuse_stale(revision, draft.revision)
    content, conflicts = _merged(draft, sent, seen, criteria)
    if conflicts or content != sent:
        raise _changed_elsewhere(conflicts)
    _refuse_before_start(seat, actor)
    cards.refuse_unless_whole(content, criteria)
    if not confirmed:
        _refuse_contradiction(content, criteria, seat)
    _write(draft, content)
    _finish(draft)
    seat_submitted(seat=seat, observed=content.is_observed)
    _record(Verb.SCORECARD_SUBMITTED, draft.scorecard, seat, actor)
    return draft


@transaction.atomic
def amend(
    *,
    scorecard: Scorecard,
    actor: User,
    reason: str,
    overall: int | None,
    summary: str,
    ratings: Ratings,
    seen: Card | None = None,
) -> ScorecardVersion:
    """Return a new submitted version with the reason for it; the earlier ones stay as they are.

    Sent twice it is amended once. EditConflict when the newest version says anything that the
    page, which showed `seen`, did not send.
    """
    seat = locked_seat(scorecard.seat)
    _refuse_unless_own(seat, actor)
    newest = _newest(seat)
    if newest is None:
        raise Refused(_("This scorecard is still a draft. Edit it, then submit it."))
    criteria = _criteria(seat)
    content = cards.given(criteria, overall=overall, summary=summary, ratings=ratings)
    reason = reason.replace("\r\n", "\n").replace("\x00", "").strip()
    if content == cards.read(newest):
        return _unchanged(newest, reason)
    merged, conflicts = _merged(newest, content, seen, criteria)
    if conflicts or merged != content:
        raise _changed_elsewhere(conflicts)
    cards.refuse_unless_whole(content, criteria)
    if not reason:
        raise Refused(_("Give a reason for the change; readers see both versions."), field="reason")
    _refuse_late_observation(seat, content, newest)
    version = ScorecardVersion.objects.create(
        scorecard=newest.scorecard, number=newest.number + 1, amendment=reason
    )
    cards.write(version, content)
    _finish(version)
    participants.scorecard_received(seat_id=seat.pk, observed=content.is_observed)
    _record(Verb.SCORECARD_AMENDED, newest.scorecard, seat, actor)
    return version


def _criteria(seat: Seat) -> list[Criterion]:
    return list(Criterion.objects.filter(version=seat.interview.rubric_version_id))


def _draft(seat: Seat) -> ScorecardVersion:
    card, _made = Scorecard.objects.get_or_create(seat=seat, defaults={"author": seat.user})
    draft, _made = card.versions.get_or_create(state=VersionState.DRAFT, defaults={"number": 1})
    return draft


def _newest(seat: Seat) -> ScorecardVersion | None:
    versions = ScorecardVersion.objects.submitted().filter(scorecard__seat=seat)
    return versions.select_related("scorecard").with_ratings().first()


def _merged(
    version: ScorecardVersion, sent: Content, seen: Card | None, criteria: list[Criterion]
) -> tuple[Content, Mapping[str, FieldConflict]]:
    """Return what was sent together with what another page saved since this one was opened."""
    if seen is None:
        return sent, {}
    shown = cards.given(criteria, **seen)
    content, merge = cards.merged(criteria, seen=shown, stored=cards.read(version), sent=sent)
    return content, merge.conflicts


def _write(draft: ScorecardVersion, content: Content) -> None:
    if content == cards.read(draft):
        return
    cards.write(draft, content)
    draft.saved_at = clock.now()
    draft.revision += 1
    draft.save()


def _finish(version: ScorecardVersion) -> None:
    version.state = VersionState.SUBMITTED
    version.saved_at = version.submitted_at = clock.now()
    version.save()


def _record(verb: Verb, card: Scorecard, seat: Seat, actor: User) -> None:
    interview = seat.interview
    application = interview.loop.application
    record(verb, on=card, actor=actor, interview=interview.name, **concerning(application))


def _refuse_unless_own(seat: Seat, actor: User) -> None:
    if seat.user_id != actor.pk:
        raise Refused(_("Only the interviewer can write this scorecard."))
    if not seat.is_active:
        raise Refused(_("You are no longer assigned to this interview, so no scorecard is needed."))


def _refuse_if_in(seat: Seat) -> None:
    if seat.submitted_at:
        raise AlreadySubmitted(_("You already submitted this scorecard. You can amend it."))


def _refuse_late_observation(seat: Seat, content: Content, newest: ScorecardVersion) -> None:
    """A card on which nothing was observed does not become evidence once others' can be read."""
    if cards.read(newest).is_observed or not content.is_observed:
        return
    loop = seat.interview.loop
    application = loop.application
    if could_read([seat.user], loop_id=loop.pk, requisition_id=application.requisition_id):
        raise Refused(
            _(
                "You submitted this scorecard as not observed and can now see the others. Add what"
                " you know as a note on the application."
            )
        )


def _refuse_before_start(seat: Seat, actor: User) -> None:
    if not seat.interview.has_begun:
        when = word_span(seat.during.lower, seat.during.upper, actor.zone)
        text = _("The interview has not started (%(when)s). You can submit once it starts.")
        raise Refused(text % {"when": when})


def _refuse_contradiction(content: Content, criteria: list[Criterion], seat: Seat) -> None:
    text = _("Your overall recommendation is %(overall)s, but you rated “%(name)s” %(level)s.")
    for criterion, level in cards.contradicting(content, criteria):
        overall = RatingLevel(content.overall or 0)
        told = {"overall": overall.label, "name": criterion.name, "level": level.label}
        raise Contradiction(text % told)
    tested = hypotheses.of(seat.interview.loop.application)
    needed = {one.competency_id: one.bar_level for one in tested}
    if cards.contradicts_levels_needed(content, criteria, needed):
        overall = RatingLevel(content.overall or 0)
        if overall >= RatingLevel.YES:
            text = _(
                "Your overall recommendation is %(overall)s, but most ratings are below the bar."
            )
        else:
            text = _("Your overall recommendation is %(overall)s, but no rating is below the bar.")
        raise Contradiction(text % {"overall": overall.label})


def _changed_elsewhere(fields: Mapping[str, FieldConflict]) -> EditConflict:
    text = _("This scorecard was changed in another tab or on another device.")
    return EditConflict(text, fields=fields)


def _as_submitted(seat: Seat, content: Content) -> ScorecardVersion:
    """The second click gets what the first one did; other words are told of, not lost."""
    newest = _newest(seat)
    if newest and content == cards.read(newest):
        return newest
    raise AlreadySubmitted(_("You already submitted this scorecard. You can amend it."))


def _unchanged(newest: ScorecardVersion, reason: str) -> ScorecardVersion:
    if newest.amendment == reason and reason:
        return newest
    raise Refused(_("You haven’t changed anything."))
