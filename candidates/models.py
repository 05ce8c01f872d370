"""People, how to reach them, what they sent, where they came from, and who may see them."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from candidates.duplicate_models import (  # noqa: F401 - tables
    DuplicateReason,
    Merge,
    PairState,
    PossibleDuplicate,
)
from candidates.keys import name_key, name_words
from candidates.querysets import (
    CandidateQuerySet,
    ContactPointQuerySet,
    DocumentQuerySet,
    ResumeQuerySet,
    SourceChannelQuerySet,
    TouchQuerySet,
)
from candidates.resume.document import Resume as ReadResume
from candidates.resume.privacy import without_contacts
from candidates.resume.reading import from_json_resume
from candidates.search_text import CONTACTS_CHANGED, SEARCH_TEXT
from candidates.tag_models import MAX_TAG_LENGTH, Tag, Tagging  # noqa: F401 - tables
from hiring.activity import clock
from hiring.ui.one_line import OneLineField

# A ligature can unfold to eighteen letters; an index row of PostgreSQL holds 2,704 bytes.
KEY_LETTERS = 200
# Where documents lie in the file storage.
FOLDER = "documents"
# Pages of a PDF that are shown as pictures; the rest can be downloaded.
MAX_DRAWN_PAGES = 30


class Candidate(models.Model):
    """A person. What they apply for, and how it goes, is told by higher apps."""

    name = OneLineField(_("name"), max_length=200)
    sort_name = models.TextField(editable=False, db_collation="C")
    # What a search reads: the name in every spelling; and that, a new line, and the contacts.
    # The database keeps the second (`SEARCH_TEXT`), no matter who writes a name or a contact.
    name_words = models.TextField(editable=False, db_collation="C", default="")
    search_text = models.TextField(editable=False, db_collation="C", default="")
    headline = OneLineField(_("headline"), max_length=200, blank=True)
    location = OneLineField(_("location"), max_length=200, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    # The résumé to read, if somebody chose one; else the newest (`ResumeQuerySet.of`).
    chosen_resume = models.ForeignKey(
        "Resume", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Somebody new, or with another name or contact: to be compared with all others.
    is_unchecked = models.BooleanField(db_default=False, default=False, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    source_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    objects = CandidateQuerySet.as_manager()
    # Filled by `with_list_facts()`: what one user is shown of them.
    shown_contacts: "list[ContactPoint]"
    shown_touches: "list[Touch]"
    shown_taggings: "list[Tagging]"
    # Where in the résumé a search found them.
    place: str = ""
    # What apps above know of them, for a list.
    facts: Any = None
    # Set by `with_rights()`.
    is_recruited: bool
    has_files: bool

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_system", "external_id"],
                condition=~Q(external_id=""),
                name="candidate_external_id_once",
            ),
        ]
        indexes = [
            models.Index(
                models.F("created_at").desc(), models.F("id").desc(), name="candidate_newest"
            ),
            # Serves the list's order, its keyset pages and searches by name prefix.
            models.Index(fields=["sort_name", "id"], name="candidate_sort_name"),
            GinIndex(
                fields=["name_words"], opclasses=["gin_trgm_ops"], name="candidate_name_words_trgm"
            ),
            GinIndex(
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
                name="candidate_search_text_trgm",
            ),
            models.Index(fields=["id"], condition=Q(is_unchecked=True), name="candidate_unchecked"),
            GinIndex(
                SearchVector("headline", "location", config="simple"),
                name="candidate_profile_words",
            ),
        ]
        triggers = [SEARCH_TEXT]

    def __str__(self) -> str:
        return self.name

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Saves with the keys that belong to the name."""
        self.key_name()
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "sort_name", "name_words"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("candidates:detail", kwargs={"candidate_id": self.pk})

    def key_name(self) -> None:
        """Sets the keys that belong to the name."""
        self.sort_name = name_key(self.name)[:KEY_LETTERS]
        self.name_words = name_words(self.name)

    @property
    def is_reachable(self) -> bool:
        """Whether there is an address to write to or a number to call."""
        return self.contact_points.exclude(kind=ContactKind.URL).exists()


class ContactKind(models.TextChoices):
    EMAIL = "email", _("Email")
    PHONE = "phone", _("Phone")
    URL = "url", _("Web address")


