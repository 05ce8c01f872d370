"""The interface in a real browser: access for all, keyboard, themes, failures, drafts."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import NARROW, WIDE, look

PAGES = ["/gallery/?errors", "/accounts/login/", "/broken/"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("ui-browser"),
]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_use_the_page_and_it_fits(visit, path, width):
    # Colors that are still on their way from one theme to the other are nobody's.
    page = visit(path, width=width, reduced_motion="reduce")

    assert look(page, audited=width) == {}


def test_every_control_shows_that_it_has_the_focus(visit):
    page = visit()

    for _ in range(70):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
              const element = document.activeElement;
              const shown = element.closest('.rating-option') || element;
              const style = getComputedStyle(shown);
              const name = element.id || element.outerHTML;
              return [name, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if focus[0].startswith("<body"):
            break
        assert focus[1] in ("solid", "auto"), focus
        assert focus[2] >= 2, focus


def test_the_first_tab_skips_to_the_content(visit):
    page = visit()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_menu_opens_by_keyboard_on_a_phone_and_closes_on_escape(visit):
    page = visit(width=360)
    link = page.get_by_role("link", name="Candidates", exact=True).first
    assert not link.is_visible()

    page.get_by_role("button", name="Menu").press("Enter")
    assert link.is_visible()
    page.keyboard.press("Escape")

    assert not link.is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-menu')")


def test_without_scripts_the_menu_is_there(visit):
    page = visit(width=360, java_script_enabled=False)

    assert page.get_by_role("link", name="Candidates", exact=True).first.is_visible()
    assert not page.get_by_role("group", name="Colors").is_visible()


def test_the_theme_is_remembered_before_the_first_paint(visit):
    page = visit()
    page.locator(".who summary").click()
    page.get_by_role("button", name="Dark").click()

    page.add_init_script(
        "requestAnimationFrame(() => { window.atFirst = document.documentElement.dataset.bsTheme })"
    )
    page.reload()

    assert page.evaluate("window.atFirst") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_the_account_menu_closes_on_escape_and_gives_the_focus_back(visit):
    page = visit()
    page.locator(".who summary").press("Enter")
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    assert page.locator("details.who[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.who summary')")


def test_a_question_mark_lists_the_shortcuts(visit):
    page = visit()

    page.keyboard.press("?")

    assert page.locator("#shortcuts").is_visible()
    names = page.locator("#shortcuts dt").all_inner_texts()
    assert {"Today", "Pipeline", "Add candidate"} <= set(names)


def test_two_keys_follow_a_link_but_not_while_typing(visit):
    page = visit()
    page.fill("#id_name", "")
    page.locator("#id_name").press_sequentially("gc?n")
    assert page.input_value("#id_name") == "gc?n"
    assert "#" not in page.url

    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("c")

    assert page.url.endswith("#users")


def test_withdrawing_asks_once_and_cancel_sends_nothing(visit):
    page = visit()
    page.get_by_role("button", name="Withdraw").click()
    dialog = page.get_by_role("dialog", name="Withdraw this candidacy?")
    assert dialog.is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Cancel"

    page.keyboard.press("Escape")

    assert not dialog.is_visible()
    assert page.url.endswith("/gallery/")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/conflict/", "Someone else changed this first"),
        ("/broken/", "Something went wrong"),
        ("/nowhere/", "Page not found"),
    ],
)
def test_a_failed_request_is_told_and_what_was_typed_stays(visit, path, title):
    page = visit()
    page.fill("#id_note", "half a thought")

    page.evaluate("path => htmx.ajax('POST', path, {target: '#main'})", path)

    note = page.get_by_role("alert").filter(has_text=title)
    note.wait_for()
    assert "What you typed is still on this page." in note.inner_text()
    assert page.input_value("#id_note") == "half a thought"
    note.get_by_role("button", name="Close").click()
    assert note.count() == 0


def test_a_server_out_of_reach_is_told(visit):
    page = visit()

    page.route("**/empty/", lambda route: route.abort())
    page.evaluate("htmx.ajax('GET', '/empty/', {target: '#main'}).catch(() => {})")

    page.get_by_role("alert").filter(has_text="can’t be reached").wait_for()


def test_htmx_requests_carry_the_token_and_never_evaluate(visit):
    page = visit()

    with page.expect_request("**/empty/") as request:
        page.evaluate("htmx.ajax('POST', '/empty/', {source: 'body'})")

    assert len(request.value.headers["x-csrftoken"]) > 30
    assert page.evaluate("htmx.config.allowEval") is False
    assert page.evaluate("htmx.config.historyCacheSize") == 0


def test_a_rating_is_given_by_a_key(visit):
    page = visit()
    page.locator("[data-rating] input").first.focus()

    page.keyboard.press("3")
    assert page.locator("[data-rating] :checked").get_attribute("value") == "3"
    page.keyboard.press("0")

    assert page.locator("[data-rating] :checked").get_attribute("value") == "not_observed"


def test_a_rating_is_one_big_tap(visit):
    page = visit(width=360)

    for option in page.locator(".rating-option").all():
        assert option.bounding_box()["height"] >= 44
    page.locator(".rating-option").nth(1).tap()

    assert page.locator("[data-rating] :checked").get_attribute("value") == "2"


def test_what_was_typed_comes_back_after_a_reload_until_started_over(visit):
    page = visit()
    page.fill("#id_note", "half a thought")
    page.locator(".rating-option").nth(2).click()

    page.reload()
    assert page.input_value("#id_note") == "half a thought"
    assert page.locator("[data-rating] :checked").get_attribute("value") == "3"
    page.get_by_role("button", name="Start over").click()
    page.reload()

    assert page.input_value("#id_note") == ""
    assert page.locator("[data-rating] :checked").count() == 0


def test_two_tabs_keep_their_words_apart_and_a_closed_one_leaves_them(visit):
    first = visit()
    second = first.context.new_page()
    second.goto(first.url)
    first.fill("#id_note", "of the first")
    second.fill("#id_note", "of the second")

    first.reload()
    assert first.input_value("#id_note") == "of the first"
    second.close()
    third = first.context.new_page()
    third.goto(first.url)

    expect(third.locator("#id_note")).to_have_value("of the second")
    assert first.input_value("#id_note") == "of the first"


def test_passwords_are_never_kept(visit):
    page = visit("/accounts/login/")
    page.evaluate("document.querySelector('main form').dataset.draftKey = 'login'")

    page.fill("#id_login", "ada@example.org")
    page.fill("#id_password", "correct horse")

    kept = page.evaluate("JSON.stringify({...localStorage})")
    assert "draft:login" in kept
    assert "ada@example.org" in kept
    assert "correct horse" not in kept


def test_errors_get_the_focus_and_lead_to_their_field(visit):
    page = visit("/gallery/?errors")
    assert page.evaluate("document.activeElement.className") == "problems"

    page.locator(".problems a", has_text="E-mail").click()

    assert page.evaluate("document.activeElement.id") == "id_email"


def test_a_second_click_sends_nothing(visit):
    page = visit("/accounts/login/")
    sent = []
    page.route("**/accounts/login/", lambda route: sent.append(route.request.method))
    page.fill("#id_login", "ada@example.org")
    page.fill("#id_password", "x")

    page.evaluate("[1, 2].forEach(() => document.querySelector('main form').requestSubmit())")
    page.wait_for_timeout(200)

    assert sent == ["POST"]
