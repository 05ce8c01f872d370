"""Printed documents: accessible, repeatable, and closed to the outside."""

import http.server
import io
import re
import threading
from pathlib import Path

import pytest
from django.template import engines
from pypdf import PdfReader

from hiring.ui.pdf import PRINT_CSS, PackagedFiles, RefusedAddress, render_pdf
from tests.pdfua import failures
from tests.ui.gallery import NOW, people

DOCUMENT = """{% extends "ui/pdf/base.html" %}{% load ui %}
{% block running %}Debrief · Amara Nwosu{% endblock %}
{% block printed %}Version 2{% endblock %}
{% block content %}
<h1>Amara Nwosu</h1><p class="lead">Senior ML engineer · 李小龙 · देवनागरी</p>
<div class="callout"><p><a href="https://example.org/">A link</a> in a callout.</p></div>
<h2>Competencies</h2>
{% definitions columns=2 %}{% definition "Loop" "Onsite" note="of four" %}{% enddefinitions %}
{% table caption="Ratings" %}
<thead><tr><th scope="col">Who</th><th scope="col">State</th><th scope="col">Level</th></tr></thead>
<tbody>{% for row in people %}<tr><th scope="row">{{ row.name }}</th>
<td>{% badge row.state tone=row.tone %}</td>
<td>{% level_scale row.level row.low row.high %}</td></tr>{% endfor %}</tbody>
{% endtable %}
<h3>Evidence</h3>
{% bar_chart channels label="Channels" %}{% pipeline_bar stages %}
<ul><li>one<ul><li>nested</li></ul></li></ul><ol><li>first</li></ol>
<p>{% icon "check" label="Met" %} met, {% icon "clock" %} on {% when now full=True %}</p>
{{ more }}
{% endblock %}"""


def document(**more):
    rows = [{"label": "Referral", "value": 41, "count": 3}, {"label": "Direct", "value": 7}]
    context = {"people": people(), "now": NOW, "channels": rows, "stages": rows, "more": ""}
    return engines["django"].from_string(DOCUMENT).render(context | more)


def tags(pdf):
    """All elements of the structure tree."""
    found, waiting = [], [PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            found.append(node)
        children = [child.get_object() for child in node.get("/K", [])]
        waiting += [child for child in children if isinstance(child, dict)]
    return found


@pytest.fixture
def listener():
    """A server that writes down who asks it for anything."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.mark.java
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_document_with_everything_keeps_pdf_ua(paper):
    pdf = render_pdf(document(paper=paper), title="Debrief", language="en")

    assert failures({"everything": pdf}) == {}


@pytest.mark.java
def test_the_validator_does_find_faults():
    from weasyprint import HTML

    faulty = HTML(string="<p>no title, no language").write_pdf(pdf_variant="pdf/ua-1")

    assert set(failures({"faulty": faulty})) == {"faulty"}


def test_title_and_language_are_declared():
    reader = PdfReader(io.BytesIO(render_pdf("<p>x", title="Debrief: A <b>", language="de")))

    assert reader.metadata.title == "Debrief: A <b>"
    assert reader.trailer["/Root"]["/Lang"] == "de"


def test_running_title_confidentiality_and_page_numbers_are_on_each_page():
    html = document(more="").replace("<h3>", '<h3 class="new-page">')

    pages = PdfReader(io.BytesIO(render_pdf(html, title="x", language="en"))).pages

    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        for words in ("Debrief · Amara Nwosu", "Confidential", f"Page {number} of 2", "Version 2"):
            assert words in text


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_can_be_chosen(paper, size):
    pdf = render_pdf(document(paper=paper), title="x", language="en")

    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_the_same_input_gives_the_same_bytes():
    html = document()

    once, again = (render_pdf(html, title="x", language="en") for _ in range(2))

    assert once == again


def test_nothing_is_fetched_whatever_the_text_says(listener, tmp_path):
    address, asked = listener
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>leaked</text></svg>')
    hostile = f"""<img src="{address}/img.png" alt="x"><img src="file://{secret}" alt="y">
        <link rel="stylesheet" href="{address}/a.css"><style>@import url({address}/b.css);
        @font-face {{ font-family: f; src: url({address}/f.woff) }} p {{ background:
        url({address}/bg.png); font-family: f }}</style><object data="{address}/o.svg"></object>
        <svg role="img" aria-label="z"><image href="{address}/s.png"/>
        <use href="file://{secret}#a"/></svg><link rel="attachment" href="file://{secret}">"""

    pdf = render_pdf(f"<p>ok</p>{hostile}", title="x", language="en")

    assert asked == []
    reader = PdfReader(io.BytesIO(pdf))
    assert "ok" in reader.pages[0].extract_text()
    assert "leaked" not in reader.pages[0].extract_text()
    assert reader.attachments == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "https://example.org/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "packaged:../../settings.py",
        "packaged:/../../../pdf.py",
        "packaged:pdf",
        "packaged:none.css",
    ],
)
def test_only_packaged_files_are_read(address):
    with pytest.raises(RefusedAddress):
        PackagedFiles().fetch(address)


def test_packaged_files_are_read():
    answer = PackagedFiles().fetch("packaged:pdf/print.css")

    assert b"@page" in answer.read()
    assert answer.content_type == "text/css"


def test_an_ornament_leaves_the_page_and_the_words_beside_it_stay():
    html = "<p>a <svg aria-hidden=true viewBox='0 0 1 1'></svg>b<svg></svg> c</p>"

    pdf = render_pdf(html, title="x", language="en")

    assert "a b c" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "/Figure" not in [tag["/S"] for tag in tags(pdf)]


def test_a_figure_is_tagged_with_its_words():
    html = "<p><svg role=img aria-label='A bar' viewBox='0 0 1 1'><rect width=1 height=1 /></svg>"

    pdf = render_pdf(html, title="x", language="en")

    assert [tag["/Alt"] for tag in tags(pdf) if tag["/S"] == "/Figure"] == ["A bar"]


def test_no_style_of_paper_asks_for_what_is_never_freed():
    """WeasyPrint leaks a list for each text with features of its font: see print.css."""
    sheets = [PRINT_CSS, *Path("hiring").glob("*/static/*/print.css")]

    assert len(sheets) > 1
    for sheet in sheets:
        assert not re.search(r"font-(variant|feature|kerning)", sheet.read_text()), sheet
