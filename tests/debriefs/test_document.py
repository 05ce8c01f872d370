"""The debrief on paper: page one is one page, tagged, and nothing written in it can break it."""

import io
import logging
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pikepdf
import pypdf
import pytest

from hiring.debriefs.document import count_pages, make_pdf
from hiring.debriefs.report import page_one, picture
from hiring.debriefs.report.facts import Deadline
from hiring.debriefs.report.model import HistoryUsed
from hiring.debriefs.report.questions import Possible
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
CODE = (
    "Stuck at 1.46, so a second softmax: the loss can't fall below $-\\log 0.23$.\n"
    "```python\n- loss = F.cross_entropy(net(x).softmax(-1), y)\n"
    "+ loss = F.cross_entropy(net(x), y)\n```\nFound the line alone."
)
NAMES = [
    "Priya Raman", "Tom Achterberg", "Lena Fischer", "Elif Kaya", "Mei Tanaka", "Daniel Osei",
    "李明", "山田 太郎", "प्रिया शर्मा", "محمد الأنصاري",
    "Trinidad Montenegro de la Fuente y Castellanos",
    "Wilhelmina Konstanze von Oppenheimer-Wattenscheid",
]  # fmt: skip


def made(*, paper: str = "a4", **kwargs) -> bytes:
    """The PDF of a hand-made content."""
    debrief = SimpleNamespace(number=2, key="MLE-1-340-v2")
    said = content(**kwargs)
    return make_pdf(debrief, said, made_at=MADE_AT, seal="9f3c" * 16, paper=paper)[0]


def large() -> dict:
    """Six interviews by twelve people with long names in four scripts, of twenty competencies."""
    chance = random.Random(7)
    competencies = [
        (f"Competency {n} with a name", "strength" if n < 6 else "bar", chance.choice((2, 3, 4)), 3)
        for n in range(20)
    ]
    loop = [
        (
            f"Interview number {i}",
            NAMES[2 * i : 2 * i + 2],
            [
                (f"Criterion {i}{k}", chance.randrange(20), chance.choices((1, 2, 3, 4, None), k=2))
                for k in range(4)
            ],
        )
        for i in range(6)
    ]
    return {
        "name": "Wilhelmina Konstanze von Oppenheimer-Wattenscheid 李明",
        "loop": loop,
        "competencies": competencies,
        "overall": {name: chance.choice((1, 2, 3, 4)) for name in NAMES},
        "library": [Possible("ML system design", 60, 7, frozenset(range(1, 12)))],
        "summary": "A long reason of a person who says no. " * 4,
    }


def hostile() -> dict:
    names = [("Puzzle " + "P" * 70, ["李小龍 محمد " + "W" * 150], [("C" * 118, 0, [3])])]
    return {"name": "李小龍 हिन्दी محمد " + "W" * 150, "evidence": HOSTILE, "loop": names}


def thin() -> dict:
    """One interview by one person with one criterion."""
    loop = [("Math puzzle", ["Ada Lovelace"], [("States assumptions", 2, [3])])]
    return {"loop": loop, "competencies": COMPETENCIES[:3]}


@pytest.fixture(scope="module")
def usual() -> bytes:
    return made(overall={"Barbara Liskov": 2})


