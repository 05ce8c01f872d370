"""The builder's stages and planned interviews: added, changed, moved and removed by buttons."""

import pytest

from hiring.requisitions.actions.planned_interviews import change_planned
from hiring.requisitions.actions.staging import change_stage
from rubrics.models import InterviewKind, StageKind
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import drafted, opening, rubric, stage
from tests.requisitions.pages import HTMX, opened_values, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(recruiter):
    return drafted(actor=recruiter)


def names(rows) -> list[str]:
    return [row.name for row in rows.order_by("position")]


class TestPlannedInterviews:
    def add(self, client, draft, found, htmx=False, **values):
        values = {f"new-{name}": value for name, value in values.items()}
        address = url("planned_add", draft)
        return client.post(address, values | {"new-rubric": found}, **(HTMX if htmx else {}))

    def change(self, client, draft, planned, page=None, **values):
        address = url("planned_change", draft, planned_id=planned.pk)
        page = page or client.get(address).content.decode()
        prefix = f"planned-{planned.pk}-"
        given = {
            "name": planned.name,
            "stage": planned.stage_id,
            "minutes": planned.minutes,
            "interviewers": planned.interviewers,
            "perspective": planned.perspective,
            "why": planned.why,
        }
        sent = {f"{prefix}{name}": value for name, value in (given | values).items()}
        return client.post(address, opened_values(page, prefix) | sent)

    def test_the_library_is_offered_with_what_each_rubric_observes(self, client, draft):
        found = rubric(InterviewKind.ML_THEORY, "Communication", "Modeling")

        page = client.get(url("build_loop", draft)).content.decode()

        assert f"{found.name} (45 min): Communication, Modeling" in page

    def test_one_is_added_by_its_rubric_alone(self, client, draft):
        found = rubric(InterviewKind.ML_THEORY, "Communication")

        answer = self.add(client, draft, found.pk)

        planned = draft.plan.get(rubric=found)
        assert answer.headers["Location"] == url("build_loop", draft)
        assert (planned.name, planned.minutes, planned.interviewers) == (found.name, 45, 1)
        assert planned.stage == stage(draft, StageKind.ONSITE)

    def test_one_is_added_with_all_that_can_be_said(self, client, draft):
        found = rubric(InterviewKind.ML_THEORY, "Communication")
        screen = stage(draft, StageKind.SCREEN)
        said = {
            "name": "Talk",
            "minutes": 30,
            "interviewers": 2,
            "perspective": "product",
            "why": "So.",
        }

        self.add(client, draft, found.pk, stage=screen.pk, **said)

        planned = draft.plan.get(rubric=found)
        assert {name: getattr(planned, name) for name in said} == said
        assert planned.stage == screen

    def test_by_htmx_the_plan_comes_back_with_coverage_as_it_is_then(self, client, draft):
        found = rubric(InterviewKind.ML_THEORY, "Communication")
        before = client.get(url("build_loop", draft)).content.decode()

        page = self.add(client, draft, found.pk, htmx=True).content.decode()

        assert "No planned interview covers it." in before
        assert "No planned interview covers it." not in page
        assert "<html" not in page
        assert 'id="coverage"' in page

    @pytest.mark.parametrize(
        ("values", "field"),
        [({"minutes": 5}, "minutes"), ({"interviewers": 9}, "interviewers"), ({}, "rubric")],
    )
    def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
        self, client, draft, values, field
    ):
        found = rubric(InterviewKind.ML_THEORY, "Communication").pk if values else ""

        answer = self.add(client, draft, found, why="Typed.", htmx=True, **values)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'href="#id_new-{field}' in page
        assert "Typed." in page
        assert '<details class="adder" open>' in page

    def test_one_is_changed_in_its_place(self, client, draft):
        planned = draft.plan.first()

        self.change(client, draft, planned, name="Puzzles", interviewers=2, perspective="research")

        planned.refresh_from_db()
        assert (planned.name, planned.interviewers) == ("Puzzles", 2)
        assert planned.perspective == "research"

    def test_two_tabs_keep_what_each_changed(self, client, draft):
        planned = draft.plan.first()
        stale = client.get(url("planned_change", draft, planned_id=planned.pk)).content.decode()
        change_planned(planned=planned, actor=UserFactory(), minutes=90)

        self.change(client, draft, planned, page=stale, name="Puzzles")

        planned.refresh_from_db()
        assert (planned.name, planned.minutes) == ("Puzzles", 90)

    def test_the_same_changed_by_two_is_a_conflict_that_names_who_was_faster(self, client, draft):
        planned = draft.plan.first()
        stale = client.get(url("planned_change", draft, planned_id=planned.pk)).content.decode()
        change_planned(planned=planned, actor=UserFactory(name="Ada Lovelace"), minutes=90)

        answer = self.change(client, draft, planned, page=stale, minutes=30)

        told = answer.content.decode()
        planned.refresh_from_db()
        assert planned.minutes == 90
        assert "It is now: 90 By Ada Lovelace." in told
        assert f'name="planned-{planned.pk}-minutes" value="30"' in told

        self.change(client, draft, planned, page=told, minutes=30)
        planned.refresh_from_db()
        assert planned.minutes == 30

    def test_buttons_move_it_and_stop_at_the_ends(self, client, draft):
        first, second = names(draft.plan)[:2]
        planned = draft.plan.get(name=first)
        address = url("planned_move", draft, planned_id=planned.pk)

        client.post(address, {"to": "up"})
        assert names(draft.plan)[:2] == [first, second]

        page = client.post(address, {"to": "down"}, **HTMX).content.decode()
        assert names(draft.plan)[:2] == [second, first]
        assert f'id="planned-{planned.pk}-down"' in page

    def test_one_is_removed_and_a_second_time_is_not_found(self, client, draft):
        planned = draft.plan.first()
        address = url("planned_drop", draft, planned_id=planned.pk)

        assert client.post(address).status_code == 302
        assert client.post(address).status_code == 404
        assert not draft.plan.filter(pk=planned.pk).exists()

    def test_a_cure_of_coverage_seats_one_more_once(self, client, draft):
        planned = draft.plan.first()
        address = url("planned_second_interviewer", draft, planned_id=planned.pk)

        for _click in range(2):
            client.post(address, {"interviewers": 1})

        planned.refresh_from_db()
        assert planned.interviewers == 2

    def test_pairs_are_seated_once_where_the_page_showed_one_person(self, client, draft):
        first, second = draft.plan.all()[:2]
        moved_on = draft.plan.filter(pk=second.pk)
        moved_on.update(interviewers=3)
        shown = [f"{first.pk}-1", f"{second.pk}-1", "x-1", "7-", "99999999999999999999-1"]

        for _click in range(2):
            client.post(url("planned_second_interviewers", draft), {"seated": shown})

        first.refresh_from_db()
        assert first.interviewers == 2
        assert moved_on.get().interviewers == 3

    def test_pairs_of_another_requisition_stay_as_they_are(self, client, draft):
        other = drafted().plan.first()

        client.post(url("planned_second_interviewers", draft), {"seated": [f"{other.pk}-1"]})

        other.refresh_from_db()
        assert other.interviewers == 1

    @pytest.mark.parametrize("seated", ["", "x", "4", "999999999999"])
    def test_a_seat_that_cannot_be_is_refused_in_words(self, client, draft, seated):
        planned = draft.plan.first()
        address = url("planned_second_interviewer", draft, planned_id=planned.pk)

        page = client.post(address, {"interviewers": seated}, **HTMX)

        assert page.status_code == 200
        assert "Enter between 1 and 4 interviewers." in page.content.decode()

    def test_one_of_another_requisition_is_not_found_here(self, client, draft):
        other = drafted().plan.first()

        for name in (
            "planned_change",
            "planned_move",
            "planned_drop",
            "planned_second_interviewer",
        ):
            assert client.post(url(name, draft, planned_id=other.pk)).status_code == 404


