"""What `make run` decides before it starts anything, and what it says at the end."""

import http.server
import json
import socket
import threading

import pytest

from hiring.runtime import run
from hiring.runtime.processes import read_procfile

HERE = run.Address("127.0.0.1", 8000)


# --- Where it listens -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("hiring.example", "http://hiring.example:8000/"),
    ],
)
def test_the_printed_address_opens_in_a_browser_here(host, url):
    assert run.Address(host, 8000).url == url


def test_a_taken_port_is_refused_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = run.Address("127.0.0.1", other.getsockname()[1])

        with pytest.raises(run.CannotStart, match=rf"PORT={taken.port + 1} make run"):
            run.refuse_taken_port(taken)

    run.refuse_taken_port(taken)


def test_a_host_that_does_not_exist_is_refused():
    with pytest.raises(run.CannotStart, match=r"Can't listen on no-such-host\.invalid"):
        run.refuse_taken_port(run.Address("no-such-host.invalid", 8000))


# --- Once per installation ------------------------------------------------------------------


def test_a_second_run_is_told_where_the_first_one_is(tmp_path):
    with (
        run.only_run(tmp_path, HERE),
        pytest.raises(run.CannotStart, match=r"Already running: http://127\.0\.0\.1:8000/"),
        run.only_run(tmp_path, run.Address("127.0.0.1", 8001)),
    ):
        pass


def test_another_installation_and_a_later_run_are_free(tmp_path):
    with run.only_run(tmp_path / "one", HERE), run.only_run(tmp_path / "two", HERE):
        pass

    with run.only_run(tmp_path / "one", HERE):
        assert (tmp_path / "one").stat().st_mode & 0o777 == 0o700


def test_a_home_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")

    with (
        pytest.raises(run.CannotStart, match="can't be written"),
        run.only_run(tmp_path / "file", HERE),
    ):
        pass


# --- What the processes get -----------------------------------------------------------------


def test_the_processes_find_this_interpreters_programs_and_the_same_home(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.setattr("sys.executable", "/venv/bin/python")

    env = run.environment(tmp_path, run.Address("0.0.0.0", 81))

    assert env["PATH"] == "/venv/bin:/usr/bin"
    assert (env["HIRING_HOME"], env["HOST"], env["PORT"]) == (str(tmp_path), "0.0.0.0", "81")


def test_the_procfile_names_the_four_processes():
    assert list(read_procfile(run.ROOT / "Procfile")) == ["postgres", "web", "worker", "beat"]


# --- Is it well? ----------------------------------------------------------------------------


@pytest.fixture
def health():
    """A server whose /healthz gives the answer that the test sets."""

    class Answer(http.server.BaseHTTPRequestHandler):
        code, body = 200, b'{"status": "ok"}'

        def do_GET(self):
            found = self.path == "/healthz"
            self.send_response(self.code if found else 404)
            self.end_headers()
            self.wfile.write(self.body)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        Answer.address = run.Address("127.0.0.1", server.server_port)
        yield Answer
        server.shutdown()


def test_a_well_product_has_no_ailment(health):
    assert run.ask_health(health.address) == ""


def test_an_unwell_product_says_what_ails_it(health):
    health.code, health.body = 503, json.dumps({"status": "unwell", "worker": "silent"}).encode()

    assert '"worker": "silent"' in run.ask_health(health.address)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"status": "starting"}'])
def test_anything_but_ok_is_no_health(health, body):
    health.body = body

    assert run.ask_health(health.address)


def test_a_server_that_is_not_up_is_an_ailment_too():
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = run.Address("127.0.0.1", other.getsockname()[1])

    assert "refused" in run.ask_health(address)


def test_a_proxy_in_the_environment_is_not_asked_for_our_own_address(health, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert run.ask_health(health.address) == ""


class Listener:
    """Takes the place of the processes; keeps what is said."""

    def __init__(self, then=lambda: None):
        self.said = []
        self.then = then

    def say(self, text):
        self.said.append(text)
        self.then()


def test_the_address_is_said_once_all_is_well(health):
    listener = Listener()

    run.announce(health.address, listener, demo=True)

    assert listener.said == [run.greeting(health.address, demo=True)]


def test_what_ails_a_product_that_is_slow_to_get_well_is_said(health, monkeypatch):
    monkeypatch.setattr(run, "WELL_WITHIN_SECONDS", 0)
    health.code, health.body = 503, b"worker: silent"

    def recover():
        health.code, health.body = 200, b'{"status": "ok"}'

    listener = Listener(then=recover)

    run.announce(health.address, listener, demo=True)

    assert listener.said[0] == f"{health.address.url} is not well yet: worker: silent"
    assert listener.said[-1] == run.greeting(health.address, demo=True)


# --- The last lines -------------------------------------------------------------------------


def test_the_demo_says_who_can_log_in():
    lines = run.greeting(HERE, demo=True).splitlines()

    assert "Hiring is ready: http://127.0.0.1:8000/" in lines
    assert [line.strip() for line in lines if "@" in line] == [
        "admin@demo.example",
        "recruiter@demo.example",
        "coordinator@demo.example",
        "interviewer@demo.example",
        "interviewer2@demo.example",
        "interviewer3@demo.example",
        "manager@demo.example",
    ]
    assert "demo-hiring" in run.greeting(HERE, demo=True)


def test_an_installation_with_its_own_database_prints_no_logins():
    text = run.greeting(HERE, demo=False)

    assert "@" not in text
    assert "demo-hiring" not in text


# --- Refusals are one line ------------------------------------------------------------------


def test_a_refusal_is_one_line_and_exit_code_one(monkeypatch, capsys):
    def refuse():
        raise run.CannotStart("Already running.")

    monkeypatch.setattr(run, "run", refuse)

    assert run.main() == 1
    assert capsys.readouterr().err == "Already running.\n"


def test_ctrl_c_before_anything_runs_is_no_error(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "run", interrupted)

    assert run.main() == 0
    assert capsys.readouterr().out == "Stopped.\n"
