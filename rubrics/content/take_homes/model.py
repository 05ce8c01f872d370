"""What a take-home's data are: a generator makes tables from a seed, the same ones for ever."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rubrics.content.take_homes.chance import Chance
from rubrics.content.take_homes.dictionary import Column, dictionary

# The first moment that a zip can name. A real date would make equal data differ.
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
README = "README.md"

Figure = float | str
Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """One CSV file: what its columns mean, and its rows in the order of the columns."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]

    def content(self) -> bytes:
        """Return the file: a header, commas, no quotes, UTF-8, lines ending in a line feed."""
        lines = [",".join(column.name for column in self.columns)]
        lines += [",".join(map(str, row)) for row in self.rows]
        return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True)
class Attachment:
    """A file of another form, with what it is for."""

    name: str
    about: str
    body: str

    def content(self) -> bytes:
        return self.body.encode()


@dataclass(frozen=True)
class Fact:
    """One thing planted in an instance: what it is, how it is found, and the figures found."""

    key: str
    title: str
    text: str
    found_by: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Truth:
    """What the reviewer knows of one instance and the candidate has to find."""

    key: str
    version: int
    seed: int
    summary: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Instance:
    """Everything that one seed gives. `terms` are figures that the candidate is told."""

    summary: str
    terms: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Generator:
    """Data of one take-home without the numbers.

    `version` goes up whenever a seed would give other data than before.
    """

    key: str
    title: str
    description: str
    version: int
    build: Callable[[Chance], Instance]

    def instance(self, seed: int) -> Instance:
        """Return what this seed gives: equal seeds give equal data on every machine."""
        return _built(self, seed)

    def files(self, seed: int) -> dict[str, bytes]:
        """Return the files of data by name."""
        made = self.instance(seed)
        parts: tuple[Table | Attachment, ...] = (*made.tables, *made.attachments)
        return {part.name: part.content() for part in parts}

    def readme(self, seed: int) -> str:
        """Return the text beside the data: terms, notes and a dictionary of every column.

        The seed is not in it: whoever has it can make the truth, too.
        """
        made = self.instance(seed)
        parts = [f"# {self.title}", self.description]
        if made.terms:
            parts += ["## Terms", *(f"- {name}: **{value}**" for name, value in made.terms)]
        if made.notes:
            parts += ["## Good to know", *(f"- {note}" for note in made.notes)]
        parts += [dictionary(table.name, table.about, table.columns) for table in made.tables]
        parts += [f"## {attachment.name}\n\n{attachment.about}" for attachment in made.attachments]
        parts.append(_INVENTED)
        return _joined(parts)

    def archive(self, seed: int) -> bytes:
        """Return a zip of the files and README.md, with fixed times."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            contents = {README: self.readme(seed).encode(), **self.files(seed)}
            for name, content in contents.items():
                entry = zipfile.ZipInfo(f"{self.key}/{name}", _TIMESTAMP)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def truth(self, seed: int) -> Truth:
        """Return what is planted in this instance, for the reviewer only."""
        made = self.instance(seed)
        return Truth(self.key, self.version, seed, made.summary, made.facts)


_INVENTED = (
    "All data are synthetic. The people, companies and places in them do not exist. "
    "Files are UTF-8 with a header line and commas; an empty cell means that the value is missing."
)


def _joined(parts: Sequence[str]) -> str:
    """Paragraphs apart, points of a list together."""
    text = ""
    for before, part in zip(["", *parts], parts, strict=False):
        together = part.startswith("- ") and before.startswith("- ")
        text += ("\n" if together else "\n\n") + part if text else part
    return text + "\n"


# A page, its download and its truth are asked for one after the other.
@lru_cache(maxsize=4)
def _built(generator: Generator, seed: int) -> Instance:
    return generator.build(Chance(f"{generator.key}/{generator.version}/{seed}"))
