"""The pages on which rubrics and questions are written."""

import re

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.activity.actions import Conflict
from hiring.requisitions.actions.team import join_team
from rubrics.bank.actions import archiving, discarding, publishing, starting
from rubrics.content.project_probes.tree import Depth
from rubrics.models import Question, QuestionVersion, Rubric, RubricVersion
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import opening
from tests.factories.rubrics import CompetencyFactory, published_question, published_rubric

pytestmark = pytest.mark.django_db
SENTENCE = "A sentence that is long enough for anybody."


@pytest.fixture
def ada():
    return UserFactory(recruiter=True, library_editor=True, name="Ada Byron")


@pytest.fixture
def page(client_of, ada):
    """Ada's browser."""
    return client_of(ada)


@pytest.fixture
def rubric():
    return published_rubric(criteria=2, name="Coding", purpose=SENTENCE).rubric


@pytest.fixture
def question():
    version = published_question(
        title="Two sums", kind="ml_coding", body=SENTENCE, guide=SENTENCE,
        competencies=[CompetencyFactory(name="Programming")],
    )  # fmt: skip
    return version.question


def url(route, item):
    name = item._meta.model_name
    return reverse(f"rubrics:{name}_{route}", kwargs={f"{name}_id": item.pk})


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed_rubric(draft, /, **changes):
    """What a browser sends from the editor of this draft."""
    sent = {"draft": draft.pk, "revision": draft.revision, "note": "Sharper.", "do": "save"}
    sent |= {"name": draft.name, "purpose": draft.purpose}
    for index, row in enumerate(draft.criteria.all()):
        names = ("name", "look_for", "anchor_1", "anchor_2", "anchor_3", "anchor_4")
        sent |= {f"criteria-{index}-{name}": getattr(row, name) for name in names}
        sent[f"criteria-{index}-competency"] = row.competency_id
    return sent | changes


def typed_question(draft, /, **changes):
    return {
        "draft": draft.pk, "revision": draft.revision, "note": "Sharper.", "do": "save",
        "title": draft.title, "minutes": draft.minutes, "difficulty": draft.difficulty,
        "body": draft.body, "guide": draft.guide, "follow_ups": "\n".join(draft.follow_ups),
        "competencies": [c.pk for c in draft.competencies.all()],
    } | changes  # fmt: skip


def begin(page, item):
    page.post(url("draft", item))
    return type(item).objects.get(pk=item.pk).draft


def draft_of(item):
    return type(item).objects.get(pk=item.pk).draft


# ---- Who may ---------------------------------------------------------------------------------


def test_whoever_leads_one_job_changes_nothing_of_the_whole_organization(client_of, ada, rubric):
    lead = UserFactory(name="ML lead")
    requisition = opening(actor=ada)
    join_team(requisition=requisition, user=lead, role=TeamRole.HIRING_MANAGER, actor=ada)
    page = client_of(lead)

    assert "Archive" not in text_of(page.get(rubric.get_absolute_url()))
    for route in ("draft", "edit", "archive", "copy"):
        assert page.post(url(route, rubric)).status_code == 404
    rubric.refresh_from_db()
    assert (rubric.archived_at, rubric.draft) == (None, None)


def test_recruiters_write_and_archive_nothing(client_of, rubric):
    page = client_of(UserFactory(recruiter=True))

    assert page.post(url("draft", rubric)).status_code == 302
    shown = text_of(page.get(rubric.get_absolute_url()))
    assert "Continue editing" in shown
    assert "Archive" not in shown
    assert page.post(url("archive", rubric)).status_code in (403, 404)
    rubric.refresh_from_db()
    assert rubric.archived_at is None


def test_library_editors_write_and_archive(client_of, rubric):
    page = client_of(UserFactory(library_editor=True))

    assert page.post(url("draft", rubric)).status_code == 302
    page.post(url("archive", rubric))
    rubric.refresh_from_db()
    assert rubric.archived_at


def test_others_read_and_see_neither_buttons_nor_drafts(client_of, page, rubric):
    begin(page, rubric)
    reader = client_of(UserFactory())

    shown = text_of(reader.get(rubric.get_absolute_url()))
    assert "Continue editing" not in shown
    assert "Make a copy" not in shown
    assert "Ada Byron is writing" not in shown
    assert "Draft of version 2" not in text_of(reader.get(url("compare", rubric)))
    assert "New rubric" not in text_of(reader.get(reverse("rubrics:rubric_list")))
    for route in ("draft", "edit", "discard", "archive", "restore", "copy", "preview"):
        assert reader.post(url(route, rubric)).status_code == 404
    assert draft_of(rubric).revision == 0


