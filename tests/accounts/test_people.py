"""Administrators manage people and teams; everybody manages their own profile."""

import pytest
from django.urls import reverse

from hiring.accounts import actions
from hiring.accounts.models import SiteRole, Team, User
from hiring.activity.actions import Refused
from hiring.activity.models import Event
from tests.factories.accounts import PASSWORD, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(administrator=True)


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


def person_form(**changes):
    return {
        "name": "Ada Byron",
        "email": "ada@example.org",
        "zone": "Europe/London",
        "site_role": SiteRole.RECRUITER,
    } | changes


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.org"])
def test_an_address_belongs_to_one_person_whatever_its_case(office, email):
    UserFactory(email="ada@example.org")

    answer = office.post(reverse("accounts:user_add"), person_form(email=email))

    assert answer.status_code == 400
    assert "already" in answer.content.decode()
    assert User.objects.filter(email__iexact=email).count() == 1


def test_what_was_typed_comes_back_with_the_error(office):
    answer = office.post(reverse("accounts:user_add"), person_form(email="no address"))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Ada Byron" in page
    assert "no address" in page


def test_an_unknown_zone_is_refused_at_its_field(office):
    answer = office.post(reverse("accounts:user_add"), person_form(zone="Mars/Olympus"))

    assert answer.status_code == 400
    assert "zone" in answer.context["form"].errors


def test_a_change_of_role_is_recorded_with_old_and_new(office):
    person = UserFactory(name="Ada Byron", email="ada@example.org", zone="Europe/London")

    office.post(reverse("accounts:user_edit", args=[person.pk]), person_form())

    change = Event.objects.get(verb="user.changed").changes.get(field="site_role")
    assert (change.old, change.new) == ("member", "recruiter")


def test_an_old_tab_takes_no_role_back_that_a_colleague_gave_meanwhile(office):
    person = UserFactory(name="Ada Byron", email="ada@example.org", zone="Europe/London")
    url = reverse("accounts:user_edit", args=[person.pk])
    opened = person_form(site_role=SiteRole.MEMBER)
    seen = {f"initial-{name}": value for name, value in opened.items()}
    office.post(url, opened | seen | {"site_role": SiteRole.RECRUITER})

    office.post(url, opened | seen | {"name": "Ada Lovelace"})
    asked = office.post(url, opened | seen | {"site_role": SiteRole.COORDINATOR})

    person.refresh_from_db()
    assert (person.name, person.site_role) == ("Ada Lovelace", SiteRole.RECRUITER)
    assert "Use the saved version" in asked.content.decode()


def test_an_administrator_makes_somebody_an_editor_of_the_library_and_it_is_recorded(office):
    person = UserFactory(name="Ada Byron", email="ada@example.org", zone="Europe/London")
    form = person_form(site_role=SiteRole.MEMBER)

    office.post(reverse("accounts:user_edit", args=[person.pk]), form | {"library_editor": "on"})

    person.refresh_from_db()
    assert person.library_editor
    assert Event.objects.get(verb="user.changed").changes.get().field == "library_editor"
    assert "library editor" in office.get(reverse("accounts:user_list")).content.decode()

    # A script that sends the other fields only takes nothing away.
    office.post(reverse("accounts:user_edit", args=[person.pk]), form)
    person.refresh_from_db()
    assert person.library_editor


def test_the_last_administrator_cannot_step_down(office, administrator):
    form = person_form(email=administrator.email, site_role=SiteRole.MEMBER)

    answer = office.post(reverse("accounts:user_edit", args=[administrator.pk]), form)

    administrator.refresh_from_db()
    assert administrator.site_role == SiteRole.ADMINISTRATOR
    assert "last administrator" in answer.content.decode()


def test_one_of_two_administrators_can_step_down(administrator):
    second = UserFactory(administrator=True)

    actions.change_user(user=second, actor=administrator, site_role=SiteRole.MEMBER)

    second.refresh_from_db()
    assert second.site_role == SiteRole.MEMBER


def test_nobody_deactivates_themselves(office, administrator):
    UserFactory(administrator=True)

    office.post(reverse("accounts:user_deactivate", args=[administrator.pk]), {"confirmed": "yes"})

    administrator.refresh_from_db()
    assert administrator.is_active


def test_deactivating_ends_sessions_and_tokens_at_once(office, client_of, administrator):
    person = UserFactory(password=PASSWORD)
    _token, secret = actions.create_token(user=person, name="script", actor=person)
    session = client_of(person)
    assert session.get("/").status_code == 200

    office.post(reverse("accounts:user_deactivate", args=[person.pk]), {"confirmed": "yes"})

    assert session.get("/").status_code == 302
    assert actions.user_of_token(secret) == (actions.AnonymousUser(), None)


def test_a_deactivated_person_can_be_let_in_again(office):
    person = UserFactory(is_active=False)

    office.post(reverse("accounts:user_activate", args=[person.pk]))

    person.refresh_from_db()
    assert person.is_active


def test_deactivating_twice_is_recorded_once(administrator):
    person = UserFactory()

    for _click in range(2):
        actions.set_active(user=person, active=False, actor=administrator)

    assert Event.objects.filter(verb="user.deactivated").count() == 1


def test_people_are_found_by_parts_of_name_or_address(office):
    UserFactory(name="Grace Hopper", email="grace@example.org")
    UserFactory(name="Alan Turing", email="alan@example.org")

    page = office.get(reverse("accounts:user_list"), {"q": "hop"}).content.decode()

    assert "Grace Hopper" in page
    assert "Alan Turing" not in page


