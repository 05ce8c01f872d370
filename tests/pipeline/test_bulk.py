"""Many applications at once: advance, reject with a reason, see what failed, undo."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from candidates.actions.tags import add_tag
from candidates.models import Candidate, ContactPoint, Tagging
from hiring.accounts.models import Organization
from hiring.activity import clock, jobs
from hiring.activity.actions import Refused
from hiring.activity.models import BackgroundJob
from hiring.messaging.models import Message, MessageState
from hiring.messaging.template_actions import load_catalog
from hiring.pipeline.actions.bulk import Choice, start_bulk, undo_bulk
from hiring.pipeline.actions.moving import advance, reject
from hiring.pipeline.actions.owners import assign
from hiring.pipeline.models import UNDO_FOR, Application, BulkAction, BulkState
from hiring.pipeline.views.export import defused
from rubrics.models import StageKind
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ContactPointFactory
from tests.factories.pipeline import application, reason
from tests.factories.requisitions import opening, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(recruiter=True)


def work() -> None:
    """Do what a worker would."""
    jobs.run_jobs(list(BackgroundJob.objects.filter(state="queued").values_list("pk", flat=True)))


def test_selected_rows_are_rejected_in_the_background_with_a_reason(client_of, recruiter):
    requisition = opening()
    chosen = [application(requisition=requisition) for _ in range(3)]
    left = application(requisition=requisition)
    fields = {"kind": "reject", "reason": reason().pk, "ids": [made.pk for made in chosen]}

    answer = client_of(recruiter).post("/applications/bulk/", fields)
    work()

    page = client_of(recruiter).get(answer.headers["Location"]).content.decode()
    assert "Reject 3 applications" in page
    assert "3 done" in page
    ended = Application.objects.ended()
    assert set(ended.values_list("pk", flat=True)) == {made.pk for made in chosen}
    assert Application.objects.active().get() == left


def test_select_all_means_what_the_filters_find(client_of, recruiter):
    here, elsewhere = opening(), opening()
    for requisition in (here, here, elsewhere):
        application(requisition=requisition)
    fields = {"kind": "advance", "all": "1", "query": f"requisition={here.pk}"}

    client_of(recruiter).post("/applications/bulk/", fields)
    work()

    moved = Application.objects.exclude(stage__kind=StageKind.APPLIED)
    assert [made.requisition for made in moved] == [here, here]


def test_what_has_changed_meanwhile_is_listed_and_holds_up_no_other(client_of, recruiter):
    requisition = opening()
    first, second = (application(requisition=requisition, name=name) for name in ("Ada", "Bo"))
    action = start_bulk(
        applications=Application.objects.all(),
        kind="reject",
        choice=Choice(reason=reason()),
        actor=recruiter,
    )
    advance(application=first, to_stage=stage(requisition, StageKind.ONSITE), actor=recruiter)

    work()

    assert Application.objects.get(pk=first.pk).is_active
    assert not Application.objects.get(pk=second.pk).is_active
    page = client_of(recruiter).get(action.get_absolute_url()).content.decode()
    assert "1 done, 1 not done" in page
    assert "while you were on this page" in page


def test_undo_within_ten_minutes_takes_all_back_and_their_mails(recruiter):
    load_catalog()
    Organization.objects.create(pk=1, name="Acme")
    made = application(candidate=CandidateFactory())
    ContactPointFactory(candidate=made.candidate, value="ada@cv.example")
    application(requisition=made.requisition)
    action = start_bulk(
        applications=Application.objects.all(),
        kind="reject",
        choice=Choice(reason=reason(), send_email=True),
        actor=recruiter,
    )
    work()
    assert not Application.objects.active().exists()

    undo_bulk(action=action, actor=recruiter)
    work()

    assert Application.objects.active().count() == 2
    assert set(action.items.values_list("state", flat=True)) == {BulkState.UNDONE}
    about = Message.objects.filter(application_id=made.pk)
    assert [mail.state for mail in about] == [MessageState.CANCELED]


def test_mails_wait_as_long_as_the_undo_and_do_not_leave_while_it_is_at_work(recruiter):
    load_catalog()
    Organization.objects.create(pk=1, name="Acme", mail_delay=0)
    made = application(candidate=CandidateFactory())
    ContactPointFactory(candidate=made.candidate, value="ada@cv.example")
    action = start_bulk(
        applications=Application.objects.all(),
        kind="reject",
        choice=Choice(reason=reason(), send_email=True),
        actor=recruiter,
    )
    work()
    mail = Message.objects.get(application_id=made.pk)
    assert mail.send_at >= action.created_at + UNDO_FOR

    undo_bulk(action=action, actor=recruiter)
    with clock.set_to(clock.now() + UNDO_FOR + timedelta(minutes=1)):
        delivery = BackgroundJob.objects.filter(task="messaging.deliver")
        jobs.run_jobs(list(delivery.values_list("pk", flat=True)))

    mail.refresh_from_db()
    assert mail.state == MessageState.QUEUED


def test_many_are_tagged_and_assigned_and_an_undo_leaves_what_was_so_before(recruiter):
    first, second = application(), application()
    add_tag(candidate=first.candidate, name="Summer", actor=recruiter)
    assign(application=second, recruiter=recruiter, actor=recruiter)
    other = UserFactory(recruiter=True)
    everyone, actions = Application.objects.all(), []
    for kind, choice in (
        ("tag", Choice(tag="summer")),
        ("assign", Choice(owner=other, role="recruiter")),
    ):
        actions.append(start_bulk(applications=everyone, kind=kind, choice=choice, actor=recruiter))
    work()
    assert Tagging.objects.count() == 2
    assert everyone.filter(recruiter=other).count() == 2

    for action in actions:
        undo_bulk(action=action, actor=recruiter)
    work()

    assert Tagging.objects.get().candidate == first.candidate
    second.refresh_from_db()
    assert (everyone.get(pk=first.pk).recruiter, second.recruiter) == (None, recruiter)


def test_many_are_moved_to_another_job_and_back(client_of, recruiter):
    source, target = opening(), opening()
    moved = application(requisition=source)
    there = application(requisition=source)
    application(requisition=target, candidate=there.candidate)
    fields = {"kind": "move", "requisition": target.pk, "ids": [moved.pk, there.pk]}

    answer = client_of(recruiter).post("/applications/bulk/", fields)
    work()

    page = client_of(recruiter).get(answer.headers["Location"]).content.decode()
    assert f"Move 2 applications to {target.key}" in page
    assert "1 done, 1 not done" in page
    became = Application.objects.active().get(candidate=moved.candidate)
    assert became.requisition == target
    assert Application.objects.get(pk=there.pk).is_active

    undo_bulk(action=BulkAction.objects.get(), actor=recruiter)
    work()

    assert Application.objects.active().get(candidate=moved.candidate) == moved


@pytest.mark.parametrize("count", [20, pytest.param(500, marks=pytest.mark.full)])
def test_many_are_rejected_with_emails_and_taken_back(client_of, recruiter, count):
    load_catalog()
    Organization.objects.create(pk=1, name="Acme", mail_delay=0)
    first = application()
    people = Candidate.objects.bulk_create(
        Candidate(name=f"Person {n}", sort_name=f"person {n}", name_words=f"person {n}")
        for n in range(count - 1)
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(candidate=person, kind="email", value=mail, normalized=mail)
        for person in people
        for mail in [f"{person.pk}@cv.example"]
    )
    Application.objects.bulk_create(
        Application(
            candidate=person,
            requisition=first.requisition,
            stage=first.stage,
            due_at=first.due_at,
        )
        for person in people
    )
    client, fields = client_of(recruiter), {"kind": "reject", "reason": reason().pk, "all": "1"}

    answer = client.post(
        "/applications/bulk/",
        fields | {"send_email": "true", "query": f"requisition={first.requisition_id}"},
    )
    work()

    url = answer.headers["Location"]
    assert f"{count} done" in client.get(url).content.decode()
    assert Message.objects.filter(state=MessageState.QUEUED).count() == count - 1
    client.post(f"{url}undo/")
    work()
    assert Application.objects.active().count() == count
    assert Message.objects.filter(state=MessageState.CANCELED).count() == count - 1


def test_the_api_starts_a_bulk_action_tells_of_it_and_undoes_it(client_of, recruiter):
    made, client, url = application(), client_of(recruiter), "/api/v1/bulk-actions/"
    body = {"kind": "advance", "applications": [made.pk]}
    no_id = {"kind": "advance", "applications": [10**19]}
    assert client.post(url, no_id, content_type="application/json").status_code == 400
    new = client.post(url, body, content_type="application/json")
    assert new.status_code == 201
    work()
    mine = f"{url}{new.json()['id']}/"
    assert client.get(mine).json()["counts"] == {"waiting": 0, "done": 1, "failed": 0, "undone": 0}

    assert client.post(f"{mine}undo/").status_code == 200
    work()

    assert Application.objects.get().stage == made.stage
    assert client.get(f"{mine}failures/").json() == []
    assert client_of(UserFactory(recruiter=True)).get(mine).status_code == 404
    bare = {"kind": "reject", "applications": [made.pk]}
    assert client.post(url, bare, content_type="application/json").status_code == 400


def test_later_it_can_not_be_undone(recruiter):
    application()
    action = start_bulk(applications=Application.objects.all(), kind="advance", actor=recruiter)

    with clock.set_to(clock.now() + UNDO_FOR + timedelta(seconds=1)), pytest.raises(Refused):
        undo_bulk(action=action, actor=recruiter)


def test_an_undo_leaves_what_was_moved_on_since(recruiter):
    made = application()
    action = start_bulk(applications=Application.objects.all(), kind="advance", actor=recruiter)
    work()
    onsite = stage(made.requisition, StageKind.ONSITE)
    advance(application=made, to_stage=onsite, actor=recruiter)

    undo_bulk(action=action, actor=recruiter)
    work()

    assert Application.objects.get().stage == onsite
    assert action.items.get().state == BulkState.FAILED


def test_nothing_selected_and_no_reason_are_refused(client_of, recruiter):
    application()
    client = client_of(recruiter)

    for fields in ({"kind": "advance"}, {"kind": "reject", "all": "1"}):
        assert client.post("/applications/bulk/", fields).headers["Location"].startswith("/app")

    assert not BulkAction.objects.exists()


def test_somebody_elses_is_not_found(client_of, recruiter):
    application()
    action = start_bulk(applications=Application.objects.all(), kind="advance", actor=recruiter)
    client = client_of(UserFactory(recruiter=True))

    assert client.get(action.get_absolute_url()).status_code == 404
    assert client.post(f"{action.get_absolute_url()}undo/").status_code == 404


def test_the_list_is_exported_as_it_is_narrowed_with_formulas_defused(client_of, recruiter):
    made = application(name="=HYPERLINK(1)")
    made.candidate.contact_points.create(
        kind="email", value="a@b.example", normalized="a@b.example"
    )
    application(name="Grace Hopper")
    ended = application(requisition=made.requisition, name="Alan Turing")
    reject(application=ended, reason=reason(), actor=recruiter)
    client = client_of(recruiter)

    # A status that there is none of is read as the list reads it: as none.
    address = f"/applications/export/?requisition={made.requisition_id}&status=nowhere"
    answer = client.get(address)
    book = client.get(f"/applications/export/?requisition={made.requisition_id}&format=xlsx")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == ["Candidate", "'=HYPERLINK(1)"]
    assert dict(zip(*rows, strict=True))["Email"] == "a@b.example"
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Candidate", "'=HYPERLINK(1)"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert defused(text) == f"'{text}"
