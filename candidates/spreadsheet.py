"""Reading candidates from a sheet: Greenhouse's, Ashby's, Lever's, LinkedIn's or one made by hand.

Cells that look like formulas stay text. A bad row is named by its line and costs only itself.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from candidates.keys import is_email, web_address
from candidates.media import MAX_BYTES
from hiring.ui.visible_text import visible

MAX_ROWS = 8_000
MAX_CELL_LENGTH = 20_000
MAX_NAME_LENGTH = 200
MAX_COLUMNS = 200
# Characters of the line of headers, and of any other line; a cell may have several lines.
MAX_HEADER = 50_000
MAX_LINE = 1_000_000
MAX_LINES = 200_000
# A long cell is to cost its row, not the file; Python's own limit would raise at 131,072.
csv.field_size_limit(MAX_BYTES)
_DELIMITERS = ",;\t|"
PREVIEW_ROWS = 20
_ONCE = {
    "name",
    "first_name",
    "last_name",
    "stage",
    "status",
    "applied_at",
    "stage_since",
    "reason",
}
_SEVERAL = re.compile(r"[;\n]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Not `splitlines`: a vertical tab or a line separator of Unicode belongs to its cell.
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")

# Columns by what their headers say once case, spaces and marks are gone.
COLUMNS = {
    "first_name": {"firstname", "givenname", "forename"},
    "last_name": {"lastname", "surname", "familyname"},
    "name": {"name", "fullname", "candidate", "candidatename"},
    "email": {
        *("email", "emails", "emailaddress", "emailaddresses", "mail", "workemail", "allemails"),
        *("primaryemail", "primaryemailaddress", "personalemail", "candidateemail", "emailsall"),
    },
    "phone": {
        *("phone", "phones", "phonenumber", "phonenumbers", "mobile", "tel", "telephone"),
        *("primaryphone", "primaryphonenumber", "mobilephone", "candidatephone", "cell"),
    },
    "company": {"company", "currentcompany", "employer", "organisation", "organization"},
    "title": {"title", "jobtitle", "currenttitle", "position", "headline"},
    "location": {"location", "city", "address"},
    "source": {"source", "sources", "sourcingchannel", "sourcingchannels", "channel", "sourcekey"},
    "credit": {"whogetscredit", "creditedto", "referrer", "referredby"},
    "owner": {"owner", "recruiter", "recruitername", "candidateowner", "opportunityowner"},
    "job": {"job", "jobs", "jobname", "currentjob", "posting", "postingtitle", "requisition"},
    "stage": {
        *("stage", "currentstage", "pipelinestage", "milestone", "prospectstage", "stagename"),
        *("currentinterviewstage", "interviewstage", "applicationstage", "hiringstage"),
    },
    "status": {"status", "applicationstatus", "candidatestatus", "archived"},
    "reason": {"rejectionreason", "archivereason", "rejectreason", "archivedreason"},
    "applied_at": {
        *("applied", "appliedat", "applieddate", "appliedon", "dateapplied", "applicationdate"),
        *("createdat", "createddatetime", "createdtime", "createddate", "dateadded", "addedon"),
        *("applicationcreatedat", "applicationcreateddate", "applicationsubmittedat"),
    },
    "stage_since": {
        *("stageenteredat", "enteredstageat", "laststagechange", "stagechangedat", "movedat"),
        *("lastadvancedat", "datemoved", "enteredcurrentstageat"),
    },
    "notes": {"notes", "note", "comment", "comments"},
    "website": {"website", "websites", "url", "homepage", "portfolio"},
    "social": {"socialmedia", "linkedin", "linkedinurl", "linkedinprofile", "profileurl", "github"},
    "external_id": {
        *("candidateid", "externalid", "remoteid", "id", "applicationid", "opportunityid"),
    },
    "zone": {"timezone", "zone"},
    # Names of files that come with the sheet.
    "resume": {"resume", "resumes", "cv", "resumefile", "resumefilename", "cvfile"},
    "files": {"files", "file", "attachments", "attachment", "documents", "filename", "filenames"},
}
_ONE_LINE = (
    *("company", "title", "location", "zone", "source", "credit", "owner", "external_id"),
    *("job", "stage", "status", "reason", "applied_at", "stage_since"),
)
_FIELD_OF = {header: name for name, headers in COLUMNS.items() for header in headers}


class SpreadsheetRefused(ValueError):
    """Nothing of the file can be read; `reason` says why, `name` is the file's."""

    def __init__(self, reason: str, *, name: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name


@dataclass(frozen=True)
class Row:
    """One person of a sheet; `line` is where the row starts, the header being line 1."""

    line: int
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    location: str = ""
    zone: str = ""
    source: str = ""
    credit: str = ""
    owner: str = ""
    notes: str = ""
    external_id: str = ""
    # Where they stand in another system's process: texts as they came.
    job: str = ""
    stage: str = ""
    status: str = ""
    reason: str = ""
    applied_at: str = ""
    stage_since: str = ""
    # Names of files that come with the sheet.
    resumes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    # Columns that have no place here, by their header.
    extra: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Refusal:
    line: int
    reason: str


@dataclass(frozen=True)
class Preview:
    """A sheet before it is imported: its columns, what each one is taken for ("" for none), the
    first values of each, and how many rows there are."""

    headers: tuple[str, ...]
    fields: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int


@dataclass(frozen=True)
class Spreadsheet:
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...]


