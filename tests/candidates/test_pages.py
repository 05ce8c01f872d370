"""The pages of candidates: list and search, one person, adding, editing, documents."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.actions import grant_view, import_resume
from candidates.models import Candidate
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
        by=UserFactory(recruiter=True),
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
    with django_assert_max_num_queries(8) as few:
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
    assert "Nobody matches" in html
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

    assert "No candidates to see yet" in page(client.get(LIST))
    assert "Ada Lovelace" not in page(client.get(LIST, {"q": "Lovlace"}))
    assert client.get(candidate.get_absolute_url()).status_code == 404


def test_a_member_of_the_circle_sees_the_resume_and_not_how_to_reach_the_person(client_of, member):
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
def test_a_member_of_the_circle_changes_nothing(client_of, member, route, ids):
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
        'href="tel:9125554321"',
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

    with django_assert_max_num_queries(14):
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
    assert "No résumé that could be read" in page(
        recruiter.get(CandidateFactory().get_absolute_url())
    )


def test_a_possible_duplicate_is_pointed_at(recruiter):
    one, other = CandidateFactory(name="Ada Lovelace"), CandidateFactory(name="Ada Lovelace")
    html = page(recruiter.get(one.get_absolute_url()))

    assert "in the system twice" in html
    assert other.get_absolute_url() in html


def test_an_erased_person_has_a_tombstone_without_doors(recruiter):
    candidate = CandidateFactory(name="Erased candidate", erased_at=clock.now())
    html = page(recruiter.get(candidate.get_absolute_url()))

    assert "data was erased" in html
    assert reverse("candidates:edit", kwargs={"candidate_id": candidate.pk}) not in html
    assert "Add a document" not in html


def test_nobody_there_is_not_found(recruiter):
    assert recruiter.get("/candidates/987654321/").status_code == 404


# Adding and editing


def test_somebody_is_added_by_hand(recruiter):
    channel = SourceChannelFactory(key="icml")
    answer = recruiter.post(
        reverse("candidates:add"),
        {"name": "Ada Lovelace", "email": "ada@example.org", "channel": channel.key},
    )

    candidate = Candidate.objects.get()
    assert answer["Location"] == candidate.get_absolute_url()
    assert candidate.touches.get().channel == channel


@pytest.mark.parametrize(
    ("sent", "field", "text"),
    [
        ({"name": ""}, "name", "This field is required"),
        ({"name": "\u200b"}, "name", "Give a name"),
        ({"email": "nowhere"}, "", "is no e-mail address"),
        ({"email": "grace@example.org"}, "email", "Grace Hopper is in the system"),
        ({"channel": "nowhere"}, "channel", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(recruiter, sent, field, text):
    CandidateFactory(name="Grace Hopper", email="grace@example.org")
    channel = SourceChannelFactory()
    given = {"name": "Ada Lovelace", "headline": "Countess", "channel": channel.key, **sent}
    answer = recruiter.post(reverse("candidates:add"), given)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert text in html
    assert "Countess" in html
    if field:
        assert f'id="id_{field}_error"' in html


def test_details_are_edited(recruiter):
    candidate = CandidateFactory(name="Ada Byron")
    url = reverse("candidates:edit", kwargs={"candidate_id": candidate.pk})
    recruiter.post(
        url, {"name": "Ada Lovelace", "headline": "Countess", "location": "", "zone": ""}
    )

    candidate.refresh_from_db()
    assert (candidate.name, candidate.headline) == ("Ada Lovelace", "Countess")


def test_channels_are_offered_as_a_tree_without_those_out_of_use(recruiter):
    parent = SourceChannelFactory(name="Conferences")
    SourceChannelFactory(name="NeurIPS", parent=parent)
    SourceChannelFactory(name="Fax", archived_at=clock.now())
    html = page(recruiter.get(reverse("candidates:add")))

    assert "\u2003NeurIPS" in html
    assert "Fax" not in html


def test_a_contact_is_added_and_removed(recruiter):
    candidate = CandidateFactory()
    add = reverse("candidates:contact_add", kwargs={"candidate_id": candidate.pk})
    recruiter.post(add, {"kind": "email", "value": "ada@example.org"})
    contact = candidate.contact_points.get()
    remove = reverse(
        "candidates:contact_remove",
        kwargs={"candidate_id": candidate.pk, "contact_id": contact.pk},
    )
    recruiter.post(remove)

    assert recruiter.post(remove).status_code == 302
    assert not candidate.contact_points.exists()


def test_a_contact_that_is_none_is_refused_at_its_field(recruiter):
    url = reverse("candidates:contact_add", kwargs={"candidate_id": CandidateFactory().pk})
    answer = recruiter.post(url, {"kind": "phone", "value": "no"})

    assert answer.status_code == 400
    assert 'id="id_value_error"' in answer.content.decode()


def test_another_candidates_contact_is_not_removed(recruiter):
    contact = ContactPointFactory()
    url = reverse(
        "candidates:contact_remove",
        kwargs={"candidate_id": CandidateFactory().pk, "contact_id": contact.pk},
    )
    recruiter.post(url)

    assert contact.candidate.contact_points.exists()


# Documents


def upload(client, candidate, name: str, data: bytes, kind: str = "resume"):
    url = reverse("candidates:document_add", kwargs={"candidate_id": candidate.pk})
    return client.post(url, {"kind": kind, "file": SimpleUploadedFile(name, data)})


def test_a_json_resume_that_is_uploaded_is_read(recruiter):
    candidate = CandidateFactory()
    upload(recruiter, candidate, "cv.JSON", sample("new-grad"))

    assert candidate.resumes.get().data["basics"]["name"] == "Maya Okonkwo"


def test_another_file_is_kept(recruiter):
    candidate = CandidateFactory()
    upload(recruiter, candidate, "cv.pdf", b"%PDF-1.7 x")

    assert candidate.documents.get().media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("cv.json", b"[]", "a list, not one résumé"),
        ("cv.pdf", b"", "file is empty"),
        ("cv.pdf", b"MZ\x90\x00", "Programs cannot"),
    ],
)
def test_a_file_that_is_refused_says_why_at_its_field(recruiter, name, data, text):
    answer = upload(recruiter, CandidateFactory(), name, data)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert text in html
    assert 'id="id_file_error"' in html
