"""Writing by verbs: where drafts come from, who may save over whom, and what stays as it was."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hiring.activity import clock
from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from hiring.ui.one_line import one_line
from rubrics.bank.actions import archiving, discarding, publishing, saving, starting
from rubrics.documents.rubrics import criterion_document
from rubrics.models import ArchetypeInterview, Question, QuestionVersion, Rubric, RubricVersion
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    RoleArchetypeFactory,
    published_question,
    published_rubric,
)

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SENTENCE = "A sentence that is long enough for anybody."


@pytest.fixture
def ada():
    return UserFactory(recruiter=True, name="Ada Byron")


@pytest.fixture
def ben():
    return UserFactory(recruiter=True, name="Ben Okri")


def criterion(name="Checks", **given):
    anchors = {f"anchor_{level}": f"Does it {level} times." for level in (1, 2, 3, 4)}
    usual = {"competency": CompetencyFactory(), "name": name, "look_for": "While they work."}
    return criterion_document(usual | anchors | given)


def save(version, actor, **given):
    usual = {"name": "Coding", "purpose": SENTENCE, "criteria": [criterion()]}
    return saved(version, actor, usual | given)


def save_question(version, actor, **given):
    usual = {
        "title": "Two sums",
        "archetypes": [],
        "body": SENTENCE,
        "guide": SENTENCE,
        "hints": [],
        "follow_ups": [],
        "details": {},
        "minutes": 30,
        "difficulty": 3,
        "competencies": [CompetencyFactory().key],
    }
    return saved(version, actor, usual | given)


def saved(version, actor, document):
    revision, note = document.pop("revision", version.revision), document.pop("note", "")
    return saving.save_draft(
        version=version, document=document, actor=actor, revision=revision, note=note
    )


def sentences():
    return [event.sentence() for event in Event.objects.order_by("pk")]


# ---- Where a draft comes from ----------------------------------------------------------------


def test_a_draft_starts_as_the_current_version_and_a_second_start_gives_the_same(ada, ben):
    published = published_rubric(criteria=3)

    draft = starting.start_draft(item=published.rubric, actor=ada)
    again = starting.start_draft(item=published.rubric, actor=ben)

    assert again == draft
    assert (draft.number, draft.saved_by) == (2, ada)
    names = list(published.criteria.values_list("name", "anchor_4"))
    assert list(draft.criteria.values_list("name", "anchor_4")) == names
    assert sentences() == ["started a draft of the rubric"]


def test_a_draft_of_a_question_starts_with_all_that_it_holds(ada):
    competency, role = CompetencyFactory(), RoleArchetypeFactory()
    published = published_question(
        competencies=[competency],
        hints=[{"text": "Look.", "cost": "A point."}],
        follow_ups=["And then?"],
        details={"check": "assert True is not False"},
    )
    published.question.archetypes.add(role)

    draft = starting.start_draft(item=published.question, actor=ada)

    assert list(draft.competencies.all()) == [competency]
    assert (draft.hints, draft.follow_ups) == (published.hints, published.follow_ups)
    assert (draft.details, draft.archetype_keys) == (published.details, [role.key])


def test_a_new_rubric_is_a_draft_under_a_free_key(ada):
    first = starting.create_rubric(
        name="Kernel talk", kind="ml_theory", purpose=SENTENCE, actor=ada
    )
    second = starting.create_rubric(
        name="Kernel talk", kind="ml_theory", purpose=SENTENCE, actor=ada
    )

    assert (first.rubric.key, second.rubric.key) == ("kernel-talk", "kernel-talk-2")
    assert (first.rubric.source, first.rubric.current_version) == ("own", None)
    assert not Rubric.objects.current().exists()
    assert sentences()[0] == "created a new rubric"


def test_a_name_without_latin_letters_gets_a_key_too(ada):
    draft = starting.create_question(title="数学", kind="ml_theory", actor=ada)

    assert draft.question.key == "question"


def test_a_key_that_is_taken_and_a_kind_that_there_is_not_are_refused_at_their_field(ada):
    taken = published_rubric().rubric.key
    for wrong, field in (({"key": taken}, "key"), ({"kind": "small_talk"}, "kind")):
        usual = {"name": "Talk", "kind": "ml_theory", "purpose": SENTENCE}
        with pytest.raises(Refused) as refusal:
            starting.create_rubric(actor=ada, **usual | wrong)

        assert refusal.value.field == field


def test_a_copy_is_our_own_and_knows_of_what(ada):
    published = published_rubric(criteria=2)

    own = starting.copy(item=published.rubric, actor=ada)

    assert (own.copied_from, own.source, own.kind) == (published.rubric, "own", "ml_coding")
    assert own.key == f"{published.rubric.key}-copy"
    assert own.draft.criteria.count() == 2
    assert published.rubric.draft is None


def test_a_question_is_copied_with_roles_and_competencies(ada):
    competency, role = CompetencyFactory(), RoleArchetypeFactory()
    published = published_question(competencies=[competency], body="Say it.")
    published.question.archetypes.add(role)

    own = starting.copy(item=published.question, actor=ada)

    assert own.draft.body == "Say it."
    assert (own.draft.archetype_keys, list(own.draft.competencies.all())) == (
        [role.key],
        [competency],
    )


def test_what_is_archived_can_be_copied_and_not_be_written(ada):
    rubric = archiving.archive_item(item=published_rubric().rubric, actor=ada)

    with pytest.raises(Refused, match="archived"):
        starting.start_draft(item=rubric, actor=ada)

    assert starting.copy(item=rubric, actor=ada).draft is not None


# ---- Saving ----------------------------------------------------------------------------------


def test_saving_counts_and_remembers_who_and_when(ada):
    draft = starting.start_draft(item=published_rubric().rubric, actor=ada)

    with clock.set_to(MORNING):
        saved = save(draft, ada, note="Sharper.")

    assert (saved.revision, saved.saved_by, saved.saved_at) == (1, ada, MORNING)
    assert RubricVersion.objects.get(pk=draft.pk).note == "Sharper."


def test_a_stale_page_is_told_who_saved_when_and_changes_nothing(ada, ben):
    draft = starting.start_draft(item=published_rubric().rubric, actor=ada)
    with clock.set_to(MORNING):
        save(draft, ada, name="Ada's name")

    with pytest.raises(Conflict, match=r"Ada Byron saved this draft on .*2026.*after you opened"):
        save(draft, ben, name="Ben's name")

    assert RubricVersion.objects.get(pk=draft.pk).name == "Ada's name"


def test_saving_what_was_published_or_discarded_meanwhile_is_a_conflict(ada, ben):
    first = starting.start_draft(item=published_rubric().rubric, actor=ada)
    second = starting.start_draft(item=published_rubric().rubric, actor=ada)
    publishing.publish(first, actor=ada, note="Because.")
    discarding.discard_draft(version=RubricVersion.objects.get(pk=second.pk), actor=ada)

    for stale, said in ((first, "already published"), (second, "discarded")):
        stale.status = "draft"
        with pytest.raises(Conflict, match=said):
            save(stale, ben)


def test_more_than_four_criteria_are_refused(ada):
    draft = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada)

    with pytest.raises(Refused, match="at most 4") as refusal:
        save(draft, ada, criteria=[criterion() for _ in range(5)])

    assert refusal.value.field == "criteria"


def test_a_new_name_is_nobodys_until_it_is_published(ada):
    rubric = published_rubric(name="Old name").rubric
    draft = save(starting.start_draft(item=rubric, actor=ada), ada, name="New name")
    assert Rubric.objects.get().name == "Old name"

    publishing.publish(draft, actor=ada, note="A better name.")

    assert (rubric.versions.get(number=2).name, Rubric.objects.get().name) == ("New name",) * 2


def test_a_question_takes_title_and_roles_when_it_is_published(ada):
    role = RoleArchetypeFactory()
    question = published_question(title="Old title", competencies=[CompetencyFactory()]).question
    draft = starting.start_draft(item=question, actor=ada)
    draft = save_question(draft, ada, title="New title", archetypes=[role.key])
    assert (Question.objects.get().title, question.archetypes.count()) == ("Old title", 0)

    publishing.publish(draft, actor=ada, note="For one role.")

    assert (Question.objects.get().title, question.archetypes.get()) == ("New title", role)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"details": {"tree": [{"phase": "modeling", "listen_for": ""}]}}, "details.tree.0"),
        ({"details": {"tree": [{"phase": "x", "asks": [], "listen_for": ""}]}}, "details.tree.0.phase"),  # noqa: E501
        ({"details": {"family": "no-such-family"}}, "details.family"),
        ({"details": {"data": "no-such-data"}}, "details.data"),
        ({"details": {"wishes": "many"}}, "details.wishes"),
        ({"hints": [{"text": "Look."}]}, "hints.0"),
        ({"minutes": 3}, "minutes"),
        ({"difficulty": 6}, "difficulty"),
        (
            {
                "details": {
                    "tree": [
                        {"phase": "modeling", "asks": [], "listen_for": ""},
                        {"phase": "modeling", "asks": [], "listen_for": ""},
                    ]
                }
            },
            "details.tree.1.phase",
        ),
    ],
)  # fmt: skip
def test_what_could_not_be_read_again_is_refused_in_a_draft_too(ada, wrong, field):
    draft = starting.create_question(title="Two sums", kind="project_probe", actor=ada)

    with pytest.raises(Refused) as refusal:
        save_question(draft, ada, **wrong)

    assert refusal.value.field == field
    assert QuestionVersion.objects.get().revision == 0


def test_a_draft_may_be_unfinished_and_is_not_published_so(ada):
    draft = starting.create_question(title="Two sums", kind="ml_coding", actor=ada)
    draft = save_question(draft, ada, hints=[{"text": "Too short", "cost": ""}], guide="")

    with pytest.raises(Refused, match="at least 20 characters") as refusal:
        publishing.publish(draft, actor=ada)

    assert refusal.value.field == "guide"


def test_a_later_version_says_what_changed(ada):
    draft = save(starting.start_draft(item=published_rubric().rubric, actor=ada), ada)

    with pytest.raises(Refused, match="what changed") as refusal:
        publishing.publish(draft, actor=ada)

    assert refusal.value.field == "note"


def test_publishing_what_somebody_saved_meanwhile_is_a_conflict(ada, ben):
    draft = starting.start_draft(item=published_rubric().rubric, actor=ada)
    save(draft, ada)

    with pytest.raises(Conflict, match="Ada Byron"):
        publishing.publish(draft, actor=ben, note="Mine.", revision=0)


# ---- Out of use ------------------------------------------------------------------------------


def test_a_discarded_draft_leaves_what_is_published(ada):
    published = published_rubric()
    draft = starting.start_draft(item=published.rubric, actor=ada)

    discarding.discard_draft(version=draft, actor=ada)

    assert published.rubric.current_version == published
    assert published.rubric.draft is None
    assert sentences()[-1] == "discarded the draft of the rubric"


def test_what_was_never_published_goes_with_its_draft(ada):
    draft = starting.create_question(title="Two sums", kind="ml_coding", actor=ada)

    discarding.discard_draft(version=draft, actor=ada)

    assert not Question.objects.exists()


def test_a_draft_that_somebody_saved_meanwhile_is_not_discarded_unseen(ada, ben):
    draft = starting.start_draft(item=published_rubric().rubric, actor=ada)
    save(draft, ada)

    with pytest.raises(Conflict, match="Ada Byron"):
        discarding.discard_draft(version=draft, actor=ben, revision=0)


def test_archiving_and_restoring_are_recorded_once(ada):
    question = published_question().question

    for _ in range(2):
        archiving.archive_item(item=question, actor=ada)
    assert not Question.objects.current().exists()
    for _ in range(2):
        archiving.restore_item(item=question, actor=ada)

    assert Question.objects.current().get() == question
    assert sentences() == ["archived the question", "restored the question"]


def test_a_rubric_that_a_role_needs_is_not_archived_and_the_role_is_named(ada):
    rubric = published_rubric().rubric
    role = RoleArchetypeFactory(name="ML engineer")
    ArchetypeInterview.objects.create(
        archetype=role, rubric=rubric, position=1, name="Coding", minutes=60
    )
    with pytest.raises(Refused, match="default loop of ML engineer"):
        archiving.archive_item(item=rubric, actor=ada)

    role.archived_at = MORNING
    role.save()
    assert archiving.archive_item(item=rubric, actor=ada).archived_at is not None


def test_a_draft_alone_is_discarded_and_not_archived(ada):
    draft = starting.create_rubric(name="Talk", kind="ml_theory", purpose=SENTENCE, actor=ada)

    with pytest.raises(Refused, match="Discard"):
        archiving.archive_item(item=draft.rubric, actor=ada)


# ---- What is written is what is read ---------------------------------------------------------

TEXTS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=60
).filter(one_line)
CRITERIA = st.lists(st.lists(TEXTS, min_size=6, max_size=6), min_size=1, max_size=4)
FIELDS = ("name", "look_for", "anchor_1", "anchor_2", "anchor_3", "anchor_4")


class WrittenIsRead(TestCase):
    def setUp(self):
        self.ada, self.competency = UserFactory(recruiter=True), CompetencyFactory()
        self.rubric = published_rubric(criteria=2).rubric

    @given(CRITERIA, TEXTS)
    def test_order_and_texts_of_criteria_survive_save_publish_and_read(self, texts, note):
        draft = starting.start_draft(item=self.rubric, actor=self.ada)
        rows = [dict(zip(FIELDS, row, strict=True)) for row in texts]
        usual = {"competency": self.competency}
        criteria = [criterion_document(row | usual) for row in rows]

        saved = save(draft, self.ada, criteria=criteria, note=note)
        publishing.publish(saved, actor=self.ada)

        current = Rubric.objects.get(pk=self.rubric.pk).current_version
        assert current.pk == draft.pk
        written = [row | {"name": one_line(row["name"])} for row in rows]
        assert list(current.criteria.values(*FIELDS)) == written
        assert [c.position for c in current.criteria.all()] == list(range(1, len(rows) + 1))
