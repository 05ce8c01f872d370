"""A run without a browser or Java says so at its end, and in CI it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUITE = """
import pytest

@pytest.mark.browser
def test_page(): ...

@pytest.mark.browser
def test_other_page(): ...

@pytest.mark.java
def test_paper(): ...

def test_plain(): ...
"""


@pytest.fixture
def run_suite(tmp_path):
    """Run a small suite in a process of its own, on a machine that has no tools at all."""
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser\n    java\n")

    def run(**env):
        env = {"PYTHONPATH": str(ROOT), "PATH": str(tmp_path), **env}
        command = [sys.executable, "-m", "pytest", "-p", "tests.tools", "-p", "no:django"]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    return run


def test_the_summary_counts_what_was_skipped_and_says_how_to_install_it(run_suite):
    said = run_suite()

    assert said.returncode == 0
    lines = said.stdout.splitlines()
    assert "SKIPPED 2 browser tests: no Chromium (apt-get install chromium)" in lines
    assert (
        "SKIPPED 1 java tests: no Java (apt-get install default-jdk-headless libjaxb-java)" in lines
    )
    assert "1 passed, 3 skipped" in lines[-1]


def test_where_all_tools_are_required_a_missing_one_is_an_error(run_suite):
    said = run_suite(REQUIRE_ALL_TOOLS="1")

    assert said.returncode == pytest.ExitCode.USAGE_ERROR
    assert "REQUIRE_ALL_TOOLS is set, and here is no Chromium" in said.stderr