class ContactPoint(models.Model):
    """One way to reach a candidate; the normalized form finds the same person again."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("kind"), max_length=8, choices=ContactKind)
    value = models.CharField(_("value"), max_length=400)
    normalized = models.CharField(max_length=400, editable=False, db_collation="C")
    label = OneLineField(_("label"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "kind", "normalized"], name="contact_point_once"
            ),
            models.CheckConstraint(condition=~Q(normalized=""), name="contact_point_not_empty"),
        ]
        indexes = [
            models.Index(fields=["kind", "normalized"], name="contact_point_normalized"),
        ]
        triggers = CONTACTS_CHANGED

    def __str__(self) -> str:
        return self.value


class DocumentKind(models.TextChoices):
    RESUME = "resume", _("Résumé")
    COVER_LETTER = "cover_letter", _("Cover letter")
    PORTFOLIO = "portfolio", _("Portfolio")
    TAKE_HOME = "take_home", _("Take-home")
    OTHER = "other", _("Other")


def document_path(document: "Document", filename: str) -> str:
    """A random path: neither the person's name nor their file's name reaches the disk."""
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token}"


class Document(models.Model):
    """A file as it was sent. `media_type` is what the bytes are, not what the sender said."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind)
    file = models.FileField(_("file"), upload_to=document_path, max_length=120)
    name = OneLineField(_("name"), max_length=200)
    media_type = models.CharField(max_length=120, editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            # The second click, or the same file imported again, finds the first.
            models.UniqueConstraint(fields=["candidate", "kind", "sha256"], name="document_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(
            "candidates:document",
            kwargs={"candidate_id": self.candidate_id, "document_id": self.pk},
        )


class Resume(models.Model):
    """What was read from a document: JSON Resume 1.0, its plain text, and how it looks."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="resumes")
    document = models.OneToOneField(Document, models.CASCADE, related_name="resume")
    data = models.JSONField()
    text = models.TextField(blank=True)
    # What a search reads: the words as they stand, in whatever language.
    words = models.GeneratedField(
        expression=SearchVector("text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # A Word document as clean HTML; how many pages of a PDF can be drawn.
    html = models.TextField(blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField(default=clock.now)

    objects = ResumeQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-pk"]
        indexes = [GinIndex(fields=["words"], name="resume_words")]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def shows_original(self) -> bool:
        """Whether the person for whom `visible_to` loaded the row may see it as it was sent."""
        return getattr(self, "has_files", False) and bool(self.pages or self.html)

    @property
    def page_numbers(self) -> range:
        """The pages that can be drawn, counted from 1."""
        return range(1, min(self.pages, MAX_DRAWN_PAGES) + 1)

    @cached_property
    def visible_data(self) -> dict[str, Any]:
        """`data` as the person may read it for whom `visible_to` loaded the row.

        A row that was loaded for nobody says nothing about how to reach the candidate.
        """
        return self.data if getattr(self, "has_contacts", False) else without_contacts(self.data)

    @cached_property
    def content(self) -> ReadResume | None:
        """What `visible_data` says, each field of the type it should have; None once erased.

        Pages show this and never `data`: an unknown field there may hold anything.
        """
        return from_json_resume(self.visible_data) if self.data else None


class ChannelKind(models.TextChoices):
    NETWORK = "network", _("Professional network")
    AGENCY = "agency", _("Recruiters and agencies")
    CAMPUS = "campus", _("Campus")
    PAPER = "paper", _("Paper authors")
    CODE = "code", _("Open source")
    CONFERENCE = "conference", _("Conference")
    DIRECT = "direct", _("Direct application")
    REFERRAL = "referral", _("Referral")
    INTERNAL = "internal", _("Internal move")
    OTHER = "other", _("Other")


class SourceChannel(models.Model):
    """Where candidates come from; a tree, so that "conferences" can be read as one."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = OneLineField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=ChannelKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = SourceChannelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                name="channel_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Touch(models.Model):
    """A candidate reached us, or was reached, through a channel. The first one gets the credit."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="touches")
    channel = models.ForeignKey(SourceChannel, models.PROTECT, related_name="touches")
    at = models.DateTimeField(default=clock.now)
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TouchQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["channel", "at"], name="touch_channel_at")]
        verbose_name_plural = "touches"

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%Y-%m-%d}"


class CandidateAccess(models.Model):
    """The members of a group can see a candidate: everyone with the same key.

    The group is named by the app that made it ("requisition:12", "application:340"), so
    that this app need not know what it stands for.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="access")
    group_key = models.CharField(max_length=60, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "group_key"], name="candidate_access_once"
            ),
        ]
        indexes = [models.Index(fields=["group_key"], name="candidate_access_group")]

    def __str__(self) -> str:
        return self.group_key


class AccessGroupMember(models.Model):
    """A user is a member of a group: sees every candidate of it, now and later."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    group_key = models.CharField(max_length=60, db_collation="C")
    # Whether they also get these candidates' files as they were sent.
    reads_files = models.BooleanField(default=False)
    # Whether they also see how to reach these candidates.
    recruits = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "group_key"], name="access_group_member_once")
        ]
        indexes = [models.Index(fields=["group_key"], name="access_group_member_group")]

    def __str__(self) -> str:
        return self.group_key
