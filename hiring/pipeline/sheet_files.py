"""Which row of a spreadsheet each file of its .zip belongs to.

A row names its files, or a file or its folder is called as the row's person: by ID, email or name,
as in "Ada Lovelace, cover letter.pdf". Where two rows would fit, neither gets it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from candidates.keys import name_key
from candidates.models import DocumentKind
from candidates.spreadsheet import Row, rows_of
from hiring.pipeline.models import Sheet
from hiring.pipeline.zip_files import WITH_A_SHEET, Archive, opened_archive

RESUMES = (".pdf", ".docx", ".txt", ".json")
_BREAK = re.compile(r"[\W_]+")
_KINDS = {
    DocumentKind.RESUME: {"resume", "cv", "lebenslauf", "vitae"},
    DocumentKind.COVER_LETTER: {"cover", "letter", "coverletter", "motivation"},
    DocumentKind.PORTFOLIO: {"portfolio"},
}
Words = tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A row that gets a file, and as what; "" where only the file can say.

    `named` says that the row names it, so that others that do get it, too.
    """

    line: int
    kind: str = ""
    named: bool = False


@dataclass
class Matching:
    """By the places of the files: who gets each; and the names that rows give and no file has."""

    claims: dict[int, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    missing: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def files_of(self) -> Counter[int]:
        """How many files each line gets."""
        return Counter(claim.line for claims in self.claims.values() for claim in claims)


@dataclass(frozen=True)
class Missing:
    """A file that a row names and that did not come."""

    name: str
    line: int


@dataclass(frozen=True)
class FilesPreview:
    """What will become of the files, before the import starts."""

    total: int
    matched: int
    unmatched: list[str]
    missing: list[Missing]


@contextmanager
def archive_of(sheet: Sheet) -> Iterator[Archive]:
    """Open the .zip that the sheet came in."""
    with sheet.archive.open("rb") as opened, opened_archive(opened, WITH_A_SHEET) as archive:
        yield archive


def paths_beside(archive: Archive) -> dict[int, str]:
    """Return the files but for the spreadsheet, by their places."""
    return {n: path for n, path in enumerate(archive.paths) if n not in archive.sheets}


def preview_files(sheet: Sheet) -> FilesPreview:
    """Say which files go with a row as the columns are taken now. Reads all rows."""
    with archive_of(sheet) as archive:
        paths = paths_beside(archive)
    found = match_files(paths, sheet)
    missing = [Missing(name, line) for line, names in found.missing.items() for name in names]
    unmatched = [short_name(path) for place, path in paths.items() if place not in found.claims]
    return FilesPreview(len(paths), len(paths) - len(unmatched), unmatched, missing)


def match_files(paths: dict[int, str], sheet: Sheet) -> Matching:
    """Return which rows the files go to. Reads all rows of the sheet, twice if they name files."""
    names, found = _Names(paths), Matching()
    if {"resume", "files"} & set(sheet.fields):
        names.meet(words for row in readable_rows(sheet) for words in _called(row))
    by_words: dict[int, tuple[int, set[int]]] = {}
    for row in readable_rows(sheet):
        for kind, given in ((DocumentKind.RESUME, row.resumes), ("", row.files)):
            for name in given:
                place = names.place_of(name, _called(row))
                if place is None:
                    found.missing[row.line].append(name)
                else:
                    found.claims[place].append(Claim(row.line, str(kind), named=True))
        for words in _called(row):
            for place in names.called(words):
                best, lines = by_words.get(place, (0, set()))
                if len(words) > best:
                    by_words[place] = len(words), {row.line}
                elif len(words) == best:
                    lines.add(row.line)
    for place, (_length, lines) in by_words.items():
        if place not in found.claims:
            found.claims[place] = [Claim(line) for line in sorted(lines)]
    return found


def kind_of(path: str) -> str:
    """Return what a file is by the words of its name; a résumé, where a lone one could be read."""
    words = set(_words(PurePosixPath(path).stem))
    said = (str(kind) for kind, names in _KINDS.items() if words & names)
    return next(said, str(DocumentKind.OTHER))


def is_resume(path: str, *, lone: bool) -> bool:
    """Return whether a file is taken for a résumé: called so, or the only one that can be read."""
    can_be_read = path.casefold().endswith(RESUMES)
    kind = kind_of(path)
    return can_be_read and (kind == DocumentKind.RESUME or (lone and kind == DocumentKind.OTHER))


def short_name(path: str) -> str:
    """Return a file's name without its folders."""
    return PurePosixPath(path).name


class _Names:
    """Files by how rows may call them."""

    def __init__(self, paths: dict[int, str]) -> None:
        self._paths = {place: path.casefold() for place, path in paths.items()}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._called: dict[Words, list[int]] = defaultdict(list)
        self._folders: dict[int, set[Words]] = {}
        self._people: set[Words] = set()
        for place, path in paths.items():
            parts = PurePosixPath(path)
            for key in {path.casefold(), parts.name.casefold()}:
                self._exact[key].append(place)
            folders, words = {_words(part) for part in parts.parts[:-1]}, _words(parts.stem)
            self._folders[place] = folders
            begins = (words[:n] for n in range(1, len(words)) if _is_telling(words[:n]))
            for called in {*folders, words, *begins}:
                self._called[called].append(place)

    def meet(self, people: Iterable[Words]) -> None:
        """Learn which folders are called after somebody."""
        folders = {words for each in self._folders.values() for words in each}
        self._people = folders & set(people)

    def place_of(self, name: str, person: Collection[Words]) -> int | None:
        """Return the file of this name or path; None for none, and for several.

        A name without a path means the file in the folder of the person, and none in another's.
        """
        wanted = name.replace("\\", "/").strip().lstrip("./").casefold()
        alike = self._exact.get(PurePosixPath(wanted).name, [])
        if "/" in wanted:
            found = self._exact.get(wanted) or [n for n in alike if self._ends_alike(n, wanted)]
        else:
            own = [n for n in alike if self._folders[n].intersection(person)]
            found = own or [n for n in alike if not self._folders[n] & self._people]
        return found[0] if len(found) == 1 else None

    def _ends_alike(self, place: int, wanted: str) -> bool:
        """Whether one path is the other in some folder: a file of another folder is another's."""
        path = self._paths[place]
        return path.endswith(f"/{wanted}") or wanted.endswith(f"/{path}")

    def called(self, words: Words) -> Sequence[int]:
        return self._called.get(words, ())


def readable_rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that are somebody's, as the columns are taken now."""
    with sheet.file.open("rb") as opened:
        lines = (line.decode() for line in opened)
        yield from (row for row in rows_of(lines, sheet.fields) if isinstance(row, Row))


def _called(row: Row) -> Collection[Words]:
    """How a file of this row's person may be called."""
    return {words for text in (row.external_id, *row.emails, row.name) if (words := _words(text))}


def _is_telling(words: Words) -> bool:
    """Whether the first words of a file's name mean somebody: two do, or a long number."""
    return len(words) > 1 or (len(words[0]) > 4 and any(map(str.isdigit, words[0])))


def _words(text: str) -> Words:
    return tuple(name_key(_BREAK.sub(" ", text)).split())