class TestStages:
    def change(self, client, draft, found, page=None, **values):
        address = url("stage_change", draft, stage_id=found.pk)
        page = page or client.get(address).content.decode()
        prefix = f"stage-{found.pk}-"
        given = {"name": found.name, "target_days": found.target_days, "kind": found.kind}
        sent = {f"{prefix}{name}": value for name, value in (given | values).items()}
        return client.post(address, opened_values(page, prefix) | sent)

    def test_one_is_added_before_the_last(self, client, draft):
        client.post(
            url("stage_add", draft),
            {"new-stage-name": "Chat", "new-stage-kind": "screen", "new-stage-target_days": 4},
        )

        assert names(draft.stages)[-2] == "Chat"

    def test_a_stage_without_a_name_is_told_at_its_field(self, client, draft):
        answer = client.post(
            url("stage_add", draft),
            {"new-stage-kind": "screen", "new-stage-target_days": 4},
            **HTMX,
        )

        assert answer.status_code == 422
        assert 'href="#id_new-stage-name' in answer.content.decode()

    def test_one_is_renamed_and_given_days(self, client, draft):
        screen = stage(draft, StageKind.SCREEN)

        self.change(client, draft, screen, name="Phone call", target_days=2)

        screen.refresh_from_db()
        assert (screen.name, screen.target_days) == ("Phone call", 2)

    def test_what_it_is_changes_in_a_draft_only(self, client, recruiter, draft):
        screen, requisition = stage(draft, StageKind.SCREEN), opening(actor=recruiter)

        targets = client.get(url("stage_change", draft, stage_id=screen.pk)).content.decode()
        self.change(client, draft, screen, kind="decision")
        page = client.get(
            url("stage_change", requisition, stage_id=stage(requisition, StageKind.SCREEN).pk)
        )

        screen.refresh_from_db()
        assert f'<select name="stage-{screen.pk}-kind"' in targets
        assert screen.kind == StageKind.DECISION
        assert (
            "-kind"
            not in page.content.decode().partition('id="stages"')[2].partition('class="adder"')[0]
        )

    def test_two_who_rename_it_are_told(self, client, draft):
        screen = stage(draft, StageKind.SCREEN)
        stale = client.get(url("stage_change", draft, stage_id=screen.pk)).content.decode()
        change_stage(stage=screen, actor=UserFactory(name="Ada Lovelace"), name="Call")

        answer = self.change(client, draft, screen, page=stale, name="Chat")

        told = answer.content.decode()
        screen.refresh_from_db()
        assert answer.status_code == 400
        assert screen.name == "Call"
        assert "It is now: Call By Ada Lovelace." in told
        assert 'value="Chat"' in told

    def test_buttons_move_it_between_the_ends(self, client, draft):
        screen = stage(draft, StageKind.SCREEN)
        address = url("stage_move", draft, stage_id=screen.pk)

        client.post(address, {"to": "down"}, **HTMX)
        assert names(draft.stages)[:3] == ["Applied", "Onsite", "Screen"]

        for _click in range(3):
            screen.refresh_from_db()
            client.post(address, {"to": "up"})
        assert names(draft.stages)[:3] == ["Applied", "Screen", "Onsite"]

    def test_one_with_interviews_stays_and_says_why(self, client, draft):
        address = url("stage_drop", draft, stage_id=stage(draft, StageKind.ONSITE).pk)

        plain = client.post(address, follow=True).content.decode()
        in_place = client.post(address, **HTMX).content.decode()

        for page in (plain, in_place):
            assert "“Onsite” has planned interviews." in page
        assert stage(draft, StageKind.ONSITE)

    def test_one_is_removed(self, client, draft):
        client.post(url("stage_drop", draft, stage_id=stage(draft, StageKind.SCREEN).pk))

        assert "Screen" not in names(draft.stages)

    def test_the_first_and_the_last_offer_neither_way_nor_removal(self, client, draft):
        page = client.get(url("build_loop", draft)).content.decode()

        for kind, offered in ((StageKind.APPLIED, False), (StageKind.SCREEN, True)):
            found = stage(draft, kind)
            assert (url("stage_move", draft, stage_id=found.pk) in page) is offered
            assert (url("stage_drop", draft, stage_id=found.pk) in page) is offered

    def test_a_stage_of_another_requisition_is_not_found_here(self, client, draft):
        other = drafted().stages.first()

        for name in ("stage_change", "stage_move", "stage_drop"):
            assert client.post(url(name, draft, stage_id=other.pk)).status_code == 404
