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
    assert "Asked: How large a step · bowl-step variant 482913007, version 1" in text_of(usual)


def test_the_first_page_holds_the_answer(usual):
    first = pypdf.PdfReader(io.BytesIO(usual)).pages[0].extract_text()

    for said in (
        "Chidi Okonkwo",
        "Summary of ratings",
        "split: 2 of 3 at or above",
        "3 people",
        "not tested",
        "Overall recommendations",
        "Disagreements",
        "2 levels apart",
        "Not tested, not observed",
    ):
        assert said in first


def test_every_page_says_whose_it_is_and_which_it_is(usual):
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(usual)).pages, 1):
        text = page.extract_text()
        assert "Debrief: Chidi Okonkwo, MLE-1" in text
        assert f"Page {number} of 4" in text
        assert "Version 2, created Nov 24, 2026" in text


def test_the_answer_points_to_the_page_with_the_rules(usual):
    assert "“How to read the results” (page 4)" in text_of(usual)


def test_it_says_its_limits(usual):
    text = text_of(usual)

    assert "Do not add results up into a score" in text
    assert "Confidential. The candidate may read it on request." in text
    assert "Missing observations often have a reason" in text
    assert "a person makes it and gives a reason" in text
    for promise in (
        "will succeed",
        "% fit",
        "objective",
        "bias-free",
        "compliant",
        "prior",
        "likely met",
        "estimate",
        "in 10",
        "at least “",
    ):
        assert promise not in text


def test_it_is_tagged_and_has_title_and_language(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        root = pdf.Root
        assert root.Lang == "en"
        assert root.MarkInfo.Marked
        assert root.StructTreeRoot.K
        assert root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["dc:title"] == "Debrief: Chidi Okonkwo"


def test_tables_have_headers(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        elements = [o for o in pdf.objects if _is(o, "/StructElem")]
        kinds = [str(e.S) for e in elements]

    assert kinds.count("/Table") == 4
    assert kinds.count("/TH") > 30


def test_ratings_stand_on_the_first_page_with_their_levels(usual):
    first = pypdf.PdfReader(io.BytesIO(usual)).pages[0].extract_text()

    assert "Ada Lovelace: 4 strong yes" in " ".join(first.split())


def test_the_smallest_fit_never_says_that_nobody_differs():
    people = [f"Person {n}" for n in range(12)]
    levels = [1, 4] * 6
    loop = [(f"Interview {i}", people, [(f"C{i}{k}", k, levels) for k in range(4)]) for i in (1, 2)]

    text = text_of(made(loop=loop))

    assert "3 levels apart" in text
    assert "No competency was rated differently" not in text
    assert "Differences: " in text


def test_a_debrief_without_scorecards_has_no_empty_table():
    text = text_of(made(loop=[], competencies=[]))

    assert "No scorecards." in text
    assert "No hypotheses to test." in text


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
        "empty": made(loop=[]),
        "bare": made(loop=[], competencies=[]),
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
