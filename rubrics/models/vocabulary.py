"""The words that every room of the product shares when it speaks of roles and interviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid")
    SENIOR = "senior", _("Senior")
    STAFF = "staff", _("Staff")


class InterviewKind(models.TextChoices):
    MATH_PUZZLE = "math_puzzle", _("Math puzzle")
    TAKE_HOME = "take_home", _("Take-home review")
    PROJECT_PROBE = "project_probe", _("Past-project probe")
    ML_CODING = "ml_coding", _("ML coding")
    ML_DEBUGGING = "ml_debugging", _("ML debugging")
    SYSTEM_DESIGN = "system_design", _("ML system design")
    ML_THEORY = "ml_theory", _("ML theory")
    RESEARCH_TALK = "research_talk", _("Research talk")
    PRODUCT_SENSE = "product_sense", _("Product sense")
    BACKGROUND = "background", _("Background and values")


class Stance(models.TextChoices):
    """What a loop wants to learn about one competency: validate strengths, check bars."""

    STRENGTH = "strength", _("Strength to validate")
    BAR = "bar", _("Minimum bar to check")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class StageKind(models.TextChoices):
    APPLIED = "applied", _("Applied")
    SCREEN = "screen", _("Screen")
    ONSITE = "onsite", _("Onsite")
    DECISION = "decision", _("Decision")
    OFFER = "offer", _("Offer")
    HIRED = "hired", _("Hired")


class Source(models.TextChoices):
    CATALOGUE = "catalogue", _("Catalogue")
    OWN = "own", _("Our own")


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Catalogued(models.Model):
    """A row that the shipped catalogue may have written.

    `catalogue_digest` is the SHA-256 of the catalogue's text as last loaded. A row whose content
    no longer has that digest was edited here, and the loader leaves it alone.
    """

    source = models.CharField(max_length=16, choices=Source, default=Source.OWN)
    catalogue_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True
