"""Who sees whom: by site role, or by groups that higher apps keep."""

import pytest

from candidates.actions.access import (
    add_to_access_group,
    grant_access,
    grant_view,
    remove_from_access_group,
    revoke_access,
    withdraw_view,
)
from candidates.models import (
    AccessGroupMember,
    Candidate,
    CandidateAccess,
    Document,
    DocumentKind,
    Resume,
    Touch,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    ContactPointFactory,
    DocumentFactory,
    ResumeFactory,
    TouchFactory,
)

pytestmark = pytest.mark.django_db
TEAM = "requisition:12"


def seen_by(user) -> set[Candidate]:
    return set(Candidate.objects.visible_to(user))


@pytest.mark.parametrize("role", ["administrator", "recruiter", "coordinator"])
def test_those_who_recruit_see_everyone(role):
    candidate = CandidateFactory()

    assert seen_by(UserFactory(**{role: True})) == {candidate}


def test_a_member_without_relation_sees_nobody():
    grant_access(CandidateFactory(), to=TEAM)

    assert seen_by(UserFactory()) == set()


def test_a_member_of_a_group_sees_whoever_is_shown_to_it_before_and_after_joining():
    member, before, after = UserFactory(), CandidateFactory(), CandidateFactory()
    CandidateFactory()
    grant_access(before, to=TEAM)
    add_to_access_group(member, to=TEAM)
    grant_access(after, to=TEAM)

    assert seen_by(member) == {before, after}


def test_leaving_a_group_ends_the_view():
    member, candidate = UserFactory(), CandidateFactory()
    grant_view(candidate, user=member, because=TEAM)
    remove_from_access_group(member, of=TEAM)

    assert seen_by(member) == set()


def test_hiding_a_candidate_ends_the_view_for_the_group():
    member, candidate = UserFactory(), CandidateFactory()
    grant_view(candidate, user=member, because=TEAM)
    revoke_access(candidate, of=TEAM)

    assert seen_by(member) == set()


def test_another_reason_still_holds():
    member, candidate = UserFactory(), CandidateFactory()
    grant_view(candidate, user=member, because=TEAM)
    grant_view(candidate, user=member, because="application:3")
    withdraw_view(user=member, because=TEAM)

    assert seen_by(member) == {candidate}


def test_granting_twice_is_as_once():
    member, candidate = UserFactory(), CandidateFactory()
    for _ in range(2):
        grant_view(candidate, user=member, because=TEAM)

    assert (CandidateAccess.objects.count(), AccessGroupMember.objects.count()) == (1, 1)


def test_resume_and_documents_are_seen_with_the_candidate_and_not_without():
    resume = ResumeFactory()
    member, stranger = UserFactory(), UserFactory()
    grant_access(resume.candidate, to=TEAM)
    add_to_access_group(member, to=TEAM, reads_files=True)

    assert resume in Resume.objects.visible_to(member)
    assert resume.document in Document.objects.visible_to(member)
    assert not Resume.objects.visible_to(stranger).exists()
    assert not Document.objects.visible_to(stranger).exists()


def test_documents_of_no_named_kind_stay_with_those_who_recruit():
    document = DocumentFactory(kind=DocumentKind.OTHER)
    member = UserFactory()
    grant_view(document.candidate, user=member, because=TEAM)

    assert not Document.objects.visible_to(member).exists()
    assert Document.objects.visible_to(UserFactory(coordinator=True)).exists()


def test_contacts_and_sources_stay_with_those_who_recruit():
    touch = TouchFactory()
    ContactPointFactory(candidate=touch.candidate)
    member, recruiter = UserFactory(), UserFactory(recruiter=True)
    grant_view(touch.candidate, user=member, because=TEAM)

    assert not touch.candidate.contact_points.visible_to(member).exists()
    assert not Touch.objects.visible_to(member).exists()
    assert touch.candidate.contact_points.visible_to(recruiter).exists()
    assert Touch.objects.visible_to(recruiter).exists()
