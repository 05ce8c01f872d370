"""The pages of candidates: list and search, one person, and who sees what of them."""

import re

import pytest
from django.urls import reverse

from candidates.actions.access import grant_view
from candidates.actions.importing import import_resume
from candidates.duplicates import check
from candidates.models import Candidate, PossibleDuplicate
from hiring.activity import clock
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    SourceChannelFactory,
    TouchFactory,
    resume_file,
    sample,
)

pytestmark = pytest.mark.django_db
LIST = "/candidates/"


@pytest.fixture
def recruiter(client_of):
    return client_of(UserFactory(recruiter=True))


@pytest.fixture
def member():
    return UserFactory()


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def imported(data: bytes) -> Candidate:
    return import_resume(
        name="cv.json",
        data=data,
        channel=SourceChannelFactory(name="LinkedIn"),
        actor=UserFactory(recruiter=True),
    ).candidate


def people(count: int) -> None:
    for touch in TouchFactory.create_batch(count):
        ContactPointFactory(candidate=touch.candidate)


# The list


def test_the_list_shows_who_how_to_reach_them_and_where_from(recruiter):
    touch = TouchFactory(
        candidate=CandidateFactory(name="Ada Lovelace", headline="Analyst", email="ada@x.org")
    )
    html = page(recruiter.get(LIST))

    for text in ("Ada Lovelace", "Analyst", "ada@x.org", touch.channel.name):
        assert text in html


def test_the_number_of_queries_does_not_grow_with_the_rows(
    recruiter, django_assert_max_num_queries, django_assert_num_queries
):
    people(2)
    with django_assert_max_num_queries(11) as few:
        recruiter.get(LIST)
    people(30)
    with django_assert_num_queries(len(few)):
        recruiter.get(LIST)


def test_the_list_is_in_pages_that_keep_the_search(recruiter):
    for n in range(60):
        CandidateFactory(name=f"Ada {n:02}")
    first = recruiter.get(LIST, {"q": "ada"})
    following = re.search(r'rel="next"\s+href="([^"]+)"', page(first)).group(1)
    second = page(recruiter.get(LIST + following.replace("&amp;", "&")))

    assert "Ada 49" in page(first)
    assert "Ada 50" not in page(first)
    assert "Ada 50" in second
    assert 'value="ada"' in second


def test_put_away_and_erased_people_are_not_listed(recruiter):
    CandidateFactory(name="Archived One", archived_at=clock.now())
    CandidateFactory(name="Erased One", erased_at=clock.now())

    html = page(recruiter.get(LIST))
    assert "Archived One" not in html
    assert "Erased One" not in html


def test_typing_swaps_the_rows_only_and_caches_keep_the_two_apart(recruiter):
    CandidateFactory(name="Ada Lovelace")
    whole = recruiter.get(LIST, {"q": "ada"})
    part = recruiter.get(LIST, {"q": "ada"}, headers={"HX-Request": "true"})
    back = recruiter.get(
        LIST,
        {"q": "ada"},
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )

    assert "<html" in page(whole)
    assert "<html" not in page(part)
    assert "Ada Lovelace" in page(part)
    assert "<html" in page(back)
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in whole["Vary"]


def test_a_misspelt_name_offers_the_likest(recruiter):
    CandidateFactory(name="Ada Lovelace")

    html = page(recruiter.get(LIST, {"q": "Lovlace"}))
    assert "No candidates match" in html
    assert "Ada Lovelace" in html


@pytest.mark.parametrize(
    "q", ["\x00", "%", "' OR 1=1 --", "@", "+", "<script>", "a" * 5_000, "\ud800"]
)
def test_any_search_is_answered(recruiter, q):
    html = page(recruiter.get(LIST, {"q": q.encode("utf-8", "surrogatepass")}))

    assert "<script>alert" not in html
    assert "q=<script>" not in html


def test_an_altered_cursor_gives_the_first_page(recruiter):
    CandidateFactory(name="Ada Lovelace")

    assert "Ada Lovelace" in page(recruiter.get(LIST, {"cursor": "nonsense"}))


def test_an_empty_list_says_what_to_do_next(recruiter):
    html = page(recruiter.get(LIST))

    assert "No candidates yet" in html
    assert reverse("candidates:add") in html


# Who sees what


def test_a_member_without_relation_has_an_empty_list_and_finds_nobody(client_of, member):
    candidate = CandidateFactory(name="Ada Lovelace")
    client = client_of(member)

    assert "No candidates yet" in page(client.get(LIST))
    assert "Ada Lovelace" not in page(client.get(LIST, {"q": "Lovlace"}))
    assert client.get(candidate.get_absolute_url()).status_code == 404


def test_a_member_of_the_group_sees_the_resume_and_not_how_to_reach_the_person(client_of, member):
    candidate = imported(sample("sample"))
    grant_view(candidate, user=member, because="application:1")
    client = client_of(member)
    html = page(client.get(candidate.get_absolute_url()))

    assert "Pied Piper" in html
    for hidden in ("richard.hendriks@mail.com", "555-4321", "LinkedIn", "imported a résumé"):
        assert hidden not in html
    assert "richard.hendriks@mail.com" not in page(client.get(LIST))


