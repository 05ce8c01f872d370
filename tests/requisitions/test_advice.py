"""The linter's advice on the pages of requisitions."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.requisitions.advice import advice_on
from hiring.requisitions.job_text import Rule
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import leader, opening

pytestmark = pytest.mark.django_db
LINT = reverse("requisitions:lint")


@pytest.fixture
def recruiter(client):
    user = UserFactory(recruiter=True)
    client.force_login(user)
    return user


def typed(client, **values) -> str:
    return client.post(LINT, values).content.decode()


class TestWhileTyping:
    def test_what_is_typed_is_read(self, client, recruiter):
        page = typed(client, title="ML ninja", must_haves="SQL\nPhD in physics", pay_maximum=9)

        assert ">ninja</q>" in page
        assert ">PhD</q>" in page
        assert "Try instead:" in page
        assert "no pay range" not in page
        assert "<html" not in page

    def test_a_missing_pay_range_is_told(self, client, recruiter):
        assert "no pay range" in typed(client, must_haves="SQL")

    @pytest.mark.parametrize("values", [{}, {"title": " ", "must_haves": "\n\n"}])
    def test_nothing_typed_has_nothing_to_say(self, client, recruiter, values):
        assert typed(client, **values).strip() == ""

    def test_words_are_text_and_not_markup(self, client, recruiter):
        page = typed(client, must_haves="PhD <script> required", title="<b>ninja</b>")

        assert "<script>" not in page
        assert "<b>" not in page

    def test_far_too_much_is_read_in_part(self, client, recruiter):
        page = typed(client, must_haves="care\n" * 2_000 + "rockstar", title="x" * 100_000)

        assert "too many requirements" in page
        assert "rockstar" not in page

    def test_the_form_asks_for_it(self, client, recruiter):
        page = client.get(reverse("requisitions:build_text", args=[opening().pk]))

        assert f'hx-post="{LINT}"' in page.content.decode()


class TestWithoutScript:
    def values(self, **more) -> dict:
        return {"openings": 1, "strategy": "experienced", "title": "Search"} | more

    def test_it_never_holds_back_and_stands_on_the_page_after(self, client, recruiter):
        requisition = opening()
        address = reverse("requisitions:build_text", args=[requisition.pk])
        client.post(address, self.values(must_haves="PhD required"))

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "Job description review" in page
        assert ">PhD</q>" in page
        assert "no pay range" in page

    def test_it_stands_beside_a_mistake_in_the_form(self, client, recruiter):
        values = self.values(must_haves="rockstar", pay_minimum=5)

        answer = client.post(reverse("requisitions:build_text", args=[opening().pk]), values)

        assert answer.status_code == 400
        assert ">rockstar</q>" in answer.content.decode()

    def test_editing_starts_with_what_is_kept(self, client, recruiter):
        requisition = opening(must_haves=["native English speaker"])

        answer = client.get(reverse("requisitions:build_text", args=[requisition.pk]))

        page = answer.content.decode()
        assert ">native English speaker</q>" in page

    def test_leads_see_it_and_interviewers_do_not(self, client):
        requisition = opening(must_haves=["PhD"])
        seen = {}
        for team_role in (TeamRole.HIRING_MANAGER, TeamRole.INTERVIEWER):
            client.force_login(leader(requisition, team_role))
            page = client.get(requisition.get_absolute_url()).content.decode()
            seen[team_role] = "Job description review" in page

        assert seen == {TeamRole.HIRING_MANAGER: True, TeamRole.INTERVIEWER: False}

    def test_a_requisition_with_nothing_to_say_has_no_such_card(self, client, recruiter):
        requisition = opening(
            title="Senior ML engineer",
            must_haves=["Has run a model that others depended on"],
            pay_minimum=80_000,
            pay_maximum=90_000,
            pay_currency="EUR",
        )

        page = client.get(requisition.get_absolute_url()).content.decode()

        assert "Job description review" not in page


class TestJobText:
    WORK = "What you do: in your first year you bring a ranking model from idea to operation. " * 3

    def findings(self, **values) -> list[str]:
        requisition = opening(pay_minimum=9, pay_currency="EUR", **values)
        return [str(one.finding.rule) for one in advice_on(requisition)]

    def test_the_whole_text_is_read(self):
        assert Rule.PEDIGREE in self.findings(job_text=f"{self.WORK} A PhD is required.")

    def test_a_text_without_a_word_on_the_work_is_told(self):
        text = "We are a company of friendly people in a beautiful city by the sea. " * 12

        assert self.findings(job_text=text) == [Rule.MISSING_WORK]

    def test_the_level_is_known_from_the_requisition(self):
        assert self.findings(job_text=self.WORK) == []

    def test_without_a_text_nothing_is_missed_in_it(self):
        assert self.findings(title="Ranking engineer") == []

    def test_it_is_read_while_it_is_typed(self, client, recruiter):
        page = typed(client, job_text=f"{self.WORK} We want a ninja.", pay_maximum=9)

        assert ">ninja</q>" in page
