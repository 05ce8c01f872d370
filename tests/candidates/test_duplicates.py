"""People who are in the system twice: found with reasons, merged and back, or told apart."""

import itertools
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile

from candidates.actions.documents import prune_files
from candidates.actions.merging import keep_apart, merge_candidates, undo_merge
from candidates.duplicates import check, check_new, find_duplicates_of
from candidates.models import Candidate, ContactPoint, Merge, PossibleDuplicate
from hiring.accounts.models import TeamRole
from hiring.activity.actions import Conflict
from hiring.pipeline.models import Application
from hiring.requisitions.actions.team import join_team
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    DocumentFactory,
    ResumeFactory,
)
from tests.factories.pipeline import application, at_once, reason

_numbers = itertools.count()
pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def person(name: str, **contacts: str) -> Candidate:
    made = CandidateFactory(name=name, email=contacts.pop("email", f"{next(_numbers)}@x.org"))
    for kind, value in contacts.items():
        ContactPointFactory(candidate=made, kind=kind, value=value, normalized=value)
    return made


def pair_of(one: Candidate, other: Candidate) -> PossibleDuplicate:
    check(one)
    return PossibleDuplicate.objects.of(one).of(other).get()


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"email": "a@b.org"}, {"email": "a@b.org"}, ["email"]),
        ({"phone": "+4930123"}, {"phone": "+4930123"}, ["phone"]),
        ({"url": "linkedin.com/in/ada"}, {"url": "linkedin.com/in/ada"}, ["link"]),
        ({"url": "example.org"}, {"url": "example.org"}, None),
    ],
)
def test_what_two_share_is_the_reason(one, other, reasons):
    first, second = person("Ada Lovelace", **one), person("Grace Hopper", **other)

    found = find_duplicates_of(first)

    assert found.get(second.pk) == reasons


def test_names_that_are_the_same_or_nearly_are_found_and_others_are_not():
    ada = person("Adaeze Okonkwo")
    same, near = person("Adaéze OKONKWO"), person("Adaeze Okonkwor")
    person("Adaeze Hendriks")

    assert find_duplicates_of(ada) == {same.pk: ["name"], near.pk: ["similar_name"]}


def test_new_people_are_compared_in_the_background_and_the_surest_pair_is_first(
    client_of, recruiter
):
    first, second = person("Ada Lovelace"), person("Ada Lovelace")
    third, fourth = person("Bo Li", email="bo@x.org"), person("Robert Li", email="bo@x.org")
    Candidate.objects.update(is_unchecked=True)

    assert check_new() == 4

    assert not Candidate.objects.filter(is_unchecked=True).exists()
    page = client_of(recruiter).get("/candidates/duplicates/").content.decode()
    assert page.index("Same email") < page.index("Same name")
    assert {first.name, second.name, third.name, fourth.name} <= set(
        Candidate.objects.values_list("name", flat=True)
    )


def test_a_merge_takes_all_along_and_its_undo_gives_all_back(client_of, recruiter):
    kept, gone = application(name="Ada Byron"), application(name="Ada Byron")
    ContactPointFactory(candidate=gone.candidate, value="ada@second.example")
    resume = ResumeFactory(document__candidate=gone.candidate)
    pair = pair_of(kept.candidate, gone.candidate)
    client = client_of(recruiter)

    answer = client.post(
        f"/candidates/duplicates/{pair.pk}/merge/", {"kept": kept.candidate_id}, follow=True
    )

    assert "Undo" in answer.content.decode()
    assert Application.objects.filter(candidate=kept.candidate).count() == 2
    assert kept.candidate.contact_points.filter(value="ada@second.example").exists()
    assert client.get(gone.candidate.get_absolute_url()).url == kept.candidate.get_absolute_url()

    client.post(f"/candidates/merges/{Merge.objects.get().pk}/undo/")

    gone.refresh_from_db()
    resume.refresh_from_db()
    assert gone.candidate.name == "Ada Byron"
    assert gone.candidate_id != kept.candidate_id
    assert resume.candidate == gone.candidate
    assert gone.candidate.contact_points.filter(value="ada@second.example").exists()
    assert Candidate.objects.active().filter(pk=gone.candidate_id).exists()
    assert Merge.objects.get().moved == []