@pytest.mark.parametrize(
    ("route", "ids"),
    [
        ("add", {}),
        ("edit", {"candidate_id": 0}),
        ("contact_add", {"candidate_id": 0}),
        ("document_add", {"candidate_id": 0}),
    ],
)
def test_a_member_of_the_group_changes_nothing(client_of, member, route, ids):
    candidate = CandidateFactory()
    grant_view(candidate, user=member, because="application:1")
    url = reverse(f"candidates:{route}", kwargs=dict.fromkeys(ids, candidate.pk))

    assert client_of(member).post(url, {"name": "Changed"}).status_code in (403, 404)


def test_without_signing_in_there_is_the_login(client):
    assert client.get(LIST).status_code == 302


# One person


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "sample",
            ["Pied Piper", "Dec 2013 \u2013 Dec 2014", "Miss Direction", "CoderDojo", "Wildlife"],
        ),
        (
            "senior-engineer",
            ["Feb 2020 \u2013 now", "Ph.D., Computer Science", "USENIX OSDI", "Oct 2014"],
        ),
        ("new-grad", ["DormSwap", "CSE 446 - Machine Learning", "Full-stack developer"]),
        ("career-changer", ["Café Lumen", "Tableau Desktop Specialist", "Spanish"]),
    ],
)
def test_a_published_resume_is_readable(recruiter, name, words):
    html = page(recruiter.get(imported(sample(name)).get_absolute_url()))

    for word in words:
        assert word in html


def test_the_page_of_a_person_has_contacts_documents_sources_and_activity(recruiter):
    html = page(recruiter.get(imported(sample("sample")).get_absolute_url()))

    for text in (
        'href="mailto:richard.hendriks@mail.com"',
        'href="tel:+19125554321"',
        "cv.json",
        "LinkedIn",
        "imported a résumé",
    ):
        assert text in html


def test_the_pages_queries_are_few_and_do_not_grow(recruiter, django_assert_max_num_queries):
    candidate = imported(sample("sample"))
    for n in range(20):
        ContactPointFactory(candidate=candidate, value=f"r{n}@example.org")
        TouchFactory(candidate=candidate)

    with django_assert_max_num_queries(16):
        page(recruiter.get(candidate.get_absolute_url()))


def test_a_hostile_resume_cannot_act(recruiter):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    address = "javascript:alert(3)"
    entry = {
        "name": evil,
        "position": evil,
        "url": address,
        "summary": evil,
        "highlights": [evil],
        "title": evil,
        "institution": evil,
        "keywords": [evil],
        "startDate": evil,
        "reference": evil,
        "language": evil,
    }
    sections = ("work", "volunteer", "education", "awards", "certificates", "publications")
    more = ("skills", "languages", "interests", "references", "projects")
    data = resume_file(
        name="\u202eevil " + "N" * 10_000,
        basics={"summary": evil, "url": address, "label": evil, "location": {"city": evil}},
        **{section: [entry] for section in (*sections, *more)},
        **{evil: evil},
    )
    candidate = imported(data)

    for url in (candidate.get_absolute_url(), LIST):
        html = page(recruiter.get(url))
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "javascript:" not in re.sub(r"“javascript:alert\(3\)”", "", html)
        assert 'href="javascript' not in html
        assert "\u202e" not in html


def test_only_web_addresses_are_linked_and_links_carry_nothing_along(recruiter):
    data = resume_file(work=[{"name": "Engines", "url": "https://engines.example/?a=1&b=\"'>"}])
    html = page(recruiter.get(imported(data).get_absolute_url()))

    link = re.search(r"<a href=\"https://engines\.example[^>]*>", html).group(0)
    assert "&quot;&#x27;&gt;" in link
    assert 'rel="nofollow noopener noreferrer"' in link


def test_somebody_without_a_resume_has_a_page(recruiter):
    assert "No résumé preview" in page(recruiter.get(CandidateFactory().get_absolute_url()))


def test_a_resume_of_a_name_alone_says_so(recruiter):
    words = "This résumé has only a name"
    alone = imported(resume_file(name="Ada Lovelace"))
    more = imported(resume_file(name="Grace Hopper", skills=[{"name": "COBOL"}]))

    assert words in page(recruiter.get(alone.get_absolute_url()))
    assert words not in page(recruiter.get(more.get_absolute_url()))


def test_a_place_without_end_leaves_the_other_columns_their_room(recruiter):
    imported(resume_file(name="Ada Lovelace", basics={"location": {"city": "A" * 500}}))

    html = page(recruiter.get(LIST))

    # On one line, cut by its style; the title has all of it.
    cell = f'<span class="cut" dir="auto" title="{"A" * 60}'
    assert cell in html


def test_a_possible_duplicate_is_pointed_at(recruiter):
    one, other = CandidateFactory(name="Ada Lovelace"), CandidateFactory(name="Ada Lovelace")
    check(one)
    pair = PossibleDuplicate.objects.get()
    html = page(recruiter.get(one.get_absolute_url()))

    assert "Possible duplicate" in html
    assert other.name in html
    assert pair.get_absolute_url() in html


def test_an_erased_person_has_a_tombstone_without_doors(recruiter):
    candidate = CandidateFactory(name="Erased candidate", erased_at=clock.now())
    html = page(recruiter.get(candidate.get_absolute_url()))

    assert "data was erased" in html
    assert reverse("candidates:edit", kwargs={"candidate_id": candidate.pk}) not in html
    assert "Add document" not in html


def test_nobody_there_is_not_found(recruiter):
    assert recruiter.get("/candidates/987654321/").status_code == 404
