"""Anyone who ended an application takes it back from where they are, long after the flash is
gone.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from hiring.activity import clock
from hiring.activity.actions import Refused
from hiring.pipeline.actions.moving import advance, hire, reject, withdraw
from hiring.pipeline.actions.participants import set_waiting
from hiring.pipeline.actions.reopening import reopen
from hiring.pipeline.models import Application
from hiring.requisitions.actions.editing import close_requisition
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def requisition():
    return opening()


def end(how, requisition, actor, name="Ada"):
    made = application(requisition=requisition, name=name)
    if how == "hire":
        return hire(application=made, actor=actor)
    verb, key = {"reject": (reject, "bar-not-met"), "withdraw": (withdraw, "withdrew-pay")}[how]
    return verb(application=made, reason=reason(key), actor=actor)


def undo_of(made):
    return f'action="{reverse("pipeline:reopen", args=[made.pk])}"'


@pytest.mark.parametrize("how", ["reject", "withdraw", "hire"])
@pytest.mark.parametrize("page", ["board", "triage", "detail"])
def test_each_ending_can_be_undone_on_each_page(client, recruiter, requisition, how, page):
    made = end(how, requisition, recruiter)
    where = made.pk if page == "detail" else requisition.pk

    shown = client.get(reverse(f"pipeline:{page}", args=[where])).content.decode()

    assert undo_of(made) in shown
    client.post(reverse("pipeline:reopen", args=[made.pk]))
    made.refresh_from_db()
    assert made.is_active


def test_the_undo_leads_back_to_where_it_was_pressed(client, recruiter, requisition):
    made = end("reject", requisition, recruiter)
    board = reverse("pipeline:board", args=[requisition.pk])

    answer = client.post(reverse("pipeline:reopen", args=[made.pk]), {"next": board})

    assert answer.url == board


@pytest.mark.parametrize("page", ["board", "triage"])
def test_what_others_ended_or_was_long_ago_is_not_listed(client, recruiter, requisition, page):
    theirs = end("reject", requisition, UserFactory(recruiter=True))
    with clock.ahead(days=-2):
        old = end("reject", requisition, recruiter, name="Grace")
    taken_back = end("reject", requisition, recruiter, name="Max")
    reopen(application=taken_back, actor=recruiter)

    shown = client.get(reverse(f"pipeline:{page}", args=[requisition.pk])).content.decode()

    assert not [made for made in (theirs, old, taken_back) if undo_of(made) in shown]


def test_it_can_be_undone_when_the_requisition_was_closed_since(recruiter, requisition):
    made = end("hire", requisition, recruiter)
    close_requisition(requisition=requisition, actor=None)

    with pytest.raises(Refused, match="closed"):
        reopen(application=made, actor=UserFactory(recruiter=True))
    assert reopen(application=made, actor=recruiter).is_active


class TestTheClockOfWhatIsTakenBack:
    """A stray key and its undo make nobody less overdue."""

    @pytest.fixture
    def overdue(self, requisition):
        with clock.ahead(days=-30):
            made = application(requisition=requisition)
        assert made.is_overdue
        return made

    def stands(self, made):
        return Application.objects.values("stage", "entered_stage_at", "due_at").get(pk=made.pk)

    @pytest.mark.parametrize("times", [1, 2])
    def test_a_move_that_its_maker_takes_back(self, recruiter, requisition, overdue, times):
        before, here = self.stands(overdue), overdue.stage
        for _ in range(times):
            advance(application=overdue, to_stage=stage(requisition, "screen"), actor=recruiter)
            advance(application=overdue, to_stage=here, actor=recruiter)

        assert self.stands(overdue) == before

    @pytest.mark.parametrize("how", ["reject", "withdraw", "hire"])
    def test_an_ending_that_its_maker_takes_back(self, recruiter, overdue, how):
        before = self.stands(overdue)
        verb, values = {
            "reject": (reject, {"reason": reason("bar-not-met")}),
            "withdraw": (withdraw, {"reason": reason("withdrew-pay")}),
            "hire": (hire, {}),
        }[how]

        verb(application=overdue, actor=recruiter, **values)
        reopen(application=overdue, actor=recruiter)

        assert self.stands(overdue) == before

    def test_a_due_date_of_its_own_is_kept(self, recruiter, overdue):
        due = clock.now() - timedelta(days=3)
        set_waiting(application=overdue, party=overdue.waiting_on, due_at=due)

        reject(application=overdue, reason=reason("bar-not-met"), actor=recruiter)

        assert reopen(application=overdue, actor=recruiter).due_at == due
        overdue.refresh_from_db()
        assert overdue.due_at == due

    def test_what_somebody_else_or_a_later_day_decides_starts_anew(
        self, recruiter, requisition, overdue
    ):
        here = overdue.stage
        advance(application=overdue, to_stage=stage(requisition, "screen"), actor=recruiter)
        advance(application=overdue, to_stage=here, actor=UserFactory(recruiter=True))
        assert not Application.objects.get(pk=overdue.pk).is_overdue

        reject(application=overdue, reason=reason("bar-not-met"), actor=recruiter)
        with clock.ahead(days=2):
            reopened = reopen(application=overdue, actor=recruiter)
            assert not reopened.is_overdue
