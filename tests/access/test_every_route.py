"""Every route, method and person: who is let in is what the access table says, no more, no less."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.urls import reverse
from django.views import defaults

from hiring.accounts.access import table
from tests.access.routes import Route, every_route
from tests.access.walk import NOBODY, NOT_LET_IN, World, status

ROUTES = every_route()
pytestmark = pytest.mark.django_db
REVIEWED = Path(__file__).parents[2] / "docs" / "access.md"

# Objects of one's own only (an administrator's token is not a recruiter's to revoke), and a page
# that is off by default.
OWN_ONLY = {
    "accounts:token_revoke",
    "api:calendars-detail",
    "api:interviews-seat_answer",
    "accounts:view_delete",
    "api:saved-views-detail",
    "api:merges-detail",
    "api:merges-undo",
    "api:bulk-actions-detail",
    "api:bulk-actions-failures",
    "api:bulk-actions-undo",
    "api:notifications-detail",
    "api:notifications-read",
    "api:reviews-answer",
    "api:reviews-detail",
    "api:tasks-detail",
    "api:tasks-finish",
    "api:tasks-reopen",
    "candidates:merge_undo",
    "messaging:notification_open",
    "pipeline:review",
    "pipeline:task_done",
    "pipeline:task_reopen",
    "debriefs:calibration",
    "pipeline:bulk_progress",
    "pipeline:bulk_undo",
}


def test_every_route_has_a_row():
    def has_one(route: Route) -> bool:
        return any(table.row(route.name, method) for method in route.methods)

    assert [route.name for route in ROUTES if not has_one(route)] == []


def test_every_row_is_of_a_route():
    known = {(route.name, method) for route in ROUTES for method in route.methods}
    names = {name for name, _method in known}

    assert {name for name, _method in table.rows} <= names


def test_a_row_names_relations_that_its_subject_can_have():
    rows = [row for row in table.rows.values() if row.relations]

    assert [
        row.route for row in rows if not row.relations <= table.subjects[row.subject].relations
    ] == []


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no page for each of thousands of refusals, which all look alike."""
    for name, code in (("permission_denied", 403), ("page_not_found", 404)):
        monkeypatch.setattr(defaults, name, lambda *args, code=code: HttpResponse(status=code))


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_who_is_let_in_is_what_the_table_says(world: World, route: Route):
    url = world.url(route)

    for method in route.methods:
        row = table.row(route.name, method)
        for person in [NOBODY, *world.people]:
            got = status(person, method, url)
            tried = f"{person}: {method} {url} answers {got}"
            assert got < 500 or route.name == "healthz", tried
            if not person.may(row) or (row.if_visible and person.has_no_part):
                # Anyone who opens a form's address is led to its page.
                nobody_may = row is None and got in (302, 405)
                sent_to_login = person is NOBODY and got == 302
                assert got in NOT_LET_IN or nobody_may or sent_to_login, tried
            elif route.name not in OWN_ONLY and (not row.if_visible or person.sees_everything):
                assert got not in NOT_LET_IN, tried


def test_each_refusal_is_drawn_for_everybody(world: World):
    for person in [NOBODY, *world.people]:
        assert status(person, "GET", "/nowhere/") == 404, person
        assert status(person, "GET", reverse("accounts:user_list")) < 500, person


def test_the_table_is_the_one_that_was_reviewed(capsys):
    call_command("access_table")

    assert capsys.readouterr().out == REVIEWED.read_text(), (
        "the access table changed: review it, then write `manage.py access_table` to docs/access.md"
    )
