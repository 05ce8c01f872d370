"""Files that are broken or mean harm end in a sentence; only the process that reads them dies."""

import io
import os
import zipfile
import zlib

import pikepdf
import pytest

from candidates.media import MAX_BYTES
from candidates.resume.files import read_file
from candidates.resume.isolated import draw_page
from candidates.resume.loading import ResumeRefused
from hiring.activity import isolated
from tests.factories.resume_files import pdf, pdf_of, word_resume

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R
/Resources<</XObject<</X 5 0 R>>>>>>endobj
4 0 obj<</Length 6>>stream
/X Do
endstream endobj
5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 6>>stream
/X Do
endstream endobj
trailer<</Root 1 0 R/Size 6>>
"""


def reason(data: bytes, name: str) -> str:
    with pytest.raises(ResumeRefused) as refused:
        read_file(data, name=name)
    return refused.value.reason


def saved(document: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def encrypted() -> bytes:
    with pikepdf.open(io.BytesIO(pdf("one-column"))) as document:
        return saved(document, encryption=pikepdf.Encryption(user="u", owner="o"))


def many_pages(number: int) -> bytes:
    document = pikepdf.new()
    for _ in range(number):
        document.add_blank_page(page_size=(100, 100))
    return saved(document)


def inflating() -> bytes:
    packed = zlib.compress(b"BT /F1 12 Tf (A) Tj ET " * 20_000_000, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length "
        + str(len(packed)).encode() + b">>stream\n" + packed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n"
    )  # fmt: skip


def packed_word(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def entities() -> bytes:
    listed = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    return packed_word(
        f'<!DOCTYPE a [<!ENTITY a0 "lol">{listed}]><w:document xmlns:w="{WORD}"><w:body><w:p>'
        "<w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )


def nested_tables() -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>" * 20_000, "</w:tc></w:tr></w:tbl>" * 20_000
    return packed_word(
        f'<w:document xmlns:w="{WORD}"><w:body>{opened}{closed}</w:body></w:document>'
    )


@pytest.mark.parametrize(
    ("make", "name", "told"),
    [
        (encrypted, "cv.pdf", "the PDF is protected by a password"),
        (lambda: pdf("one-column")[:4000], "cv.pdf", "the PDF is damaged or truncated"),
        (lambda: b"%PDF-1.4" + os.urandom(9_999), "cv.pdf", "the PDF is damaged or truncated"),
        (lambda: LOOP, "cv.pdf", "the PDF has no text: it may be a scan"),
        (lambda: many_pages(1), "scan.pdf", "the PDF has no text: it may be a scan"),
        (
            lambda: many_pages(10_000),
            "cv.pdf",
            "the PDF has 10,000 pages; a résumé can have at most 60",
        ),
        (inflating, "cv.pdf", "the file is damaged or needs too much memory to be read"),
        (lambda: word_resume()[:9_000], "cv.docx", "the Word document is damaged or truncated"),
        (entities, "cv.docx", "the Word document is damaged or truncated"),
        (nested_tables, "cv.docx", "the Word document is damaged or truncated"),
        (
            lambda: packed_word("x" * 110_000_000),
            "cv.docx",
            "the Word document unpacks to more than 100 MB",
        ),
        (lambda: b"Jane Doe", "cv.pdf", "the file is not a PDF, whatever its name says"),
        (lambda: b"MZ" + bytes(999), "cv.pdf", "the file is a program, not a résumé"),
        (lambda: b"#!/bin/sh\nrm -rf /\n", "cv.txt", "the file is a program, not a résumé"),
        (
            lambda: b"<html><script>alert(1)</script>",
            "cv.txt",
            "the file is a web page or XML, not plain text",
        ),
        (lambda: b"Lorem ipsum dolor. " * 99, "cv.txt", "the text does not look like a résumé"),
        (lambda: b"", "cv.pdf", "the file is empty"),
        (lambda: bytes(MAX_BYTES + 1), "cv.pdf", "the file is larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(make, name, told):
    assert reason(make(), name) == told


def test_what_a_file_is_counts_and_not_its_name():
    assert read_file(pdf("one-column"), name="cv.docx").resume.basics.label
    assert read_file(word_resume(), name="cv.pdf").resume.name == "Ada Lovelace"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(isolated, "TIMEOUT", 0.01)

    assert reason(pdf("one-column"), "cv.pdf") == "the file takes too long to read"


def test_the_process_that_reads_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert not {"DATABASE_URL", "SECRET_KEY"} & set(isolated._environment())


def test_a_script_in_a_pdf_is_not_run_and_its_text_is_read():
    with pikepdf.open(io.BytesIO(pdf("one-column"))) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        data = saved(document)

    assert read_file(data, name="cv.pdf").resume.basics.email == "zoe.mueller@example.org"


def test_pages_are_drawn_as_pictures_of_bounded_size():
    huge = pdf_of("<style>@page { size: 20000px 100px } body { margin: 0 }</style>x")

    assert draw_page(pdf("one-column"), page=1, width=1200)[8:12] == b"WEBP"
    assert len(draw_page(huge, page=1, width=10**9)) < 1_000_000
    with pytest.raises(ResumeRefused, match="no page 9"):
        draw_page(pdf("one-column"), page=9, width=800)
