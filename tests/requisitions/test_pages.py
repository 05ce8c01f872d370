"""The pages of requisitions."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions import close_requisition
from hiring.requisitions.models import Requisition
from rubrics.models import OrganisationArchetype
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import leader, opening, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user


def url(name, requisition=None, **kwargs):
    ids = {"requisition_id": requisition.pk} if requisition else {}
    return reverse(f"requisitions:{name}", kwargs=ids | kwargs)


class TestList:
    def test_it_shows_open_ones_with_who_hires(self, client, recruiter):
        requisition = opening(by=recruiter, title="Ranking engineer")
        closed = opening(title="Old search engineer")
        close_requisition(requisition=closed, by=None)

        page = client.get(url("list")).content.decode()

        assert "Ranking engineer" in page
        assert requisition.key in page
        assert recruiter.name in page
        assert "Old search engineer" not in page

    def test_closed_ones_and_all_are_a_filter_away(self, client, recruiter):
        opening(title="Ranking engineer")
        close_requisition(requisition=opening(title="Old search engineer"), by=None)

        closed = client.get(url("list"), {"status": "closed"}).content.decode()
        everything = client.get(url("list"), {"status": "all"}).content.decode()

        assert "Old search engineer" in closed
        assert "Ranking engineer" not in closed
        assert "Old search engineer" in everything
        assert "Ranking engineer" in everything

    def test_it_finds_by_words_of_title_and_key(self, client, recruiter):
        archetype = role(short="MLE")
        opening(archetype=archetype, title="Ranking engineer")
        opening(archetype=archetype, title="Search engineer")

        page = client.get(url("list"), {"q": "mle-1 rank"}).content.decode()

        assert "Ranking engineer" in page
        assert "Search engineer" not in page

    def test_a_bad_filter_narrows_nothing(self, client, recruiter):
        opening(title="Ranking engineer")

        page = client.get(url("list"), {"status": "nonsense", "cursor": "x"}).content.decode()

        assert "Ranking engineer" in page

    def test_a_member_sees_those_whose_team_they_are_on(self, client):
        mine, other = opening(title="Mine"), opening(title="Other")
        client.force_login(leader(mine, TeamRole.INTERVIEWER))

        page = client.get(url("list")).content.decode()

        assert mine.title in page
        assert other.title not in page
        assert url("create") not in page

    def test_the_queries_do_not_grow(self, client, recruiter, django_assert_max_num_queries):
        archetype = role()
        for _ in range(3):
            leader(opening(archetype=archetype))
        with django_assert_max_num_queries(12) as few:
            client.get(url("list"))
        for _ in range(9):
            leader(opening(archetype=archetype))

        with django_assert_max_num_queries(len(few)):
            client.get(url("list"))

    def test_nothing_open_says_what_to_do(self, client, recruiter):
        page = client.get(url("list")).content.decode()

        assert "Nothing is open" in page


class TestOpening:
    def values(self, archetype, **more):
        return {
            "archetype": archetype.pk,
            "level": "senior",
            "openings": 1,
            "strategy": "experienced",
        } | more

    def test_it_opens_and_leads_to_the_page(self, client, recruiter):
        archetype = role(short="MLE")
        organisation = OrganisationArchetype.objects.create(
            key="nascent", name="Nascent", looks_like="a", good="b", hard="c", consequence="d"
        )

        answer = client.post(
            url("create"),
            self.values(
                archetype,
                location="Berlin",
                pay_minimum=90_000,
                pay_maximum=120_000,
                pay_currency="eur",
                must_haves="Python\n\nHas run a model in production\n",
                organisation=organisation.pk,
            ),
        )

        requisition = Requisition.objects.get()
        assert answer.headers["Location"] == requisition.get_absolute_url()
        assert requisition.must_haves == ["Python", "Has run a model in production"]
        assert requisition.pay_currency == "EUR"
        assert requisition.created_by == recruiter
        assert requisition.organisation == organisation

    def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(self, client, recruiter):
        archetype = role()

        answer = client.post(
            url("create"),
            self.values(
                archetype, title="Ranking", pay_minimum=3, pay_maximum=1, pay_currency="EUR"
            ),
        )

        page = answer.content.decode()
        assert answer.status_code == 400
        assert "The pay range must not fall." in page
        assert 'value="Ranking"' in page
        assert not Requisition.objects.exists()

    def test_the_preview_shows_what_a_choice_brings(self, client, recruiter):
        archetype = role()

        answer = client.get(url("preview"), {"archetype": archetype.pk, "level": "senior"})

        page = answer.content.decode()
        assert "Modelling" in page
        assert "Take-home review" in page
        assert "System design" not in page
        assert "Research taste" in page
        assert "<html" not in page

    @pytest.mark.parametrize(
        "choice", [{}, {"archetype": "x", "level": "senior"}, {"archetype": "999", "level": "mid"}]
    )
    def test_the_preview_waits_for_a_choice(self, client, recruiter, choice):
        page = client.get(url("preview"), choice).content.decode()

        assert "Choose the work and the level" in page

    def test_the_preview_says_when_a_level_is_not_described(self, client, recruiter):
        answer = client.get(url("preview"), {"archetype": role().pk, "level": "junior"})

        assert "no profile at this level" in answer.content.decode()

    def test_without_javascript_a_link_shows_the_choice_and_keeps_what_was_typed(
        self, client, recruiter
    ):
        values = {"archetype": role().pk, "level": "senior", "title": "Ranking"}

        page = client.get(url("create"), values).content.decode()

        assert "Modelling" in page
        assert 'value="Ranking"' in page


class TestPage:
    def test_it_shows_team_profile_plan_stages_and_activity(self, client, recruiter):
        requisition = opening(by=recruiter, must_haves=["Python"])

        page = client.get(requisition.get_absolute_url()).content.decode()

        for text in ("Modelling matters here.", "Math puzzle", "Decision", "Python"):
            assert text in page
        assert "opened the requisition" in page
        assert recruiter.name in page

    def test_it_says_what_no_planned_interview_tests(self, client, recruiter):
        requisition = opening()

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "No planned interview gives evidence of" in page
        assert "Communication" in page

    def test_the_queries_do_not_grow_with_team_and_plan(
        self, client, recruiter, django_assert_max_num_queries
    ):
        requisition = opening()
        with django_assert_max_num_queries(30) as few:
            client.get(requisition.get_absolute_url())
        for _ in range(5):
            leader(requisition, TeamRole.INTERVIEWER)

        with django_assert_max_num_queries(len(few)):
            client.get(requisition.get_absolute_url())

    def test_an_interviewer_of_the_team_reads_and_changes_nothing(self, client):
        requisition = opening()
        client.force_login(leader(requisition, TeamRole.INTERVIEWER))

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert url("edit", requisition) not in page
        assert url("team_add", requisition) not in page
        assert client.post(url("close", requisition)).status_code == 403

    @pytest.mark.parametrize("name", ["detail", "edit", "close", "reopen", "team_add"])
    def test_somebody_of_another_team_finds_nothing(self, client, name):
        requisition = opening()
        client.force_login(leader(opening()))

        method = client.get if name in ("detail", "edit") else client.post

        assert method(url(name, requisition)).status_code == 404


class TestChanges:
    def test_an_edit_is_kept(self, client, recruiter):
        requisition = opening()

        client.post(
            url("edit", requisition),
            {
                "title": "Search",
                "openings": 2,
                "strategy": "train_engineer",
                "must_haves": "SQL",
            },
        )

        requisition.refresh_from_db()
        assert (requisition.title, requisition.openings) == ("Search", 2)
        assert requisition.must_haves == ["SQL"]

    def test_what_cannot_be_is_told_and_nothing_changes(self, client, recruiter):
        requisition = opening(title="Ranking")

        answer = client.post(
            url("edit", requisition),
            {"title": "Search", "openings": 2, "strategy": "junior", "pay_minimum": 5},
        )

        requisition.refresh_from_db()
        assert answer.status_code == 400
        assert "Say in which currency." in answer.content.decode()
        assert requisition.title == "Ranking"

    def test_it_closes_and_reopens(self, client, recruiter):
        requisition = opening()

        client.post(url("close", requisition), {"confirmed": "yes"})
        requisition.refresh_from_db()
        assert not requisition.is_open

        client.post(url("reopen", requisition))
        requisition.refresh_from_db()
        assert requisition.is_open

    def test_a_hiring_manager_edits_and_does_not_close(self, client):
        requisition = opening()
        client.force_login(leader(requisition))

        assert client.get(url("edit", requisition)).status_code == 200
        assert client.post(url("close", requisition)).status_code == 403

    def test_somebody_is_added_and_removed(self, client, recruiter):
        requisition, user = opening(), UserFactory(name="Grace Hopper")

        added = client.post(
            url("team_add", requisition), {"user": user.pk, "role": "hiring_manager"}, follow=True
        )
        assert "Grace Hopper is on the hiring team as hiring manager." in added.content.decode()

        member = requisition.hiring_team.get(user=user)
        client.post(url("team_remove", requisition, member_id=member.pk))
        client.post(url("team_remove", requisition, member_id=member.pk))

        assert not requisition.hiring_team.filter(user=user).exists()

    def test_adding_nobody_is_told_at_the_field(self, client, recruiter):
        answer = client.post(url("team_add", opening()), {"role": "interviewer"})

        assert answer.status_code == 400
        assert "This field is required." in answer.content.decode()

    def test_a_member_of_another_requisition_cannot_be_removed_here(self, client, recruiter):
        requisition, other = opening(), opening()
        member = other.hiring_team.get()

        client.post(url("team_remove", requisition, member_id=member.pk))

        assert other.hiring_team.filter(pk=member.pk).exists()

    def test_whoever_removes_themselves_is_led_to_what_they_still_see(self, client):
        requisition = opening()
        user = leader(requisition)
        client.force_login(user)
        member = requisition.hiring_team.get(user=user)

        answer = client.post(url("team_remove", requisition, member_id=member.pk))

        assert answer.headers["Location"] == url("list")
