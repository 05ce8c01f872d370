"""Two people, or two clicks, at the same moment: tasks, tags, owners, saved views."""

import pytest

from candidates.actions.tags import add_tag, remove_tag
from candidates.models import Tag, Tagging
from hiring.accounts.models import SavedView
from hiring.activity.models import Event
from hiring.pipeline.actions.owners import assign
from hiring.pipeline.actions.tasks import add_task, finish_task
from hiring.pipeline.models import Application, Task
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two():
    return UserFactory(recruiter=True), UserFactory(recruiter=True)


def test_a_task_that_two_finish_is_done_once(two):
    made = application()
    task = add_task(
        requisition=made.requisition,
        application=made,
        text="Call the referee",
        assignee=two[0],
        due_on="2026-12-01",
        actor=two[0],
    )

    at_once(*(lambda user=user: finish_task(task=task, actor=user) for user in two))

    assert not Task.objects.open().exists()
    assert Event.objects.filter(verb__contains="task").exclude(verb__endswith="added").count() == 1


def test_a_tag_that_two_add_is_one_and_one_that_two_remove_is_gone(two):
    made = application()

    answers = at_once(
        *(
            lambda user=user: add_tag(candidate=made.candidate, name="Summer", actor=user)
            for user in two
        )
    )

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Tagging.objects.count() == Tag.objects.count() == 1
    tag = Tag.objects.get()
    at_once(
        *(
            lambda user=user: remove_tag(candidate=made.candidate, tag=tag, actor=user)
            for user in two
        )
    )
    assert not Tagging.objects.exists()


def test_owners_that_two_change_are_those_of_one_of_them(two):
    made = application()

    answers = at_once(
        *(lambda user=user: assign(application=made, recruiter=user, actor=user) for user in two)
    )

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Application.objects.get().recruiter in two


def test_a_view_that_is_saved_by_two_clicks_is_one(client_of, two):
    fields = {"list": "applications", "query": "overdue=true", "name": "Late"}

    answers = at_once(
        *(lambda: client_of(two[0]).post("/views/save/", fields).status_code for _ in range(2))
    )

    assert answers == [302, 302]
    assert SavedView.objects.count() == 1
