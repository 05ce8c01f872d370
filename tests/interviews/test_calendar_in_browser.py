"""The booking page's calendar in a real browser: by mouse, by keys, on a phone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from hiring.accounts.models import TeamRole
from hiring.activity import jobs
from hiring.activity.models import BackgroundJob
from hiring.interviews.answer_links import path_of as answer_path
from hiring.interviews.choice_links import path_of
from hiring.interviews.models import Loop, Proposal, Seat
from hiring.interviews.self_scheduling import create_choice_link
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.training import sign_off
from tests.browser.looking import look
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, on_day, version_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("interviews-browser"),
]
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def page(page_of):
    """A page of a coordinator."""
    return page_of(
        UserFactory(coordinator=True, zone="Europe/Berlin"), viewport={"width": 1440, "height": 900}
    )


def with_team(*names: str):
    """A candidate to schedule, and interviewers of the job in Berlin."""
    made = candidacy()
    for name in names:
        user = UserFactory(name=name, zone="Europe/Berlin")
        join_team(requisition=made.requisition, user=user, role=TeamRole.INTERVIEWER, actor=None)
    return made


def opened(page: Page, made) -> None:
    """Open the page and let a worker find the plans, of which the best is filled in."""
    page.goto(f"/interviews/book/{made.pk}/")
    let_plans_be_found(page)
    expect(page.locator(".plan").first).to_have_attribute("aria-pressed", "true")


def let_plans_be_found(page: Page) -> None:
    expect(page.locator("#plans")).to_contain_text("Looking for times")
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))


def block(page: Page, index: int, person: int | str = "") -> Locator:
    return page.locator(f'[data-key="{index}:{person}"]')


def planned(number: int) -> list[dict]:
    return Proposal.objects.get().answer["plans"][number]["placed"]


def test_a_loop_is_planned_and_booked_with_one_click(page):
    made = with_team("Ann Ames", "Bob Berg")
    lena = UserFactory(name="Lena Fischer", zone="Europe/Berlin")
    kind = version_of(made).rubric.kind
    sign_off(user=lena, steps={kind: "shadow"}, actor=UserFactory(coordinator=True))

    opened(page, made)
    # Who shadows stands in a column, and is counted among those who are told.
    column = page.locator(f'[data-column="{lena.pk}"]')
    expect(column.locator(".cal-block.is-learning")).to_contain_text("shadow")
    people = {user for one in planned(0) for user in one["people"]}
    expect(page.locator("[data-invited]")).to_contain_text(f"{len(people) + 1} people")
    page.get_by_role("button", name="Book 2 interviews").click()

    expect(page.get_by_text("Loop booked: 2 interviews.")).to_be_visible()
    wanted = {one["start"] for one in planned(0)}
    assert {i.starts_at.isoformat() for i in Loop.objects.get().interviews.all()} == wanted
    # Who shadows by the plan is booked with it, and seen on the loop's page.
    assert Seat.everyone.learning().get().user == lena
    expect(page.get_by_text("Lena Fischer", exact=True)).to_be_visible()


def test_what_was_chosen_meanwhile_is_not_filled_over(page):
    made = with_team("Ann Ames")
    cy = UserFactory(zone="Europe/London")
    join_team(requisition=made.requisition, user=cy, role=TeamRole.INTERVIEWER, actor=None)
    page.goto(f"/interviews/book/{made.pk}/")
    page.get_by_label("Edit Math puzzle").click()
    page.get_by_label("Start").first.fill("16:00")
    page.get_by_label("Start").first.press("Tab")
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))

    expect(page.locator(".plan").first).to_be_visible()
    expect(page.get_by_label("Start").first).to_have_value("16:00")
    # By another zone's clock it stays when it is.
    page.get_by_label("Time zone").select_option("Europe/London")
    expect(page.get_by_label("Start").first).to_have_value("15:00")


def test_blocks_are_dragged_to_another_time_person_and_day(page):
    made = with_team("Ann Ames", "Bob Berg", "Cy Crane")
    opened(page, made)
    slot = min(planned(0), key=lambda one: one["start"])
    mine, other = slot["people"][0], not_in(made, slot)
    before = page.locator(f'[name="slots-{slot["slot"]}-start"]').input_value()

    drag(page, block(page, slot["slot"]), dy=-4 * row_of(page))
    moved = page.locator(f'[name="slots-{slot["slot"]}-start"]')
    expect(moved).to_have_value(earlier(before))

    drag(page, block(page, slot["slot"], mine), onto=page.locator(f'[data-column="{other}"]'))
    expect(block(page, slot["slot"], other)).to_be_visible()
    expect(block(page, slot["slot"], mine)).to_have_count(0)

    days = page.locator(".cal-day")
    drag(page, page.locator(".cal-day.has-slots").first, onto=days.last)
    expect(days.last).to_have_attribute("aria-pressed", "true")
    for number in range(2):
        expect(page.locator(f'[name="slots-{number}-day"]')).to_have_value(
            days.last.get_attribute("data-day")
        )


def not_in(made, slot: dict) -> int:
    team = made.requisition.hiring_team.filter(role=TeamRole.INTERVIEWER)
    return team.exclude(user__in=slot["people"]).first().user_id


def earlier(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{int(hour) - 1:02}:{minute}"


def row_of(page: Page) -> float:
    return page.evaluate(
        "document.querySelector('.cal-col').offsetHeight"
        " / Number(document.querySelector('.cal').style.getPropertyValue('--rows'))"
    )


def drag(page: Page, node: Locator, *, dy: float = 0, onto: Locator | None = None) -> None:
    box = node.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    if onto is not None:
        target = onto.bounding_box()
        page.mouse.move(x + 10, y)
        inside = min(max(y, target["y"] + 4), target["y"] + target["height"] - 4)
        page.mouse.move(target["x"] + target["width"] / 2, inside, steps=4)
    else:
        page.mouse.move(x, y + dy, steps=4)
    page.mouse.up()


def test_a_loop_is_planned_and_booked_by_keys_alone(page):
    made = with_team("Ann Ames", "Bob Berg", "Cy Crane")
    opened(page, made)
    slot = max(planned(0), key=lambda one: one["start"])
    index, mine = slot["slot"], slot["people"][0]
    other = not_in(made, slot)
    start = page.locator(f'[name="slots-{index}-start"]')
    day = page.locator(f'[name="slots-{index}-day"]')
    before, on = start.input_value(), day.input_value()
    said = page.locator("[data-announce]")

    block(page, index).focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    expect(start).to_have_value(earlier(before))
    expect(said).to_contain_text(earlier(before))
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(day).not_to_have_value(on)
    expect(block(page, index)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(day).to_have_value(on)

    block(page, index, mine).focus()
    ahead = page.locator("[data-column]").evaluate_all("all => all.map((e) => e.dataset.column)")
    is_right = ahead.index(str(other)) > ahead.index(str(mine))
    page.keyboard.press("ArrowRight" if is_right else "ArrowLeft")
    expect(block(page, index, other)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-missing]")).to_have_text("1 interviewer missing")
    page.get_by_role("button", name="Add ").first.press("Enter")
    page.get_by_role("button", name="Book 2 interviews").press("Enter")

    expect(page.get_by_text("Loop booked: 2 interviews.")).to_be_visible()


def test_what_is_taken_away_is_left_out_and_comes_back(page):
    made = with_team("Ann Ames", "Bob Berg")
    opened(page, made)

    block(page, 1).press("Delete")

    expect(page.get_by_role("button", name="Book 1 interview")).to_be_visible()
    item = page.locator('[data-slot="1"]')
    expect(item).to_contain_text("Left out")
    item.get_by_label("Edit").click()
    item.get_by_label("Include").check()
    expect(page.get_by_role("button", name="Book 2 interviews")).to_be_visible()


def test_what_somebody_else_took_meanwhile_is_shown_at_its_block_and_nothing_is_lost(page):
    made = with_team("Ann Ames", "Bob Berg")
    opened(page, made)
    slot = min(planned(0), key=lambda one: one["start"])
    page.get_by_label("Room or video link").first.fill("Aquarium")
    user = made.requisition.hiring_team.get(user=slot["people"][0]).user
    booked([user], starts_at=datetime.fromisoformat(slot["start"]))

    page.get_by_role("button", name="Book 2 interviews").click()

    expect(page.get_by_role("alert")).to_contain_text("Interviewers")
    expect(block(page, slot["slot"])).to_have_class("cal-block is-bad")
    expect(page.get_by_label("Room or video link").first).to_have_value("Aquarium")
    # What was suggested isn't possible any more, so other times are looked for.
    let_plans_be_found(page)
    expect(page.locator(".plan").first).to_be_visible()


def test_dates_changed_quickly_ask_for_each_day_once_and_the_last_one_counts(page):
    made = with_team("Ada Lovelace")
    ada = made.requisition.hiring_team.get(user__name="Ada Lovelace").user
    booked([ada], starts_at=on_day(40, 10))
    page.goto(f"/interviews/book/{made.pk}/")
    page.get_by_label("Edit Math puzzle").click()
    item = page.locator('[data-slot="0"]')
    item.get_by_role("checkbox", name="Ada Lovelace").check()
    start = on_day(40, 10)
    local = start.astimezone(ZoneInfo("Europe/Berlin"))
    item.get_by_label("Start").fill(f"{local:%H:%M}")

    for days in (36, 37, 38, 39, 40):
        day = item.get_by_label("Day")
        day.fill(f"{local + timedelta(days=days - 40):%Y-%m-%d}")
        day.dispatch_event("change")

    expect(item.locator("[data-clash]")).to_contain_text("Ada Lovelace is busy")


def test_the_search_for_people_goes_on_after_an_answer(page):
    made = candidacy()
    UserFactory(name="Grace Hopper")
    UserFactory(name="Max Born")
    page.goto(f"/interviews/book/{made.pk}/")
    page.get_by_label("Edit Math puzzle").click()

    for typed, name in (("Grace", "Grace Hopper"), ("Max", "Max Born")):
        search = page.locator(".people-search").first
        search.fill("")
        search.press_sequentially(typed)
        expect(page.locator(".people").first).to_contain_text(name)


def test_on_a_phone_there_are_plans_and_a_list(page):
    made = with_team("Ann Ames", "Bob Berg")
    page.set_viewport_size(PHONE)

    opened(page, made)

    expect(page.locator(".cal-panel")).to_be_hidden()
    page.locator(".plan").nth(1).click()
    expect(page.locator(".plan").nth(1)).to_have_attribute("aria-pressed", "true")
    assert look(page) == {}
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Book 2 interviews").click()
    expect(page.get_by_text("Loop booked: 2 interviews.")).to_be_visible()


def test_days_on_which_clocks_change_have_their_own_length_and_hours(page):
    page.goto(f"/interviews/book/{with_team('Ann Ames').pk}/")

    found = page.evaluate(
        """async () => {
          const modules = JSON.parse(document.getElementById("booking").dataset.modules);
          const clock = await import(modules.clock);
          const hours = (day, zone) =>
            (clock.midnight(clock.addDays(day, 1), zone) - clock.midnight(day, zone)) / 3600000;
          const iso = (at) => (at === null ? null : new Date(at).toISOString().slice(0, 16));
          const [berlin, howe] = ["Europe/Berlin", "Australia/Lord_Howe"];
          return {
            hours: [
              hours("2026-03-29", berlin), hours("2026-10-25", berlin),
              hours("2026-04-05", howe), hours("2026-10-04", howe), hours("2026-06-01", howe),
            ],
            before: iso(clock.instantOf("2026-03-28", "10:00", berlin)),
            after: iso(clock.instantOf("2026-03-29", "10:00", berlin)),
            never: iso(clock.instantOf("2026-03-29", "02:30", berlin)),
            howe: iso(clock.instantOf("2026-10-04", "10:00", howe)),
            shown: clock.clockOf(Date.parse("2026-10-03T23:00Z"), howe),
          };
        }"""
    )

    assert found == {
        "hours": [23, 25, 24.5, 23.5, 24],
        "before": "2026-03-28T09:00",
        "after": "2026-03-29T08:00",
        "never": None,
        "howe": "2026-10-03T23:00",
        "shown": "10:00",
    }


def test_a_booked_loop_moves_by_its_day(page):
    ann, bob = (UserFactory(name=name, zone="Europe/Berlin") for name in ("Ann Ames", "Bob Berg"))
    loop = booked([ann], [bob], starts_at=on_day(3, 9))
    page.goto(loop.get_absolute_url())
    page.get_by_role("link", name="Move loop").click()
    before = page.locator('[name="slots-0-day"]').input_value()
    target = page.locator(".cal-day:not(.has-slots)").last
    wanted = target.get_attribute("data-day")

    drag(page, page.locator(".cal-day.has-slots").first, onto=target)
    expect(page.locator('[name="slots-1-day"]')).to_have_value(wanted)
    page.get_by_role("button", name="Update").click()

    expect(page.get_by_text("Moved 2 interviews.")).to_be_visible()
    assert before != wanted
    days = {str(interview.starts_at.date()) for interview in loop.interviews.all()}
    assert days == {wanted}


def test_on_a_phone_a_candidate_reserves_confirms_and_reschedules_and_an_interviewer_answers(page):
    made = with_team("Ann Ames", "Bob Berg")
    create_choice_link(application=made, actor=UserFactory(coordinator=True, zone="Europe/Berlin"))
    page.set_viewport_size(PHONE)
    path = path_of(made)

    page.goto(path)
    expect(page.get_by_role("status")).to_contain_text("Looking for free times")
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))
    page.locator(".offers button").first.click()
    expect(page.get_by_text("Reserved for you until")).to_be_visible()
    assert look(page) == {}
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Confirm").click()
    first = Loop.objects.get()
    page.get_by_role("link", name="Choose another time").click()
    # The loop that is booked now may have taken what was offered: others are looked for.
    expect(page.get_by_role("status")).to_contain_text("Looking for free times")
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))
    page.locator(".offers button").last.click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Your interviews")).to_be_visible()
    booked_now = Loop.objects.booked().get()
    assert booked_now != first

    page.get_by_role("link", name="Who you’ll meet").click()
    expect(page.get_by_text("You’ll meet").first).to_be_visible()
    assert look(page) == {}
    page.set_viewport_size(PHONE)
    seat = Seat.objects.active().filter(interview__loop=booked_now).first()
    page.goto(answer_path(seat))
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("Your answer: accepted")
    assert look(page) == {}
