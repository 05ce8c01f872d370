"""Tasks on candidates and jobs: who does what by when, and how they hear of it."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.accounts.models import TeamRole
from hiring.activity import clock
from hiring.messaging.models import Channel, Message, Notification
from hiring.messaging.notifications import send_digests, set_channel
from hiring.pipeline.actions.notes import add_note
from hiring.pipeline.actions.tasks import add_task, finish_task
from hiring.pipeline.models import Task
from hiring.pipeline.task_home import due_today, my_tasks
from hiring.requisitions.actions.team import join_team, leave_team
from tests.factories.accounts import UserFactory
from tests.factories.pipeline import application, seated
from tests.factories.requisitions import leader

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 8, 30, tzinfo=UTC)


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True, name="Robin Castellano", zone="UTC")


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, name="Kim Duarte", zone="UTC")


def task_on(made, assignee, actor, *, days: int = 0, text: str = "Call the referee") -> Task:
    return add_task(
        requisition=made.requisition,
        application=made,
        text=text,
        assignee=assignee,
        due_on=clock.today("UTC") + timedelta(days=days),
        actor=actor,
    )


def test_a_task_is_given_on_the_candidates_page_and_waits_at_home(
    client_of, recruiter, coordinator
):
    made = application(name="Ada Byron")
    day = clock.today("UTC").isoformat()
    fields = {"task-text": "Call", "task-assignee": coordinator.pk, "task-due_on": day}

    for _click in range(2):
        client_of(recruiter).post(f"/applications/{made.pk}/tasks/", fields)

    task = Task.objects.get()
    client = client_of(coordinator)
    home = client.get("/").content.decode()
    assert "Robin Castellano assigned you a task about Ada Byron" in home
    assert "Your task" in client.get(f"/applications/{made.pk}/").content.decode()
    assert Message.objects.get(kind="task").recipient == coordinator
    client.post(f"/applications/tasks/{task.pk}/done/")
    assert not Task.objects.open().exists()
    client.post(f"/applications/tasks/{task.pk}/reopen/")
    assert Task.objects.open().exists()


def test_what_was_typed_wrongly_is_still_there(client_of, recruiter):
    made = application()

    answer = client_of(recruiter).post(
        f"/applications/{made.pk}/tasks/", {"task-text": "Call", "task-due_on": "soon"}
    )

    assert answer.status_code == 400
    assert 'value="Call"' in answer.content.decode()


def test_a_job_has_tasks_of_its_own_and_those_of_its_candidates(client_of, recruiter):
    made = application()
    task_on(made, recruiter, recruiter)
    client, url = client_of(recruiter), f"/applications/tasks/of/{made.requisition_id}/"
    day = clock.today("UTC").isoformat()

    client.post(url, {"task-text": "Fix ad", "task-assignee": recruiter.pk, "task-due_on": day})

    page = client.get(url).content.decode()
    assert "Fix ad" in page
    assert "Call the referee" in page


def test_nobody_else_sees_or_finishes_a_task(client_of, recruiter):
    made = application()
    task = task_on(made, recruiter, recruiter)
    member, blind = UserFactory(), UserFactory(recruiter=True)
    seated(made, blind)

    for user in (member, blind):
        assert client_of(user).post(f"/applications/tasks/{task.pk}/done/").status_code == 404
        assert not Task.objects.visible_to(user).exists()


def test_a_task_stays_with_whoever_may_no_longer_open_what_it_is_on(client_of, recruiter):
    made = application(name="Ada Byron")
    member = leader(made.requisition)
    task = task_on(made, member, recruiter)
    client, link = client_of(member), f'href="{task.get_absolute_url()}"'
    assert link in client.get("/applications/tasks/").content.decode()

    leave_team(member=made.requisition.hiring_team.get(user=member), actor=recruiter)

    tasks = client.get("/applications/tasks/").content.decode()
    assert "Call the referee" in tasks
    assert "You can’t open this candidate any more." in tasks
    assert link not in tasks
    assert "Ada Byron" not in tasks
    [at_home] = my_tasks(member).rows
    assert (at_home.note, at_home.url) == ("Call the referee", "/applications/tasks/")
    assert at_home.title == made.requisition.title
    assert due_today(member, task.due_on) == [f"Call the referee ({made.requisition.key})"]


def test_each_kind_can_be_switched(client_of, recruiter, coordinator):
    made = application()
    client = client_of(coordinator)
    client.post("/messages/notifications/settings/", {"task": "off", "mention": "page"})

    task_on(made, coordinator, recruiter)
    add_note(application=made, body="@Kim please look", actor=recruiter)

    assert Notification.objects.get().kind == "mention"
    assert not Message.objects.filter(recipient=coordinator).exists()


def test_the_email_of_the_day_has_what_waits_and_is_due(recruiter, coordinator):
    with clock.set_to(MONDAY - timedelta(hours=3)):
        made = application(name="Ada Byron")
        set_channel(user=coordinator, kind="mention", channel=Channel.DIGEST)
        set_channel(user=coordinator, kind="task", channel=Channel.PAGE)
        task_on(made, coordinator, recruiter)
        finish_task(task=task_on(made, coordinator, recruiter, text="Done"), actor=coordinator)
        task_on(made, coordinator, recruiter, text="Later", days=3)
        add_note(application=made, body="@Kim please look", actor=recruiter)

    with clock.set_to(MONDAY):
        assert send_digests() == 1
        assert send_digests() == 0 or Message.objects.filter(kind="digest").count() == 1

    body = Message.objects.get(kind="digest").body
    assert "Call the referee (Ada Byron)" in body
    assert "mentioned you in a note" in body
    assert "Later" not in body
    assert "Done" not in body


def test_notifications_are_read_by_opening_them(client_of, recruiter, coordinator):
    made = application()
    task_on(made, coordinator, recruiter)
    told = Notification.objects.get()
    client = client_of(coordinator)
    assert "new" in client.get("/messages/notifications/").content.decode()

    answer = client.get(f"/messages/notifications/{told.pk}/")

    assert answer.url.startswith(made.get_absolute_url())
    assert not Notification.objects.unread().exists()
    assert client_of(recruiter).get(f"/messages/notifications/{told.pk}/").status_code == 404


def test_the_api_gives_lists_and_finishes(client_of, recruiter):
    made = application()
    lead, stranger = UserFactory(), UserFactory()
    join_team(
        requisition=made.requisition, user=lead, role=TeamRole.HIRING_MANAGER, actor=recruiter
    )
    body = {"application": made.pk, "text": "Call", "assignee": lead.pk, "due_on": "2027-01-05"}

    new = client_of(lead).post("/api/v1/tasks/", body, content_type="application/json")
    refused = client_of(stranger).post("/api/v1/tasks/", body, content_type="application/json")

    assert (new.status_code, refused.status_code) == (201, 400)
    missing = body | {"application": 10**6}
    unknown = client_of(stranger).post("/api/v1/tasks/", missing, content_type="application/json")
    told, untold = (answer.json()["errors"]["application"][0] for answer in (refused, unknown))
    assert told.replace(str(made.pk), "") == untold.replace(str(10**6), "")
    done = client_of(lead).post(f"/api/v1/tasks/{new.json()['id']}/finish/")
    assert done.json()["done_at"]
    listed = client_of(lead).get(f"/api/v1/tasks/?application={made.pk}").json()["results"]
    assert [row["text"] for row in listed] == ["Call"]


def test_the_list_asks_as_often_for_many(client_of, recruiter, django_assert_max_num_queries):
    client = client_of(recruiter)
    task_on(application(), recruiter, recruiter)
    with django_assert_max_num_queries(20) as few:
        client.get("/applications/tasks/")
    for number in range(6):
        task_on(application(), recruiter, recruiter, text=f"Task {number}")

    with django_assert_max_num_queries(len(few)):
        assert client.get("/applications/tasks/").status_code == 200
