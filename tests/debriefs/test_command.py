"""`manage.py render_debrief`: a debrief in the foreground, for scripts."""

import pytest
from django.core.management import CommandError, call_command

from hiring.debriefs.actions import rendering
from hiring.debriefs.actions.requesting import request_debrief
from hiring.debriefs.document import count_pages
from hiring.debriefs.models import Debrief, DebriefState
from tests.factories.debriefs import scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


def render(application_id: int, output) -> None:
    call_command("render_debrief", str(application_id), "--output", str(output))


def refusal(application_id: int, output) -> CommandError:
    with pytest.raises(CommandError) as error:
        render(application_id, output)
    assert "\n" not in str(error.value)
    return error.value


def test_it_writes_the_pdf_and_says_which(tmp_path, capsys):
    made = scene().submit_all()
    output = tmp_path / "debrief.pdf"

    render(made.application.pk, output)

    debrief = Debrief.objects.get()
    assert 2 <= count_pages(output.read_bytes()) == debrief.pages
    assert debrief.key in capsys.readouterr().out


def test_a_second_time_it_takes_the_version_there_is(tmp_path, quick_printer):
    made = scene().submit_all()

    render(made.application.pk, tmp_path / "one.pdf")
    render(made.application.pk, tmp_path / "two.pdf")

    assert Debrief.objects.count() == 1
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_one_that_waits_for_a_worker_is_made_here(tmp_path, quick_printer):
    made = scene().submit_all()
    debrief = request_debrief(application=made.application, actor=made.recruiter)

    render(made.application.pk, tmp_path / "debrief.pdf")

    debrief.refresh_from_db()
    assert debrief.is_ready


def test_bad_input_is_one_line_and_exit_code_2(tmp_path):
    made = scene()

    unknown = refusal(999_999_999, tmp_path / "x.pdf")
    owed = refusal(made.application.pk, tmp_path / "x.pdf")
    nowhere = refusal(made.application.pk, tmp_path / "no" / "folder" / "x.pdf")

    assert "no application 999999999" in str(unknown)
    assert made.seats[0].user.name in str(owed)
    assert "no folder" in str(nowhere)
    assert {unknown.returncode, owed.returncode, nowhere.returncode} == {2}
    assert not (tmp_path / "x.pdf").exists()


def test_a_failure_is_one_line_and_exit_code_1(tmp_path, monkeypatch):
    made = scene().submit_all()

    def broken(*args, **kwargs):
        raise OSError("no room on the disk")

    monkeypatch.setattr(rendering, "make_pdf", broken)

    error = refusal(made.application.pk, tmp_path / "x.pdf")

    assert error.returncode == 1
    assert "no room on the disk" in str(error)
    assert Debrief.objects.get().state == DebriefState.REQUESTED