# ---- Writing a rubric ------------------------------------------------------------------------


def test_a_rubric_is_written_from_nothing_to_published(page):
    competency = CompetencyFactory()
    sent = {"name": "Kernel talk", "kind": "ml_theory", "purpose": SENTENCE}
    answer = page.post(reverse("rubrics:rubric_new"), sent, follow=True)
    assert "draft of version 1, last saved by Ada Byron" in text_of(answer)
    draft = Rubric.objects.get().draft

    sent = typed_rubric(draft, do="publish", note="")
    sent |= {f"criteria-0-anchor_{level}": f"Says {level} things." for level in (1, 2, 3, 4)}
    sent |= {"criteria-0-name": "Says", "criteria-0-look_for": "At the board."}
    sent |= {"criteria-0-competency": competency.pk}
    answer = page.post(url("edit", draft.rubric), sent, follow=True)

    assert "Published." in text_of(answer)
    assert Rubric.objects.current().get().name == "Kernel talk"


def test_what_a_new_rubric_lacks_is_said_at_its_field(page):
    answer = page.post(reverse("rubrics:rubric_new"), {"name": "Kernel talk"})

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"kind", "purpose"}
    assert 'value="Kernel talk"' in answer.content.decode()


def test_saving_keeps_the_order_and_leaves_blank_rows_out(page, rubric):
    draft = begin(page, rubric)
    names = list(draft.criteria.values_list("name", flat=True))

    answer = page.post(url("edit", rubric), typed_rubric(draft, **{"criteria-2-name": "  "}))

    assert answer.status_code == 302
    assert list(draft_of(rubric).criteria.values_list("name", flat=True)) == names


def test_line_ends_of_a_browser_become_ours(page, rubric):
    draft = begin(page, rubric)

    page.post(url("edit", rubric), typed_rubric(draft, **{"criteria-0-anchor_1": "One\r\ntwo"}))

    assert draft_of(rubric).criteria.first().anchor_1 == "One\ntwo"


@pytest.mark.parametrize(
    ("change", "order", "focus"),
    [
        ("down-0", ["B", "A"], 1), ("up-1", ["B", "A"], 0), ("up-0", ["A", "B"], 0),
        ("remove-0", ["B"], 0), ("add", ["A", "B", ""], 2), ("remove-9", ["A", "B"], None),
        ("show", ["A", "B"], None), ("down-" + "9" * 30, ["A", "B"], None),
    ],
)  # fmt: skip
def test_rows_are_rearranged_with_what_was_typed_and_nothing_is_saved(
    page, rubric, change, order, focus
):
    draft = begin(page, rubric)
    names = {"criteria-0-name": "A", "criteria-1-name": "B", "do": f"rows.{change}"}

    answer = page.post(
        url("edit", rubric), typed_rubric(draft, **names), headers={"HX-Request": "true"}
    )

    editor = answer.context["editor"]
    assert [row["name"].value() or "" for row in editor.rows.forms] == order
    assert editor.focus == focus
    assert ("data-focus-on-load" in answer.content.decode()) == (focus is not None)
    assert "<html" not in answer.content.decode()
    assert draft_of(rubric).revision == 0


def test_without_javascript_a_row_is_added_on_the_whole_page(page, rubric):
    draft = begin(page, rubric)

    answer = page.post(url("edit", rubric), typed_rubric(draft, do="rows.add", name="Typed"))

    assert "Criterion 3 of 3" in text_of(answer)
    assert 'value="Typed"' in answer.content.decode()


def test_a_fifth_criterion_is_refused(page, rubric):
    draft = begin(page, rubric)
    competency = CompetencyFactory()
    more = {f"criteria-{index}-name": f"No. {index}" for index in range(2, 5)}
    more |= {f"criteria-{index}-competency": competency.pk for index in range(2, 5)}

    answer = page.post(url("edit", rubric), typed_rubric(draft, **more))

    assert answer.status_code == 400
    assert "at most 4" in text_of(answer)


