"""A candidate chooses among times by a signed link, without an account.

What is offered are the plans of a proposal (proposals.py), looked for anew when it is older than
a moment. What is chosen is held until it is confirmed, so that of two who want the same people at
one time one gets it and the other sees others at once.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from candidates.actions.people import edit_candidate
from hiring.accounts.links import link_of, make_link, revoke_links
from hiring.accounts.models import PublicLink, User
from hiring.activity import clock
from hiring.activity.actions import Refused, record
from hiring.interviews import candidate_mail
from hiring.interviews.actions.booking import INTERVIEWING
from hiring.interviews.actions.holding import LASTS as HELD_FOR
from hiring.interviews.actions.holding import book_hold, hold_plan
from hiring.interviews.actions.proposing import LASTS, request_proposal
from hiring.interviews.choice_links import LIFETIME, PURPOSE, live_link
from hiring.interviews.mails import notify_chosen
from hiring.interviews.models import DebriefMeeting, Hold, Holder, Loop, Proposal
from hiring.interviews.proposals import ASKS_NOTHING, visits_of
from hiring.interviews.verbs import Verb
from hiring.interviews.wishes import Wishes
from hiring.messaging.models import Message, MessageState
from hiring.pipeline.actions.locking import locked
from hiring.pipeline.models import Application
from hiring.pipeline.verbs import concerning

# Other times can be chosen until so long before the first interview, and so often.
NOTICE = timedelta(hours=24)
MAX_RESCHEDULES = 2
# So long a page may stand open; what is offered there is not free for ever.
OFFERED_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Choice:
    """What a link leads to: an application whose candidate may choose, or has chosen."""

    application: Application
    host: User
    loop: Loop | None

    @property
    def may_reschedule(self) -> bool:
        """Whether the candidate may choose other times than those booked: early, and not often."""
        if self.loop is None or self.loop.reschedules >= MAX_RESCHEDULES:
            return False
        interviews = self.loop.interviews.booked()
        first = interviews.order_by("during").first()
        return first is not None and first.starts_at > clock.now() + NOTICE

    @property
    def present(self) -> "Choice":
        """The same, with what is booked by now."""
        loops = self.application.loops.booked().filter(stage=self.application.stage_id)
        return replace(self, loop=loops.first())

    @property
    def has_just_booked(self) -> bool:
        """Whether what they confirm may have been booked by the same click a moment ago."""
        return self.loop is not None and self.loop.created_at > clock.now() - HELD_FOR

    def visits(self, zone: str) -> tuple[str, ...]:
        """Return the days and hours that are booked, which are nothing new to choose."""
        booked = self.loop.interviews.booked() if self.loop else []
        spans = [(interview.starts_at, interview.ends_at) for interview in booked]
        return visits_of(spans, ZoneInfo(zone)) if spans else ()

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return self.loop is None or self.may_reschedule

    @property
    def hold(self) -> Hold | None:
        """What the candidate has chosen and not confirmed."""
        stage = self.application.stage_id
        live = Hold.objects.live().filter(holder=Holder.CANDIDATE, stage=stage)
        return live.filter(application=self.application).first()


@transaction.atomic
def create_choice_link(*, application: Application, actor: User) -> PublicLink:
    """Return the link by which the candidate chooses; one that works is given again."""
    application = locked(application)
    present = live_link(application)
    if present:
        return present
    link = make_link(purpose=PURPOSE, object_id=application.pk, lifetime=LIFETIME, actor=actor)
    _record(Verb.CHOICE_LINK_CREATED, application, actor)
    return link


@transaction.atomic
def email_choice_link(*, application: Application, actor: User) -> str:
    """Email the candidate their link; return as a sentence when it leaves, or why it can’t.

    A link is emailed once: a second click sends nothing more, unless that email never left.
    """
    link = create_choice_link(application=application, actor=actor)
    kind = candidate_mail.CandidateMail.CHOICE
    ended = (MessageState.FAILED, MessageState.WITHHELD, MessageState.CANCELED)
    lost = Message.objects.filter(application_id=application.pk, kind=kind, state__in=ended)
    key = f"choice:{link.pk}:{lost.count()}"
    return candidate_mail.offer(application=application, actor=actor, key=key, kind=kind)


@transaction.atomic
def revoke_choice_link(*, application: Application, actor: User) -> None:
    """End the candidate's link; a second time changes nothing."""
    if revoke_links(purpose=PURPOSE, object_id=application.pk):
        _record(Verb.CHOICE_LINK_REVOKED, application, actor)


