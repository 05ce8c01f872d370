"""People are invited by email and choose their passwords themselves."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from hiring.accounts.invitation_actions import forget_invitations, invite, resend_invitation
from hiring.accounts.models import Invitation, SiteRole, User
from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob, Event
from tests.accounts.test_two_administrators import together
from tests.factories.accounts import PASSWORD, TeamFactory, UserFactory
from tests.factories.requisitions import opening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]

EMAIL = "ada@example.org"
PEOPLE, ADD = "accounts:user_list", "accounts:user_add"


@pytest.fixture
def administrator():
    return UserFactory(name="Ines Albrecht", administrator=True)


@pytest.fixture
def office(client_of, administrator):
    return client_of(administrator)


def form(**changes):
    return {"email": EMAIL, "zone": "Europe/London", "site_role": "recruiter"} | changes


def sent_links(run_jobs) -> dict[str, str]:
    """Return the link of each mail that leaves now, by its address."""
    mail.outbox.clear()
    run_jobs()
    found = {}
    for letter in mail.outbox:
        path = re.search(r"https?://[^/\s]+(/invitations/\S+)", letter.body)
        found[letter.to[0]] = path.group(1) if path else ""
    return found


def accept(link, browser=None, **changes):
    values = {"name": "Ada Byron", "zone": "UTC", "password1": PASSWORD, "password2": PASSWORD}
    return (browser or Client()).post(link, values | changes)


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_who_is_invited_chooses_a_password_and_is_signed_in_with_teams_and_jobs(
    office, administrator, run_jobs
):
    team, job = TeamFactory(name="Forecasting"), opening(title="ML engineer")
    office.post(
        reverse(ADD), form(teams=[team.pk], jobs=[job.pk], job_role="interviewer", name="Ada")
    )
    link = sent_links(run_jobs)[EMAIL]
    [letter] = mail.outbox
    for words in ("Ada", "Ines Albrecht", "Teams: Forecasting", "Jobs: ML engineer (interviewer)"):
        assert words in letter.body
    assert letter.reply_to == [administrator.email]

    browser = Client()
    opened = browser.get(link)
    assert EMAIL in page(opened)
    assert opened["Cache-Control"].startswith("max-age=0")
    assert not User.objects.filter(email=EMAIL).exists()
    answer = accept(link, browser)

    ada = User.objects.get(email=EMAIL)
    assert answer.url == reverse("accounts:home")
    assert "Welcome, Ada Byron" in page(browser.get(answer.url))
    assert (ada.site_role, ada.check_password(PASSWORD)) == (SiteRole.RECRUITER, True)
    assert (list(ada.teams.all()), ada.hiring_team_roles.get().requisition) == ([team], job)
    assert Event.objects.get(verb="invitation.accepted").actor == ada
    assert EMAIL in page(office.get(reverse(PEOPLE)))


def test_a_second_click_leads_home_or_to_the_sign_in(office, run_jobs):
    office.post(reverse(ADD), form())
    link, browser = sent_links(run_jobs)[EMAIL], Client()
    accept(link, browser)

    assert browser.get(link).url == reverse("accounts:home")
    elsewhere = Client().get(link)
    assert elsewhere.status_code == 410
    assert "already have an account" in page(elsewhere)
    assert reverse("account_login") in page(elsewhere)
    assert accept(link, Client(), password1="other", password2="other").status_code == 410
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


def test_the_password_is_checked_and_what_was_typed_stays(office, run_jobs):
    office.post(reverse(ADD), form())
    link = sent_links(run_jobs)[EMAIL]

    for first, second in (("short", "short"), (PASSWORD, "another"), (EMAIL, EMAIL)):
        answer = accept(link, password1=first, password2=second, name="Ada King")
        assert answer.status_code == 400
        assert "Ada King" in page(answer)
    assert not User.objects.filter(email=EMAIL).exists()


def test_several_addresses_are_invited_at_once_however_they_are_pasted(office, run_jobs):
    text = (
        'Ada Byron <ADA@example.org>, "Hopper, Grace" <grace@example.org>\n'
        "alan@example.org;ada@example.org"
    )

    answer = office.post(reverse(ADD), form(email=text), follow=True)

    assert "Invited 3 people" in page(answer)
    assert dict(Invitation.objects.values_list("email", "name")) == {
        EMAIL: "Ada Byron",
        "grace@example.org": "Hopper, Grace",
        "alan@example.org": "",
    }
    assert len(sent_links(run_jobs)) == 3


def test_where_no_mail_leaves_the_link_can_be_copied(office, administrator, settings):
    invite(names={EMAIL: ""}, actor=administrator)
    assert "Copy link" not in page(office.get(reverse("accounts:user_list")))

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    shown = office.get(reverse("accounts:user_list")).content.decode()
    link = re.search(r'data-copy="[^"]*(/invitations/[^"]+)"', shown)[1]
    assert accept(link, name="Ada King").status_code == 302


def test_a_wrong_or_taken_address_is_named_and_nobody_is_invited(office, administrator):
    UserFactory(email="grace@example.org")
    UserFactory(email="gone@example.org", is_active=False)
    invite(names={"alan@example.org": ""}, actor=administrator)
    text = "Ann <new@example.org>, nonsense\nGRACE@example.org, gone@example.org, alan@example.org"

    answer = office.post(reverse(ADD), form(email=text))

    assert answer.status_code == 400
    for said in (
        "grace@example.org already has an account.",
        "gone@example.org has a deactivated account.",
        "alan@example.org was already invited.",
        "“nonsense” is not an email address.",
    ):
        assert said in page(answer)
    assert escape(text) in answer.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("text", ["", " , ;\n", "ada", "a\0@example.org", "<>", "x" * 30_000])
def test_a_text_without_an_address_is_refused_at_its_field(office, text):
    answer = office.post(reverse(ADD), form(email=text))

    assert answer.status_code == 400
    assert "email" in answer.context["form"].errors


def test_an_invitation_ends_after_a_week_and_can_be_resent(office, administrator, run_jobs):
    office.post(reverse(ADD), form())
    old, made = sent_links(run_jobs)[EMAIL], Invitation.objects.get()
    again = reverse("accounts:invitation_resend", args=[made.pk])

    office.post(again)
    assert sent_links(run_jobs) == {}  # a second click
    with clock.set_to(clock.now() + timedelta(days=8)):
        expired = Client().get(old)
        assert (expired.status_code, "has expired" in page(expired)) == (410, True)
        assert "Ines Albrecht" in page(expired)
        assert "expired" in page(office.get(reverse(PEOPLE)))
        office.post(again)
        new = sent_links(run_jobs)[EMAIL]
        replaced = Client().get(old)
        assert (replaced.status_code, "newer invitation" in page(replaced)) == (410, True)
        assert accept(new).status_code == 302


def test_a_revoked_invitation_opens_nothing_and_the_address_can_be_invited_again(office, run_jobs):
    office.post(reverse(ADD), form())
    made = Invitation.objects.get()
    link = sent_links(run_jobs)[EMAIL]

    for _click in range(2):
        office.post(reverse("accounts:invitation_revoke", args=[made.pk]), {"confirmed": "yes"})

    assert Client().get(link).status_code == 410
    assert accept(link).status_code == 410
    assert Event.objects.filter(verb="invitation.revoked").count() == 1
    resent = office.post(reverse("accounts:invitation_resend", args=[made.pk]), follow=True)
    assert "was revoked" in page(resent)
    assert office.post(reverse(ADD), form()).status_code == 302


def test_one_revoked_before_its_mail_leaves_is_not_sent(office, run_jobs):
    office.post(reverse(ADD), form())
    office.post(reverse("accounts:invitation_revoke", args=[Invitation.objects.get().pk]))

    assert sent_links(run_jobs) == {}


@pytest.mark.parametrize("token", ["x", "1.x", "1", "é", "%00"])
def test_a_forged_link_opens_nothing(token):
    assert Client().get(f"/invitations/{token}/").status_code == 404


def test_a_mail_that_the_server_refuses_is_shown_in_the_list(office, settings, run_jobs):
    settings.EMAIL_BACKEND = "tests.accounts.test_invitations.Away"
    office.post(reverse(ADD), form())

    now = clock.now()
    for hours in range(6):
        with clock.set_to(now + timedelta(hours=hours)):
            run_jobs()

    assert "email failed" in page(office.get(reverse(PEOPLE)))


class Away:
    """A mail server that takes nothing."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("connection refused")