def test_errors_stand_at_their_field_and_nothing_typed_is_lost(page, rubric):
    draft = begin(page, rubric)
    wrong = {"criteria-1-competency": "", "criteria-1-name": "Typed name", "name": "x"}

    answer = page.post(url("edit", rubric), typed_rubric(draft, **wrong))

    assert answer.status_code == 400
    editor = answer.context["editor"]
    assert list(editor.form.errors) == ["name"]
    assert list(editor.rows.forms[1].errors) == ["competency"]
    assert "Typed name" in answer.content.decode()
    assert 'href="#id_criteria-1-competency"' in answer.content.decode()


def test_all_that_keeps_a_rubric_from_being_published_is_said_at_once(page, rubric):
    draft = begin(page, rubric)
    empty = {"criteria-0-anchor_2": "", "criteria-1-look_for": "", "do": "publish"}

    answer = page.post(url("edit", rubric), typed_rubric(draft, **empty))

    assert answer.status_code == 400
    rows = answer.context["editor"].rows.forms
    assert (list(rows[0].errors), list(rows[1].errors)) == (["anchor_2"], ["look_for"])
    assert draft_of(rubric).revision == 0


def test_a_later_version_without_a_note_is_refused_at_the_note(page, rubric):
    draft = begin(page, rubric)

    answer = page.post(url("edit", rubric), typed_rubric(draft, do="publish", note=" "))

    assert list(answer.context["editor"].form.errors) == ["note"]
    assert draft_of(rubric).revision == 0


def test_the_published_version_says_who_when_and_why(page, rubric):
    draft = begin(page, rubric)
    page.post(url("edit", rubric), typed_rubric(draft, do="publish", note="Sharper anchors."))

    shown = text_of(page.get(rubric.get_absolute_url()))

    assert "Ada Byron Sharper anchors." in shown
    assert "Compare versions" in shown


# ---- Two people ------------------------------------------------------------------------------


def test_a_draft_says_whose_it_is(page, client_of, rubric):
    begin(page, rubric)
    ben = client_of(UserFactory(recruiter=True, library_editor=True))

    assert "Ada Byron is editing version 2" in text_of(ben.get(rubric.get_absolute_url()))
    assert "You are editing version 2" in text_of(page.get(rubric.get_absolute_url()))


def test_a_stale_page_keeps_what_was_typed_and_a_second_save_replaces(page, client_of, rubric):
    seen = begin(page, rubric)
    ben = client_of(UserFactory(recruiter=True, library_editor=True, name="Ben Okri"))
    ben.post(url("edit", rubric), typed_rubric(seen, name="Ben's name"))

    answer = page.post(url("edit", rubric), typed_rubric(seen, name="Ada's name"))

    assert answer.status_code == 409
    assert "Ben Okri saved this draft" in text_of(answer)
    assert 'value="Ada&#x27;s name"' in answer.content.decode()
    assert draft_of(rubric).name == "Ben's name"

    again = typed_rubric(seen, name="Ada's name", revision=answer.context["draft"].revision)
    assert page.post(url("edit", rubric), again).status_code == 302
    assert draft_of(rubric).name == "Ada's name"


@pytest.mark.parametrize("gone", ["publish", "discard"])
def test_text_for_a_draft_that_is_gone_is_kept_and_starts_the_next(page, rubric, gone):
    seen = begin(page, rubric)
    sent = typed_rubric(seen, name="Ada's name")
    if gone == "publish":
        publishing.publish(RubricVersion.objects.get(pk=seen.pk), actor=None)
    else:
        discarding.discard_draft(version=seen, actor=None)

    answer = page.post(url("edit", rubric), sent)

    assert answer.status_code == 409
    assert 'value="Ada&#x27;s name"' in answer.content.decode()
    assert draft_of(rubric) is None

    assert page.post(url("edit", rubric), sent | {"draft": 0, "revision": 0}).status_code == 302
    assert draft_of(rubric).name == "Ada's name"


def test_text_for_what_was_discarded_whole_meanwhile_is_shown_to_copy(page, ada):
    draft = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada)
    sent = typed_rubric(draft, purpose="Written for an hour.") | {
        "criteria-0-anchor_1": "Says nothing <b>that</b> helps.",
        "criteria-0-competency": "17",
        "9" * 500: "Sent by no form.",
    }
    discarding.discard_draft(version=draft, actor=ada)

    for do in ("save", "publish"):
        answer = page.post(url("edit", draft.rubric), sent | {"do": do})

        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Someone discarded this draft" in shown
        assert ">Written for an hour.</textarea>" in shown
        assert ">Says nothing &lt;b&gt;that&lt;/b&gt; helps.</textarea>" in shown
        assert ">Criteria 1 anchor 1</label>" in shown
        assert "17</textarea>" not in shown
    assert page.get(url("edit", draft.rubric)).status_code == 404
    assert page.post(url("preview", draft.rubric), sent).status_code == 404
    assert not Rubric.objects.exists()


