"""The debrief on paper: two to four pages, tagged, and nothing written in it can break it."""

import io
from datetime import UTC, datetime
from types import SimpleNamespace

import pikepdf
import pypdf
import pytest

from hiring.debriefs.document import FITS, count_pages, make_pdf
from tests.debriefs.content import COMPETENCIES, content
from tests.pdfua import failures

MADE_AT = datetime(2026, 11, 24, 21, 5, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script><img src='file:///etc/passwd'><style>body{display:none}</style>"
    + "x" * 3_000
    + "مرحبا بالعالم " * 200
    + "\u202eevil\u202c"
    + "\n" * 500
    + "漢字" * 1_000
    + "\ue000\x0c\ufffe\U00020000👩‍💻🇩🇪 {{ settings.SECRET_KEY }} {% include 'x' %}"
)


def made(**kwargs) -> bytes:
    """The PDF of a hand-made content."""
    debrief = SimpleNamespace(number=2, key="MLE-1-340-v2")
    return make_pdf(debrief, content(**kwargs), made_at=MADE_AT)[0]


def large() -> dict:
    """Eight interviews by sixteen people, of twelve competencies."""
    competencies = [(f"Competency {n}", "strength" if n < 5 else "bar", 3, 3) for n in range(12)]
    loop = [
        (
            f"Interview {i}",
            [f"Interviewer Person {i}{j}" for j in range(2)],
            [(f"Criterion {i}-{k} with its name", (4 * i + k) % 12, [3, 2]) for k in range(4)],
        )
        for i in range(8)
    ]
    return {"loop": loop, "competencies": competencies}


def thin() -> dict:
    """One interview by one person with one criterion."""
    loop = [("Math puzzle", ["Ada Lovelace"], [("States assumptions", 2, [3])])]
    return {"loop": loop, "competencies": COMPETENCIES[:3]}


def hostile() -> dict:
    names = [("Puzzle " + "P" * 70, ["李小龍 محمد " + "W" * 150], [("C" * 118, 0, [3])])]
    return {"name": "李小龍 हिन्दी محمد " + "W" * 150, "evidence": HOSTILE, "loop": names}


@pytest.fixture(scope="module")
def usual() -> bytes:
    return made()


@pytest.fixture(scope="module")
def thin_one() -> bytes:
    return made(**thin())


@pytest.fixture(scope="module")
def large_one() -> bytes:
    return made(**large())


@pytest.fixture(scope="module")
def hostile_one() -> bytes:
    return made(**hostile())