def test_the_link_is_kept_nowhere(office, run_jobs):
    office.post(reverse(ADD), form())
    token = sent_links(run_jobs)[EMAIL].split("/")[2]

    assert not any(token in f"{job.key}{job.args}" for job in BackgroundJob.objects.all())


def test_the_list_costs_the_same_for_one_and_for_forty(
    office, administrator, django_assert_max_num_queries
):
    team, job = TeamFactory(), opening()
    names = {f"person{number}@example.com": "" for number in range(40)}
    given = {"requisitions": [{"requisition": job.pk, "role": "interviewer"}]}
    invite(names=names, teams=[team], access=given, actor=administrator)

    with django_assert_max_num_queries(9):
        answer = office.get(reverse(PEOPLE))

    assert page(answer).count(job.title) == 40


def test_who_is_signed_in_as_somebody_else_is_told_before_accepting(office, run_jobs):
    office.post(reverse(ADD), form())
    link = sent_links(run_jobs)[EMAIL]

    assert "signed in as Ines Albrecht" in page(office.get(link))
    accept(link, office)

    assert office.get("/").context["user"].email == EMAIL


def test_jobs_that_closed_meanwhile_are_passed_over(administrator, run_jobs):
    job = opening()
    given = {"requisitions": [{"requisition": job.pk, "role": "interviewer"}]}
    invite(names={EMAIL: ""}, access=given, actor=administrator)
    link = sent_links(run_jobs)[EMAIL]
    type(job).objects.filter(pk=job.pk).update(status="closed", closed_at=clock.now())

    assert accept(link).status_code == 302

    assert not User.objects.get(email=EMAIL).hiring_team_roles.exists()


