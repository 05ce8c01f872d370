"""The pages on which questions are written."""

import pytest
from django.urls import reverse

from rubrics.content.project_probes.tree import Depth
from rubrics.models import Question, QuestionVersion
from tests.factories.rubrics import CompetencyFactory
from tests.rubrics.bank.writing import SENTENCE, begin, draft_of, text_of, typed_question, url

pytestmark = pytest.mark.django_db


def shown_by(answer, draft):
    """What a browser sends when nothing was touched."""
    editor = answer.context["editor"]
    sent = {"draft": draft.pk, "revision": draft.revision, "do": "save"}
    for form in (editor.form, editor.details, *editor.rows.forms):
        for bound in form:
            value = bound.value()
            sent[bound.html_name] = "" if value is None else value
    return {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in sent.items()
    }


def test_the_preview_of_a_question_shows_formulas_and_half_typed_parts(page, question):
    draft = begin(page, question)
    typed = {"body": "Show that **this** holds.", "hints-0-text": "Look.", "minutes": "x"}

    answer = page.post(url("preview", question), typed_question(draft, **typed))

    assert "<strong>this</strong>" in answer.content.decode()
    assert "Look." in text_of(answer)


def test_a_question_is_written_from_nothing_to_published(page):
    competency = CompetencyFactory()
    page.post(reverse("rubrics:question_new"), {"title": "Two sums", "kind": "ml_coding"})
    question = Question.objects.get()
    sent = typed_question(
        question.draft, do="publish", note="", body=SENTENCE, guide=SENTENCE,
        follow_ups=f"{SENTENCE}\r\n\r\n{SENTENCE}", competencies=[competency.pk],
    )  # fmt: skip
    sent |= {"hints-0-text": SENTENCE, "hints-0-cost": "A point."}

    answer = page.post(url("edit", question), sent, follow=True)

    assert "Published." in text_of(answer)
    version = Question.objects.get().current_version
    assert version.hints == [{"text": SENTENCE, "cost": "A point."}]
    assert version.follow_ups == [SENTENCE, SENTENCE]
    assert list(version.competencies.all()) == [competency]


def test_all_that_keeps_a_question_from_being_published_is_said_at_once(page, question):
    draft = begin(page, question)
    sent = typed_question(draft, do="publish", guide="Short", competencies=[])
    sent |= {"hints-0-text": "", "hints-0-cost": "x", "hints-1-text": SENTENCE}

    answer = page.post(url("edit", question), sent)

    assert answer.status_code == 400
    editor = answer.context["editor"]
    assert set(editor.form.errors) == {"guide", "competencies"}
    assert [set(row.errors) for row in editor.rows.forms] == [{"text", "cost"}, {"cost"}]


def test_a_probe_is_written_by_phase_and_depth(page, library):
    question = Question.objects.get(key="probe-research-project")
    before = question.current_version.details["tree"]
    draft = begin(page, question)
    shown = page.get(url("edit", question)).context["editor"].details
    sent = {f"details-{name}": shown[name].value() or "" for name in shown.fields}
    sent |= {"details-modeling-why": "Why this and not the simplest thing that could work?"}

    page.post(url("edit", question), typed_question(draft, **sent))

    tree = draft_of(question).details["tree"]
    assert [part["phase"] for part in tree] == [part["phase"] for part in before]
    asks = {ask["depth"]: ask["ask"] for ask in tree[3]["asks"]}
    assert asks.pop("why") == sent["details-modeling-why"]
    former = {ask["depth"]: ask["ask"] for ask in before[3]["asks"] if ask["depth"] != "why"}
    assert asks == former


def test_a_phase_with_too_few_questions_is_said_at_the_phase(page, library):
    question = Question.objects.get(key="probe-research-project")
    draft = begin(page, question)
    sent = {"details-deployment-failure": SENTENCE, "details-deployment-listen_for": "Short"}

    answer = page.post(url("edit", question), typed_question(draft, do="publish", **sent))

    errors = answer.context["editor"].details.errors
    assert set(errors) == {f"deployment-{Depth.WHAT}", "deployment-listen_for"}


@pytest.mark.parametrize(
    "key", ["the-flat-loss", "bikes-at-midnight", "gram-matrix", "k-means-by-hand"]
)
def test_saving_what_the_editor_shows_changes_nothing(page, library, key):
    question = Question.objects.get(key=key)
    draft = begin(page, question)
    before = QuestionVersion.objects.filter(pk=draft.pk).values(
        "body", "guide", "hints", "follow_ups", "details", "minutes", "difficulty", "heading"
    )
    was = before.get()

    page.post(url("edit", question), shown_by(page.get(url("edit", question)), draft))

    assert draft_of(question).revision == 1
    assert before.get() == was
