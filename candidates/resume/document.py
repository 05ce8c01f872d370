"""A résumé as JSON Resume 1.0 has it: frozen, every field known, the unknown kept in `extra`."""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.alias_generators import to_camel

from candidates.resume.fields import (
    Entries,
    Line,
    Lines,
    Link,
    PartialDate,
    Prose,
    Unread,
    Was,
    When,
)

__all__ = ["PartialDate", "Resume"]
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_NOT_WRITTEN = {"extra", "warnings", "meta"}


class Part(BaseModel):
    """An object of a résumé: written under the standard's keys, without what is empty."""

    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, validate_by_name=True, serialize_by_alias=True
    )

    # What the standard does not name, as it was.
    extra: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def json_keys(cls) -> dict[str, str]:
        """The standard's fields in its order, each with its key."""
        fields = cls.model_fields.items()
        return {name: str(field.alias) for name, field in fields if name not in _NOT_WRITTEN}

    @model_validator(mode="wrap")
    @classmethod
    def _read(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> "Part":
        if not isinstance(value, Unread):
            return handler(value)
        reader: Any = info.context
        return reader.take(value, lambda found, path: reader.part(cls, found, path, handler))

    @model_serializer(mode="wrap")
    def _written(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written = handler(self)
        known = {key: written[key] for key in self.json_keys().values()}
        kept = {key: value for key, value in known.items() if value not in ("", None, [], {})}
        return {**kept, **{k: v for k, v in self.extra.items() if k not in kept}}


class Location(Part):
    address: Line = ""
    postal_code: Line = ""
    city: Line = ""
    region: Line = ""
    country_code: Line = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.city, self.region, self.country_code)))


class Profile(Part):
    network: Line = ""
    username: Line = ""
    url: Annotated[Link, Was("website")] = ""


class Basics(Part):
    name: Line = ""
    label: Line = ""
    image: Annotated[Link, Was("picture")] = ""
    email: Line = ""
    phone: Line = ""
    url: Annotated[Link, Was("website")] = ""
    summary: Prose = ""
    location: Location = Location()
    profiles: Entries[Profile] = ()


class Work(Part):
    name: Annotated[Line, Was("company")] = ""
    position: Line = ""
    location: Line = ""
    description: Prose = ""
    url: Annotated[Link, Was("website")] = ""
    start_date: When = None
    end_date: When = None
    summary: Prose = ""
    highlights: Lines = ()


class Volunteer(Part):
    organization: Line = ""
    position: Line = ""
    url: Annotated[Link, Was("website")] = ""
    start_date: When = None
    end_date: When = None
    summary: Prose = ""
    highlights: Lines = ()


class Education(Part):
    institution: Line = ""
    url: Annotated[Link, Was("website")] = ""
    area: Line = ""
    study_type: Line = ""
    start_date: When = None
    end_date: When = None
    score: Annotated[Line, Was("gpa")] = ""
    courses: Lines = ()


class Award(Part):
    title: Line = ""
    date: When = None
    awarder: Line = ""
    summary: Prose = ""


class Certificate(Part):
    name: Line = ""
    date: When = None
    issuer: Line = ""
    url: Annotated[Link, Was("website")] = ""


class Publication(Part):
    name: Line = ""
    publisher: Line = ""
    release_date: When = None
    url: Annotated[Link, Was("website")] = ""
    summary: Prose = ""


class Skill(Part):
    name: Line = ""
    level: Line = ""
    keywords: Lines = ()


class Language(Part):
    language: Line = ""
    fluency: Line = ""


class Interest(Part):
    name: Line = ""
    keywords: Lines = ()


class Reference(Part):
    name: Line = ""
    reference: Prose = ""


class Project(Part):
    name: Line = ""
    description: Prose = ""
    highlights: Lines = ()
    keywords: Lines = ()
    start_date: When = None
    end_date: When = None
    url: Annotated[Link, Was("website")] = ""
    roles: Lines = ()
    entity: Line = ""
    type: Line = ""


class Resume(Part):
    """A whole résumé; `warnings` says in plain sentences what was fixed or left out."""

    basics: Basics = Basics()
    work: Entries[Work] = ()
    volunteer: Entries[Volunteer] = ()
    education: Entries[Education] = ()
    awards: Entries[Award] = ()
    certificates: Entries[Certificate] = ()
    publications: Entries[Publication] = ()
    skills: Entries[Skill] = ()
    languages: Entries[Language] = ()
    interests: Entries[Interest] = ()
    references: Entries[Reference] = ()
    projects: Entries[Project] = ()
    meta: dict[str, Any] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.basics.name

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, whatever had to be fixed."""
        return isinstance(other, Resume) and self.as_json_resume(()) == other.as_json_resume(())

    __hash__ = None  # type: ignore[assignment]

    def as_json_resume(self, warnings: tuple[str, ...] | None = None) -> dict[str, Any]:
        """JSON Resume 1.0 as plain dicts and lists, with the warnings in `meta.warnings`."""
        told = self.warnings if warnings is None else warnings
        meta = {**self.meta, "warnings": list(told)}
        return {"$schema": SCHEMA, **self.model_dump(mode="json"), "meta": meta}
