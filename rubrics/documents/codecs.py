"""The codecs of all kinds of documents, and how rows stand to the catalog's."""

from typing import Any, Final

from rubrics.documents.catalog import digest
from rubrics.documents.codec import Codec, VersionedCodec
from rubrics.documents.questions import QuestionCodec
from rubrics.documents.roles import (
    AdjustmentCodec,
    CompetencyCodec,
    OrganizationCodec,
    RoleCodec,
)
from rubrics.documents.rubrics import RubricCodec
from rubrics.models import Source, Version, Versioned

COMPETENCIES: Final = CompetencyCodec()
RUBRICS: Final = RubricCodec()
QUESTIONS: Final = QuestionCodec()
# In the order in which they are to be loaded: each mentions only what stands before it.
CODECS: Final[tuple[Codec, ...]] = (
    *(COMPETENCIES, OrganizationCodec(), RUBRICS),
    *(RoleCodec(), AdjustmentCodec(), QUESTIONS),
)
# Those that people hand in as files.
FILED: Final[tuple[Codec, ...]] = (RUBRICS, QUESTIONS, COMPETENCIES)
_VERSIONED: Final = (RUBRICS, QUESTIONS)


def codec_of(row: Any) -> Codec:
    """Return how a row of the library is read and written."""
    return next(codec for codec in CODECS if codec.model is type(row))


def versioned_codec(of: Versioned | Version) -> VersionedCodec:
    """Return how a rubric or question, or a version of one, is read and written."""
    return next(codec for codec in _VERSIONED if type(of) in (codec.model, codec.version))


def edited_here(row: Any) -> bool:
    """Return whether a row says something else than the catalog last wrote: it is left alone."""
    if row.source == Source.OWN or getattr(row, "draft", None) is not None:
        return True
    return digest(codec_of(row).read(row)) != row.catalog_digest
