"""Finding people: by names, addresses, numbers; and who may be somebody twice."""

import pytest
from django.db import connection

from candidates.actions.access import grant_view
from candidates.actions.people import add_contact, remove_contact
from candidates.duplicates import find_duplicates_of
from candidates.models import Candidate
from candidates.searching import found_by
from hiring.activity import clock
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ContactPointFactory

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    recruiter = UserFactory.build(recruiter=True)
    return [candidate.name for candidate in Candidate.objects.search(text, user=recruiter)]


@pytest.fixture
def people():
    for name in ("Zoë Ångström", "Ada Lovelace", "Adam Łukasz", "Bo Li", "王秀英"):
        CandidateFactory(name=name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("angstrom", ["Zoë Ångström"]),
        ("ÅNGSTRÖM", ["Zoë Ångström"]),
        ("ngst", ["Zoë Ångström"]),
        ("lukasz", ["Adam Łukasz"]),
        ("lovelace ada", ["Ada Lovelace"]),
        ("ada", ["Ada Lovelace", "Adam Łukasz"]),
        ("秀英", []),
        ("王秀英", ["王秀英"]),
        ("王", ["王秀英"]),
        ("grace", []),
        ("%", []),
        ("a_a", []),
    ],
)
def test_names_are_found_whatever_their_accents(people, text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a", ["Ada Lovelace", "Adam Łukasz", "Zoë Ångström"]),
        ("li", ["Bo Li"]),
        ("lo", ["Ada Lovelace"]),
        ("ov", []),
        ("b l", ["Bo Li"]),
    ],
)
def test_one_and_two_letters_find_the_beginnings_of_names(people, text, names):
    assert found(text) == names


def test_nothing_typed_finds_everyone_in_order(people):
    assert found("  ") == ["Ada Lovelace", "Adam Łukasz", "Bo Li", "Zoë Ångström", "王秀英"]


@pytest.mark.parametrize("text", ["O'Connor", "oconnor", "O’Connor", "o\u00b4connor", "sean o’con"])
@pytest.mark.parametrize("name", ["Seán O’Connor", "Sean O'Connor", "Sean OConnor"])
def test_an_apostrophe_is_found_however_it_is_typed(name, text):
    CandidateFactory(name=name)

    assert found(text) == [name]


@pytest.mark.parametrize("name", ["Jörg Müller", "Jo\u0308rg Mu\u0308ller", "Joerg Mueller"])
@pytest.mark.parametrize("text", ["mueller", "Müller", "muller", "joerg mull", "jörg", "uell"])
def test_an_umlaut_is_found_in_both_spellings(name, text):
    CandidateFactory(name=name)
    CandidateFactory(name="Jo Miller")

    assert found(text) == [name]


@pytest.mark.parametrize(
    "text", ["sean.oc", "uxr.example", "oconnor", "sean", "sean oconnor", "Sean.OC", "uxr."]
)
def test_an_address_is_found_by_a_part_without_its_at_sign(text):
    CandidateFactory(name="S. O.", email="sean.oconnor@uxr.example")

    assert found(text) == ["S. O."]


def test_letters_inside_of_an_address_find_nobody():
    CandidateFactory(name="S. O.", email="sean.oconnor@uxr.example")

    assert found("conn") == []
    assert found("uxr") == []


def test_a_whole_address_finds_whose_it_is_and_else_those_of_whom_it_is_a_part():
    CandidateFactory(name="Ada", email="ada@example.org")
    CandidateFactory(name="Jada", email="jada@example.org")
    CandidateFactory(name="Zoe", email="zoe@example.org.uk")

    assert found("ADA@example.org") == ["Ada"]
    assert found("zoe@example.org") == ["Zoe"]


@pytest.mark.parametrize(
    "text",
    ["030 1234567", "030 123", "+49 30 1234567", "0049 30 12345", "+49 (0)30 1234567", "1234567"],
)
@pytest.mark.parametrize("written", ["+49 30 1234567", "0049 (30) 1234567", "030/1234567"])
def test_a_number_is_found_in_its_national_form(settings, text, written):
    settings.DEFAULT_PHONE_REGION = "DE"
    candidate = CandidateFactory(name="Ada")
    add_contact(candidate=candidate, kind="phone", value=written, actor=None)

    assert found(text) == ["Ada"]