@pytest.fixture(scope="module")
def extremes() -> dict[str, bytes]:
    """What must print as well as the usual one."""
    return {
        "letter": made(paper="letter", evidence=CODE),
        "bare": made(loop=[], competencies=[]),
        "empty": made(loop=[]),
        "thin": made(**thin()),
        "large": made(paper="letter", **large()),
        "hostile": made(**hostile()),
        "scripts": made(
            name="李小龍 हिन्दी محمد ไทย עברית", evidence="日本語 한국어 ελληνικά кириллица ☃ ½ → ∞"
        ),
    }


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, without its line ends."""
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def test_page_one_is_what_one_decides_from(usual):
    first = pages_of(usual)[0]

    for said in (
        "Chidi Okonkwo",
        "Margaret Hamilton, by Mon, Nov 30",
        "Modeling judgment, one of three strengths, is met.",
        "ML system design was not tested. Statistics and experiments is split.",
        "Three of four interviewers recommend yes, one no.",
        "No interview covers it",
        "2 of 3, gap 2",
        "recommends no",
        "Recommends overall: AB yes, AB no.",
        "No “strong no”",
        # Whole, for there is room; longer than that it is an excerpt.
        "proposed to split by customer; named the cost of doing so. AL Modeling",
        "60 minutes of ML system design would tell most: ML system design, software craft.",
        "one more person shows which way it leans (3 or 2 of 4), but it stays split.",
    ):
        assert said in first


def test_a_day_that_has_passed_when_it_is_made_is_told_as_that():
    text = text_of(made(**thin(), deadline=Deadline(by="2026-11-23T12:00:00+00:00")))

    assert "Margaret Hamilton, was due Mon, Nov 23" in text


def test_what_is_open_comes_before_what_is_met(usual):
    second = pages_of(usual)[1]

    assert second.startswith(
        "Evidence Not tested. No interview covers it: ML system design (strength, weight 4), Data"
    )
    assert second.index("Statistics and experiments") < second.index("Software craft")
    assert "Level 3 needed, States assumptions: 3: Names the assumption" in second
    assert "2: 2: Names the assumption" in second
    assert "About 7 to 9 of 10; before any interview: 3 to 7." in second


def test_all_that_was_written_is_printed_whole(usual):
    # Eleven ratings; two of them stand beside each other on the page about people as well.
    assert " ".join(pages_of(usual)[1:]).count("named the cost of doing so.") == 13


def test_what_is_explained_is_explained_once(usual, extremes):
    large = text_of(extremes["large"])

    # It has many gaps, cards that contradict themselves and competencies without ratings.
    for once in (
        "which of the two levels does the work meet",
        "what did the ratings leave out?",
        "No interview covers it:",
        "“About 6 to 9 of 10”",
    ):
        assert large.count(once) == 1, once
    # Nobody was late, nothing amended or rated after reading.
    assert "Boxed: two levels apart or more. –: not observed. *: contradicts its card." in large
    assert "–: not observed." in text_of(usual)
    assert "*: contradicts" not in text_of(usual)


def test_page_one_is_one_page_whatever_there_is(usual, extremes):
    for name, pdf in {"usual": usual, **extremes}.items():
        pages = pages_of(pdf)
        assert len(pages) == count_pages(pdf), name
        assert pages[1].startswith("Evidence"), name
        assert "What would change this" in pages[0] or "Nothing was to be tested." in pages[0], name
    # Without a scorecard there is nothing to say of people, cards and interviews.
    assert [len(pages_of(extremes[name])) for name in ("bare", "empty")] == [3, 3]


def test_nothing_is_smaller_than_nine_points(usual):
    sizes = {
        float(size)
        for page in pikepdf.open(io.BytesIO(usual)).pages
        for size in re.findall(rb"/\S+ ([\d.]+) Tf", page.Contents.read_bytes())
    }

    assert sizes
    # The figure's units are CSS pixels: 12 of them are 9 points.
    assert min(sizes) >= 9


def test_paper_is_a4_or_letter(usual, extremes):
    def size(pdf):
        box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
        return round(float(box.width)), round(float(box.height))

    assert size(usual) == (595, 842)
    assert size(extremes["letter"]) == (612, 792)


def test_every_page_says_whose_it_is_and_which_it_is(usual):
    for number, text in enumerate(pages_of(usual), 1):
        assert "Chidi Okonkwo, MLE-1, debrief version 2" in text
        assert f"Confidential: hiring team. The candidate may ask to read it. {number}" in text


def test_a_program_is_printed_as_one_and_no_fence_is_left(extremes):
    text = text_of(extremes["letter"])

    assert "+ loss = F.cross_entropy(net(x), y)" in text
    assert "```" not in text
    assert "$" not in text


def test_it_says_what_it_is_not(usual):
    text = text_of(usual)

    assert "No total, no rank, no score." in text
    assert "Do not count states as one." in text
    assert "9f3c 9f3c" in text
    for promise in ("will succeed", "% fit", "objective", "bias-free", "compliant", "likely met"):
        assert promise not in text
    for noise in ("482913007", "bowl-step", "at least “no”"):
        assert noise not in text


def test_a_range_that_the_ratings_did_not_move_or_that_is_too_wide_is_told_as_that():
    competencies = [("Data work", "bar", 2, 3), ("Debugging", "bar", 2, 3)]
    rows = [("Labels", 0, [1, 4]), ("Faults", 1, [1, 1])]
    text = text_of(made(loop=[("Puzzle", NAMES[:2], rows)], competencies=competencies))

    assert "As before any interview: at least 9 of 10." in text
    assert "How many of 10, these ratings cannot say." in text
    assert re.search(r"cannot say +9 to 10", text)


def test_it_says_what_earlier_ratings_were_used_for_and_what_they_cannot_tell():
    before = "2026-11-01T00:00:00+00:00"
    some = HistoryUsed(7, before, 12_345, interviewers=3, competencies=1, references=1)
    text = text_of(made(history=some))
    none = text_of(made(**thin(), history=HistoryUsed(7, before, 900)))

    assert (
        "corrected by 12,345 ratings from before Nov 1, 2026: for how strictly 3 of these"
        " interviewers rate, what candidates usually reach in 1 competency, and how lenient"
        " everyone is by 1 rubric."
    ) in text
    assert "By the other rubrics, the levels are your interviewers’ own." in text
    assert "the usual level of earlier candidates takes the place of 3, 5 and 7" in text
    assert "900 ratings from before Nov 1, 2026 are too few to correct estimates by." in none


def test_it_is_tagged_and_has_title_and_language(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        root = pdf.Root
        assert root.Lang == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["dc:title"] == "Debrief: Chidi Okonkwo"


def test_the_picture_says_each_row_in_words(usual):
    with pikepdf.open(io.BytesIO(usual)) as pdf:
        [alt] = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one
        ]

    assert "ML system design, strength, weight 4, needs level 3: not tested." in alt
    assert "Ratings: 4 from Ada Lovelace, Alan Kay; 3 from Grace Hopper." in alt


def test_the_picture_names_who_rated_as_long_as_a_page_has_room_for_it():
    loop = [("Puzzle", NAMES[:5], [("Criterion", 0, [2] * 5)])]
    said = content(loop=loop, competencies=COMPETENCIES[:2])
    [row, _untested] = page_one.fit(said).rows
    drawn = picture.draw([row])

    assert all(f">{letters}<" in drawn for letters in ("PR", "TA", "LF", "EK", "MT"))
    assert picture.height([row]) > picture.height([replace(row, is_counted=True)])
    assert ">5 people<" in picture.draw([replace(row, is_counted=True)])


def test_hostile_text_neither_breaks_it_nor_pulls_in_anything(extremes):
    text = text_of(extremes["hostile"])

    assert "<script>alert(1)</script>" in text.replace(" ", "")
    assert "root:" not in text
    with pikepdf.open(io.BytesIO(extremes["hostile"])) as opened:
        assert not [o for o in opened.objects if _is_embedded(o)]


def test_a_name_that_reads_like_a_page_tree_does_not_fool_the_count():
    pdf = made(name="(<< /Type /Pages /Count 77 >>)", **thin())

    assert count_pages(pdf) == len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_the_log_of_the_printer_is_as_quiet_as_before(extremes):
    log = logging.getLogger("weasyprint")

    assert not log.filters


def test_the_same_content_gives_the_same_file(extremes):
    assert made(**thin()) == extremes["thin"]


@pytest.mark.java
def test_every_kind_of_debrief_keeps_pdf_ua(usual, extremes):
    assert failures({"usual": usual, **extremes}) == {}


@pytest.mark.java
def test_the_validator_can_say_no():
    from weasyprint import HTML

    bare = HTML(string="<p>No language, no title.").write_pdf(pdf_variant="pdf/ua-1")

    assert set(failures({"bare": bare})) == {"bare"}


def _is_embedded(thing) -> bool:
    """Whether a PDF object is a picture, a file or a script."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return (
        thing.get("/Subtype") == "/Image"
        or "/JS" in thing
        or thing.get("/Type") in ("/EmbeddedFile", "/Filespec")
    )