@pytest.mark.parametrize(
    "verb",
    [
        lambda item: starting.start_draft(item=item, actor=None),
        lambda item: starting.copy(item=item, actor=None),
        lambda item: archiving.archive_item(item=item, actor=None),
        lambda item: archiving.restore_item(item=item, actor=None),
    ],
    ids=["draft", "copy", "archive", "restore"],
)
def test_what_was_discarded_whole_by_somebody_else_is_a_conflict(verb, ada):
    draft = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada)
    seen = Rubric.objects.get(pk=draft.rubric_id)
    discarding.discard_draft(version=draft, actor=ada)

    with pytest.raises(Conflict, match="has been discarded"):
        verb(seen)
    assert not Rubric.objects.exists()


def test_what_has_a_draft_only_is_not_there_for_a_reader(page, client_of, ada):
    rubric = starting.create_rubric(
        name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada
    ).rubric
    question = starting.create_question(title="Secret", kind="ml_theory", actor=ada).question
    reader = client_of(UserFactory())

    for item in (rubric, question):
        for address in (item.get_absolute_url(), url("compare", item)):
            assert page.get(address).status_code == 200
            assert reader.get(address).status_code == 404


def test_the_page_of_an_item_takes_it_out_as_a_file(page, client_of, rubric, question, ada):
    reader = client_of(UserFactory())
    for item in (rubric, question):
        assert (
            f'href="{url("export", item)}" download'
            in reader.get(item.get_absolute_url()).content.decode()
        )
        assert reader.get(url("export", item)).status_code == 200
    new = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada).rubric

    assert url("export", new) not in page.get(new.get_absolute_url()).content.decode()
    assert "?history=yes" not in page.get(rubric.get_absolute_url()).content.decode()


def test_the_first_page_of_the_library_says_what_one_can_write(page, client_of):
    home = reverse("rubrics:home")
    places = [reverse(f"rubrics:{item}_new") for item in ("rubric", "question")]
    places += [reverse(f"rubrics:{item}_list") + "?state=draft" for item in ("rubric", "question")]
    shown, read = (client.get(home).content.decode() for client in (page, client_of(UserFactory())))

    for place in places:
        assert f'href="{place}"' in shown
        assert f'href="{place}"' not in read


def test_a_second_tab_that_starts_anew_does_not_overwrite_the_draft_of_the_first(page, rubric):
    seen = begin(page, rubric)
    sent = typed_rubric(seen, name="From the second tab", draft=0, revision=0)

    assert page.post(url("edit", rubric), sent).status_code == 409
    assert draft_of(rubric).revision == 0


def test_opening_the_editor_without_a_draft_leads_to_the_rubric(page, rubric):
    answer = page.get(url("edit", rubric), follow=True)

    assert "There is no draft" in text_of(answer)
    assert draft_of(rubric) is None


# ---- Preview ---------------------------------------------------------------------------------


def test_the_preview_shows_what_is_typed_with_the_parts_of_the_kit(page, rubric):
    draft = begin(page, rubric)

    answer = page.post(
        url("preview", rubric), typed_rubric(draft, **{"criteria-0-anchor_3": "Typed just now."})
    )

    assert answer.status_code == 200
    assert "Typed just now." in text_of(answer)
    assert "rubrics/parts/criterion.html" in [one.name for one in answer.templates]
    assert draft_of(rubric).revision == 0


def test_advice_stands_beside_the_criterion_that_it_is_about_and_never_blocks(page, rubric):
    draft = begin(page, rubric)
    vague = {"criteria-1-anchor_3": "Shows good intuition and is passionate"}

    answer = page.post(url("preview", rubric), typed_rubric(draft, **vague))

    found = answer.context["advice"]
    assert "good intuition" in [item.finding.text for item in found[1]]
    assert 'id="findings-1" hx-swap-oob="innerHTML"' in answer.content.decode()
    sent = typed_rubric(draft, do="publish", **vague)
    assert page.post(url("edit", rubric), sent).status_code == 302


def test_a_criterion_that_is_not_begun_gets_no_advice(page, rubric):
    draft = begin(page, rubric)
    new = {"criteria-2-name": "Not begun", "criteria-2-competency": CompetencyFactory().pk}

    answer = page.post(url("preview", rubric), typed_rubric(draft, **new))

    assert answer.context["advice"][2] == []


