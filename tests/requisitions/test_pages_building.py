"""The builder: surroundings, what is tested, pay and text; coverage in view, and stale tabs."""

import itertools

import pytest

from hiring.requisitions.actions.editing import edit_requisition
from hiring.requisitions.actions.profile import fix_profile, set_competency
from hiring.requisitions.models import RequisitionCompetency
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import competency, drafted, leader, opening
from tests.requisitions.pages import HTMX, opened_values, organization, rule, url

pytestmark = pytest.mark.django_db

SECTIONS = ("build", "build_profile", "build_loop", "build_text", "build_team", "build_ready")


@pytest.fixture
def draft(recruiter):
    return drafted(actor=recruiter, title="Ranking")


def entry(draft, name) -> RequisitionCompetency:
    return draft.competencies.get(competency__name=name)


class TestFrame:
    @pytest.mark.parametrize("section", SECTIONS)
    def test_every_section_has_the_index_and_coverage_in_view(
        self, client, recruiter, draft, section
    ):
        page = client.get(url(section, draft)).content.decode()

        assert page.count('class="build-step"') == len(SECTIONS)
        assert page.count('aria-current="page"') >= 1
        assert "Coverage" in page
        assert len(page.encode()) < 100 * 1024

    @pytest.mark.parametrize("section", SECTIONS)
    def test_a_hiring_manager_of_the_team_builds(self, client, draft, section):
        client.force_login(leader(draft))

        assert client.get(url(section, draft)).status_code == 200

    @pytest.mark.parametrize("section", SECTIONS)
    def test_an_open_requisition_is_built_in_the_same_place(self, client, recruiter, section):
        assert client.get(url(section, opening())).status_code == 200

    def test_the_index_shows_what_is_open_yet(self, client, recruiter):
        draft = drafted(location="Berlin", job_text="Rank.", pay_minimum=1, pay_currency="EUR")

        before = client.get(url("build_text", drafted())).content.decode()
        after = client.get(url("build_text", draft)).content.decode()

        assert "3 open questions" in before
        assert "3 open questions" not in after

    def test_coverage_says_how_many_people_look_and_promises_nothing(
        self, client, recruiter, draft
    ):
        draft.plan.update(interviewers=1)

        page = client.get(url("build_profile", draft)).content.decode()
        panel = page[page.index('id="coverage"') :]

        assert "1 observation" in panel
        assert "No planned interview covers it." in panel
        assert "Only one interviewer covers it, so the debrief can only show “one view”." in panel
        assert f"{sum(planned.minutes for planned in draft.plan.all())} min" in panel
        assert "How coverage works" in panel
        for promise in (" will ", "objective", "%", "score", "in 10", "At best"):
            assert promise not in panel.partition("</section>")[0]

    def test_the_queries_do_not_grow_with_the_plan(
        self, client, recruiter, draft, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(45) as few:
            client.get(url("build_loop", draft))
        positions = itertools.count(100)
        for planned in list(draft.plan.all()):
            for position in itertools.islice(positions, 3):
                planned.pk, planned.position = None, position
                planned.save()

        with django_assert_max_num_queries(len(few)):
            client.get(url("build_loop", draft))


class TestSurroundings:
    def send(self, client, draft, page=None, **answers):
        page = page or client.get(url("build", draft)).content.decode()
        given = {"strategy": "experienced"} | answers
        return client.post(url("build", draft), opened_values(page) | given)

    def test_what_moves_is_told_with_its_reason(self, client, recruiter, draft):
        rule("Software")

        page = self.send(client, draft, emphasis="software").content.decode()

        draft.refresh_from_db()
        assert draft.emphasis == "software"
        assert entry(draft, "Software").weight == 5
        assert "Software is built on here." in page
        assert "Saved." in page

    def test_what_was_changed_by_hand_stays_and_is_told(self, client, recruiter, draft):
        rule("Software")
        software = entry(draft, "Software")
        set_competency(
            requisition=draft,
            competency=software.competency,
            stance="bar",
            weight=1,
            bar_level=3,
            actor=recruiter,
        )

        page = self.send(client, draft, emphasis="software").content.decode()

        assert entry(draft, "Software").weight == 1
        assert "Not changed, because edited manually:" in page

    def test_what_another_changed_meanwhile_is_not_undone(self, client, recruiter, draft):
        page = client.get(url("build", draft)).content.decode()
        place = organization()
        edit_requisition(requisition=draft, actor=UserFactory(), organization=place)

        self.send(client, draft, page=page, emphasis="research")

        draft.refresh_from_db()
        assert draft.organization == place
        assert draft.emphasis == "research"

    def test_the_same_answer_changed_by_two_is_a_conflict_that_keeps_what_was_chosen(
        self, client, recruiter, draft
    ):
        page = client.get(url("build", draft)).content.decode()
        edit_requisition(requisition=draft, actor=UserFactory(), emphasis="software")

        answer = self.send(client, draft, page=page, emphasis="research")

        told = answer.content.decode()
        draft.refresh_from_db()
        assert draft.emphasis == "software"
        assert answer.status_code == 400
        assert "while you were editing" in told
        assert '<option value="research" selected>' in told

        again = self.send(client, draft, page=told, emphasis="research")
        draft.refresh_from_db()
        assert again.status_code == 200
        assert draft.emphasis == "research"

    def test_after_the_first_interview_the_answers_no_longer_move_the_profile(
        self, client, recruiter
    ):
        requisition = opening(actor=recruiter)
        fix_profile(requisition=requisition)

        page = client.get(url("build", requisition)).content.decode()
        answer = self.send(client, requisition, emphasis="software")

        assert "The first interview was booked" in page
        assert answer.status_code == 400
        assert "The first interview locked the profile." in answer.content.decode()


class TestProfile:
    def send(self, client, draft, name, page=None, htmx=False, **terms):
        address = url("competency", draft, competency_id=competency(name).pk)
        page = page or client.get(address).content.decode()
        given = {"stance": "bar", "weight": 4, "bar_level": 3, "why": ""} | terms
        return client.post(address, opened_values(page) | given, **(HTMX if htmx else {}))

    def test_each_competency_is_set_in_its_place(self, client, recruiter, draft):
        answer = self.send(client, draft, "Software", stance="strength", weight=5, why="It counts.")

        row = entry(draft, "Software")
        assert answer.headers["Location"] == url("build_profile", draft)
        assert (row.stance, row.weight, row.bar_level) == ("strength", 5, 3)
        assert row.why == "It counts."

    def test_by_htmx_the_list_comes_back_with_coverage(self, client, recruiter, draft):
        answer = self.send(client, draft, "Communication", stance="not_assessed", htmx=True)

        page = answer.content.decode()
        panel = page[page.index('id="coverage"') :]
        assert answer.status_code == 200
        assert "<html" not in page
        assert page.count("hx-swap-oob") == 3
        assert "Communication" not in panel

    def test_one_that_the_role_does_not_speak_of_can_be_asked_for(self, client, recruiter, draft):
        competency("Negotiation")

        listed = client.get(url("build_profile", draft)).content.decode()
        self.send(client, draft, "Negotiation", stance="strength")

        assert "Negotiation" in listed
        assert entry(draft, "Negotiation").stance == "strength"

    def test_how_it_differs_from_the_role_stands_beside_it_and_can_be_undone(
        self, client, recruiter, draft
    ):
        self.send(client, draft, "Software", weight=1)

        page = client.get(url("build_profile", draft)).content.decode()
        assert "weight 4 → 1" in page
        assert "Edited manually." in page

        self.send(client, draft, "Software", weight=1, undo="yes")
        assert entry(draft, "Software").weight == 4
        assert "weight 4 → 1" not in client.get(url("build_profile", draft)).content.decode()

    def test_a_reason_of_the_surroundings_stands_beside_it(self, client, recruiter):
        rule("Software")
        draft = drafted(actor=recruiter, emphasis="software")

        page = client.get(url("build_profile", draft)).content.decode()

        assert "weight 4 → 5" in page
        assert "Software is built on here." in page

    def test_a_value_off_the_scale_is_told_at_its_field(self, client, recruiter, draft):
        answer = self.send(client, draft, "Software", weight=9, why="Typed.", htmx=True)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#id_weight' in page
        assert "Typed." in page
        assert entry(draft, "Software").weight == 4

    def test_two_tabs_on_one_competency_are_a_conflict_and_nothing_typed_is_lost(
        self, client, recruiter, draft
    ):
        address = url("competency", draft, competency_id=competency("Software").pk)
        stale = client.get(address).content.decode()
        self.send(client, draft, "Software", weight=2)

        answer = self.send(client, draft, "Software", page=stale, weight=5, why="Mine.")

        told = answer.content.decode()
        assert answer.status_code == 400
        assert "while you were editing: Minimum bar to check, weight 2, bar 3" in told
        assert "Mine." in told
        assert entry(draft, "Software").weight == 2

        self.send(client, draft, "Software", page=told, weight=5, why="Mine.")
        assert entry(draft, "Software").weight == 5

    def test_once_fixed_a_change_asks_for_its_reason(self, client, recruiter):
        requisition = opening(actor=recruiter)
        fix_profile(requisition=requisition)

        said = client.get(url("build_profile", requisition)).content.decode()
        refused = self.send(client, requisition, "Software", weight=2)
        kept = self.send(client, requisition, "Software", weight=2, why="The feed is ours.")

        assert "each change needs a reason, and debriefs show both" in said
        assert refused.status_code == 400
        assert "Give a reason for the change" in refused.content.decode()
        assert kept.status_code == 302
        assert entry(requisition, "Software").why == "The feed is ours."

    def test_a_competency_that_is_not_there_is_not_found(self, client, recruiter, draft):
        address = url("competency", draft, competency_id=999_999)

        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


class TestText:
    def values(self, **more):
        return {"title": "Ranking", "openings": 1} | more

    def send(self, client, draft, page=None, **values):
        page = page or client.get(url("build_text", draft)).content.decode()
        return client.post(url("build_text", draft), opened_values(page) | self.values(**values))

    def test_it_is_kept(self, client, recruiter, draft):
        answer = self.send(
            client,
            draft,
            title="Search",
            openings=2,
            location="Berlin",
            pay_minimum=90_000,
            pay_maximum=120_000,
            pay_currency="eur",
            must_haves="SQL\r\n\r\nHas run a model in production\r\n",
            job_text="You **rank**.\r\nDaily.",
        )

        draft.refresh_from_db()
        assert answer.headers["Location"] == url("build_text", draft)
        assert (draft.title, draft.openings, draft.location) == ("Search", 2, "Berlin")
        assert (draft.pay_minimum, draft.pay_currency) == (90_000, "EUR")
        assert draft.must_haves == ["SQL", "Has run a model in production"]
        assert draft.job_text == "You **rank**.\nDaily."

    def test_what_cannot_be_is_told_and_nothing_typed_is_lost(self, client, recruiter, draft):
        answer = self.send(client, draft, title="Search", pay_minimum=5, job_text="Typed.")

        draft.refresh_from_db()
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "Choose a currency." in page
        assert "Typed." in page
        assert 'value="Search"' in page
        assert draft.title == "Ranking"

    def test_by_htmx_it_is_answered_in_its_place(self, client, recruiter, draft):
        page = client.get(url("build_text", draft)).content.decode()
        values = opened_values(page) | self.values(location="Berlin")

        good = client.post(url("build_text", draft), values, **HTMX)
        bad = client.post(url("build_text", draft), self.values(pay_minimum="x"), **HTMX)

        assert good.status_code == 200
        assert "Saved." in good.headers["HX-Trigger"]
        assert 'name="initial-location" value="Berlin"' in good.content.decode()
        assert bad.status_code == 422
        assert "<html" not in bad.content.decode()

    def test_an_old_tab_writes_only_what_it_changed(self, client, recruiter, draft):
        stale = client.get(url("build_text", draft)).content.decode()
        edit_requisition(requisition=draft, actor=UserFactory(), title="Search", must_haves=["SQL"])

        self.send(client, draft, page=stale, title="Ranking", location="Berlin")

        draft.refresh_from_db()
        assert (draft.title, draft.location) == ("Search", "Berlin")
        assert draft.must_haves == ["SQL"]

    def test_two_who_changed_the_same_are_told_and_the_second_may_insist(
        self, client, recruiter, draft
    ):
        stale = client.get(url("build_text", draft)).content.decode()
        other = UserFactory(name="Ada Lovelace")
        edit_requisition(requisition=draft, actor=other, title="Search", location="Oslo")

        answer = self.send(client, draft, page=stale, title="Ads")

        told = answer.content.decode()
        draft.refresh_from_db()
        assert answer.status_code == 400
        assert draft.title == "Search"
        assert "It is now: Search" in told
        assert "Ada Lovelace" in told
        assert 'value="Ads"' in told
        assert 'value="Oslo"' in told

        self.send(client, draft, page=told, title="Ads", location="Oslo")
        draft.refresh_from_db()
        assert (draft.title, draft.location) == ("Ads", "Oslo")

    def test_the_job_text_is_shown_as_it_reads_and_without_scripts(self, client, recruiter):
        page = client.post(url("prose"), {"job_text": "# You\n<script>x</script> **rank**"})

        shown = page.content.decode()
        assert "<strong>rank</strong>" in shown
        assert "<script>" not in shown

    def test_an_empty_text_says_so(self, client, recruiter):
        page = client.post(url("prose"), {"job_text": "  "}).content.decode()

        assert "Nothing written yet." in page
