"""Writing rubrics and questions over the REST API: the same rules, by the same verbs."""

import pytest

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from rubrics.models import Question, Rubric
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import opening
from tests.factories.rubrics import (
    CompetencyFactory,
    RoleArchetypeFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
SENTENCE = "A sentence that is long enough for anybody."
QUESTION = {"title": "Two sums", "kind": "ml_coding", "body": SENTENCE, "guide": SENTENCE}


@pytest.fixture
def call(client_of):
    """Calls the API as a recruiter."""
    return caller(client_of(UserFactory(recruiter=True, library_editor=True, name="Ada Byron")))


@pytest.fixture
def read(client_of):
    """Calls the API as somebody who only reads."""
    return caller(client_of(UserFactory()))


def caller(client):
    def call(method, path, body=None, expect=200):
        answer = getattr(client, method)(
            f"{ROOT}{path}/", data=body, content_type="application/json"
        )
        assert answer.status_code == expect, answer.content
        return answer.json() if answer.content else None

    return call


def criterion(**given):
    anchors = {f"anchor_{level}": f"Does it {level} times." for level in (1, 2, 3, 4)}
    usual = {"name": "Checks", "look_for": "While they work.", "competency": "checking"}
    return usual | anchors | given


def rubric(**given):
    CompetencyFactory(key="checking")
    usual = {"name": "Kernel talk", "kind": "ml_theory", "purpose": SENTENCE}
    return usual | {"criteria": [criterion(), criterion(name="Asks")]} | given


def test_a_rubric_is_created_published_changed_and_published_again(call, read):
    made = call("post", "rubrics", rubric(), expect=201)
    place = f"rubrics/{made['id']}"
    assert (made["key"], made["current_version"], made["draft"]["revision"]) == (
        *("kernel-talk", None),
        1,
    )
    read("get", place, expect=404)

    call("post", f"{place}/publish", {"revision": 1})
    shown = read("get", place)
    assert [c["name"] for c in shown["current_version"]["criteria"]] == ["Checks", "Asks"]
    assert shown["draft"] is None

    changed = call("patch", place, {"revision": 0, "name": "Kernel talk, sharper"})
    assert changed["name"] == "Kernel talk"
    assert changed["draft"]["name"] == "Kernel talk, sharper"
    assert [c["name"] for c in changed["draft"]["criteria"]] == ["Checks", "Asks"]
    call("post", f"{place}/publish", {"revision": 1, "note": "Sharper."})

    versions = read("get", f"{place}/versions")["results"]
    assert [(v["number"], v["note"]) for v in versions] == [(2, "Sharper."), (1, "")]
    assert read("get", place)["name"] == "Kernel talk, sharper"


def test_a_question_is_created_with_all_that_it_holds_and_published(call, read):
    CompetencyFactory(key="programming")
    RoleArchetypeFactory(key="mle")
    hints = [{"text": SENTENCE, "cost": "A point."}]
    sent = QUESTION | {
        "key": "two-sums-of-ours", "hints": hints, "follow_ups": [SENTENCE], "minutes": 20,
        "competencies": ["programming"], "archetypes": ["mle"], "difficulty": 2,
    }  # fmt: skip

    made = call("post", "questions", sent, expect=201)
    shown = call("post", f"questions/{made['id']}/publish", {"revision": 1})

    assert (shown["key"], shown["archetypes"], shown["draft"]) == (
        "two-sums-of-ours",
        ["mle"],
        None,
    )
    version = read("get", f"questions/{made['id']}")["current_version"]
    assert (version["hints"], version["minutes"], version["competencies"]) == (
        hints,
        20,
        ["programming"],
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"nmae": "x"}, "nmae"),
        ({"criteria": [criterion(color="red")]}, "criteria[0].color"),
        ({"criteria": [criterion(competency="nobody-has-it")]}, "criteria[0].competency"),
        ({"criteria": [criterion()] * 5}, "criteria"),
        ({"kind": "small_talk"}, "kind"),
        ({"name": "x" * 81}, "name"),
        ({"purpose": ""}, "purpose"),
    ],
)
def test_what_cannot_be_taken_is_a_problem_at_its_field(call, sent, field):
    problem = call("post", "rubrics", rubric(**sent), expect=400)

    assert any(name.startswith(field) for name in problem["errors"])
    assert not Rubric.objects.exists()


def test_a_wrong_shape_of_details_is_a_problem_at_its_place(call):
    sent = QUESTION | {"kind": "project_probe", "details": {"tree": [{"phase": "modeling"}]}}

    problem = call("post", "questions", sent, expect=400)

    assert list(problem["errors"]) == ["details.tree.0"]
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"follow_ups": [SENTENCE] * 31}, "follow_ups"),
        ({"hints": [{"text": SENTENCE, "cost": "A point."}] * 9}, "hints"),
        ({"details": {"submit": ["A thing"] * 31}}, "details.submit"),
        ({"details": {"color": "red"}}, "details.color"),
        ({"details": {"program": "x" * 40_001}}, "details.program"),
    ],
)
def test_more_than_a_question_can_hold_is_refused_at_its_field(call, sent, field):
    problem = call("post", "questions", QUESTION | sent, expect=400)

    assert list(problem["errors"]) == [field]
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "details", [{"fix": "\0"}, {"fix": "\ud800"}, {"\0": "x"}, {"submit": ["A page", "\0"]}]
)
def test_a_text_in_details_that_cannot_be_kept_is_refused(call, details):
    problem = call("post", "questions", QUESTION | {"details": details}, expect=400)

    assert "characters are not allowed" in problem["errors"]["details"][0]


