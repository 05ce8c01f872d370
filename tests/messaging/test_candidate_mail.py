"""Candidates hear from us: a rejection is told by email, after a delay, unless it is undone."""

import pytest
from django.urls import reverse

from candidates.keys import first_name
from hiring.accounts.actions import change_logo, change_organization
from hiring.accounts.models import Organization, TeamRole
from hiring.messaging.models import Message, MessageState, Template
from hiring.messaging.replies import message_of
from hiring.messaging.template_actions import load_catalog
from hiring.pipeline.actions.moving import advance, withdraw
from hiring.pipeline.candidate_mail import CandidateMail, confirm_application
from hiring.pipeline.models import Application
from hiring.requisitions.actions.team import join_team
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, SourceChannelFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def robin(client):
    user = UserFactory(name="Robin Castellano", email="robin@example.com", recruiter=True)
    client.force_login(user)
    return user


@pytest.fixture
def organization():
    return change_organization(
        actor=UserFactory(administrator=True),
        name="Northwind",
        reply_address="hiring@northwind.example",
    )


@pytest.fixture
def li(robin, organization):
    load_catalog()
    candidate = CandidateFactory(name="Li Wei", email="li.wei@example.org")
    made = application(candidate=candidate)
    join_team(requisition=made.requisition, user=robin, role=TeamRole.RECRUITER, actor=None)
    return made


def page_of(client, made) -> str:
    return client.get(made.get_absolute_url()).content.decode()


def reject(client, made, **sent) -> str:
    template = Template.objects.of_kind(CandidateMail.REJECTED_EARLY).first()
    sent = {
        "reason": reason().pk,
        "expected_stage": made.stage_id,
        "send_email": "true",
        "email_kind": CandidateMail.REJECTED_EARLY,
        "email_subject": template.subject,
        "email_body": template.body,
    } | sent
    url = reverse("pipeline:reject", args=[made.pk])
    return client.post(url, sent, follow=True).content.decode()


def undo(client, made) -> str:
    url = reverse("pipeline:reopen", args=[made.pk])
    return client.post(url, follow=True).content.decode()


def test_the_dialog_offers_the_mail_filled_in(client, li):
    page = page_of(client, li)

    assert "Send email to candidate, 10 minutes from now" in page
    assert "Hi Li," in page
    assert "Robin Castellano\nNorthwind" in page


def test_a_rejection_is_mailed_after_the_delay_by_name_and_the_flash_says_when(
    client, li, mail_server, run_jobs
):
    page = reject(client, li)

    assert "Rejected Li Wei. An email goes out at" in page
    run_jobs(ahead=9)
    assert mail_server.mails == []
    run_jobs(ahead=11)
    [mail] = mail_server.mails
    assert mail["From"] == "Northwind <hiring@localhost>"
    assert mail["To"] == "li.wei@example.org"
    text = mail.get_body(("plain",)).get_content()
    assert text.startswith("Hi Li,\r\n\r\nThank you for your interest")
    message = Message.objects.get()
    assert message_of(mail["Reply-To"]) == message
    assert mail["Reply-To"].endswith("@northwind.example")


def test_undo_cancels_the_mail(client, li, mail_server, run_jobs):
    reject(client, li)

    page = undo(client, li)
    run_jobs(ahead=30)

    assert "The email to the candidate was canceled." in page
    assert Message.objects.get().state == MessageState.CANCELED
    assert mail_server.mails == []


def test_undone_too_late_it_says_that_the_candidate_knows(client, li, mail_server, run_jobs):
    reject(client, li)
    run_jobs(ahead=11)

    assert "The candidate has already been emailed." in undo(client, li)


def test_rejected_once_more_after_an_undo_the_candidate_is_told(client, li, mail_server, run_jobs):
    reject(client, li)
    undo(client, li)
    reject(client, li)
    run_jobs(ahead=30)

    assert len(mail_server.mails) == 1


def test_a_second_click_sends_one_mail(client, li):
    reject(client, li)
    reject(client, li)

    assert Message.objects.count() == 1


def test_what_was_edited_is_what_goes(client, li, mail_server, run_jobs):
    reject(client, li, email_body="Dear {{ candidate.name }}, <no>.")
    run_jobs(ahead=11)

    [mail] = mail_server.mails
    assert mail.get_body(("plain",)).get_content().strip() == "Dear Li Wei, <no>."
    assert "Dear Li Wei, &lt;no&gt;." in mail.get_body(("html",)).get_content()


def test_without_the_box_nobody_is_told(client, li):
    page = reject(client, li, send_email="false")

    assert "Rejected Li Wei. No email was sent." in page
    assert not Message.objects.exists()


