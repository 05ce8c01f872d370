"""Who works here: users, teams, tokens for machines, signed links for the public."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hiring.accounts.querysets import (
    ApiTokenQuerySet,
    InvitationQuerySet,
    PublicLinkQuerySet,
    SavedViewQuerySet,
    UserQuerySet,
)
from hiring.activity import clock
from hiring.ui.one_line import OneLineField

# How long a token works, unless its maker chooses otherwise.
TOKEN_DAYS, MAX_TOKEN_DAYS = 90, 365
# So many days before it stops working, its owner is told.
TOKEN_NOTICES = (14, 2)


class SiteRole(models.TextChoices):
    """What a person may do anywhere; rights on one requisition come from its hiring team."""

    ADMINISTRATOR = "administrator", _("administrator")
    RECRUITER = "recruiter", _("recruiter")
    COORDINATOR = "coordinator", _("coordinator")
    MEMBER = "member", _("member")


class TeamRole(models.TextChoices):
    """What a person is on the hiring team of one requisition."""

    HIRING_MANAGER = "hiring_manager", _("hiring manager")
    RECRUITER = "recruiter", _("recruiter")
    INTERVIEWER = "interviewer", _("interviewer")


# Anyone who leads sees the requisition's candidates; an interviewer sees those they interview.
LEADING_ROLES = (TeamRole.HIRING_MANAGER, TeamRole.RECRUITER)


def validate_zone(value: str) -> None:
    """Raise ValidationError unless `value` is an IANA zone name that this machine knows."""
    if value not in clock.zone_names():
        raise ValidationError(_("“%(value)s” is not a time zone."), params={"value": value})


class NaturalKey(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return User.objects.with_address(email or "").get()


UserManager = NaturalKey.from_queryset(UserQuerySet)


class StaffRoles(models.Model):
    """What somebody may do anywhere, and in which zone they see time: of users and invitations."""

    zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    site_role = models.CharField(
        _("site role"), max_length=20, choices=SiteRole, default=SiteRole.MEMBER
    )
    library_editor = models.BooleanField(_("library editor"), default=False)
    # Sees how interviewers rate beside each other, where that page is turned on.
    interview_trainer = models.BooleanField(_("interview trainer"), default=False)

    class Meta:
        abstract = True

    @property
    def roles(self) -> str:
        """The site role and what was added to it, as people read them."""
        further = [
            (self.library_editor, _("library editor")),
            (self.interview_trainer, _("interview trainer")),
        ]
        names = [SiteRole(self.site_role).label, *(name for has, name in further if has)]
        return ", ".join(str(name) for name in names)

    def staff_roles(self) -> dict[str, Any]:
        """Return the values by field, for the user that an invitation becomes."""
        return {field.name: getattr(self, field.name) for field in StaffRoles._meta.fields}


class User(AbstractBaseUser, StaffRoles):
    """A member of the staff; signs in by email address."""

    email = models.EmailField(_("email address"))
    name = OneLineField(_("name"), max_length=200)
    is_active = models.BooleanField(_("can sign in"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Counted up to end every session, and every mailed link to a new password, at once.
    session_version = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email",
                violation_error_message=_("A user with this email address already exists."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must know to go on: it ends with the password and the version."""
        known = f"{self.session_version}:{self.password}"
        salt = "hiring.accounts.models.User.session"
        return salted_hmac(salt, known, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_administrator(self) -> bool:
        return self.site_role == SiteRole.ADMINISTRATOR

    @property
    def is_recruiter(self) -> bool:
        """Whether the person may do a recruiter's work on any requisition."""
        return self.site_role in (SiteRole.RECRUITER, SiteRole.ADMINISTRATOR)

    @property
    def sees_everything(self) -> bool:
        """Whether candidates and requisitions are visible without a role on a hiring team."""
        return self.site_role != SiteRole.MEMBER


# What stands in a video link's template for the name of one meeting.
VIDEO_NAME = "{name}"


def validate_video_link(value: str) -> None:
    """Raise ValidationError unless every interview gets a link of its own."""
    if VIDEO_NAME not in value or not value.startswith("https://"):
        raise ValidationError(_("Enter a link like https://meet.example.com/interview-{name}."))


class HoldHours(models.IntegerChoices):
    """So long times are reserved for a candidate who is asked."""

    DAY = 24, _("24 hours")
    TWO_DAYS = 48, _("48 hours")
    THREE_DAYS = 72, _("72 hours")


class Organization(models.Model):
    """Who hires, as candidates see it in mails; one row, which is there once it was saved."""

    name = OneLineField(_("name"), max_length=120, blank=True)
    # Small, and sent along with mails: a column serves better than a file.
    logo = models.BinaryField(_("logo"), blank=True, default=bytes)
    logo_type = models.CharField(max_length=20, blank=True, editable=False)
    reply_address = models.EmailField(_("reply address"), blank=True)
    video_link = models.CharField(
        _("video link of an interview"),
        max_length=200,
        blank=True,
        validators=[validate_video_link],
    )
    mail_delay = models.PositiveSmallIntegerField(
        _("minutes until an email is sent"), default=10, validators=[MaxValueValidator(120)]
    )
    confirms_applications = models.BooleanField(_("confirm applications by email"), default=True)
    hold_hours = models.PositiveSmallIntegerField(
        _("offered times are reserved for"),
        choices=HoldHours,
        default=HoldHours.TWO_DAYS,
        db_default=HoldHours.TWO_DAYS,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_organization"),
            models.CheckConstraint(
                condition=Q(mail_delay__lte=120), name="a_mail_waits_two_hours_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def present(cls) -> "Organization":
        """Return the one row, or what stands before it was first saved."""
        return cls._default_manager.first() or cls(pk=1)


class Team(models.Model):
    """A part of the organization that opens requisitions."""

    name = OneLineField(_("name"), max_length=120)
    members = models.ManyToManyField(User, related_name="teams", blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_team_per_name",
                violation_error_message=_("A team with this name already exists."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """A secret by which a machine acts as one user; only its digest is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = OneLineField(_("name"), max_length=120)
    # The first characters, so that a person can tell their tokens apart.
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    read_only = models.BooleanField(_("read-only"), default=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    # The last of `TOKEN_NOTICES` that its owner got.
    noticed_days = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class AnsweredRequest(models.Model):
    """That a request with an `Idempotency-Key` was answered, while it may be sent again.

    Digests and ids only: what the answer said on a candidate is read again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    # A digest, as clients write names into their keys.
    key = models.CharField(max_length=64)
    # Of method, address and body: the same key with another request is a mistake.
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    # The ids of the row that the answer showed, and of a part of a row; both null: of nothing.
    row = models.BigIntegerField(null=True, blank=True)
    part = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key


class PublicLink(models.Model):
    """A link for somebody without an account: bound to one purpose and object, expiring.

    The address carries a signed id; the row lets it be revoked.
    """

    purpose = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PublicLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "object_id"], name="public_link_of_object")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="a_link_expires_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.object_id}"

    @property
    def is_live(self) -> bool:
        """Whether it opens what it was made for: neither revoked nor expired."""
        return self.revoked_at is None and self.expires_at > clock.now()


class InvitationState(models.TextChoices):
    PENDING = "pending", _("pending")
    # The mail server did not take it.
    UNDELIVERED = "undelivered", _("email failed")
    EXPIRED = "expired", _("expired")
    ACCEPTED = "accepted", _("accepted")
    REVOKED = "revoked", _("revoked")


class Invitation(StaffRoles):
    """That somebody was asked to join, and what they get once they accept by the mailed link."""

    email = models.EmailField(_("email address"))
    name = OneLineField(_("name"), max_length=200, blank=True)
    teams = models.ManyToManyField(Team, related_name="+", blank=True)
    # What apps above give, by their names: hiring/accounts/invited_access.py.
    access = models.JSONField(default=dict, blank=True)
    # The newest; it says until when, and when it was sent. Null only while it is being made.
    link = models.OneToOneField(PublicLink, models.PROTECT, null=True, related_name="+")
    mail_failed = models.BooleanField(default=False, editable=False)
    # Who invited them, or sent it last.
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    # Who accepted it.
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="+")

    # What it gives beside the site role, label and words; set where invitations are listed.
    given: list[tuple[str, str]]
    # Of the page where it is accepted, where that may be passed on by hand.
    address: str

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(user=None, revoked_at=None),
                name="one_open_invitation_per_email",
            ),
            models.CheckConstraint(
                condition=Q(user=None) | Q(revoked_at=None),
                name="no_accepted_invitation_is_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def state(self) -> InvitationState:
        if self.user_id is not None:
            return InvitationState.ACCEPTED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        if self.link is None or not self.link.is_live:
            return InvitationState.EXPIRED
        return InvitationState.UNDELIVERED if self.mail_failed else InvitationState.PENDING

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted, or be sent again so that it can."""
        return self.user_id is None and self.revoked_at is None


class SavedView(models.Model):
    """How somebody looks at a list: its filters, order, columns and density, as in its address."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="views")
    # Registered by the list's app: hiring/accounts/list_views.py.
    list_key = models.CharField(max_length=40)
    name = OneLineField(_("name"), max_length=60)
    query = models.CharField(max_length=2_000, blank=True)
    # For everybody who may open the list; each sees in it what they may see.
    is_shared = models.BooleanField(_("shared with everyone"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["list_key", Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                F("owner"), F("list_key"), Lower("name"), name="one_view_per_name"
            ),
        ]
        indexes = [
            models.Index(fields=["list_key"], condition=Q(is_shared=True), name="view_shared")
        ]

    def __str__(self) -> str:
        return self.name