def text_of(pdf: bytes) -> str:
    """The words of a PDF, without its line ends."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_usual_debrief_has_four_pages_and_all_of_its_evidence(usual):
    text = text_of(usual)

    assert count_pages(usual) == len(pypdf.PdfReader(io.BytesIO(usual)).pages) == 4
    assert text.count("named the cost of doing so.") == 11


def test_it_names_what_was_asked_and_how_to_have_the_same_numbers_again(usual):
    assert "Asked: How large a step · instance 482913007 of bowl-step, version 1" in text_of(usual)


def test_content_from_before_questions_were_named_still_prints():
    older = content(**thin())
    for interview in older["interviews"]:
        del interview["questions"]

    text = text_of(make_pdf(SimpleNamespace(number=1, key="OLD"), older, made_at=MADE_AT)[0])

    assert "Asked:" not in text
    assert "Math puzzle" in text


def test_the_first_page_holds_the_answer(usual):
    first = pypdf.PdfReader(io.BytesIO(usual)).pages[0].extract_text()

    for said in (
        "Chidi Okonkwo",
        "What the ratings say",
        "likely met",
        "not tested",
        "What the interviewers recommend",
        "Where they disagree",
        "2 levels apart",
        "Not tested, not observed",
    ):
        assert said in first


def test_every_page_says_whose_it_is_and_which_it_is(usual):
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(usual)).pages, 1):
        text = page.extract_text()
        assert "Debrief: Chidi Okonkwo, MLE-1" in text
        assert f"Page {number} of 4" in text
        assert "Version 2, made 24 Nov 2026" in text


def test_the_answer_points_to_the_page_with_the_assumptions(usual):
    assert "“How to read the numbers” (page 4)" in text_of(usual)


def test_it_says_its_limits(usual):
    text = text_of(usual)

    assert "of this estimate is the prior" in text
    assert "not missing at random" in text
    assert "a person decides, with a reason" in text
    for promise in ("will succeed", "% fit", "objective", "bias-free", "compliant"):
        assert promise not in text


def test_it_is_tagged_and_has_title_and_language(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        root = pdf.Root
        assert root.Lang == "en"
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.K
        assert root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["dc:title"] == "Debrief: Chidi Okonkwo"


def test_tables_have_headers_and_drawings_have_words(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        elements = [o for o in pdf.objects if _is(o, "/StructElem")]
        kinds = [str(e.S) for e in elements]
        figures = [e for e in elements if e.S == "/Figure"]

    assert kinds.count("/Table") == 5
    assert kinds.count("/TH") > 30
    assert len(figures) == 4
    assert all("scale from 1 to 4" in str(f.Alt) for f in figures)


def test_a_thin_debrief_has_two_pages_at_least(thin_one):
    assert 2 <= count_pages(thin_one) <= 4


def test_a_large_loop_still_ends_on_page_four(large_one):
    text = text_of(large_one)

    assert count_pages(large_one) <= 4
    assert all(f"Competency {n}" in text for n in range(12))
    assert all(f"Interviewer Person {i}{j}" in text for i in range(8) for j in range(2))


def test_hostile_text_neither_breaks_it_nor_pulls_in_anything(hostile_one):
    text = text_of(hostile_one)

    assert 2 <= count_pages(hostile_one) <= 4
    assert "<script>alert(1)</script>" in text.replace(" ", "")
    assert "root:" not in text
    with pikepdf.open(io.BytesIO(hostile_one)) as opened:
        assert not [o for o in opened.objects if _is_embedded(o)]


def test_a_name_that_reads_like_a_page_tree_does_not_fool_the_count():
    pdf = made(name="(<< /Type /Pages /Count 77 >>)", **thin())

    assert count_pages(pdf) == len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_log_of_the_printer_is_as_quiet_as_before():
    import logging

    log = logging.getLogger("weasyprint")
    before = (log.level, list(log.filters))
    made(evidence="\U000e1234 nothing draws this \U00020000", **thin())

    assert (log.level, list(log.filters)) == before


def test_the_same_content_gives_the_same_file(thin_one):
    assert made(**thin()) == thin_one


def test_there_is_always_a_smaller_fit():
    rooms = [fit.room for fit in FITS]

    assert rooms == sorted(rooms, reverse=True)


@pytest.mark.java
def test_every_kind_of_debrief_keeps_pdf_ua(usual, thin_one, large_one, hostile_one):
    every = {
        "usual": usual,
        "thin": thin_one,
        "large": large_one,
        "hostile": hostile_one,
        "scripts": made(
            name="李小龍 हिन्दी محمد ไทย עברית", evidence="日本語 한국어 ελληνικά кириллица ☃ ½ → ∞"
        ),
    }

    assert failures(every) == {}


@pytest.mark.java
def test_the_validator_can_say_no():
    from weasyprint import HTML

    bare = HTML(string="<p>No language, no title.").write_pdf(pdf_variant="pdf/ua-1")

    assert set(failures({"bare": bare})) == {"bare"}


def _is(thing, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def _is_embedded(thing) -> bool:
    """Whether a PDF object is a picture, a file or a script."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return (
        thing.get("/Subtype") == "/Image"
        or "/JS" in thing
        or thing.get("/Type") in ("/EmbeddedFile", "/Filespec")
    )
