"""Who is written that a debrief is ready or decided; and that no mail says what is in it."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.debriefs.actions.deciding import decide
from hiring.debriefs.mails import MailKind as DebriefMail
from hiring.messaging.models import Message
from hiring.requisitions.models import HiringTeamMember
from tests.factories.accounts import UserFactory
from tests.factories.debriefs import make, scene, sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_printer")]


@pytest.fixture
def made():
    return scene(candidate="Chidi Okonkwo").submit_all(evidence="Gave up after ten minutes.")


def join(made, role: str):
    user = UserFactory()
    HiringTeamMember.objects.create(requisition=made.requisition, user=user, role=role)
    return user


def written(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def test_hiring_managers_are_told_with_a_link(made):
    debrief = made.debrief()

    [mail] = written(DebriefMail.READY)
    assert mail.recipient == made.manager
    assert "Chidi Okonkwo" in mail.subject
    assert mail.link == debrief.get_absolute_url()
    assert mail.reply_to == made.recruiter.email


def test_a_mail_says_what_was_decided_and_never_what_was_found(made):
    recruiter = join(made, TeamRole.RECRUITER)
    decide(
        debrief=made.debrief(), outcome="more_evidence", reason="She gave up.", actor=made.manager
    )

    assert [mail.recipient for mail in written(DebriefMail.DECIDED)] == [recruiter]
    for mail in Message.objects.filter(kind__in=[DebriefMail.READY, DebriefMail.DECIDED]):
        text = f"{mail.subject} {mail.body}".lower()
        for secret in ("gave up", "not met", "split", " yes", " no "):
            assert secret not in text
    [mail] = written(DebriefMail.DECIDED)
    assert "Margaret Hamilton decided for Chidi Okonkwo" in mail.body
    assert "gather more evidence first" in mail.subject


def test_who_must_stay_blind_is_told_nothing(made):
    sits(made, made.manager)

    made.debrief()

    assert written(DebriefMail.READY) == []


def test_a_version_is_told_once(made):
    debrief = made.debrief()
    make(debrief)

    assert len(written(DebriefMail.READY)) == 1


def test_who_decided_is_not_told_so(made):
    both = join(made, TeamRole.HIRING_MANAGER)
    HiringTeamMember.objects.create(
        requisition=made.requisition, user=both, role=TeamRole.RECRUITER
    )

    decide(debrief=made.debrief(), outcome="more_evidence", reason="Unsettled.", actor=both)

    assert written(DebriefMail.DECIDED) == []


def test_after_a_decision_a_new_version_calls_nobody(made):
    decide(debrief=made.debrief(), outcome="advance", reason="Yes.", actor=made.manager)
    before = len(written(DebriefMail.READY))

    made.application.refresh_from_db()
    made.debrief(again=True)

    assert len(written(DebriefMail.READY)) == before
