"""Mails to the candidate of an application: from which template, with what filled in, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from candidates.contact import contact_of
from hiring.accounts.models import Organization, TeamRole, User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.messaging import merge_fields
from hiring.messaging.actions import send
from hiring.messaging.models import Message, MessageState, Template
from hiring.messaging.querysets import MessageQuerySet
from hiring.pipeline import blindness
from hiring.pipeline.bookings import took_place
from hiring.pipeline.models import Application
from hiring.requisitions.models import HiringTeamMember


class CandidateMail(models.TextChoices):
    """What a mail to a candidate is for."""

    RECEIVED = "application_received", _lazy("application received")
    REJECTED_EARLY = "rejected_before_interviews", _lazy("rejection before interviews")
    REJECTED = "rejected_after_interviews", _lazy("rejection after interviews")
    WITHDRAWN = "withdrawn", _lazy("withdrawal confirmed")
    OFFER = "offer", _lazy("offer")
    LETTER = "letter", _lazy("email")


# What is taken back with the ending that it tells of.
OF_ENDINGS = (CandidateMail.REJECTED_EARLY, CandidateMail.REJECTED, CandidateMail.WITHDRAWN)


@dataclass(frozen=True)
class Letter:
    """A mail to be sent: its kind and its texts, in which merge fields may stand.

    It leaves after the organization's delay, and `not_before` that moment, if there is one.
    """

    kind: str
    subject: str
    body: str
    not_before: datetime | None = None


@dataclass(frozen=True)
class Draft:
    """A letter to one candidate as far as it can be filled in, with what is missing."""

    application: Application
    letter: Letter
    actor: User | None

    @cached_property
    def subject(self) -> list[merge_fields.Part]:
        return self._parts(self.letter.subject)

    @cached_property
    def body(self) -> list[merge_fields.Part]:
        return self._parts(self.letter.body)

    def _parts(self, text: str) -> list[merge_fields.Part]:
        return merge_fields.parts_of(text, about=self.application, actor=self.actor)

    @property
    def subject_text(self) -> str:
        return merge_fields.filled(self.subject)

    @property
    def body_text(self) -> str:
        return merge_fields.filled(self.body)

    @property
    def missing(self) -> list[str]:
        """The labels of the fields without a value, and what stands in braces and is no field."""
        unknown = merge_fields.unknown_in(f"{self.letter.subject}\n{self.letter.body}")
        return merge_fields.missing([*self.subject, *self.body]) + unknown

    @property
    def to_fill(self) -> str:
        """What still has to be filled in, as a sentence; empty when nothing is."""
        names = self.missing
        text = ngettext(
            "Fill in %(n)d field: %(names)s.", "Fill in %(n)d fields: %(names)s.", len(names)
        )
        told = {"n": len(names), "names": get_text_list(names, _("and"))}
        return text % told if names else ""


def draft_of(*, application: Application, template: Template, actor: User | None) -> Draft:
    """Return what the template says to this candidate."""
    return Draft(application, Letter(template.kind, template.subject, template.body), actor)


@dataclass(frozen=True)
class Offered:
    """A mail that a dialog offers to send along, already filled in, and to whom."""

    draft: Draft
    address: str
    name: str
    delay: int
    # Whether the box is checked when the dialog opens.
    chosen: bool
    # Whether it was edited before, and the ending was refused: the dialog is open.
    is_kept: bool = False


def offered(
    *, application: Application, kind: str, actor: User | None, chosen: bool = True
) -> Offered | None:
    """Return the mail that a dialog offers; None where no template is for it.

    What can't be sent as it is, for want of an address or a value, is not chosen.
    """
    template = Template.objects.of_kind(kind).first()
    if template is None:
        return None
    draft = draft_of(application=application, template=template, actor=actor)
    contact = contact_of(application.candidate)
    return Offered(
        draft=draft,
        address=contact.address,
        name=contact.name,
        delay=Organization.present().mail_delay,
        chosen=chosen and bool(contact.address) and not draft.missing,
    )


def rejection_kind(application: Application) -> str:
    """Return which kind of mail a rejection takes: whoever was interviewed is told otherwise."""
    return CandidateMail.REJECTED if took_place(application) else CandidateMail.REJECTED_EARLY


def send_letter(
    *,
    application: Application,
    letter: Letter,
    actor: User | None,
    key: str,
    calendar: str = "",
) -> Message:
    """Return the mail, which leaves after its delay; the same key is sent once.

    `calendar` is for the candidate’s own. Refused without an address, and while a merge field has
    no value.
    """
    contact = contact_of(application.candidate)
    if not contact.address:
        text = _("%(name)s has no email address, so no email can be sent. Nothing was changed.")
        raise Refused(text % {"name": contact.name})
    draft = Draft(application, letter, actor)
    if not draft.subject_text.strip() or not draft.body_text.strip():
        raise Refused(_("Write a subject and a message."), field="body")
    if draft.missing:
        raise Refused(_("The email was not sent. %(fill)s") % {"fill": draft.to_fill}, field="body")
    return send(
        kind=letter.kind,
        to=contact,
        subject=draft.subject_text,
        body=draft.body_text,
        key=key,
        candidate_id=application.candidate_id,
        application_id=application.pk,
        reply_to=actor,
        sender=actor,
        calendar=calendar,
        delay=_delay_of(letter),
    )


def _delay_of(letter: Letter) -> timedelta:
    delay = timedelta(minutes=Organization.present().mail_delay)
    return max(delay, letter.not_before - clock.now()) if letter.not_before else delay


def confirm_application(*, application: Application, actor: User | None) -> Message | None:
    """Tell the candidate that we have their application; however often, they get one email.

    None where it can't be sent: no template is for it, or an address or a value is missing.
    """
    mail = offered(application=application, kind=CandidateMail.RECEIVED, actor=actor)
    if mail is None or not mail.chosen:
        return None
    return send_letter(
        application=application,
        letter=mail.draft.letter,
        actor=actor,
        key=f"application:{application.pk}:received",
    )


def thread_of(application: Application, user: User) -> MessageQuerySet:
    """Return the mails to and from the candidate that the person may read, oldest first."""
    found = Message.objects.visible_to(user)
    found = found.with_application(application.pk, application.candidate_id)
    return found.select_related("sender").order_by("created_at", "pk")


def thread_url(message: Message) -> str:
    """Return the page of the thread that a mail is in."""
    return reverse("pipeline:messages", kwargs={"application_id": message.application_id})


def readers_of(message: Message) -> list[User]:
    """Return who is told of an answer to this mail: who wrote it, else the job's recruiters."""
    if message.sender and message.sender.is_active:
        return [message.sender]
    job = Application.objects.filter(pk=message.application_id or 0).values("requisition")
    team = HiringTeamMember.objects.filter(role=TeamRole.RECRUITER, requisition__in=job)
    people: models.QuerySet[User] = User.objects.active().filter(pk__in=team.values("user"))
    if not blindness.is_shown_to_blind(message.kind):
        # The subject of an answer tells what it answers.
        people = blindness.sighted(people, application=message.application_id)
    return list(people)


def when_sent(message: Message) -> str:
    """Return when a mail leaves, or that it has, as a sentence."""
    if message.send_at:
        return _("An email goes out at %(time)s.") % {"time": f"{localtime(message.send_at):%H:%M}"}
    if message.state == MessageState.WITHHELD:
        return _("No email was sent.")
    return _("An email is on its way.")
