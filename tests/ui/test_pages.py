"""Frames, login and error pages: what is on every page and what never is."""

import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

LOGIN_PAGES = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc-def/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
]
PAGES = ["/gallery/", "/gallery/?errors", *LOGIN_PAGES]


@pytest.fixture(autouse=True)
def accept_failures(client):
    client.raise_request_exception = False


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_anything_inline_that_the_policy_refuses(client, path):
    html = client.get(path).content.decode()

    assert not re.search(r"<style|\sstyle=|\son\w+=|href=\"javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_a_language_and_a_skip_link(client, path):
    html = client.get(path).content.decode()

    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>\s*\S", html)
    assert '<html lang="en"' in html
    assert 'href="#main"' in html
    assert 'id="main"' in html


@pytest.mark.parametrize("path", PAGES)
def test_no_id_is_used_twice(client, path):
    ids = re.findall(r'\sid="([^"]+)"', client.get(path).content.decode())

    assert sorted(ids) == sorted(set(ids))


def test_a_page_of_everything_is_small(client):
    assert len(client.get("/gallery/").content) < 60_000


def test_each_asset_is_there_and_all_together_are_light(client):
    import gzip

    html = client.get("/gallery/").content.decode()
    paths = re.findall(rf'(?:src|href)="{configured.STATIC_URL}([^"]+)"', html)
    found = [finders.find(path) for path in paths]

    assert all(found)
    assert len(paths) > 10
    assert sum(len(gzip.compress(Path(path).read_bytes())) for path in found) < 200_000


def test_the_menu_shows_sections_counts_and_where_one_is(client):
    html = client.get("/gallery/").content.decode()

    menu = re.search(r'<nav aria-label="Main">.*?</nav>', html, re.S)[0]
    assert "Insight" in menu
    assert '<span class="count">12</span>' in menu
    assert menu.count('aria-current="page"') == 1


def test_signing_out_is_a_post_with_a_token(client):
    html = client.get("/gallery/").content.decode()

    form = re.search(r'<form method="post" action="/accounts/logout/">.*?</form>', html, re.S)[0]
    assert "csrfmiddlewaretoken" in form


def test_a_failed_sign_in_tells_at_the_top_and_keeps_the_address(client):
    answer = client.post("/accounts/login/", {"login": "ada@example.org", "password": "wrong"})

    html = answer.content.decode()
    assert 'role="alert"' in html
    assert 'value="ada@example.org"' in html
    assert 'value="wrong"' not in html


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/denied/", 403, "You don’t have access"),
        ("/misread/", 400, "Bad request"),
        ("/nowhere/", 404, "Page not found"),
        ("/broken/", 500, "Something went wrong"),
        ("/conflict/", 409, "Someone else changed this first"),
        ("/slowed/", 429, "Too many requests"),
    ],
)
def test_an_error_says_what_happened_and_what_was_kept(client, path, status, title):
    answer = client.get(path)

    html = answer.content.decode()
    assert answer.status_code == status
    assert title in html
    assert "data-error-title" in html
    assert "data-error-text" in html
    assert re.search(r"Nothing was|Your change was not saved", html)
    assert 'href="/"' in html


def test_a_conflict_gives_its_reason(client):
    assert "The seat is taken." in client.get("/conflict/").content.decode()


def test_who_is_not_signed_in_is_offered_to_and_comes_back(client):
    html = client.get("/denied/?tab=2").content.decode()

    assert 'href="/accounts/login/?next=/denied/%3Ftab%3D2"' in html


def test_a_lost_token_says_that_the_text_is_still_there(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/accounts/login/", {"login": "a"})

    assert answer.status_code == 403
    assert "Go back to find your text" in answer.content.decode()


def test_the_page_for_a_broken_server_needs_nothing_that_can_break():
    html = render_to_string("500.html")

    assert "Something went wrong" in html
    assert '/static/ui/app.css"' in html


def test_a_view_that_must_ask_can_answer_with_a_page(rf, render):
    request = rf.get("/notes/7/delete/")
    context = {"title": "Delete?", "text": "Gone.", "action": "Delete", "cancel_url": "/notes/"}

    html = " ".join(render_to_string("ui/confirm_page.html", context, request).split())

    assert 'action="/notes/7/delete/"' in html
    assert 'name="confirmed" value="yes"' in html
    assert 'href="/notes/"' in html
