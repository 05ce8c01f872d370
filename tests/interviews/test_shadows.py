"""Who learns an interview sits in it: busy, invited, with the kit, and in no rating."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from hiring.accounts.models import TeamRole
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob
from hiring.debriefs.evidence import owed_by
from hiring.interviews.actions.booking import add_interview, book_loop
from hiring.interviews.actions.canceling import cancel_interview
from hiring.interviews.actions.conflicts import Clash
from hiring.interviews.actions.interviewers import add_seat, replace_interviewer
from hiring.interviews.actions.moving import move_interview
from hiring.interviews.answer_links import path_of
from hiring.interviews.answers import read_reply
from hiring.interviews.meeting_mails import panel_of
from hiring.interviews.models import Proposal, Seat
from hiring.interviews.pool import kinds_of
from hiring.messaging.models import Message
from hiring.pipeline.blindness import could_read
from hiring.requisitions.actions.team import join_team
from hiring.scheduling.training import sign_off
from hiring.scorecards.models import Scorecard
from tests.factories.accounts import UserFactory
from tests.factories.interviews import booked, candidacy, interviews_of, seats_of, slot, version_of
from tests.factories.scorecards import sent, typed

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 4, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1, hours=2)


@pytest.fixture(autouse=True)
def monday():
    with clock.set_to(MONDAY):
        yield


@pytest.fixture
def kim():
    return UserFactory(name="Kim", coordinator=True, zone="UTC")


@pytest.fixture
def ann():
    return UserFactory(name="Ann Byron", zone="UTC")


@pytest.fixture
def lena():
    return UserFactory(name="Lena Fischer", zone="UTC")


@pytest.fixture
def loop(kim, ann, lena):
    """Ann interviews, Lena shadows."""
    made = candidacy()
    one = slot(made, ann, starts_at=TUESDAY, shadows=(lena,))
    return book_loop(application=made, slots=[one], actor=kim)


def learning(user) -> Seat:
    return Seat.everyone.learning().get(user=user)


def kit(loop) -> str:
    return reverse("scorecards:kit", kwargs={"interview_id": interviews_of(loop)[0].pk})


def calendars_of(user) -> list[tuple[str, int]]:
    """The method and sequence of each event that was mailed to the person."""
    mails = Message.objects.filter(recipient=user).exclude(calendar="").order_by("pk")
    found = [Calendar.from_ical(mail.calendar) for mail in mails]
    return [(str(one["method"]), int(one.walk("VEVENT")[0]["sequence"])) for one in found]


def test_a_plan_books_its_shadow_with_the_loop(client_of, kim, ann, lena):
    made = candidacy()
    join_team(requisition=made.requisition, user=ann, role=TeamRole.INTERVIEWER, actor=None)
    kind = version_of(made).rubric.kind
    sign_off(user=lena, steps={kind: "shadow"}, actor=ann)
    browser, url = client_of(kim), reverse("interviews:book", kwargs={"application_id": made.pk})
    sent_form = {"zone": "UTC", "slots-TOTAL_FORMS": 2, "slots-INITIAL_FORMS": 2}
    for form in browser.get(url).context["formset"]:
        for name in ("hold", "planned", "name", "rubric_version", "minutes", "day", "start"):
            sent_form[f"{form.prefix}-{name}"] = str(form[name].value())
    browser.post(url, sent_form | {"suggest": "new"})
    jobs.run_jobs(list(BackgroundJob.objects.live().values_list("pk", flat=True)))
    proposal = Proposal.objects.latest("pk")

    page = browser.post(url, sent_form | {"suggest": f"{proposal.pk}:0"})
    assert f'<option value="{lena.pk}" selected>Lena Fischer' in page.content.decode()
    shown = {}
    for form in page.context["formset"]:
        for name in ("name", "rubric_version", "minutes", "day", "start", "shadow"):
            shown[f"{form.prefix}-{name}"] = str(form[name].value() or "")
        shown[f"{form.prefix}-interviewers"] = form["interviewers"].value()
    assert browser.post(url, sent_form | shown).status_code == 302

    seat = learning(lena)
    assert (seat.part, seat.interview.kind) == ("shadow", kind)
    assert {one.user for one in seats_of(seat.interview.loop)} == {ann}
    mail = Message.objects.get(recipient=lena)
    assert "You’re shadowing" in mail.body
    assert calendars_of(lena) == [("REQUEST", 0)]


def test_a_shadow_is_busy_and_nobody_is_in_one_interview_twice(kim, lena, loop):
    with pytest.raises(Clash, match="Lena Fischer is busy"):
        booked([lena], starts_at=TUESDAY)
    [twin] = interviews_of(booked([UserFactory()], starts_at=TUESDAY))
    with pytest.raises(IntegrityError, match="one_interview_at_a_time"), transaction.atomic():
        Seat.everyone.create(interview=twin, user=lena, during=twin.during)
    [seat] = seats_of(loop)
    with pytest.raises(Refused, match="shadows this interview"):
        replace_interviewer(seat=seat, user=lena, actor=kim)
    with pytest.raises(IntegrityError, match="only_interviewers_submit"), transaction.atomic():
        Seat.everyone.filter(user=lena).update(submitted_at=clock.now())


def test_a_shadow_reads_the_kit_and_no_card_and_is_in_no_rating(client_of, kim, ann, lena, loop):
    page = client_of(lena).get(kit(loop)).content.decode()
    assert "You shadow this interview" in page
    assert 'id="card"' not in page
    assert "Lena Fischer shadows." in client_of(ann).get(kit(loop)).content.decode()
    assert "Lena Fischer" in client_of(kim).get(loop.get_absolute_url()).content.decode()
    assert lena not in panel_of(loop)

    [seat] = seats_of(loop)
    with clock.set_to(TUESDAY + timedelta(hours=1)):
        url = reverse("scorecards:submit", kwargs={"interview_id": seat.interview_id})
        assert client_of(lena).post(url, typed(seat)).status_code in (403, 404, 410)
        assert [one.user for one in owed_by(loop.application)] == [ann]
        card = sent(seat)
        # Nobody waits for a card of hers, and hers alone would open none.
        assert not owed_by(loop.application)
        assert not Scorecard.objects.visible_to(lena).exists()
        read = reverse("scorecards:card", kwargs={"scorecard_id": card.pk})
        assert client_of(lena).get(read).status_code in (403, 404)
        requisition_id = loop.application.requisition_id
        assert not could_read([lena], loop_id=loop.pk, requisition_id=requisition_id)
        shadowed = {one.value: one.shadowed for one in kinds_of(lena)}
        assert shadowed[seat.interview.kind] == 1


def test_a_shadow_who_leads_the_team_stays_blind_while_a_card_is_missing(client_of, kim, ann):
    made = candidacy()
    manager = UserFactory(name="Max", zone="UTC")
    join_team(requisition=made.requisition, user=manager, role=TeamRole.HIRING_MANAGER, actor=None)
    slots = [
        slot(made, ann, starts_at=TUESDAY, shadows=(manager,)),
        slot(made, UserFactory(), number=1, starts_at=TUESDAY + timedelta(hours=1)),
    ]
    loop = book_loop(application=made, slots=slots, actor=kim)
    first, second = seats_of(loop)
    with clock.set_to(TUESDAY + timedelta(hours=3)):
        sent(first)
        assert not Scorecard.objects.visible_to(manager).exists()
        sent(second)
        assert Scorecard.objects.visible_to(manager).count() == 2


def test_who_learns_moves_answers_and_is_let_go_with_the_interview(client_of, kim, lena, loop):
    [interview] = interviews_of(loop)
    move_interview(interview=interview, actor=kim, starts_at=TUESDAY + timedelta(hours=1))
    assert learning(lena).during.lower == TUESDAY + timedelta(hours=1)
    invitation = Message.objects.filter(recipient=lena).latest("pk").calendar
    accepted = invitation.replace("METHOD:REQUEST", "METHOD:REPLY")
    assert read_reply(accepted.replace("NEEDS-ACTION", "ACCEPTED"))
    assert learning(lena).answer == "accepted"
    sent_link = Client().post(path_of(learning(lena)), {"answer": "tentative"}, follow=True)
    assert "Your answer: tentative" in sent_link.content.decode()
    moving = client_of(kim).get(reverse("interviews:move_loop", kwargs={"loop_id": loop.pk}))
    assert f'name="slots-0-shadow" value="{lena.pk}"' in moving.content.decode()
    assert str(lena.pk) in [one["id"] for one in moving.context["calendar"]["people"]]

    remove = reverse("interviews:seat_cancel", kwargs={"seat_id": learning(lena).pk})
    client_of(kim).post(remove, {"confirmed": "yes"})
    assert calendars_of(lena) == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert client_of(lena).get(kit(loop)).status_code in (403, 404, 410)

    sign_off(user=lena, steps={interview.kind: "reverse_shadow"}, actor=kim)
    add = reverse("interviews:seat_add", kwargs={"interview_id": interview.pk}) + "?part=shadow"
    assert "Lena Fischer" in client_of(kim).get(add).content.decode()
    assert client_of(kim).post(add, {"user": lena.pk}).status_code == 302
    seat = Seat.everyone.learning().active().get(user=lena)
    assert seat.part == "reverse_shadow"
    assert "You’re leading" in Message.objects.filter(recipient=lena).latest("pk").body
    cancel_interview(interview=interview, actor=kim)
    assert calendars_of(lena)[-1] == ("CANCEL", 1)


def test_the_api_tells_and_takes_who_learns(client_of, kim, lena, loop):
    api, [interview] = client_of(kim), interviews_of(loop)
    url = f"/api/v1/interviews/{interview.pk}/"
    found = api.get(url).json()
    assert [one["name"] for one in found["learners"]] == ["Lena Fischer"]
    assert "Lena Fischer" not in [one["name"] for one in found["seats"]]
    mia = UserFactory(name="Mia", email="mia@example.com")
    body = {"interviewer": "mia@example.com", "learns": True}
    added = api.post(f"{url}seats/", body, content_type="application/json").json()
    assert [one["part"] for one in added["learners"]] == ["shadow", "shadow"]
    gone = api.post(f"{url}seats/{learning(mia).pk}/cancel/").json()
    assert [one["name"] for one in gone["learners"]] == ["Lena Fischer"]
    with pytest.raises(Refused, match="is over"), clock.set_to(TUESDAY + timedelta(days=1)):
        add_seat(interview=interview, user=mia, actor=kim, learns=True)


def test_shadowing_gives_nobody_who_could_read_cards_another_seat(kim, ann, lena):
    """Who submitted, and so reads the others' cards, doesn't wash that off by shadowing."""
    made = candidacy()
    slots = [
        slot(made, *people, number=n, starts_at=TUESDAY + timedelta(hours=n))
        for n, people in enumerate([(ann,), (lena,)])
    ]
    loop = book_loop(application=made, slots=slots, actor=kim)
    last = slot(made, UserFactory(), number=1, starts_at=TUESDAY + timedelta(days=1))
    third = add_interview(loop=loop, slot=last, actor=kim)
    for seat in seats_of(loop)[:2]:
        with clock.set_to(TUESDAY + timedelta(hours=3)):
            sent(seat)
    with pytest.raises(Refused, match="Ann Byron"):
        add_seat(interview=third, user=ann, actor=kim, learns=True)
    again = slot(made, UserFactory(), number=1, starts_at=TUESDAY + timedelta(days=2))
    with pytest.raises(Refused, match="Ann Byron"):
        add_interview(loop=loop, slot=replace(again, shadows=(ann,)), actor=kim)