@pytest.mark.parametrize("text", ["0171", "0171…", "0171 23", "171 2345678"])
def test_a_mobile_number_is_found_by_its_beginning(text):
    candidate = CandidateFactory(name="Ada")
    add_contact(candidate=candidate, kind="phone", value="+49 171 2345678", actor=None)
    CandidateFactory(name="Grace", email="grace@example.org")

    assert found(text) == ["Ada"]


def test_what_is_changed_or_removed_is_found_anew_or_no_more():
    ada = CandidateFactory(name="Ada", email="ada@old.example")
    contact = ada.contact_points.get()
    ada.contact_points.update(normalized="ada@new.example")
    ada.name = "Augusta"
    ada.save()

    assert (found("old.example"), found("new.example")) == ([], ["Augusta"])
    remove_contact(contact=contact, actor=None)
    assert found("new.example") == []
    assert "example" not in Candidate.objects.get().search_text


def test_who_does_not_recruit_finds_by_name_only():
    ada = CandidateFactory(name="Ada Müller", email="ada@example.org")
    member = UserFactory()
    grant_view(ada, user=member, because="seat:1")

    def finds(text: str) -> bool:
        return ada in Candidate.objects.visible_to(member).search(text, user=member)

    assert finds("mueller")
    assert not any(map(finds, ("ada@example.org", "example.org", "example", "@example")))


def test_an_address_is_found_by_a_part_with_its_at_sign():
    CandidateFactory(name="Ada", email="ada.lovelace@example.org")

    assert found("LOVELACE@exam") == ["Ada"]
    assert found("@example.org") == ["Ada"]
    assert found("ada@") == []


def test_a_number_is_found_however_it_is_written():
    candidate = CandidateFactory(name="Ada")
    ContactPointFactory(candidate=candidate, kind="phone", value="+1 (912) 555-4321")

    assert found("912 555 4321") == ["Ada"]
    assert found("+1-912-555") == ["Ada"]
    assert found("912 555 9999") == []


def test_a_name_spelled_wrong_is_offered(people):
    similar = Candidate.objects.similar("Lovlace", most=5)

    assert [candidate.name for candidate in similar] == ["Ada Lovelace"]


@pytest.mark.parametrize("text", ["angst", "lo"])
def test_searches_can_use_an_index(text):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    found = found_by(text, user=UserFactory.build(recruiter=True))
    plan = Candidate.objects.filter(found.who).order_by().explain()

    assert "candidate_name_words_trgm" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("sean.oc", "candidate_search_text_trgm"),
        ("@uxr.example", "candidate_search_text_trgm"),
        ("030 1234567", "candidate_search_text_trgm"),
        ("sean@uxr.example", "contact_point_normalized"),
    ],
)
def test_searches_by_contact_can_use_an_index(text, index):
    CandidateFactory(email="sean@uxr.example")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    found = found_by(text, user=UserFactory.build(recruiter=True))
    plan = Candidate.objects.filter(found.who).order_by().explain()

    assert index in plan
    assert "Seq Scan" not in plan


def test_the_lists_order_is_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Candidate.objects.order_by("sort_name", "pk")[:50].explain()

    assert "Index Scan using candidate_sort_name" in plan
    assert "Sort" not in plan.replace("sort_name", "")


# The same person twice


def test_people_who_share_a_name_or_a_contact_may_be_one():
    ada = CandidateFactory(name="Ada Lovelace", email="ada@example.org")
    namesake = CandidateFactory(name="ADA LOVELACE")
    reached = CandidateFactory(name="A. L.", email="Ada@Example.org")
    CandidateFactory(name="Grace Hopper", email="grace@example.org")

    assert set(find_duplicates_of(ada)) == {namesake.pk, reached.pk}


def test_a_page_of_a_whole_site_makes_nobody_the_same():
    ada, grace = CandidateFactory(name="Ada"), CandidateFactory(name="Grace")
    for candidate in (ada, grace):
        ContactPointFactory(candidate=candidate, kind="url", value="https://www.twitter.com/")

    assert not find_duplicates_of(ada)


def test_who_was_erased_is_nobodys_duplicate():
    ada = CandidateFactory(name="Erased candidate")
    CandidateFactory(name="Erased candidate", erased_at=clock.now())

    assert not find_duplicates_of(ada)