def test_an_address_that_got_an_account_meanwhile_is_led_to_the_sign_in(administrator, run_jobs):
    invite(names={EMAIL: ""}, actor=administrator)
    link = sent_links(run_jobs)[EMAIL]
    UserFactory(email=EMAIL)

    answer = accept(link)

    assert (answer.status_code, "already have an account" in page(answer)) == (410, True)
    with pytest.raises(Refused, match="already has an account"):
        resend_invitation(invitation=Invitation.objects.get(), actor=administrator)


def test_the_api_invites_lists_resends_and_revokes(office, client_of):
    team, job = TeamFactory(name="Forecasting"), opening()
    body = {
        "email": EMAIL,
        "name": "Ada",
        "site_role": "coordinator",
        "teams": ["Forecasting"],
        "requisitions": [{"requisition": job.pk, "role": "recruiter"}],
    }

    def post(path, body=None):
        return office.post(f"/api/v1/invitations/{path}", body or {}, "application/json")

    made = post("", body)
    assert made.status_code == 201
    row = made.json()
    assert (row["state"], row["teams"], row["requisitions"]) == (
        "pending",
        [team.name],
        body["requisitions"],
    )
    assert post("", body).status_code == 400
    assert "requisitions" in str(
        post(
            "", body | {"email": "b@example.org", "requisitions": [{"requisition": 0, "role": "x"}]}
        ).json()
    )
    assert post(f"{row['id']}/resend/").json()["state"] == "pending"
    assert post(f"{row['id']}/revoke/").json()["state"] == "revoked"
    assert post(f"{row['id']}/resend/").status_code == 409
    listed = office.get("/api/v1/invitations/", {"state": "revoked"}).json()["results"]
    assert [one["email"] for one in listed] == [EMAIL]
    assert office.get("/api/v1/invitations/", {"state": "pending"}).json()["results"] == []
    recruiter = client_of(UserFactory(recruiter=True))
    assert recruiter.get("/api/v1/invitations/").status_code == 403


def test_addresses_of_people_who_never_joined_are_forgotten(administrator, run_jobs):
    invite(names={EMAIL: "", "late@example.org": ""}, actor=administrator)
    accept(sent_links(run_jobs)[EMAIL])

    with clock.set_to(clock.now() + timedelta(days=98)):
        forget_invitations()

    assert Invitation.objects.get().email == EMAIL


@pytest.mark.django_db(transaction=True)
def test_of_two_who_invite_the_same_people_one_does():
    ines, robin = UserFactory.create_batch(2, administrator=True)
    names = {f"person{number}@example.com": "" for number in range(5)}
    backwards = dict(reversed(names.items()))

    ended = together(
        lambda: invite(names=names, actor=ines), lambda: invite(names=backwards, actor=robin)
    )

    assert ended == ["done", "refused"]
    assert Invitation.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_accepts(run_jobs):
    invite(names={EMAIL: ""}, actor=UserFactory(administrator=True))
    link, statuses = sent_links(run_jobs)[EMAIL], []

    def click() -> None:
        statuses.append(accept(link).status_code)

    assert together(click, click) == ["done", "done"]
    assert sorted(statuses) == [302, 410]
    assert User.objects.filter(email=EMAIL).count() == 1
