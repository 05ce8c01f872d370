"""Drafts on the pages of the editor: whose, stale, compared, listed, discarded."""

import pytest
from django.urls import reverse

from hiring.activity.actions import Conflict
from rubrics.bank.actions import archiving, discarding, publishing, starting
from rubrics.models import Rubric, RubricVersion
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import published_rubric
from tests.rubrics.bank.writing import (
    SENTENCE,
    begin,
    draft_of,
    text_of,
    typed_question,
    typed_rubric,
    url,
)

pytestmark = pytest.mark.django_db


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


def test_a_second_tab_that_starts_anew_does_not_overwrite_the_draft_of_the_first(page, rubric):
    seen = begin(page, rubric)
    sent = typed_rubric(seen, name="From the second tab", draft=0, revision=0)

    assert page.post(url("edit", rubric), sent).status_code == 409
    assert draft_of(rubric).revision == 0


def test_opening_the_editor_without_a_draft_leads_to_the_rubric(page, rubric):
    answer = page.get(url("edit", rubric), follow=True)

    assert "There is no draft" in text_of(answer)
    assert draft_of(rubric) is None


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
