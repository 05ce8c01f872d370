"""The pages of a day: what gunicorn takes for each, and for a move, over a simulated history.

BENCH_SCALE says over how many applications (10,000). With HIRING_HOME set and no other job asked
for, the history is kept there, and found there by the next run.

The floor is /healthz of the same server: one question to the database and no page.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from benchmarks.installation import ROOT, free_port
from benchmarks.measuring import Measured, measure

SCALE = int(os.environ.get("BENCH_SCALE", "10000").replace("_", ""))
SERVER = "-m gunicorn --config python:hiring.runtime.gunicorn hiring.wsgi"
# A tail needs more runs than a median.
LEAST_RUNS = 20
SECRET = "b" * 32
# A part of a page, which htmx asks for.
PART = "/drawer/"


@dataclass
class Visitor:
    """Somebody signed in, over one connection that stays open."""

    connection: http.client.HTTPConnection
    session: str = ""

    def get(self, path: str) -> bytes:
        """Return a page; anything but a page is an error of the measurement."""
        return self._send("GET", path, expected=200)

    def post(self, path: str, **fields: object) -> bytes:
        """Send a form as the page does and return what comes back, without following it."""
        return self._send("POST", path, expected=302, fields=fields)

    def _send(
        self, method: str, path: str, *, expected: int, fields: dict[str, object] | None = None
    ) -> bytes:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if path.endswith(PART):
            headers["HX-Request"] = "true"
        self.connection.request(method, path, urlencode(fields or {}), headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != expected:
            raise RuntimeError(f"{path} answered {answer.status}, not {expected}")
        return body


def results(runs: int) -> Iterator[Measured]:
    """Measure each page for each who opens it, and a move that is taken back."""
    yield _history()
    runs = max(runs, LEAST_RUNS)
    with _server() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        nobody = Visitor(connection)
        floor = measure("floor: /healthz", lambda: nobody.get("/healthz"), runs=runs)
        yield floor
        for who, user, paths in _visits():
            visitor = Visitor(connection, _session(user))
            for name, path in paths.items():
                yield _page(f"{who}: {name}", visitor, path, runs, floor)
        yield _moves(connection, runs, floor)


def _page(job: str, visitor: Visitor, path: str, runs: int, floor: Measured) -> Measured:
    size = len(visitor.get(path)) / 1024
    taken = measure(job, lambda: visitor.get(path), runs=runs, floor=floor)
    return replace(taken, note=f"{size:,.0f} KB, {_queries(visitor, path)} queries")


def _moves(connection: http.client.HTTPConnection, runs: int, floor: Measured) -> Measured:
    """Advance and take back: each of the two is a move."""
    from hiring.pipeline.models import Application

    job = _largest_job()
    here, there = job.stages.order_by("position")[:2]
    visitor = Visitor(connection, _session(_recruiter(job)))
    found = Application.objects.active().filter(requisition=job, stage=here).order_by("-id")
    turns = iter([pk for pk in found.values_list("pk", flat=True)[: runs + 1] for _ in range(2)])
    way = [(here, there), (there, here)]

    def move() -> None:
        begins, ends = way[0]
        way.reverse()
        fields = {"to_stage": ends.pk, "expected_stage": begins.pk}
        visitor.post(f"/applications/{next(turns)}/advance/", **fields)

    return measure("recruiter: advance, and undo it", move, runs=2 * runs - 1, floor=floor)


def _history() -> Measured:
    """Simulate what is missing; say how long it took, and by whom in the database."""
    from django.core.management import call_command
    from django.db import connection

    from hiring.pipeline.models import Application
    from hiring.runtime.prepare import prepare

    prepare(demo=False)
    begun = time.monotonic()
    if not (found := Application.objects.count()):
        call_command("simulate", applications=SCALE, verbosity=0, stdout=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        owner = "a superuser" if cursor.fetchone()[0] else "an ordinary owner"
    if not found:
        _hire_coordinator()
    ms = round(1000 * (time.monotonic() - begun), 2)
    note = f"found {found:,}" if found else f"by {owner} of the database"
    return Measured(f"simulate {found or SCALE:,} applications", 1, ms, ms, note=note)


def _hire_coordinator() -> None:
    """The simulated company has none; this one coordinates the largest job."""
    from hiring.accounts.actions import add_user
    from hiring.accounts.models import SiteRole, User

    actor = User.objects.filter(site_role=SiteRole.ADMINISTRATOR).first()
    add_user(
        email="simulated.coordinator@example.com",
        name="Kim Duarte",
        zone="Europe/Lisbon",
        site_role=SiteRole.COORDINATOR,
        actor=actor,
    )


def _visits() -> Iterator[tuple[str, Any, dict[str, str]]]:
    """Who opens which pages: the largest job, somebody in the middle of its interviews."""
    from hiring.accounts.models import SiteRole, TeamRole, User

    job = _largest_job()
    team = {member.role: member.user for member in job.hiring_team.select_related("user")}
    coordinator = User.objects.filter(site_role=SiteRole.COORDINATOR).first()
    yield "recruiter", _recruiter(job), _home() | _lists(job) | _workspace(job) | _others()
    yield "coordinator", coordinator, _home() | _schedules() | _some(_lists(job))
    yield "manager", team[TeamRole.HIRING_MANAGER], _home() | _some(_lists(job)) | _reading(job)
    yield "interviewer", team[TeamRole.INTERVIEWER], _home() | {"My interviews": "/interviews/"}


def _home() -> dict[str, str]:
    return {"Home": "/"}


def _lists(job: Any) -> dict[str, str]:
    return {
        "Jobs": "/requisitions/",
        "Jobs, found": "/requisitions/?q=search",
        "a job": f"/requisitions/{job.pk}/",
        "board": f"/applications/board/{job.pk}/",
        "table": f"/applications/table/{job.pk}/",
        "table, ended": f"/applications/table/{job.pk}/?status=ended",
        "table, found": f"/applications/table/{job.pk}/?status=all&q=python",
        "triage": f"/applications/triage/{job.pk}/",
        "Applications": "/applications/",
        "Applications, mine": "/applications/?waiting_on=me",
        "Applications, overdue": "/applications/?overdue=true",
        "Applications, all, newest": "/applications/?status=all&sort=newest",
        "Applications, onsite": "/applications/?stage_kind=onsite",
        "Applications, by source": "/applications/?source_channel=linkedin",
        "Applications, found by a word": "/applications/?status=all&q=python",
        "Applications, found by a name": "/applications/?status=all&q=maria%20garcia",
        "Candidates": "/candidates/",
        "Candidates, newest": "/candidates/?sort=newest",
        "Candidates, found by a name": "/candidates/?q=maria%20garcia",
        "Candidates, found by a word": "/candidates/?q=kubernetes",
        "Candidates, found by an email": "/candidates/?q=maria%40",
        "Candidates, not found": "/candidates/?q=qqxzzyk",
    }


def _some(lists: dict[str, str]) -> dict[str, str]:
    wanted = ("Jobs", "a job", "board", "table", "Applications", "Candidates")
    return {name: lists[name] for name in wanted}


def _workspace(job: Any) -> dict[str, str]:
    from hiring.pipeline.models import Application

    seated = Application.objects.active().filter(requisition=job, participants__isnull=False)
    page = seated.order_by("-id")[:1].get().get_absolute_url()
    tabs = ("interviews", "hypotheses", "messages", "activity", "drawer")
    return {"Résumé": page} | {name.capitalize(): f"{page}{name}/" for name in tabs}


def _reading(job: Any) -> dict[str, str]:
    """Messages with the candidate are for those who recruit."""
    return {name: path for name, path in _workspace(job).items() if name != "Messages"}


def _schedules() -> dict[str, str]:
    return {
        "Applications, to schedule": "/applications/?stage_kind=onsite",
        "week": "/interviews/week/",
        "interviewers": "/interviews/pool/",
        "Messages": "/messages/",
    }


def _others() -> dict[str, str]:
    return {
        "palette": "/find/?q=maria",
        "palette, two words": "/find/?q=maria%20garcia",
        "duplicates": "/candidates/duplicates/",
        "tasks": "/applications/tasks/",
        "notifications": "/messages/notifications/",
    }


def _largest_job() -> Any:
    """The largest job: a tenth of all applications, and open."""
    from django.db.models import Count

    from hiring.requisitions.models import Requisition

    found = Requisition.objects.open().annotate(size=Count("applications"))
    return found.order_by("-size", "pk").first()


def _recruiter(job: Any) -> Any:
    from hiring.accounts.models import TeamRole

    return job.hiring_team.filter(role=TeamRole.RECRUITER).first().user


def _session(user: Any) -> str:
    return _client(user).cookies["sessionid"].value


def _client(user: Any) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def _queries(visitor: Visitor, path: str) -> int:
    """Count what the page asks of the database, in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = visitor.session
    with CaptureQueriesContext(connection) as asked:
        client.get(path, headers={"HX-Request": "true"} if path.endswith(PART) else None)
    return len(asked)


@contextmanager
def _server() -> Iterator[int]:
    """Serve as in production while the block lasts, on a port of its own."""
    port = free_port()
    env = os.environ | {"PORT": str(port), "HOST": "127.0.0.1"}
    command = [sys.executable, *SERVER.split()]
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        _wait_until_well(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait_until_well(port: int) -> None:
    from hiring.activity.health import SCHEDULER, WORKER, beat

    for _ in range(300):
        # No job is worked off here: nothing but the pages is at work.
        for part in (WORKER, SCHEDULER):
            beat(part)
        try:
            Visitor(http.client.HTTPConnection("127.0.0.1", port)).get("/healthz")
        except (OSError, RuntimeError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")