def test_the_preview_of_a_question_shows_formulas_and_half_typed_parts(page, question):
    draft = begin(page, question)
    typed = {"body": "Show that **this** holds.", "hints-0-text": "Look.", "minutes": "x"}

    answer = page.post(url("preview", question), typed_question(draft, **typed))

    assert "<strong>this</strong>" in answer.content.decode()
    assert "Look." in text_of(answer)


# ---- Writing a question ----------------------------------------------------------------------


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


# ---- Versions, out of use, copies ------------------------------------------------------------


def test_two_versions_are_compared_word_by_word(page, rubric):
    draft = begin(page, rubric)
    sent = typed_rubric(draft, do="publish", note="Sharper.")
    sent["criteria-0-anchor_1"] = "Says hardly anything."
    page.post(url("edit", rubric), sent)

    answer = page.get(url("compare", rubric))

    assert "<del>nothing</del>" in answer.content.decode()
    assert "<ins>hardly anything</ins>" in answer.content.decode()
    assert "1 change." in text_of(answer)
    assert "Sharper." in text_of(answer)


def test_a_draft_is_compared_with_what_is_published(page, question):
    draft = begin(page, question)
    page.post(url("edit", question), typed_question(draft, title="Three sums"))

    answer = page.get(url("compare", question))

    assert "<del>Two</del> sums" in answer.content.decode()
    assert "<ins>Three</ins> sums" in answer.content.decode()


def test_one_version_alone_has_nothing_to_be_compared_with(page, rubric):
    assert "Nothing to compare" in text_of(page.get(url("compare", rubric)))
    assert page.get(url("compare", rubric), {"before": "9"}).status_code == 404


def test_a_copy_is_opened_to_write_in(page, rubric):
    answer = page.post(url("copy", rubric), follow=True)

    assert "Copy created as a draft." in text_of(answer)
    assert Rubric.objects.get(copied_from=rubric).draft.criteria.count() == 2


def test_archived_and_back(page, rubric):
    assert "Archived “" in text_of(page.post(url("archive", rubric), follow=True))
    listed = reverse("rubrics:rubric_list")
    assert "Coding" not in text_of(page.get(listed))
    assert "Coding" in text_of(page.get(listed, {"state": "archived"}))

    assert "Restored “" in text_of(page.post(url("restore", rubric), follow=True))
    assert "Coding" in text_of(page.get(listed))


def test_a_rubric_that_a_role_needs_says_which_when_it_is_to_be_archived(page, library):
    rubric = Rubric.objects.get(key="math-puzzle")

    answer = page.post(url("archive", rubric), follow=True)

    assert "default loop of ML engineer" in text_of(answer)
    assert Rubric.objects.get(pk=rubric.pk).archived_at is None


def test_drafts_are_listed_for_those_who_write(page, client_of, rubric):
    begin(page, rubric)
    listed = reverse("rubrics:rubric_list")

    assert "Draft Ada Byron" in text_of(page.get(listed, {"state": "draft"}))
    reader = client_of(UserFactory())
    assert "Draft" not in text_of(reader.get(listed, {"state": "draft"}))


def test_a_discarded_draft_leaves_the_rubric_and_a_new_one_goes_whole(page, rubric):
    draft = begin(page, rubric)
    assert "Draft discarded." in text_of(
        page.post(url("discard", rubric), {"revision": draft.revision}, follow=True)
    )
    new = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=None).rubric

    answer = page.post(url("discard", new), {"revision": 0})

    assert answer["Location"] == reverse("rubrics:rubric_list")
    assert list(Rubric.objects.all()) == [rubric]


def test_a_draft_that_changed_is_not_discarded_unseen(page, rubric):
    draft = begin(page, rubric)
    page.post(url("edit", rubric), typed_rubric(draft))

    answer = page.post(url("discard", rubric), {"revision": draft.revision})

    assert answer.status_code == 409
    assert draft_of(rubric) is not None


def test_lists_of_drafts_cost_the_same_for_any_number(page, ada, django_assert_max_num_queries):
    counts = []
    for more in (1, 12):
        for _ in range(more):
            starting.start_draft(item=published_rubric().rubric, actor=ada)
        with django_assert_max_num_queries(16) as captured:
            page.get(reverse("rubrics:rubric_list"), {"state": "draft"})
        counts.append(len(captured))

    assert counts[0] == counts[1]
