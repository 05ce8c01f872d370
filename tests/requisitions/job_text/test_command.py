"""`manage.py lint_job FILE`: JSON on standard output, or one line of reason and status 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

TEXT = "Senior ML ninja, 80,000-90,000 EUR. You will train models."


def run(file: Path, capsys) -> tuple[int, str, str]:
    try:
        call_command("lint_job", str(file))
        status = 0
    except SystemExit as exit_:
        status = exit_.code
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_findings_are_printed(tmp_path, capsys, encoding):
    file = tmp_path / "job.txt"
    file.write_text(TEXT, encoding=encoding)

    status, out, err = run(file, capsys)

    assert (status, err) == (0, "")
    (finding,) = json.loads(out)["findings"]
    assert list(finding) == ["rule", "text", "cost", "instead"]
    assert (finding["rule"], finding["text"]) == ("exclusionary", "ninja")


def test_a_good_text_is_an_empty_list(tmp_path, capsys):
    file = tmp_path / "job.txt"
    file.write_text(TEXT.replace("ninja", "engineer"))

    status, out, _err = run(file, capsys)

    assert status == 0
    assert json.loads(out) == {"findings": []}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\t", "the file is empty"),
        (b"caf\xe9 rockstar", "the file is not UTF-8 text (byte 4)"),
        ("rockstar".encode("utf-16"), "the file is not UTF-8 text (byte 1)"),
        (b"a\0b", "the file is not text"),
        (b"a" * 1_000_001, "the file is larger than 1 MB"),
    ],
)
def test_bad_input_is_one_line_of_reason_and_status_2(tmp_path, capsys, data, reason):
    file = tmp_path / "job.txt"
    file.write_bytes(data)

    assert run(file, capsys) == (2, "", reason + "\n")


def test_a_file_that_is_not_there_is_bad_input(tmp_path, capsys):
    assert run(tmp_path / "none", capsys) == (
        2,
        "",
        f"{tmp_path}/none: No such file or directory\n",
    )


def test_a_folder_is_bad_input(tmp_path, capsys):
    status, out, err = run(tmp_path, capsys)

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_it_needs_no_database(tmp_path):
    file = tmp_path / "job.txt"
    file.write_text(TEXT)
    environment = os.environ | {
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
        "HIRING_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "lint_job", str(file)],
        cwd=Path(__file__).parents[3],
        env=environment,
        capture_output=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["findings"]