def read_candidates(data: bytes, *, name: str) -> Spreadsheet:
    """The people in a CSV file called `name`, at most 8,000; raises SpreadsheetRefused.

    UTF-8 or UTF-16 (as Excel's "Unicode text"), else Windows-1252; separated by commas,
    semicolons, tabs or bars. At most 20 MB, 200 columns and 50,000 characters of headers.
    """
    try:
        return _read(data)
    except SpreadsheetRefused as refused:
        raise SpreadsheetRefused(refused.reason, name=name) from None


def decoded(data: bytes, *, name: str) -> str:
    """The text of a CSV file called `name`; raises SpreadsheetRefused."""
    try:
        return _decoded(data)
    except SpreadsheetRefused as refused:
        raise SpreadsheetRefused(refused.reason, name=name) from None


def preview(text: str) -> Preview:
    """The sheet's columns and first rows; raises SpreadsheetRefused for one that can't be read."""
    records = _records(_lines(text))
    header = next(records, None)
    if header is None:
        raise SpreadsheetRefused("the file is empty")
    columns = _columns(header[1], strict=False)
    first: list[list[str]] = []
    rows = 0
    for _line, cells in records:
        rows += 1
        if len(first) < PREVIEW_ROWS:
            first.append(cells)
    if not rows:
        raise SpreadsheetRefused("the file has no rows below its header")
    samples = [
        tuple(dict.fromkeys(filter(None, (visible(_at(row, place))[:60] for row in first))))
        for place in range(len(columns))
    ]
    headers, fields = [title for _, title in columns], [named for named, _ in columns]
    return Preview(tuple(headers), tuple(fields), tuple(samples), rows)


def rows_of(lines: Iterable[str], fields: Sequence[str]) -> Iterator[Row | Refusal]:
    """The rows of a sheet one by one, its columns taken for these fields ("" for none).

    `lines` are the lines of its text, each with its end, as a file gives them.
    """
    records = _records(iter(lines))
    header = next(records, None)
    if header is None:
        return
    titles = [visible(cell)[:80] for cell in header[1]]
    columns = list(zip(fields, titles, strict=False))
    for line, cells in records:
        yield _row(line, cells, columns)


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _read(data: bytes) -> Spreadsheet:
    records = _records(_lines(_decoded(data)))
    header = next(records, None)
    if header is None:
        raise SpreadsheetRefused("the file is empty")
    columns = _columns(header[1])
    rows: list[Row] = []
    refusals: list[Refusal] = []
    for line, cells in records:
        if len(rows) + len(refusals) == MAX_ROWS:
            raise SpreadsheetRefused(f"the file has more than {MAX_ROWS:,} rows: split it")
        row = _row(line, cells, columns)
        if isinstance(row, Row):
            rows.append(row)
        else:
            refusals.append(row)
    return Spreadsheet(tuple(rows), tuple(refusals))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise SpreadsheetRefused(f"the file is larger than {MAX_BYTES // 1024 // 1024} MB")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SpreadsheetRefused("the file is an Excel workbook: save the sheet as CSV")
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text
    raise SpreadsheetRefused("the file is binary or has an unknown encoding: save it as UTF-8")


def _lines(text: str) -> Iterator[str]:
    """Its lines one by one, so that an absurd one is refused before it is taken apart."""
    longest = MAX_HEADER
    for number, found in enumerate(_LINE.finditer(text), start=1):
        if number > MAX_LINES:
            raise SpreadsheetRefused(f"the file has more than {MAX_LINES:,} lines: split it")
        if found.end() - found.start() > longest:
            raise SpreadsheetRefused(f"line {number} has more than {longest:,} characters")
        line = found[0]
        if line.strip():
            longest = MAX_LINE
        yield line


