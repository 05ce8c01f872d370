"""`manage.py read_resume FILE`: JSON on standard output, or one line of reason and status 2."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.factories.candidates import SAMPLES


def run(*args: str, capsys) -> tuple[int, str, str]:
    try:
        call_command("read_resume", *args)
        status = 0
    except SystemExit as exit_:
        status = exit_.code
    out, err = capsys.readouterr()
    return status, out, err


def test_a_resume_is_printed_with_its_warnings(tmp_path, capsys):
    file = tmp_path / "cv.json"
    file.write_text('{"basics": {"name": "Zoë", "url": "javascript:alert(1)"}}')
    status, out, err = run(str(file), capsys=capsys)

    assert (status, err) == (0, "")
    resume = json.loads(out)
    assert resume["basics"] == {"name": "Zoë"}
    assert len(resume["meta"]["warnings"]) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[]", "the file is a list, not one résumé"),
        (b"", "the file is empty"),
        (b"[" * 200_000, "the file is nested more than 40 levels deep"),
        (b" " * 6_000_000, "the file is larger than 5 MB"),
    ],
)
def test_bad_input_is_one_line_of_reason_and_status_2(tmp_path, capsys, data, reason):
    file = tmp_path / "cv.json"
    file.write_bytes(data)

    assert run(str(file), capsys=capsys) == (2, "", reason + "\n")


def test_a_file_that_is_not_there_is_bad_input(tmp_path, capsys):
    missing = tmp_path / "none.json"
    status, out, err = run(str(missing), capsys=capsys)

    assert (status, out) == (2, "")
    assert err == f"{missing}: No such file or directory\n"


def test_a_folder_is_bad_input(tmp_path, capsys):
    assert run(str(tmp_path), capsys=capsys)[0] == 2


def test_it_needs_no_database(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
        "HIRING_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "read_resume", str(SAMPLES / "sample.resume.json")],
        cwd=SAMPLES.parent.parent.parent,
        env=environment,
        capture_output=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["basics"]["name"] == "Richard Hendriks"
