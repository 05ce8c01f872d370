"""The small parts and blocks: what they say, to eyes and to screen readers."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from hiring.ui.avatars import AVATAR_TONES, initials_of, tone_of
from hiring.ui.icons import UnknownIcon, icon_paths, render_icon

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>"
NOW = datetime(2026, 3, 11, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "source",
    [
        "{% badge bad title=bad %}",
        "{% avatar bad labeled=True %}",
        "{% avatar_list names %}",
        "{% card title=bad subtitle=bad action_url=bad action_label=bad %}x{% endcard %}",
        "{% table caption=bad show_caption=True %}{% endtable %}",
        "{% definition bad bad note=bad %}",
        "{% empty title=bad text=bad url=bad label=bad %}",
        "{% timeline items %}",
        "{% progress 1 2 bad %}",
        "{% stat bad bad note=bad url=bad %}",
        "{% tabs items label=bad %}",
        "{% pagination page label=bad %}",
        "{% confirm bad bad bad text=bad action=bad name=bad value=bad %}",
        "{% submit bad name=bad value=bad shortcut=bad %}",
        "{% icon 'check' label=bad %}",
        "{% level_scale 3 label=bad %}",
        "{% bar_chart items label=bad %}",
        "{% pipeline_bar items label=bad %}",
        "{{ bad|markdown }}",
    ],
)
def test_no_component_lets_hostile_text_become_markup(render, source):
    item = {"label": HOSTILE, "url": "#", "who": HOSTILE, "text": HOSTILE, "when": NOW, "count": 1}
    page = SimpleNamespace(next_url=HOSTILE, previous_url="", count_text=HOSTILE)

    html = render(source, bad=HOSTILE, names=[HOSTILE] * 7, items=[item], page=page)

    assert "<script" not in html
    assert "<img" not in html
    assert "\"'>" not in html


def test_a_state_has_an_icon_beside_its_words(render):
    html = render('{% badge "Overdue" tone="negative" %}')

    assert "Overdue" in html
    assert 'aria-hidden="true"' in html
    assert icon_paths()["circle-x"] in html


def test_an_unknown_tone_is_an_error(render):
    with pytest.raises(TemplateSyntaxError, match="no tone 'purple'"):
        render('{% badge "x" tone="purple" %}')


def test_an_unknown_icon_is_an_error_that_names_it(render):
    with pytest.raises(UnknownIcon, match="'unicorn'"):
        render('{% icon "unicorn" %}')


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in render_icon("check")
    assert 'role="img" aria-label="Done"' in render_icon("check", label="Done")


def test_every_icon_is_one_drawable_path():
    for name, path in icon_paths().items():
        assert path.startswith("M"), name
        assert set(path) <= set("MmLlHhVvCcSsQqTtAaZz0123456789.,- "), name


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Amara Nwosu", "AN"),
        ("plato", "P"),
        ("Ludwig van der Rohe", "LR"),
        ("李小龙", "李"),
        ("中村 陽菜 (Hina Nakamura)", "中陽"),
        ("(anonymous)", "?"),
        ("Bo (", "B"),
        ("ada@example.org", "AE"),
        ("", "?"),
        ("— —", "?"),
    ],
)
def test_initials_come_from_the_first_and_last_word(name, initials):
    assert initials_of(name) == initials


@given(st.text())
def test_any_name_has_short_initials_and_a_steady_tone(name):
    assert 1 <= len(initials_of(name)) <= 6
    assert tone_of(name) == tone_of(f" {name} ") in range(AVATAR_TONES)


def test_the_people_who_do_not_fit_are_counted_and_all_are_read_out(render):
    html = render("{% avatar_list names limit=2 %}", names=["Ann A", "Bob B", "Cy C", "Di D"])

    assert 'aria-label="Ann A, Bob B, Cy C, Di D"' in html
    assert "+2" in html
    assert ">CC<" not in html


def test_a_card_without_title_has_no_header(render):
    assert "<header" not in render("{% card %}x{% endcard %}")


def test_a_card_offers_its_action(render):
    html = render('{% card title="T" action_url="/all/" action_label="See all" %}x{% endcard %}')

    assert 'href="/all/"' in html
    assert "See all" in html
    assert '<h2 class="panel-title">T</h2>' in html


def test_a_table_is_a_named_region_that_the_keyboard_can_scroll(render):
    html = render('{% table caption="People" %}<tbody></tbody>{% endtable %}')

    assert 'role="region" aria-label="People"' in html
    assert 'tabindex="0"' in html
    assert '<caption class="visually-hidden">People</caption>' in html


def test_nought_is_a_value_and_nothing_is_a_dash(render):
    assert ">0<" in render('{% definition "Seats" 0 %}').replace("\n", "").replace(" ", "")
    assert "—" in render('{% definition "Seats" "" %}')


def test_an_empty_state_says_what_to_do_next(render):
    html = render('{% empty title="None" text="Why." url="/add/" label="Add one" %}')

    assert "None" in html
    assert "Why." in html
    assert 'href="/add/">Add one</a>' in html


def test_a_timeline_without_events_says_so(render):
    assert "No activity yet" in render("{% timeline items %}", items=[])


def test_a_timeline_shows_safe_html_as_html(render):
    item = SimpleNamespace(when=NOW, who="A", text="said", html=SafeString("<p>yes</p>"), icon="x")

    assert "<p>yes</p>" in render("{% timeline items %}", items=[item])


def test_the_open_tab_is_marked_as_the_current_page(render):
    items = [{"label": "Board", "url": "/b/", "active": True}, {"label": "Table", "url": "/t/"}]

    html = render("{% tabs items %}", items=items)

    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_page_links(render):
    page = SimpleNamespace(next_url="", previous_url="", count_text="")

    assert render("{% pagination page %}", page=page).strip() == ""


def test_a_confirmation_posts_with_the_token_and_asks_first(render):
    html = render(
        '{% confirm "/del/" "Delete" "Delete the note?" name="id" value="7" %}', csrf_token="tok"
    )

    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken" value="tok"' in html
    assert 'name="id" value="7"' in html
    assert 'name="confirmed"' in html


def test_two_confirmations_on_a_page_have_dialogs_of_their_own(render):
    html = render('{% confirm "/1/" "Delete" "One?" %}{% confirm "/2/" "Delete" "Two?" %}')

    dialogs = [part.split('"')[0] for part in html.split('data-confirm="')[1:]]
    assert len(set(dialogs)) == 2
    assert all(html.count(f'id="{dialog}"') == 1 for dialog in dialogs)


def test_the_dash_for_no_time_is_explained(render):
    assert 'title="not set"' in render("{% when none %}", none=None)


def test_a_time_is_shown_in_the_viewers_zone(render):
    html = render("{% when moment %}", moment=NOW, now=datetime(2026, 3, 20, tzinfo=UTC),
                  viewer_zone="Asia/Tokyo")  # fmt: skip

    assert "Mar 11, 22:30" in html
    assert 'datetime="2026-03-11T22:30+09:00"' in html
    assert "Wednesday, March 11, 2026, 22:30 JST (Asia/Tokyo)" in html


def test_an_unknown_zone_falls_back_to_the_servers(render):
    assert "13:30" in render("{% when m %}", m=NOW, now=datetime(2026, 4, 1, tzinfo=UTC),
                             viewer_zone="Mars/Olympus")  # fmt: skip


def test_print_gets_the_full_time(render):
    html = render("{% when moment full=True %}", moment=NOW, now=NOW, viewer_zone="Europe/Berlin")

    assert ">Wednesday, March 11, 2026, 14:30 CET (Europe/Berlin)</time>" in html


def test_today_is_the_viewers_day(render):
    late = datetime(2026, 3, 11, 20, 0, tzinfo=UTC)

    html = render("{% day d %}", d=date(2026, 3, 12), now=late, viewer_zone="Asia/Tokyo")

    assert ">today</time>" in html
