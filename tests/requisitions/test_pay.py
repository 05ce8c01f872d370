"""Pay as people write it: what is meant is kept, and what cannot be read is never dropped."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.forms.pay import PayField
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import drafted, leader, opening
from tests.requisitions.pages import opened_values, url


def read(text):
    return PayField(required=False).clean(text)


@pytest.mark.parametrize(
    "text",
    ["90000", "90.000", "90,000", "90 000", "90\u202f000", "90'000", "90k", "90 K", "90000.00"],
)
def test_the_ways_to_write_ninety_thousand(text):
    assert read(text) == 90_000


@pytest.mark.parametrize(
    "text", ["-5", "90.5", "1e5", "about 90", "90.00.0", "1.234,567", "k", ".", "९००००", "9" * 5000]
)
def test_what_is_no_whole_amount_is_refused(text):
    with pytest.raises(forms.ValidationError, match="whole yearly amount"):
        read(text)


def test_nothing_is_no_amount():
    assert read("") is None
    assert read("  ") is None


@given(
    amount=st.integers(min_value=0, max_value=2_000_000_000),
    gap=st.sampled_from([".", ",", " ", "’", "\u202f"]),
)
def test_an_amount_grouped_in_any_way_is_the_same_amount(amount, gap):
    assert read(f"{amount:,}".replace(",", gap)) == amount
    assert read(str(amount)) == amount


@given(text=st.text(max_size=24))
def test_no_text_brings_an_amount_below_nothing_or_an_unknown_error(text):
    try:
        amount = read(text)
    except forms.ValidationError:
        return
    assert amount is None or amount >= 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "status", "kept"), [("90.000", 302, 90_000), ("9x", 400, 80_000)]
)
def test_pay_that_cannot_be_read_is_told_of_and_the_old_one_stays(
    client, recruiter, typed, status, kept
):
    draft = drafted(actor=recruiter, pay_minimum=80_000, pay_currency="EUR")
    values = opened_values(client.get(url("build_text", draft)).content.decode())
    given = {"title": draft.title, "openings": 1, "pay_currency": "EUR", "pay_minimum": typed}

    answer = client.post(url("build_text", draft), values | given)

    draft.refresh_from_db()
    assert (answer.status_code, draft.pay_minimum) == (status, kept)
    if status == 400:
        assert 'value="9x"' in answer.content.decode()


# Who sees it

PAY = {"pay_minimum": 91_000, "pay_maximum": 117_000, "pay_currency": "EUR"}


def people_and_what_they_see(requisition):
    """Return a person of each standing to the job, and whether pay is theirs to see."""
    return {
        "administrator": (UserFactory(administrator=True), True),
        "recruiter": (UserFactory(recruiter=True), True),
        "hiring manager of the job": (leader(requisition), True),
        "recruiter of the job": (leader(requisition, TeamRole.RECRUITER), True),
        "interviewer of the job": (leader(requisition, TeamRole.INTERVIEWER), False),
        "coordinator": (UserFactory(coordinator=True), False),
    }


@pytest.mark.django_db
def test_pay_is_shown_to_those_who_hire_for_the_job_and_to_nobody_else(client_of, api):
    requisition = opening(**PAY)

    for who, (user, sees) in people_and_what_they_see(requisition).items():
        page = client_of(user).get(requisition.get_absolute_url()).content.decode()
        one = api("get", f"/api/v1/requisitions/{requisition.pk}/", user).body
        [listed] = api("get", "/api/v1/requisitions/", user).body["results"]

        assert ("117,000" in page, "Pay range" in page) == (sees, sees), who
        told = PAY if sees else {"pay_minimum": None, "pay_maximum": None, "pay_currency": ""}
        assert {name: one[name] for name in PAY} == told, who
        assert {name: listed[name] for name in PAY} == told, who


@pytest.mark.django_db
def test_who_manages_one_job_and_interviews_for_another_sees_the_pay_of_the_first_only(api):
    mine, other = opening(**PAY), opening(**PAY)
    user = leader(mine)
    join_team(requisition=other, user=user, role=TeamRole.INTERVIEWER, actor=None)

    listed = api("get", "/api/v1/requisitions/", user).body["results"]

    assert {one["id"]: one["pay_maximum"] for one in listed} == {mine.pk: 117_000, other.pk: None}


@pytest.mark.django_db
def test_the_answer_to_a_change_shows_the_pay_to_whoever_may_change_it(api):
    requisition = opening()

    answer = api("patch", f"/api/v1/requisitions/{requisition.pk}/", leader(requisition), PAY)

    assert {name: answer.body[name] for name in PAY} == PAY
