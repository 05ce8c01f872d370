"""Normalized keys: what is the same though written differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.keys import email_key, is_email, name_key, phone_key, url_key, web_address
from hiring.ui.visible_text import visible


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoë  Ångström", "zoe angstrom"),
        ("ŁUKASZ Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("Straße", "strasse"),
        ("김민준", "김민준"),
        ("Seán O’Connor", "sean oconnor"),
        ("प्रिया", "प्रिया"),
        ("Ada\u202e\u200b Lovelace", "ada lovelace"),
    ],
)
def test_a_name_key_is_without_case_and_european_accents(name, key):
    assert name_key(name) == key


def test_vowel_signs_of_indian_scripts_tell_names_apart():
    assert name_key("कि") != name_key("कु")


@given(st.text())
def test_a_name_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_visible_text_has_one_line_and_no_edge(text):
    shown = visible(text)

    assert shown == shown.strip()
    assert "\n" not in shown
    assert "\x00" not in shown


def test_email_addresses_are_the_same_whatever_their_case():
    assert email_key(" Ada.Lovelace@Example.ORG ") == email_key("ada.lovelace@example.org")


@pytest.mark.parametrize("address", ["ada@example.org", "a+b@x.co", "zoë@exämple.de"])
def test_addresses_have_the_shape_of_one(address):
    assert is_email(address)


@pytest.mark.parametrize(
    "address", ["", "a@b", "a@b.", "@b.co", "a b@c.de", "a@b@c.de", "a,b@c.de"]
)
def test_other_things_have_not(address):
    assert not is_email(address)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("(912) 555-4321", "9125554321"),
        ("+49 (0)30 1234", "+49301234"),
        ("0049 30 1234", "+49301234"),
        ("+1 912 555 4321 ext. 7", "+19125554321"),
        ("٠١٢٣٤٥", "012345"),
        ("none", ""),
    ],
)
def test_a_phone_key_is_digits(number, key):
    assert phone_key(number) == key


@pytest.mark.parametrize("number", ["030 1234567", "+49 30 1234567", "(0)30/123 45 67"])
def test_a_phone_key_knows_the_country_of_numbers_at_home(number):
    assert phone_key(number, "de") == "+49301234567"


@pytest.mark.parametrize("region", ["", "XX", "Germany"])
def test_an_unknown_country_leaves_the_digits(region):
    assert phone_key("030 1234567", region) == "0301234567"


def test_web_addresses_are_the_same_without_scheme_www_and_slash():
    assert url_key("https://www.GitHub.com/ada/") == url_key("github.com/ada") == "github.com/ada"


@given(st.text())
def test_what_is_linked_to_starts_with_http(text):
    address = web_address(text)

    assert address is None or address.lower().startswith(("http://", "https://"))
