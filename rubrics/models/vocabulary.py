"""The words that every app of the product shares when it speaks of roles and interviews."""

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
    PROJECT_PROBE = "project_probe", _("Project deep dive")
    ML_CODING = "ml_coding", _("ML coding")
    ML_DEBUGGING = "ml_debugging", _("ML debugging")
    SYSTEM_DESIGN = "system_design", _("ML system design")
    ML_THEORY = "ml_theory", _("ML theory")
    RESEARCH_TALK = "research_talk", _("Research talk")
    PRODUCT_SENSE = "product_sense", _("Product sense")
    BACKGROUND = "background", _("Background and values")


class Assistance(models.TextChoices):
    """What a candidate may use in an interview, told to them and printed with what they showed."""

    NONE = "none", _("None")
    SEARCH = "search", _("Search")
    ASSISTANT = "assistant", _("Assistant expected")


_USUAL_ASSISTANCE = {
    InterviewKind.TAKE_HOME: Assistance.ASSISTANT,
    InterviewKind.ML_CODING: Assistance.SEARCH,
    InterviewKind.ML_DEBUGGING: Assistance.SEARCH,
}


def usual_assistance(kind: str) -> Assistance:
    """Return what is allowed in an interview of this kind where a plan says nothing else."""
    return _USUAL_ASSISTANCE.get(InterviewKind(kind), Assistance.NONE)


class Stance(models.TextChoices):
    """What a loop wants to learn about one competency: validate strengths, check bars."""

    STRENGTH = "strength", _("Strength to validate")
    BAR = "bar", _("Minimum bar to check")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class DesignChoice(models.TextChoices):
    """What an opening says of its role context; each answer adjusts what is tested."""

    EMPHASIS = "emphasis", _("Software or research focus")
    DATA_OWNERSHIP = "data_ownership", _("Who owns the data")
    MODEL_OWNERSHIP = "model_ownership", _("Who owns models in production")
    STRATEGY = "strategy", _("Hiring strategy")


class Emphasis(models.TextChoices):
    SOFTWARE = "software", _("Software over research")
    BALANCED = "balanced", _("Balanced")
    RESEARCH = "research", _("Research over software")


class DataOwnership(models.TextChoices):
    OWN = "own", _("The ML team owns its data and pipelines")
    SHARED = "shared", _("Shared with data engineers")
    OTHERS = "others", _("Other teams own and provide the data")


class ModelOwnership(models.TextChoices):
    OWN = "own", _("The team that trains a model also runs it")
    SHARED = "shared", _("Shared with the product team")
    HANDED_OVER = "handed_over", _("Handed off to another team, or not deployed")


class Strategy(models.TextChoices):
    """The ways out of the unicorn specification."""

    EXPERIENCED = "experienced", _("Experienced in this work")
    TRAIN_ENGINEER = "train_engineer", _("Software engineer to train in ML")
    JUNIOR = "junior", _("Junior with a named mentor")


# The answers to each choice, in the order in which a form shows them.
ANSWERS: dict[str, type[models.TextChoices]] = {
    DesignChoice.EMPHASIS: Emphasis,
    DesignChoice.DATA_OWNERSHIP: DataOwnership,
    DesignChoice.MODEL_OWNERSHIP: ModelOwnership,
    DesignChoice.STRATEGY: Strategy,
}


class Perspective(models.TextChoices):
    """For which side of the work an interviewer speaks."""

    RESEARCH = "research", _("Research")
    ENGINEERING = "engineering", _("Engineering")
    PRODUCT = "product", _("Product")


class StageKind(models.TextChoices):
    APPLIED = "applied", _("Applied")
    SCREEN = "screen", _("Screen")
    ONSITE = "onsite", _("Onsite")
    DECISION = "decision", _("Decision")
    OFFER = "offer", _("Offer")
    HIRED = "hired", _("Hired")


class Source(models.TextChoices):
    CATALOG = "catalog", _("Catalog")
    OWN = "own", _("Our own")


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Cataloged(models.Model):
    """A row that the shipped catalog may have written.

    `catalog_digest` is the SHA-256 of the catalog's text as last loaded. A row whose content
    no longer has that digest was edited here, and the loader leaves it alone.
    """

    source = models.CharField(max_length=16, choices=Source, default=Source.OWN)
    catalog_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True