def _records(lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it starts on."""
    before: list[str] = []
    for line in lines:
        before.append(line)
        if line.strip():
            break
    quotes = _Quotes()
    counted = quotes.counted(chain(before, lines))
    reader = csv.reader(counted, delimiter=_delimiter(before[-1] if before else ""))
    start, ended = 1, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise SpreadsheetRefused(f"line {start}: {error}") from None
        if any(cell.strip() for cell in cells):
            yield start, cells
        start, ended = reader.line_num + 1, start
    if ended < start - 1 and quotes.count % 2 == 1:
        raise SpreadsheetRefused(f"a quotation mark opened in line {ended} is not closed")


class _Quotes:
    """Counts the quotation marks of lines that go by."""

    count = 0

    def counted(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self.count += line.count('"')
            yield line


def _delimiter(first: str) -> str:
    """The separator under which most headers of the first line are known."""

    def known(delimiter: str) -> int:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(_plain(cell) in _FIELD_OF for cell in cells)

    return max(_DELIMITERS, key=known)


def _columns(header: list[str], *, strict: bool = True) -> list[tuple[str, str]]:
    """For each column its field ("" when it has none) and its header; the first of two counts.

    `strict` refuses a sheet without a column of names.
    """
    if len(header) > MAX_COLUMNS:
        raise SpreadsheetRefused(f"the file has more than {MAX_COLUMNS} columns")
    if sum(map(len, header)) > MAX_HEADER:
        raise SpreadsheetRefused(f"the headers have more than {MAX_HEADER:,} characters")
    columns: list[tuple[str, str]] = []
    for cell in header:
        named = _FIELD_OF.get(_plain(cell), "")
        taken = named in _ONCE and named in dict(columns)
        columns.append(("" if taken else named, visible(cell)[:80]))
    fields = {named for named, _ in columns}
    if strict and not fields & {"name", "first_name", "last_name"}:
        raise SpreadsheetRefused("no “Name” column, and no “First Name” and “Last Name” columns")
    return columns


def _plain(header: str) -> str:
    return re.sub(r"[^a-z0-9]", "", header.casefold().replace("e-mail", "email"))


def _row(line: int, cells: list[str], columns: list[tuple[str, str]]) -> Row | Refusal:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Refusal(line, f"has {len(cells)} cells where the header has {len(columns)}")
    if any(len(cell) > MAX_CELL_LENGTH for cell in cells):
        return Refusal(line, f"a cell has more than {MAX_CELL_LENGTH:,} characters")
    found: dict[str, list[str]] = {}
    extra: dict[str, str] = {}
    for (named, header), cell in zip(columns, cells, strict=False):
        if not cell.strip():
            continue
        if named:
            found.setdefault(named, []).append(cell.strip())
        elif header:
            extra[header] = cell.strip()
    return _person(line, found, extra)


def _person(line: int, found: dict[str, list[str]], extra: dict[str, str]) -> Row | Refusal:
    name = _name(found)
    if not name:
        return Refusal(line, "has no name")
    if len(name) > MAX_NAME_LENGTH:
        return Refusal(line, f"the name has more than {MAX_NAME_LENGTH} characters")
    emails = _several(found, "email")
    if wrong := next((address for address in emails if not is_email(address)), None):
        return Refusal(line, f"“{wrong[:60]}” is not an email address")
    one = {key: visible(found[key][0]) for key in _ONE_LINE if key in found}
    return Row(
        line=line,
        name=name,
        emails=emails,
        phones=_several(found, "phone"),
        urls=tuple(filter(None, map(web_address, _several(found, "social", "website")))),
        notes="\n\n".join(found.get("notes", [])),
        resumes=_several(found, "resume"),
        files=_several(found, "files"),
        extra=extra,
        **one,
    )


def _name(found: dict[str, list[str]]) -> str:
    parts = [*found.get("first_name", [])[:1], *found.get("last_name", [])[:1]]
    return visible(" ".join(parts)) or visible(found.get("name", [""])[0])


def _several(found: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    """All values of these columns, a cell holding several being split, each once."""
    values = (v for name in names for cell in found.get(name, []) for v in _SEVERAL.split(cell))
    return tuple(dict.fromkeys(filter(None, map(visible, values))))
