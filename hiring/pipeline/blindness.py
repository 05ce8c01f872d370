"""The rule of blindness: who may know what others found, and what the blind are shown meanwhile.

Anyone who holds a seat in a loop and has not submitted its scorecard sees no rating, note, overall,
debrief, comparison or decision of others, whatever their role. Anyone who gave a seat up, or
submitted a card on which nothing was observed, stays blind until the loop's remaining cards are in;
so does anyone who shadows, and that alone never lets them read a card. Outside of the loop,
recruiters and those who lead the team see *that* a card is in, and *what* it says once the last one
is.

It hides what others found and never what the person did: the status that they set, its undo and
the actions of their role stay. Nobody lifts it for themselves (hiring/pipeline/actions/seats.py).

All of it is answered from this app's own tables: the apps above write down in `Participant` who
holds or held a seat in which loop (hiring/pipeline/actions/participants.py).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hiring.accounts.access import RECRUITING
from hiring.accounts.asking import asked_once
from hiring.accounts.models import TeamRole, User
from hiring.accounts.verbs import Verb as AccountVerb
from hiring.activity.models import Event
from hiring.activity.verbs import Verb
from hiring.messaging.verbs import Verb as MessageVerb
from hiring.pipeline.verbs import Verb as ApplicationVerb
from hiring.requisitions.querysets import hiring_team, is_led_by
from hiring.requisitions.verbs import Verb as RequisitionVerb
from rubrics.models import StageKind

# Where an application stands here, the panel has been followed.
AFTER_THE_PANEL = (StageKind.OFFER, StageKind.HIRED)


class SeatState(models.TextChoices):
    """What became of a seat, as far as blindness must know."""

    OWES = "owes", _("has a scorecard to submit")
    SUBMITTED = "submitted", _("scorecard submitted")
    # In, with nothing observed on it: it opens nothing to its writer.
    EMPTY = "empty", _("scorecard submitted, not observed")
    LEFT = "left", _("removed from the interview")
    # Is there to learn: never has a card, and reads none of the others' by it.
    WATCHES = "watches", _("shadows the interview")


# In these states a person is blind as long as someone else in the loop has a scorecard to submit.
_WAITING = (SeatState.EMPTY, SeatState.LEFT, SeatState.WATCHES)
_IS_IN = (SeatState.SUBMITTED, SeatState.EMPTY)


class ParticipantQuerySet(models.QuerySet):
    def seated(self) -> Self:
        """Return the seats that stand: they let their person see the application."""
        return self.exclude(state=SeatState.LEFT)

    def owing(self) -> Self:
        """Return the seats with a scorecard to submit."""
        return self.filter(state=SeatState.OWES)

    def submitted(self) -> Self:
        """Return the seats whose scorecard is in, an empty one too."""
        return self.filter(state__in=_IS_IN)

    def blinding(self) -> Self:
        """Return the seats that keep their person blind to what others found."""
        owed = self.model._base_manager.filter(loop_id=OuterRef("loop_id"), state=SeatState.OWES)
        return self.filter(Q(state=SeatState.OWES) | (Q(state__in=_WAITING) & Exists(owed)))


def _participants() -> ParticipantQuerySet:
    return apps.get_model("pipeline", "Participant").objects.all()


# ---- What a person reads, as conditions for queries -------------------------------------------


def is_blind(user: User, *, application: str) -> Q:
    """Whether the person must not see what others found on the application at this path."""
    return Q(
        Exists(_participants().filter(user=user, application=OuterRef(application)).blinding())
    )


def leads(user: User, *, requisition: str) -> Q:
    """Whether a recruiter's or hiring manager's role gives the person access to findings."""
    if user.is_recruiter:
        return Q(Value(True))
    return Q(is_led_by(user, requisition=requisition))


def reads_findings(user: User, *, application: str, requisition: str) -> Q:
    """Whether the person reads what was found on the application: its debriefs.

    Recruiters and those who lead the team do, and the panel once every card is in.
    """
    seats = _participants().filter(application=OuterRef(application))
    panel = Q(Exists(seats.filter(user=user, state=SeatState.SUBMITTED)))
    complete = ~Q(Exists(seats.owing()))
    reads = leads(user, requisition=requisition) | panel & complete
    return ~is_blind(user, application=application) & reads


def reads_cards(user: User, *, loop: str, requisition: str) -> Q:
    """Whether the person reads the submitted scorecards of others in the loop at this path.

    Once their own is in, those who sat in the loop do; with the last card, those who lead.
    """
    seats = _participants().filter(loop_id=OuterRef(loop))
    mine = seats.filter(user=user)
    panel = Q(Exists(mine.filter(state=SeatState.SUBMITTED)))
    complete = ~Q(Exists(seats.owing()))
    return ~Q(Exists(mine.blinding())) & (panel | complete & leads(user, requisition=requisition))


def sighted(people: models.QuerySet[User], *, application: Any) -> models.QuerySet[User]:
    """Return those of the people who are not blind to what was found on the application."""
    seats = _participants().filter(application=application, user=OuterRef("pk"))
    return people.filter(~Exists(seats.blinding()))


# ---- Where an application stands ----------------------------------------------------------------


def last_actor() -> Coalesce:
    """Who last moved or ended an application; 0 when the system did."""
    transitions = apps.get_model("pipeline", "Transition").objects
    of_it = transitions.filter(application=OuterRef("pk")).order_by("-at", "-id")
    whole = models.BigIntegerField()
    return Coalesce(
        Subquery(of_it.values("actor_id")[:1], output_field=whole), 0, output_field=whole
    )


def decided() -> Q:
    """Whether where an application stands tells what was decided: ended, or at an offer."""
    return ~Q(status="active") | Q(stage__kind__in=AFTER_THE_PANEL)


@asked_once
def concealed_from(user: User) -> list[int]:
    """Return the ids of applications whose place would tell the person what others decided.

    What they did last themselves they know, so that is never among them. Asked at once: it is
    nothing or little, and keeps the queries of lists small.
    """
    blind = _participants().filter(user=user).blinding().values("application")
    found = apps.get_model("pipeline", "Application").objects.filter(decided(), pk__in=blind)
    found = found.alias(last_actor=last_actor()).exclude(last_actor=user.pk)
    return list(found.values_list("pk", flat=True))


# ---- What the blind are shown meanwhile ---------------------------------------------------------

_shown_verbs: set[str] = set()
_shown_kinds: set[str] = set()


def show_events_to_blind(verbs: Iterable[Verb]) -> None:
    """Let the blind know of events with these verbs: they say nothing of findings or decisions.

    Called when an app is ready. Deny by default: what no app names stays hidden meanwhile.
    """
    _shown_verbs.update(verb.value for verb in verbs)


def show_messages_to_blind(kinds: Iterable[models.TextChoices]) -> None:
    """Let the blind see messages of these kinds, by the same rule."""
    _shown_kinds.update(kind.value for kind in kinds)


def is_shown_to_blind(kind: str) -> bool:
    """Whether a message of this kind says nothing of what others found or decided."""
    return kind in _shown_kinds


def shown_to_blind(user: User) -> Q:
    """Which events of an application somebody who is blind to it is shown: their own, and those
    that say nothing of what others found or decided."""
    after = [str(kind) for kind in AFTER_THE_PANEL]
    before = Q(verb=ApplicationVerb.ADVANCED) & ~(
        Q(choices__to_kind__in=after) | Q(choices__from_kind__in=after)
    )
    mails = Q(verb__in=MessageVerb.values, choices__about__in=sorted(_shown_kinds))
    return Q(actor=user) | Q(verb__in=sorted(_shown_verbs)) | before | mails


def hidden_events(user: User, *, applications: Any) -> Q:
    """Which events of these applications, of which some blind the person, they are not shown."""
    blind = applications.filter(is_blind(user, application="pk")).values("pk")
    shown = Event.objects.filter(shown_to_blind(user)).values("pk")
    return Q(application_id__in=blind) & ~Q(pk__in=shown)


def hidden_messages(user: User) -> Q:
    """Which mails a person is not shown: those on decisions that they are blind to."""
    seats = _participants().filter(user=user, application=OuterRef("application_id"))
    return Q(Exists(seats.blinding())) & ~Q(kind__in=sorted(_shown_kinds))


# ---- Who could have read ------------------------------------------------------------------------


def could_read(users: Iterable[User], *, loop_id: int, requisition_id: int) -> set[int]:
    """Return the ids of those who can read cards of others in the loop, or could before.

    At most four queries, however many people. Anyone who has a scorecard to submit in it has been
    blind all the while.
    """
    seats = list(_participants().filter(loop_id=loop_id).values_list("user", "state", "opened_at"))
    if not any(state in _IS_IN for _user, state, _at in seats):
        return set()
    opened = [at for _user, _state, at in seats if at]
    leading = _led(requisition_id, since=min(opened)) if opened else set()
    return {user.pk for user in users if _could_read(user, seats, leading)}


def _led(requisition_id: int, *, since: datetime) -> set[int]:
    """Return the ids of those whose role gives access to findings, or did at any time since.

    Of recruiters by site role only the former ones: the present ones say so themselves.
    """
    team = hiring_team().leading().filter(requisition=requisition_id)
    later = Event.objects.filter(at__gte=since).order_by()
    left = later.filter(verb=RequisitionVerb.TEAM_LEFT, requisition_id=requisition_id)
    left = left.exclude(choices__role=str(TeamRole.INTERVIEWER.label))
    changed = later.filter(
        verb=AccountVerb.USER_CHANGED, changes__field="site_role", changes__old__in=RECRUITING
    )
    return {
        *team.values_list("user", flat=True),
        *left.values_list("choices__user", flat=True),
        *changed.values_list("object_id", flat=True),
    }


def _could_read(user: User, seats: list[tuple], leading: set[int]) -> bool:
    mine = {state for user_id, state, _at in seats if user_id == user.pk}
    if SeatState.OWES in mine:
        return False
    if not any(state in _IS_IN for user_id, state, _at in seats if user_id != user.pk):
        return False
    was_opened = any(at for _user, _state, at in seats)
    by_role = (user.is_recruiter or user.pk in leading) and was_opened
    is_open = was_opened or SeatState.LEFT not in mine
    return by_role or (SeatState.SUBMITTED in mine and is_open)


def others_are_in(user: User, *, loop_id: int) -> bool:
    """Whether a scorecard of someone else is in, which the person's own seat keeps shut."""
    return _participants().filter(loop_id=loop_id).submitted().exclude(user=user).exists()


def observed_nothing(user: User, *, loop_id: int) -> bool:
    """Whether the person submitted a card in the loop that says nothing, and so opens nothing."""
    seats = _participants().filter(loop_id=loop_id, user=user)
    return seats.filter(state=SeatState.EMPTY).exists()


def any_is_in(*, loop_id: int) -> bool:
    """Whether a scorecard of the loop is in."""
    return _participants().filter(loop_id=loop_id).submitted().exists()