def test_a_search_without_a_match_says_what_to_do(office):
    page = office.get(reverse("accounts:user_list"), {"q": "nobody at all"}).content.decode()

    assert "No matching people" in page
    assert "Show all" in page


def test_the_list_of_people_costs_the_same_for_one_and_for_forty(
    office, django_assert_max_num_queries
):
    TeamFactory(members=UserFactory.create_batch(40))

    with django_assert_max_num_queries(6):
        office.get(reverse("accounts:user_list"))


def test_a_team_is_made_with_its_members(office):
    members = UserFactory.create_batch(2)

    office.post(
        reverse("accounts:team_add"), {"name": "Forecasting", "members": [m.pk for m in members]}
    )

    assert set(Team.objects.get(name="Forecasting").members.all()) == set(members)


def opened(page) -> dict:
    """What a page sends: its fields as they stand, and what they were opened with."""
    form = page.context["form"]
    sent = {}
    for bound in form:
        shown = bound.field.prepare_value(bound.value())
        sent[bound.html_name] = shown
        sent[bound.html_initial_name] = shown or ""
    return sent


def test_an_old_tab_of_a_team_undoes_no_colleague_s_change_of_members(office):
    ada, bob, eve = UserFactory(), UserFactory(), UserFactory()
    team = TeamFactory(name="Forecasting")
    team.members.set([ada, bob])
    url = reverse("accounts:team_edit", args=[team.pk])
    tab = opened(office.get(url))

    office.post(url, tab | {"members": [ada.pk, bob.pk, eve.pk]})
    office.post(url, tab | {"members": [ada.pk], "name": "Forecasts"})

    team.refresh_from_db()
    assert team.name == "Forecasts"
    assert set(team.members.all()) == {ada, eve}


def test_a_team_that_was_opened_empty_keeps_whom_a_colleague_added(office):
    ada, bob = UserFactory(), UserFactory()
    team = TeamFactory(name="Forecasting")
    url = reverse("accounts:team_edit", args=[team.pk])
    page = office.get(url)
    tab = opened(page)
    assert 'name="initial-members"' in page.content.decode()

    office.post(url, tab | {"members": [ada.pk]})
    office.post(url, tab | {"members": [bob.pk]})

    assert set(team.members.all()) == {ada, bob}


def test_two_new_names_of_a_team_are_asked_about_and_its_members_kept(office):
    ada = UserFactory()
    team = TeamFactory(name="Forecasting")
    url = reverse("accounts:team_edit", args=[team.pk])
    tab = opened(office.get(url))
    office.post(url, tab | {"name": "Forecasts", "members": [ada.pk]})

    asked = office.post(url, tab | {"name": "Time series"})
    assert "Use the saved version" in asked.content.decode()
    # The page asks with what is there now: answered, it takes nobody out.
    form = asked.context["form"]
    again = {key: form.data.getlist(key) for key in form.data}
    again |= {"choice-name": "mine", "stored-name": "Forecasts"}
    office.post(url, again)

    team.refresh_from_db()
    assert (team.name, list(team.members.all())) == ("Time series", [ada])


def test_who_is_deactivated_stays_in_the_team(office):
    gone = UserFactory(is_active=False)
    team = TeamFactory(name="Forecasting")
    team.members.add(gone)
    url = reverse("accounts:team_edit", args=[team.pk])

    office.post(url, opened(office.get(url)) | {"name": "Forecasts"})

    assert list(team.members.all()) == [gone]


def test_an_old_tab_of_one_s_profile_undoes_no_other_change(office, administrator):
    url = reverse("accounts:profile")
    tab = opened(office.get(url))
    office.post(url, tab | {"zone": "Asia/Tokyo"})

    office.post(url, tab | {"name": "Ada Lovelace"})
    asked = office.post(url, tab | {"zone": "Europe/Oslo"})

    administrator.refresh_from_db()
    assert (administrator.name, administrator.zone) == ("Ada Lovelace", "Asia/Tokyo")
    assert "Use the saved version" in asked.content.decode()


def test_two_teams_do_not_share_a_name(office):
    TeamFactory(name="Forecasting")

    answer = office.post(reverse("accounts:team_add"), {"name": "forecasting"})

    assert answer.status_code == 400
    assert Team.objects.count() == 1


def test_one_changes_ones_own_zone_but_not_ones_role(client):
    person = UserFactory()
    client.force_login(person)

    client.post(
        reverse("accounts:profile"),
        {"name": person.name, "zone": "Asia/Tokyo", "site_role": SiteRole.ADMINISTRATOR},
    )

    person.refresh_from_db()
    assert (person.zone, person.site_role) == ("Asia/Tokyo", SiteRole.MEMBER)


def test_a_name_cannot_be_emptied_by_a_verb_that_was_refused(administrator):
    with pytest.raises(Refused):
        actions.change_user(user=administrator, actor=administrator, site_role=SiteRole.MEMBER)


def test_any_text_can_be_searched_for(office):
    for text in ("\0", "a\0b", "%", "'", "\\", "x" * 3_000):
        assert office.get(reverse("accounts:user_list"), {"q": text}).status_code == 200


def test_the_page_itself_gives_and_takes_the_library_role(office):
    person = UserFactory(name="Ada Byron", email="ada@example.org", zone="Europe/London")
    url = reverse("accounts:user_edit", args=[person.pk])
    for given in (True, False):
        form = office.get(url).context["form"]
        opened = {f"initial-{name}": form[name].initial for name in form.fields}
        sent = person_form(site_role=SiteRole.MEMBER) | ({"library_editor": "on"} if given else {})

        answer = office.post(url, opened | sent)

        person.refresh_from_db()
        assert (answer.status_code, person.library_editor) == (302, given)