def choice_of(token: str) -> Choice | None:
    """Return what a token leads to; None when that is nothing (any more)."""
    link = link_of(token, purpose=PURPOSE)
    if link is None or not link.is_live:
        return None
    if link.created_by is None or not link.created_by.is_active:
        return None
    known = Application.objects.with_names().filter(candidate__erased_at=None)
    application = known.filter(candidate__archived_at=None, pk=link.object_id).first()
    if application is None or not application.is_active:
        return None
    loop = application.loops.booked().filter(stage=application.stage_id).first()
    if loop is None and application.stage.kind not in INTERVIEWING:
        return None
    return Choice(application, link.created_by, loop)


def offers_of(choice: Choice, *, zone: str = "", is_new: bool = False) -> Proposal:
    """Return a proposal of times that are free now, or one that is being looked for.

    `zone` is where the candidate says to be; what is known of them goes before it. However many
    zones somebody tries, times are looked for once at a time.
    """
    mine = Proposal.objects.filter(application=choice.application, requested_by=choice.host)
    sought = mine.filter(answer__isnull=True, created_at__gt=clock.now() - LASTS)
    if present := sought.order_by("-pk").first():
        return present
    wishes = ASKS_NOTHING if choice.application.candidate.zone else Wishes(zone=zone)
    return request_proposal(
        application=choice.application, actor=choice.host, is_new=is_new, wishes=wishes
    )


def hold(choice: Choice, *, proposal_id: int, number: int, zone: str = "") -> Hold:
    """Keep what was chosen until it is confirmed; raises Refused when it is taken.

    The zone in which they chose is noted where none was known: emails speak of times in it.
    """
    if not choice.is_open:
        raise Refused("nothing to choose")
    # Only what was offered to them, not what colleagues look at.
    proposals = Proposal.objects.filter(
        pk=proposal_id,
        application=choice.application,
        requested_by=choice.host,
        created_at__gt=clock.now() - OFFERED_FOR,
    )
    proposal = proposals.select_related("application__candidate", "application__stage").first()
    if proposal is None:
        raise Refused("no such plan")
    _note_zone(proposal.application, zone)
    return hold_plan(proposal=proposal, number=number, actor=choice.host, holder=Holder.CANDIDATE)


@transaction.atomic
def confirm(choice: Choice, hold: Hold, *, zone: str = "") -> Loop:
    """Book what was chosen and write to the candidate; raises Refused when it has expired."""
    if not choice.is_open:
        raise Refused("nothing to choose")
    application = choice.application
    _note_zone(application, zone)
    had_meeting = DebriefMeeting.objects.filter(loop=choice.loop, canceled_at=None).exists()
    loop = book_hold(hold=hold, actor=choice.host)
    notify_chosen(loop, host=choice.host, again=choice.loop is not None, lost_meeting=had_meeting)
    candidate_mail.tell(
        application=application,
        kind=candidate_mail.kind_of_change(application),
        actor=choice.host,
        key=f"chosen:{loop.pk}",
    )
    return loop


def _note_zone(application: Application, zone: str) -> None:
    if zone and not application.candidate.zone:
        edit_candidate(candidate=application.candidate, actor=None, zone=zone)


def _record(verb: Verb, application: Application, actor: User) -> None:
    record(verb, on=application, actor=actor, **concerning(application))
