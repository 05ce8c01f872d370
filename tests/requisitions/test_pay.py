"""Pay as people write it: what is meant is kept, and what cannot be read is never dropped."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from hiring.requisitions.forms.pay import PayField
from tests.factories.requisitions import drafted
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
    with pytest.raises(forms.ValidationError, match="whole amount a year"):
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
    draft = drafted(by=recruiter, pay_minimum=80_000, pay_currency="EUR")
    values = opened_values(client.get(url("build_text", draft)).content.decode())
    given = {"title": draft.title, "openings": 1, "pay_currency": "EUR", "pay_minimum": typed}

    answer = client.post(url("build_text", draft), values | given)

    draft.refresh_from_db()
    assert (answer.status_code, draft.pay_minimum) == (status, kept)
    if status == 400:
        assert 'value="9x"' in answer.content.decode()
