"""`manage.py import_candidates FILE… --requisition KEY --source KEY`"""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hiring.pipeline import candidate_import as candidate_import
from hiring.pipeline.management.commands import import_candidates
from hiring.pipeline.models import Application
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.accounts import UserFactory
from tests.factories.candidates import SAMPLES, SourceChannelFactory, resume_file
from tests.factories.requisitions import opening, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def requisition():
    SourceChannelFactory(key="fair")
    return opening(archetype=role(short="MLE"))


@pytest.fixture
def run(capsys):
    """Runs the command; returns exit code, standard output and standard error."""

    def call(*files, **options):
        given = {"requisition": "MLE-1", "source": "fair"} | options
        code = 0
        try:
            call_command("import_candidates", *map(str, files), **given)
        except SystemExit as end:
            code = end.code
        return code, *capsys.readouterr()

    return call


def test_good_files_go_in_and_each_is_told(requisition, run):
    samples = sorted(Path(SAMPLES).glob("*.resume.json"))

    code, out, err = run(*samples)

    assert (code, err) == (0, "")
    assert len(out.splitlines()) == Application.objects.count() == 4
    assert "sample.resume.json: Richard Hendriks, new application" in out


def test_a_bad_one_is_named_on_standard_error_and_the_exit_code_is_one(requisition, run, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(resume_file(name="Ada Lovelace"))
    bad.write_bytes(b"[]")

    code, out, err = run(bad, good, tmp_path)

    assert code == 1
    assert "Ada Lovelace" in out
    assert err.splitlines() == [
        "bad.json: the file is a list, not one résumé",
        f"{tmp_path.name}: is a directory",
    ]


def test_all_missing_files_are_named_before_anything_is_read(requisition, run, tmp_path):
    good = tmp_path / "good.json"
    good.write_bytes(resume_file(name="Ada Lovelace"))

    with pytest.raises(CommandError) as refusal:
        run(tmp_path / "one.json", good, tmp_path / "two.json")

    assert refusal.value.returncode == 2
    assert "one.json: no such file" in str(refusal.value)
    assert "two.json: no such file" in str(refusal.value)
    assert not Application.objects.exists()


def test_each_row_is_told_as_it_goes_in_and_how_far_a_long_sheet_is(
    requisition, run, tmp_path, monkeypatch
):
    monkeypatch.setattr(import_candidates, "ROWS_BETWEEN", 2)
    monkeypatch.setattr(
        candidate_import, "import_one_row", slow := Recorder(candidate_import.import_one_row)
    )
    sheet = tmp_path / "fair.csv"
    sheet.write_text("Name\n" + "".join(f"Person {n}\n" for n in range(5)))

    code, _out, err = run(sheet, stdout=slow)

    assert code == 0
    assert err.splitlines() == [f"fair.csv: {n} of 5 rows" for n in (2, 4, 5)]
    assert slow.printed_before_row == [0, 1, 2, 3, 4]


class Recorder:
    """Standard output, and the function before each call of which it looks at it."""

    def __init__(self, call):
        self.call, self.lines, self.printed_before_row = call, 0, []

    def write(self, text: str) -> None:
        self.lines += text.count("\n")

    def flush(self) -> None:
        """Nothing is kept back."""

    def __call__(self, *args):
        self.printed_before_row.append(self.lines)
        return self.call(*args)


def test_a_row_says_where_it_came_from_and_what_it_lacks(requisition, run, tmp_path):
    SourceChannelFactory(key="linkedin", name="LinkedIn")
    sheet = tmp_path / "fair.csv"
    sheet.write_text("Name,Source,Email\nAda,LINKEDIN,a@x.org\nBo,Booth,b@x.org\nCy,,\n")

    code, out, err = run(sheet)
    ada, bo, cy = out.splitlines()

    assert (code, err) == (0, "")
    assert ada.endswith("credited to LinkedIn")
    assert "Unknown source “Booth”" in bo
    assert "No email or phone number" in cy


def test_the_help_states_the_limits():
    text = " ".join(import_candidates.Command().create_parser("", "x").format_help().split())

    for limit in ("5 MB", "20 MB", "8,000 rows", "200 columns", "Exits 1"):
        assert limit in text


def test_a_bad_row_is_named_by_its_line(requisition, run, tmp_path):
    sheet = tmp_path / "fair.csv"
    sheet.write_text("Name,Email\nAda,ada@example.org\n,x@example.org\n")

    code, out, err = run(sheet)

    assert code == 1
    assert "fair.csv, line 2: Ada" in out
    assert err == "fair.csv, line 3: has no name\n"


def test_a_second_run_adds_nothing_and_is_no_failure(requisition, run, tmp_path):
    file = tmp_path / "ada.json"
    file.write_bytes(resume_file(name="Ada Lovelace"))
    run(file)

    code, out, _err = run(file)

    assert code == 0
    assert "already in the system" in out
    assert Application.objects.count() == 1


def test_who_brings_them_can_be_said(requisition, run, tmp_path):
    file, actor = tmp_path / "ada.json", UserFactory(recruiter=True, email="rosa@example.org")
    file.write_bytes(resume_file())

    run(file, by="Rosa@example.org")

    assert Application.objects.get().created_by == actor


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("requisition", "MLE-9", "no requisition"),
        ("source", "moon", "no sourcing channel"),
        ("by", "nobody@example.org", "no active user"),
    ],
)
def test_what_is_not_there_is_said_in_one_line_before_anything_is_read(
    requisition, run, tmp_path, option, value, said
):
    with pytest.raises(CommandError, match=said) as refusal:
        run(tmp_path / "missing.json", **{option: value})

    assert refusal.value.returncode == 2


def test_a_closed_requisition_takes_none(requisition, run, tmp_path):
    close_requisition(requisition=requisition, actor=None)

    with pytest.raises(CommandError, match="closed"):
        run(tmp_path / "missing.json")
