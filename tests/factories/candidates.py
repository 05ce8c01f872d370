"""People, how to reach them, where they came from."""

import json
from pathlib import Path
from typing import Any

import factory
from factory.django import DjangoModelFactory

from candidates.keys import contact_key
from candidates.models import (
    Candidate,
    ChannelKind,
    ContactKind,
    ContactPoint,
    Document,
    DocumentKind,
    Resume,
    SourceChannel,
    Touch,
)

SAMPLES = Path(__file__).parent.parent / "data" / "jsonresume"


def sample(name: str) -> bytes:
    """A published résumé: "sample", "senior-engineer", "new-grad" or "career-changer"."""
    return (SAMPLES / f"{name}.resume.json").read_bytes()


def resume_file(*, name: str = "Ada Lovelace", email: str = "", **sections: Any) -> bytes:
    """A JSON Resume file of this person."""
    basics = {"name": name, "email": email, **sections.pop("basics", {})}
    return json.dumps({"basics": basics, **sections}).encode()


class CandidateFactory(DjangoModelFactory):
    """A candidate; `CandidateFactory(email="ada@example.org")` gives them an address."""

    class Meta:
        model = Candidate
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Candidate {n:03}")

    @factory.post_generation
    def email(self, create: bool, extracted: str | None, **kwargs) -> None:
        if create and extracted:
            ContactPointFactory(candidate=self, value=extracted)


class ContactPointFactory(DjangoModelFactory):
    class Meta:
        model = ContactPoint

    candidate = factory.SubFactory(CandidateFactory)
    kind = ContactKind.EMAIL
    value = factory.Sequence(lambda n: f"candidate{n:03}@example.org")
    normalized = factory.LazyAttribute(lambda point: contact_key(point.kind, point.value))


class SourceChannelFactory(DjangoModelFactory):
    class Meta:
        model = SourceChannel

    key = factory.Sequence(lambda n: f"channel-{n:03}")
    name = factory.Sequence(lambda n: f"Channel {n:03}")
    kind = ChannelKind.OTHER


class TouchFactory(DjangoModelFactory):
    class Meta:
        model = Touch

    candidate = factory.SubFactory(CandidateFactory)
    channel = factory.SubFactory(SourceChannelFactory)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    candidate = factory.SubFactory(CandidateFactory)
    kind = DocumentKind.RESUME
    file = factory.django.FileField(data=b"{}", filename="resume.json")
    name = "resume.json"
    media_type = "application/json"
    size = 2
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class ResumeFactory(DjangoModelFactory):
    """What was read from a document; `data` is JSON Resume."""

    class Meta:
        model = Resume

    document = factory.SubFactory(DocumentFactory)
    candidate = factory.SelfAttribute("document.candidate")
    data = factory.LazyAttribute(lambda resume: {"basics": {"name": resume.candidate.name}})
