"""Processes side by side: what they say is named, and one that dies is started again."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hiring.runtime import processes
from hiring.runtime.processes import ENDING_SIGNALS, Processes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _signals():
    """Give pytest its signal handlers back."""
    kept = {number: signal.getsignal(number) for number in ENDING_SIGNALS}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def start(tmp_path):
    """Make processes from their commands, in a folder of the test's own."""
    return lambda **commands: Processes(commands, dict(os.environ), tmp_path)


def ask_when(path: Path, number: int) -> None:
    """Send this process a signal once the file is there."""

    def wait():
        while not path.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), number)

    threading.Thread(target=wait, daemon=True).start()


def test_one_that_dies_is_started_again_and_it_is_told(start, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(processes, "PAUSES", (0.01, 0.01))
    ask_when(tmp_path / "third", signal.SIGTERM)
    first, second = (
        "test -e first || { touch first; kill -9 $$; }",
        "test -e second || exec touch second",
    )
    both = start(web=f"sh -c '{first}; {second}; touch third; sleep 60'", worker="sleep 60")
    worker = both.parts[1]

    assert both.run() is None
    told = capsys.readouterr().out
    assert "web    | killed by signal 9; starting it again in 0.01 s" in told
    assert "web    | ended; starting it again in 0.01 s" in told
    assert worker.deaths == 0


def test_when_one_cannot_stay_up_the_others_end_and_it_is_named(start, monkeypatch, capsys):
    monkeypatch.setattr(processes, "PAUSES", (0.01, 0.01))
    both = start(web="false", worker="sh -c 'trap exit TERM; sleep 60 & wait'")

    assert both.run() == "web"
    assert all(part.process.poll() is not None for part in both.parts)
    assert capsys.readouterr().out.count("ended with code 1; starting") == 2


def test_one_that_was_up_for_long_has_all_its_tries_again(start, monkeypatch):
    monkeypatch.setattr(processes, "PAUSES", (0.0,))
    monkeypatch.setattr(processes, "STEADY_SECONDS", 0.0)
    one = start(web="sh -c 'echo x >>times; test $(wc -l <times) -lt 4 || exec sleep 60'")
    threading.Timer(5, os.kill, (os.getpid(), signal.SIGTERM)).start()

    assert one.run() is None


def test_children_that_outlive_it_are_ended_before_it_is_started_again(
    start, tmp_path, monkeypatch
):
    monkeypatch.setattr(processes, "PAUSES", (0.5,))
    ask_when(tmp_path / "again", signal.SIGTERM)
    child = '(trap "touch child-told; exit" TERM; touch child; sleep 60 & wait) &'
    first = "while ! test -e child; do sleep 0.01; done; kill -9 $$"
    start(web=f"sh -c 'test -e child && {{ touch again; sleep 60; }}; {child} {first}'").run()

    assert (tmp_path / "child-told").exists()


@pytest.mark.parametrize("number", ENDING_SIGNALS)
def test_a_signal_ends_all_politely(start, tmp_path, number):
    polite = "sh -c 'trap \"touch told; exit\" TERM; touch ready; sleep 60 & wait'"
    ask_when(tmp_path / "ready", number)

    assert start(worker=polite).run() is None
    assert (tmp_path / "told").exists()


def test_only_the_process_itself_is_told_not_its_children(start, tmp_path):
    child = '(trap "touch child-told" TERM; touch ready; sleep 1; touch child-finished)'
    ask_when(tmp_path / "ready", signal.SIGTERM)

    start(worker=f"sh -c 'trap : TERM; {child} & wait; wait'").run()

    assert (tmp_path / "child-finished").exists()
    assert not (tmp_path / "child-told").exists()


def test_one_that_does_not_listen_is_made_to_end(start, tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.2)
    ask_when(tmp_path / "ready", signal.SIGTERM)
    stubborn = start(worker="sh -c 'trap \"\" TERM; touch ready; sleep 60; sleep 60'")

    stubborn.run()

    assert stubborn.parts[0].process.returncode == -signal.SIGKILL


def test_each_line_carries_the_name_of_its_process(start, capsys, monkeypatch):
    monkeypatch.setattr(processes, "PAUSES", ())
    start(web="printf 'one\\ntwo\\n'", worker="sleep 60").run()

    lines = [line.split(" ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [
        "web    | one",
        "web    | two",
        "web    | ended; it cannot stay up",
    ]


def test_words_that_are_no_utf8_do_not_stop_the_show(start, capsys, monkeypatch):
    monkeypatch.setattr(processes, "PAUSES", ())
    start(web="printf '\\377\\n'").run()

    assert "\ufffd" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a parent's death")
def test_they_end_even_when_their_parent_is_killed(tmp_path):
    script = (
        "import os; from pathlib import Path; from hiring.runtime.processes import Processes\n"
        "Processes({'web': 'sh -c \"echo $$; exec sleep 60\"'}, dict(os.environ), Path.cwd()).run()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline().rsplit("| ", 1)[1])
        parent.kill()

    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.05)
