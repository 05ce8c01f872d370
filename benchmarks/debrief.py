"""The debrief: from the scorecards of one application to its PDF.

The floor is what WeasyPrint takes in the same process for a plain tagged PDF/UA-1 of as many
pages, with one table and one drawing on each.
"""

import time
from collections.abc import Iterator

from benchmarks.installation import worker
from benchmarks.measuring import Measured, measure

PARAGRAPH = "What was asked, what was said, and what it was taken to show. " * 9
PAGE = f"""
<h2>A page</h2>{f"<p>{PARAGRAPH}</p>" * 4}
<table><thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>
<tbody>{"<tr><th scope='row'>A row</th><td>3 yes</td></tr>" * 8}</tbody></table>
<svg viewBox="0 0 100 10" width="200" height="20"><title>A bar</title>
<rect width="60" height="10"/></svg>
"""
PLAIN = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Floor</title><style>
@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page) }} }}
body {{ font: 10pt/1.4 "Noto Sans", sans-serif }} h2 {{ break-before: page }}
h2:first-of-type {{ break-before: auto }}
</style></head><body><h1>Floor</h1>{pages}</body></html>"""


def results(runs: int) -> Iterator[Measured]:
    """Measure the debrief, each job `runs` times."""
    from hiring.debriefs.assembly import assemble
    from hiring.debriefs.document import make_pdf

    made, large = _usual(), _large()
    debrief, content = made.debrief(), assemble(made.application)
    floor = _floor(debrief.pages, runs)
    yield floor
    yield measure(
        "debrief: print the PDF",
        lambda: make_pdf(debrief, content, made_at=debrief.rendered_at),
        runs=runs,
        floor=floor,
        note=f"{debrief.pages} pages, {debrief.bytes // 1024} KB",
    )
    yield measure(
        "debrief: assemble the content", lambda: assemble(made.application), runs=runs * 3
    )
    yield _in_process(made, runs, floor)
    with worker():
        yield _by_worker(made, runs, floor)
    great, content = large.debrief(), assemble(large.application)
    runs = max(3, runs // 3)
    floor = _floor(great.pages, runs)
    yield floor
    yield measure(
        "debrief: print the PDF of 48 ratings by 12 people",
        lambda: make_pdf(great, content, made_at=great.rendered_at),
        runs=runs,
        floor=floor,
        note=f"{great.pages} pages, {great.bytes // 1024} KB",
    )


def _in_process(made, runs: int, floor: Measured) -> Measured:
    return measure(
        "debrief: asked for, made and stored, in one process",
        lambda: made.debrief(again=True),
        runs=runs,
        floor=floor,
    )


def _by_worker(made, runs: int, floor: Measured | None = None) -> Measured:
    from hiring.debriefs.actions.requesting import request_debrief

    def ask_and_wait() -> None:
        debrief = request_debrief(application=made.application, actor=made.recruiter, again=True)
        while debrief.is_being_made:
            time.sleep(0.005)
            debrief.refresh_from_db()

    return measure(
        "debrief: from the click to the PDF, by a worker",
        ask_and_wait,
        runs=runs,
        floor=floor,
        note="with the embedded broker",
    )


def queued(runs: int) -> Iterator[Measured]:
    """Measure how long each of `runs` debriefs takes that are asked for at once."""
    from hiring.debriefs.actions.requesting import request_debrief
    from hiring.debriefs.models import Debrief

    scenes = [_usual() for _ in range(max(2, runs))]
    with worker():
        single = _by_worker(scenes[0], 5)
        yield single
        start = time.perf_counter()
        for made in scenes:
            request_debrief(application=made.application, actor=made.recruiter, again=True)
        while Debrief.objects.filter(state="requested").exists():
            time.sleep(0.05)
        each = round(1000 * (time.perf_counter() - start) / len(scenes), 2)
    yield Measured(
        job=f"debrief: each of {len(scenes)} queued, by a worker",
        runs=len(scenes),
        median_ms=each,
        p95_ms=each,
        floor=single.job,
        ratio=round(each / single.median_ms, 2),
    )


def _floor(pages: int, runs: int) -> Measured:
    return measure(
        f"floor: plain tagged PDF/UA-1 of {pages} pages", lambda: _plain(pages), runs=runs
    )


def _plain(pages: int) -> bytes:
    from weasyprint import HTML

    return HTML(string=PLAIN.format(pages=PAGE * pages)).write_pdf(pdf_variant="pdf/ua-1")


def _usual():
    """Six interviews by seven people: eight competencies, twenty ratings with their evidence."""
    from rubrics.models import InterviewKind, Stance
    from tests.factories.debriefs import scene

    names = [
        "ML system design",
        "Modeling",
        "Statistics",
        "Software",
        "Data work",
        "Debugging",
        "Operations",
        "Communication",
    ]
    profile = {
        name: (Stance.STRENGTH if place < 3 else Stance.BAR, 3, 5 - place // 2)
        for place, name in enumerate(names)
    }
    kind = InterviewKind
    loop = {
        "ML coding": (kind.ML_CODING, ["Software", "Modeling", "Communication"], 1),
        "ML debugging": (kind.ML_DEBUGGING, ["Debugging", "Statistics", "Software"], 1),
        "ML system design": (
            kind.SYSTEM_DESIGN,
            ["ML system design", "Data work", "Operations", "Communication"],
            2,
        ),
        "Math puzzle": (kind.MATH_PUZZLE, ["Modeling", "Statistics"], 1),
        "Take-home review": (kind.TAKE_HOME, ["Modeling", "Software", "Data work"], 1),
        "Past-project probe": (
            kind.PROJECT_PROBE,
            ["ML system design", "Operations", "Communication"],
            1,
        ),
    }
    return scene(profile=profile, loop=loop).submit_all(evidence=PARAGRAPH[:180])


def _large():
    """Six interviews by two people each."""
    from rubrics.models import InterviewKind
    from tests.factories.debriefs import scene

    four = ["Modeling", "Software", "Communication", "Modeling"]
    loop = {f"Interview {n}": (InterviewKind.ML_CODING, four, 2) for n in range(6)}
    return scene(loop=loop).submit_all(evidence=PARAGRAPH)
