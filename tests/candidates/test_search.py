"""Finding people: by names, addresses, numbers; and who may be somebody twice."""

import pytest
from django.db import connection

from candidates.models import Candidate
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


def test_a_name_spelt_wrong_is_offered(people):
    similar = Candidate.objects.similar("Lovlace", most=5)

    assert [candidate.name for candidate in similar] == ["Ada Lovelace"]


@pytest.mark.parametrize("text", ["angst", "lo"])
def test_searches_can_use_an_index(text):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = (
        Candidate.objects.search(text, user=UserFactory.build(recruiter=True)).order_by().explain()
    )

    assert "candidate_sort_name_trgm" in plan


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

    assert set(Candidate.objects.possible_duplicates_of(ada)) == {namesake, reached}


def test_a_page_of_a_whole_site_makes_nobody_the_same():
    ada, grace = CandidateFactory(name="Ada"), CandidateFactory(name="Grace")
    for candidate in (ada, grace):
        ContactPointFactory(candidate=candidate, kind="url", value="https://www.twitter.com/")

    assert not Candidate.objects.possible_duplicates_of(ada).exists()


def test_who_was_erased_is_nobodys_duplicate():
    ada = CandidateFactory(name="Erased candidate")
    CandidateFactory(name="Erased candidate", erased_at=clock.now())

    assert not Candidate.objects.possible_duplicates_of(ada).exists()