def test_what_both_had_comes_back_and_a_second_application_goes_on(recruiter):
    reason()
    kept = application(name="Ada Byron")
    gone = application(name="Ada Byron", requisition=kept.requisition)
    for made in (kept, gone):
        ContactPointFactory(candidate=made.candidate, value="ada@cv.example")

    merge = merge_candidates(kept=kept.candidate, gone=gone.candidate, actor=recruiter)
    gone.refresh_from_db()
    assert (gone.status, gone.rejection_reason.key) == ("withdrawn", "duplicate")
    assert ContactPoint.objects.filter(value="ada@cv.example").count() == 1

    undo_merge(merge=merge, actor=recruiter)
    gone.refresh_from_db()
    assert gone.is_active
    assert gone.transitions.last().to_status == "active"
    assert ContactPoint.objects.filter(value="ada@cv.example").count() == 2


def test_a_file_that_both_had_is_there_after_an_undo(recruiter):
    kept, gone = person("Ada Byron"), person("Ada Byron")
    for candidate in (kept, gone):
        DocumentFactory(candidate=candidate, sha256="a" * 64, file=ContentFile(b"{}", "a.json"))
    merge = merge_candidates(kept=kept, gone=gone, actor=recruiter)

    prune_files(older_than=timedelta(days=-1))
    undo_merge(merge=merge, actor=recruiter)

    assert gone.documents.get().file.read() == b"{}"


def test_what_was_added_after_the_merge_stays(recruiter):
    kept, gone = person("Ada Byron"), person("Ada Byron")
    merge = merge_candidates(kept=kept, gone=gone, actor=recruiter)
    ContactPointFactory(candidate=kept, value="later@cv.example")

    undo_merge(merge=merge, actor=recruiter)

    assert kept.contact_points.filter(value="later@cv.example").exists()
    assert not gone.contact_points.filter(value="later@cv.example").exists()


def test_who_was_told_apart_is_not_suggested_again(client_of, recruiter):
    one, other = person("Ada Byron"), person("Ada Byron")
    keep_apart(pair=pair_of(one, other), actor=recruiter)

    check(other)

    assert (
        "Possible duplicate"
        not in client_of(recruiter).get(one.get_absolute_url()).content.decode()
    )
    assert not PossibleDuplicate.objects.to_review().exists()


def test_nobody_learns_of_a_person_whom_they_may_not_see(client_of):
    """A recruiter of one job sees its candidates, and no hint of another one's."""
    mine, theirs = application(name="Ada Byron"), application(name="Ada Byron")
    member = UserFactory()
    join_team(requisition=mine.requisition, user=member, role=TeamRole.RECRUITER, actor=None)
    pair = pair_of(mine.candidate, theirs.candidate)
    client = client_of(member)

    page = client.get(mine.candidate.get_absolute_url())

    assert page.status_code == 200
    assert "Possible duplicate" not in page.content.decode()
    assert client.get(pair.get_absolute_url()).status_code in (403, 404)
    posted = client.post(f"{pair.get_absolute_url()}merge/", {"kept": mine.candidate_id})
    assert posted.status_code in (403, 404)
    assert not PossibleDuplicate.objects.visible_to(member).exists()


def test_the_api_merges_and_undoes(client_of, recruiter):
    one, other = person("Ada Byron"), person("Ada Byron")
    pair, client = pair_of(one, other), client_of(recruiter)

    made = client.post(
        f"/api/v1/possible-duplicates/{pair.pk}/merge/",
        {"keep": one.pk},
        content_type="application/json",
    ).json()

    assert (made["kept"], made["gone"]) == (one.pk, other.pk)
    again = client.post(f"/api/v1/merges/{made['id']}/undo/").json()
    assert again["undone_at"]


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_the_other_way_round_one_is_refused(recruiter):
    one, other = person("Ada Byron"), person("Ada Byron")

    answers = at_once(
        lambda: merge_candidates(kept=one, gone=other, actor=recruiter),
        lambda: merge_candidates(kept=other, gone=one, actor=recruiter),
    )

    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]
    assert Candidate.objects.active().count() == 1
    with pytest.raises(ObjectDoesNotExist):
        Merge.objects.get(kept__archived_at__isnull=False)