def test_details_nested_without_end_are_refused(call):
    nested = []
    for _level in range(100):
        nested = [nested]

    problem = call("post", "questions", QUESTION | {"details": {"tree": nested}}, expect=400)

    assert problem["errors"] == {"details": ["This is nested too deeply."]}


def test_an_unfinished_question_is_a_draft_and_not_published(call):
    made = call("post", "questions", {"title": "Two sums", "kind": "ml_coding"}, expect=201)

    problem = call("post", f"questions/{made['id']}/publish", {"revision": 0}, expect=400)

    assert list(problem["errors"]) == ["body"]


def test_a_stale_revision_is_a_conflict_that_names_who_saved(call, client_of):
    place = f"rubrics/{published_rubric().rubric_id}"
    call("patch", place, {"revision": 0, "name": "Ada's name"})
    ben = caller(client_of(UserFactory(recruiter=True, library_editor=True)))

    for method, path, body in (
        ("patch", place, {"revision": 0, "name": "Ben's name"}),
        ("post", f"{place}/publish", {"revision": 0, "note": "Mine."}),
    ):
        problem = ben(method, path, body, expect=409)
        assert "Ada Byron saved this draft" in problem["detail"]

    assert call("get", place)["draft"]["name"] == "Ada's name"


def test_a_draft_is_discarded_and_what_is_published_stays(call, read):
    place = f"questions/{published_question().question_id}"
    call("patch", place, {"revision": 0, "body": "Other words."})

    call("delete", place, expect=204)

    assert call("get", place)["draft"] is None
    assert read("get", place)["current_version"]["number"] == 1
    assert "no draft" in call("delete", place, expect=409)["detail"]


def test_archived_copied_and_restored(call, read):
    item = published_rubric().rubric
    place = f"rubrics/{item.pk}"

    assert call("post", f"{place}/archive")["archived_at"]
    assert read("get", "rubrics")["results"] == []
    assert read("get", place)["archived_at"]
    own = call("post", f"{place}/copy", expect=201)
    assert (own["copied_from"], own["source"], own["draft"]["number"]) == (item.pk, "own", 1)
    assert call("post", f"{place}/restore")["archived_at"] is None


def test_library_editors_write_and_whoever_leads_one_job_does_not(client_of):
    ada, lead = UserFactory(recruiter=True), UserFactory()
    item = published_rubric().rubric
    join_team(requisition=opening(actor=ada), user=lead, role=TeamRole.HIRING_MANAGER, actor=ada)
    change = ("patch", f"rubrics/{item.pk}", {"revision": 0, "name": "Their name"})
    caller(client_of(lead))(*change, expect=404)
    caller(client_of(lead))("post", f"rubrics/{item.pk}/archive", expect=404)

    editor = UserFactory(library_editor=True)
    caller(client_of(editor))(*change)

    assert item.draft.saved_by == editor


@pytest.mark.parametrize("resource", ["rubrics", "questions"])
def test_recruiters_archive_nothing(client_of, resource):
    item = published_rubric().rubric if resource == "rubrics" else published_question().question
    recruiter = caller(client_of(UserFactory(recruiter=True)))

    recruiter("post", f"{resource}/{item.pk}/archive", expect=403)

    item.refresh_from_db()
    assert item.archived_at is None


def test_readers_see_no_drafts(call, read):
    item = published_question().question
    call("patch", f"questions/{item.pk}", {"revision": 0, "title": "Not yet"})

    assert read("get", f"questions/{item.pk}")["draft"] is None
    assert len(read("get", f"questions/{item.pk}/versions")["results"]) == 1
    assert len(call("get", f"questions/{item.pk}/versions")["results"]) == 2


def test_what_is_being_written_is_listed_for_those_who_write_in_a_flat_count(
    client_of, django_assert_max_num_queries
):
    writer = client_of(UserFactory(recruiter=True, library_editor=True))
    call, counts = caller(writer), []
    for more in (1, 12):
        for _ in range(more):
            item = published_question(competencies=[CompetencyFactory()]).question
            call("patch", f"questions/{item.pk}", {"revision": 0, "title": "Not yet"})
        with django_assert_max_num_queries(16) as captured:
            shown = writer.get(f"{ROOT}questions/", {"state": "draft"}).json()["results"]
        counts.append(len(captured))

    assert len(shown) == 13
    assert counts[0] == counts[1]
    assert (
        client_of(UserFactory()).get(f"{ROOT}questions/", {"state": "draft"}).json()["results"]
        == []
    )
