"""The pages on which rubrics are written."""

import pytest
from django.urls import reverse

from hiring.accounts.models import TeamRole
from hiring.requisitions.actions.team import join_team
from rubrics.bank.actions import starting
from rubrics.models import Rubric
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import opening
from tests.factories.rubrics import CompetencyFactory
from tests.rubrics.bank.writing import SENTENCE, begin, draft_of, text_of, typed_rubric, url

pytestmark = pytest.mark.django_db


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
