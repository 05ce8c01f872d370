"""Files such as candidates send them: PDFs, Word documents."""

import io
from functools import cache
from pathlib import Path

import docx
from weasyprint import HTML

PAGES = Path(__file__).parent.parent / "data" / "resumes"


@cache
def pdf(name: str) -> bytes:
    """The PDF of a page in tests/data/resumes."""
    return HTML(filename=str(PAGES / f"{name}.html")).write_pdf()


@cache
def pdf_of(html: str) -> bytes:
    """The PDF of this page."""
    return HTML(string=html).write_pdf()


def word(document: "docx.document.Document") -> bytes:
    """The file of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_resume() -> bytes:
    """A Word document as most are: headings, tabs before the dates, lists."""
    document = docx.Document()
    document.add_heading("Ada Lovelace", 0)
    document.add_paragraph("London, UK | ada@example.org | linkedin.com/in/ada")
    document.add_heading("Experience", 1)
    _job(document, "Lead Data Scientist", ", Analytical Engines Ltd\tMar 2019 – Present")
    document.add_paragraph("Built a forecasting platform.", style="List Bullet")
    _job(document, "Data Scientist", ", Babbage & Co\t2015 – 2019")
    document.add_paragraph("Modeled demand.", style="List Bullet")
    document.add_heading("Education", 1)
    document.add_paragraph("MSc Mathematics, University of Oxford, 2013 - 2015")
    document.add_heading("Skills", 1)
    document.add_paragraph("Python, R, Spark")
    return word(document)


def _job(document: "docx.document.Document", title: str, rest: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(title).bold = True
    paragraph.add_run(rest)
