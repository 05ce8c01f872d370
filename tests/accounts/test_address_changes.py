"""One address, one account: what ends when an administrator changes somebody's address."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from hiring.accounts import actions
from hiring.accounts.models import User
from hiring.activity.actions import Refused
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]

OLD, NEW = "ada@example.org", "ada.byron@example.org"
NEXT_PASSWORD = "another horse, another battery"


@pytest.fixture
def ada():
    return UserFactory(name="Ada Byron", email=OLD, password=PASSWORD)


@pytest.fixture
def office(client_of):
    return client_of(UserFactory(administrator=True))


def sign_in(email, password=PASSWORD) -> Client | None:
    """Return a browser signed in by this address, None when that is refused."""
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": email, "password": password})
    return browser if answer.status_code == 302 else None


def ask_for_link(email, run_jobs) -> list[str]:
    """Return the links that the form "forgot password" has sent, with the address of each."""
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": email})
    run_jobs()
    return [
        word
        for letter in mail.outbox
        for word in letter.body.split()
        if "/password/reset/key/" in word
    ]


def use_link(link) -> None:
    browser = Client()
    form = browser.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    browser.post(address, {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD})


def change(office, person, **values):
    person.refresh_from_db()
    form = {name: getattr(person, name) for name in ("name", "email", "zone", "site_role")}
    return office.post(reverse("accounts:user_edit", args=[person.pk]), form | values)


def test_the_old_address_signs_in_no_more_and_the_new_one_does_with_the_same_password(
    ada, office, run_jobs
):
    [link] = ask_for_link(OLD, run_jobs)
    use_link(link)
    assert sign_in(OLD, NEXT_PASSWORD)

    change(office, ada, email=NEW)

    assert sign_in(OLD, NEXT_PASSWORD) is None
    assert sign_in(NEW, NEXT_PASSWORD)


def test_the_old_address_gets_no_link_any_more(ada, office, run_jobs):
    use_link(ask_for_link(OLD, run_jobs)[0])

    change(office, ada, email=NEW)

    assert ask_for_link(OLD, run_jobs) == []
    assert len(ask_for_link(NEW, run_jobs)) == 1


def test_rows_that_the_sign_in_library_once_kept_open_nothing(ada, office, run_jobs):
    EmailAddress.objects.create(user=ada, email=OLD, verified=True, primary=True)

    change(office, ada, email=NEW)

    assert sign_in(OLD) is None
    assert sign_in(NEW)
    assert ask_for_link(OLD, run_jobs) == []


def test_a_recycled_mailbox_gets_one_link_to_its_own_account(ada, office, run_jobs):
    EmailAddress.objects.create(user=ada, email=OLD, verified=True, primary=True)
    change(office, ada, email=NEW)
    grace = UserFactory(name="Grace Hopper", email=OLD)

    [link] = ask_for_link(OLD, run_jobs)
    use_link(link)

    signed_in = sign_in(OLD, NEXT_PASSWORD)
    assert signed_in.session["_auth_user_id"] == str(grace.pk)
    assert sign_in(NEW, NEXT_PASSWORD) is None


def test_a_link_sent_before_the_change_works_no_more(ada, office, run_jobs):
    [link] = ask_for_link(OLD, run_jobs)

    change(office, ada, email=NEW)
    use_link(link)

    assert sign_in(NEW)
    assert sign_in(NEW, NEXT_PASSWORD) is None


def test_a_link_asked_for_before_the_change_is_not_sent_after_it(ada, office, run_jobs):
    Client().post(reverse("account_reset_password"), {"email": OLD})
    mail.outbox.clear()

    change(office, ada, email=NEW)
    run_jobs()

    assert not any("/password/reset/key/" in letter.body for letter in mail.outbox)


def test_a_link_does_not_come_back_to_life_with_its_address(ada, office, run_jobs):
    [link] = ask_for_link(OLD, run_jobs)

    change(office, ada, email=NEW)
    change(office, ada, email=OLD)
    use_link(link)

    assert sign_in(OLD, NEXT_PASSWORD) is None


def test_sessions_and_tokens_end_with_the_address(ada, office):
    session = sign_in(OLD)
    _token, secret = actions.create_token(user=ada, name="script", actor=ada)

    change(office, ada, email=NEW)

    assert session.get("/").status_code == 302
    assert actions.user_of_token(secret)[1] is None


def test_both_mailboxes_are_told_of_the_change_once(ada, office, run_jobs):
    mail.outbox.clear()

    change(office, ada, email=NEW)
    run_jobs()

    assert sorted(letter.to[0] for letter in mail.outbox) == [NEW, OLD]
    assert all("address changed" in letter.subject for letter in mail.outbox)
    assert not any(NEW in letter.body for letter in mail.outbox)


def test_a_change_of_name_or_zone_ends_nothing(ada, office):
    session = sign_in(OLD)
    _token, secret = actions.create_token(user=ada, name="script", actor=ada)

    change(office, ada, name="Ada Lovelace", zone="Asia/Tokyo")
    session.post(reverse("accounts:profile"), {"name": "Ada King", "zone": "UTC"})

    assert session.get("/").status_code == 200
    assert actions.user_of_token(secret)[0] == ada


def test_an_address_in_other_letters_is_the_same_address(ada, office):
    session = sign_in(OLD)

    change(office, ada, email=OLD.upper())

    assert session.get("/").status_code == 200
    ada.refresh_from_db()
    assert ada.email == OLD


def test_an_administrator_who_changes_their_own_address_stays_signed_in(office):
    administrator = User.objects.get(site_role="administrator")
    elsewhere = Client()
    elsewhere.force_login(administrator)

    change(office, administrator, email=NEW)

    assert office.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize("email", [NEW, NEW.upper(), f" {NEW} "])
def test_an_address_that_somebody_else_holds_is_refused_at_its_field(ada, office, email):
    UserFactory(email=NEW)

    answer = change(office, ada, email=email)

    assert answer.status_code == 400
    assert "email" in answer.context["form"].errors
    ada.refresh_from_db()
    assert ada.email == OLD


@pytest.mark.parametrize("email", [NEW.upper(), f" {NEW} "])
def test_the_verb_itself_refuses_an_address_held_elsewhere(ada, email):
    UserFactory(email=NEW)

    with pytest.raises(Refused, match="already"):
        actions.change_user(user=ada, actor=UserFactory(administrator=True), email=email)


def test_the_database_holds_one_account_for_an_address():
    UserFactory(email=NEW)

    with pytest.raises(IntegrityError):
        UserFactory(email=NEW.upper())


def test_who_loses_the_race_for_an_address_is_told(ada, monkeypatch):
    UserFactory(email=NEW)
    monkeypatch.setattr(actions, "_refuse_taken", lambda *args: None)

    with pytest.raises(Refused, match="already"):
        actions.change_user(user=ada, actor=UserFactory(administrator=True), email=NEW)


def test_no_second_book_of_addresses_is_kept(ada, office, run_jobs):
    use_link(ask_for_link(OLD, run_jobs)[0])
    sign_in(OLD, NEXT_PASSWORD)
    change(office, ada, email=NEW)
    ask_for_link(NEW, run_jobs)

    assert not EmailAddress.objects.exists()


def test_sessions_and_tokens_of_before_a_deactivation_do_not_come_back(ada, office, run_jobs):
    session = sign_in(OLD)
    [link] = ask_for_link(OLD, run_jobs)
    _token, secret = actions.create_token(user=ada, name="script", actor=ada)

    office.post(reverse("accounts:user_deactivate", args=[ada.pk]), {"confirmed": "yes"})
    assert session.get("/").status_code == 302
    office.post(reverse("accounts:user_activate", args=[ada.pk]))

    assert session.get("/").status_code == 302
    assert actions.user_of_token(secret)[1] is None
    use_link(link)
    assert sign_in(OLD, NEXT_PASSWORD) is None
    assert sign_in(OLD)


def test_a_new_password_of_ones_own_keeps_this_session_and_ends_the_others(ada):
    here, elsewhere = sign_in(OLD), sign_in(OLD)

    answer = here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD},
    )

    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