def test_an_unfilled_field_is_named_and_nothing_happens(client, li):
    Organization.objects.update(name="")

    assert "Fill in 1 field: organization’s name." in page_of(client, li)
    page = reject(client, li)

    li.refresh_from_db()
    assert "The email was not sent. Fill in 1 field: organization’s name." in page
    assert li.is_active
    assert not Message.objects.exists()


def test_without_an_address_the_dialog_says_so(client, li):
    li.candidate.contact_points.all().delete()

    page = page_of(client, li)

    assert "Li Wei has no email address and will not be notified." in page


def test_the_logo_goes_with_the_mail(client, li, mail_server, run_jobs):
    change_logo(actor=UserFactory(administrator=True), logo=PNG)
    reject(client, li)
    run_jobs(ahead=11)

    [mail] = mail_server.mails
    assert 'src="cid:logo"' in mail.get_body(("html",)).get_content()
    [image] = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert (image["Content-ID"], image.get_content()) == ("<logo>", PNG)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Adaeze Okafor", "Adaeze"),
        ("Okafor, Adaeze", "Adaeze"),
        ("Dr. José Núñez", "José"),
        ("中村 陽菜 (Hina Nakamura)", "中村 陽菜"),
        ("Plato", "Plato"),
    ],
)
def test_a_letter_addresses_people_by_their_first_name(name, first):
    assert first_name(name) == first


def test_an_edited_rejection_that_comes_too_late_is_offered_again(client, li):
    tom = UserFactory(name="Tom Baker", recruiter=True)
    screen = li.requisition.stages.get(kind=StageKind.SCREEN)
    advance(application=li, to_stage=screen, actor=tom)

    page = reject(client, li, email_body="Hi Li, it was good to talk. Robin")

    assert "Tom Baker moved Li Wei" in page
    assert "Your email was not sent. Its text was kept" in page
    assert "Hi Li, it was good to talk. Robin</textarea>" in page
    assert f'name="expected_stage" value="{screen.pk}"' in page
    assert not Message.objects.exists()


def test_an_edited_email_on_an_application_that_has_ended_is_in_the_composer(client, li):
    withdraw(
        application=li, reason=reason("withdrew-other-offer"), actor=UserFactory(name="Tom Baker")
    )

    page = reject(client, li, email_body="Hi Li, it was good to talk. Robin")

    assert "Tom Baker marked it as withdrawn" in page
    assert "Hi Li, it was good to talk. Robin</textarea>" in page
    assert 'name="token"' in page


def test_a_hiring_manager_whose_email_comes_too_late_sees_its_text_and_not_the_thread(client, li):
    withdraw(
        application=li, reason=reason("withdrew-other-offer"), actor=UserFactory(name="Tom Baker")
    )
    client.force_login(leader(li.requisition))

    page = reject(client, li, email_body="Hi Li, it was good to talk. Robin")

    assert "Your unsent email" in page
    assert "Hi Li, it was good to talk. Robin" in page
    assert 'name="token"' not in page


ADA = {"name": "Ada Lovelace", "email": "ada@example.org", "confirm": "on"}


def add(client, job, **sent) -> str:
    given = {"channel": SourceChannelFactory().key, "requisition": job.pk, **ADA} | sent
    answer = client.post(reverse("candidates:add"), given, follow=True)
    return answer.content.decode()


def test_somebody_who_is_added_with_a_job_is_told_once(client, li, mail_server, run_jobs):
    page = add(client, li.requisition)
    ada = Application.objects.get(candidate__name="Ada Lovelace")
    confirm_application(application=ada, actor=None)

    assert "Added Ada Lovelace. An email goes out at" in page
    run_jobs(ahead=11)
    [mail] = mail_server.mails
    assert mail["To"] == "ada@example.org"
    assert Message.objects.get().kind == CandidateMail.RECEIVED


@pytest.mark.parametrize("sent", [{"confirm": ""}, {"email": ""}, {"requisition": ""}])
def test_without_box_address_or_job_nobody_is_told(client, li, sent):
    page = add(client, li.requisition, **sent)

    assert "Added Ada Lovelace." in page
    assert not Message.objects.exists()


def test_the_organization_says_whether_the_box_is_checked(client, li):
    def is_checked() -> bool:
        form = client.get(reverse("candidates:add")).context["form"]
        return bool(form["confirm"].value())

    before = is_checked()
    change_organization(actor=UserFactory(administrator=True), confirms_applications=False)

    assert before
    assert not is_checked()


def test_the_api_tells_a_candidate_who_is_put_forward_if_asked(client, li):
    ada = CandidateFactory(name="Ada Lovelace", email="ada@example.org")
    body = {"candidate": ada.pk, "requisition": li.requisition_id, "send_email": True}

    answer = client.post("/api/v1/applications/", body, content_type="application/json")

    assert answer.status_code == 201
    assert Message.objects.get().kind == CandidateMail.RECEIVED
