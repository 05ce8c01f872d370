"""Writing role archetypes: texts, weeks, profiles, stages, loops, copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hiring.activity.actions import Conflict, Refused
from hiring.activity.models import Event
from rubrics.exchange.loading import load_catalog
from rubrics.models import Level, ProfileEntry, RoleArchetype, StageKind, Stance
from rubrics.models.archetypes import WEEK_PARTS
from rubrics.roles.actions.archiving import archive_row, restore_row
from rubrics.roles.actions.checking import week
from rubrics.roles.actions.loops import (
    interviews_of,
    set_default_loop,
    set_default_stages,
    stages_of,
)
from rubrics.roles.actions.profiles import set_profile
from rubrics.roles.actions.roles import (
    copy_role,
    create_role,
    save_role,
)
from rubrics.verbs import Verb
from tests.factories.accounts import UserFactory
from tests.factories.rubrics import (
    CompetencyFactory,
    ProfileEntryFactory,
    RoleArchetypeFactory,
    RubricFactory,
    published_rubric,
)

pytestmark = pytest.mark.django_db
TEXTS = {
    "name": "Data plumber",
    "short": "DP",
    "summary": "Keeps the data flowing.",
    "does": "Pipes.",
    "work_product": "Water.",
}


@pytest.fixture
def actor():
    return UserFactory(recruiter=True, library_editor=True)


def entry(competency, **given):
    usual = {"stance": Stance.BAR, "weight": 2, "bar_level": 2, "why": ""}
    return usual | {"competency": competency} | given


def stage(name, kind, target_days=5):
    return {"name": name, "kind": kind, "target_days": target_days}


APPLIED, ONSITE, HIRED = (
    stage(kind.label, kind) for kind in (StageKind.APPLIED, StageKind.ONSITE, StageKind.HIRED)
)


# What it is


def test_a_new_role_has_the_usual_stages_and_can_be_opened_once_it_has_a_profile(actor):
    role = create_role(**TEXTS, actor=actor)

    assert role.key == "data-plumber"
    assert [s.kind for s in role.stages.all()] == list(StageKind.values)
    assert sum(role.week.values()) == 100


@pytest.mark.parametrize("short", ["", "two words", "DP/1", "-DP", "x" * 13, "Ä"])
def test_a_short_name_must_fit_into_the_keys_of_openings(actor, short):
    with pytest.raises(Refused) as refusal:
        create_role(**TEXTS | {"short": short}, actor=actor)

    assert refusal.value.field == "short"


def test_a_short_name_is_taken_also_by_a_archived_role_and_in_other_capitals(actor):
    archive_row(row=RoleArchetypeFactory(short="dp"), actor=actor)

    with pytest.raises(Refused, match="short name") as refusal:
        create_role(**TEXTS, actor=actor)

    assert refusal.value.field == "short"


def test_lists_lose_blank_and_repeated_lines(actor):
    role = save_role(role=RoleArchetypeFactory(), tools=["SQL", " ", "SQL", "a  b"], actor=actor)

    assert role.tools == ["SQL", "a b"]


@pytest.mark.parametrize("lines", [["x" * 81], [str(n) for n in range(31)]])
def test_lists_have_an_end(actor, lines):
    with pytest.raises(Refused) as refusal:
        save_role(role=RoleArchetypeFactory(), tools=lines, actor=actor)

    assert refusal.value.field == "tools"


def test_a_week_that_does_not_sum_to_100_is_refused_with_its_sum(actor):
    role = RoleArchetypeFactory()

    with pytest.raises(Refused, match="add up to 95") as refusal:
        save_role(role=role, week=role.week | {"data": 15}, actor=actor)

    assert refusal.value.field == "week"


@given(st.lists(st.integers(-20, 120), min_size=5, max_size=5))
def test_a_week_is_kept_only_if_its_shares_are_shares_of_one_whole(shares):
    given_week = dict(zip(WEEK_PARTS, shares, strict=True))
    possible = sum(shares) == 100 and all(0 <= share <= 100 for share in shares)

    if possible:
        assert week(given_week) == given_week
        return
    with pytest.raises(Refused) as refusal:
        week(given_week)
    assert refusal.value.field == "week"


def test_an_edit_of_one_section_does_not_mind_an_edit_of_another(actor):
    role = RoleArchetypeFactory(summary="Before.")
    seen = {"summary": "Before."}
    save_role(role=role, pitch=["Good people"], actor=actor)

    saved = save_role(role=role, summary="After.", seen=seen, actor=actor)

    assert (saved.summary, saved.pitch) == ("After.", ["Good people"])


def test_an_edit_of_the_same_section_meanwhile_is_a_conflict(actor):
    role = RoleArchetypeFactory(summary="Before.")
    seen = {"summary": "Before."}
    save_role(role=role, summary="Theirs.", actor=actor)

    with pytest.raises(Conflict):
        save_role(role=role, summary="Mine.", seen=seen, actor=actor)


def test_a_copy_has_everything_and_names_of_its_own(library, actor):
    role = RoleArchetype.objects.get(key="ml-engineer")

    first, second = copy_role(role=role, actor=actor), copy_role(role=role, actor=actor)

    assert (first.name, first.short) == ("ML engineer (copy)", "MLE-2")
    assert (second.name, second.short) == ("ML engineer (copy 3)", "MLE-3")
    assert first.source == "own"
    assert first.profile.count() == role.profile.count() == 64
    assert stages_of(first) == stages_of(role)
    assert interviews_of(first) == interviews_of(role)


def test_a_archived_role_comes_back(actor):
    role = archive_row(row=RoleArchetypeFactory(), actor=actor)
    assert not RoleArchetype.objects.in_use().exists()

    restore_row(row=role, actor=actor)

    assert RoleArchetype.objects.in_use().get() == role


# Profile


def test_a_profile_takes_the_place_of_the_former_at_its_level_only(actor):
    kept = ProfileEntryFactory(level=Level.MID)
    role, other = kept.archetype, CompetencyFactory()
    ProfileEntryFactory(archetype=role, level=Level.SENIOR)

    set_profile(role=role, level="mid", entries=[entry(other, weight=5)], actor=actor)

    assert [(e.competency, e.weight) for e in role.profile.at("mid")] == [(other, 5)]
    assert role.profile.at("senior").count() == 1


def test_the_history_of_a_profile_names_what_changed(actor):
    role, one, two = RoleArchetypeFactory(), CompetencyFactory(), CompetencyFactory()
    set_profile(role=role, level="mid", entries=[entry(one), entry(two)], actor=actor)

    set_profile(role=role, level="mid", entries=[entry(one), entry(two, weight=4)], actor=actor)

    event = Event.objects.about(role).first()
    change = event.changes.get()
    assert event.sentence() == "changed the profile at the level Mid"
    assert change.field == f"profile:mid:{two.pk}"
    assert change.new == "Minimum bar to check, weight 4, needs level 2"


def test_the_same_profile_again_leaves_no_trace(actor):
    role, one = RoleArchetypeFactory(), CompetencyFactory()
    set_profile(role=role, level="mid", entries=[entry(one)], actor=actor)

    set_profile(role=role, level="mid", entries=[entry(one)], actor=actor)

    assert Event.objects.filter(verb=Verb.ROLE_PROFILE_SET).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": 0},
        {"weight": 6},
        {"bar_level": 1},
        {"bar_level": 5},
        {"stance": "hope"},
        {"weight": True},
    ],
)
def test_a_profile_keeps_to_its_scales(actor, wrong):
    with pytest.raises(Refused):
        set_profile(
            role=RoleArchetypeFactory(),
            level="mid",
            entries=[entry(CompetencyFactory(), **wrong)],
            actor=actor,
        )


def test_a_competency_stands_in_a_profile_once(actor):
    one = CompetencyFactory()

    with pytest.raises(Refused, match="twice"):
        set_profile(
            role=RoleArchetypeFactory(), level="mid", entries=[entry(one), entry(one)], actor=actor
        )


def test_a_archived_competency_stays_in_a_profile_but_comes_into_none(actor):
    kept = ProfileEntryFactory(competency__archived_at="2026-01-01T00:00:00Z", level="mid")
    again = entry(kept.competency, weight=1)

    set_profile(role=kept.archetype, level="mid", entries=[again], actor=actor)

    assert kept.archetype.profile.at("mid").get().weight == 1
    with pytest.raises(Refused, match="archived"):
        set_profile(role=kept.archetype, level="senior", entries=[again], actor=actor)


def test_a_profile_of_an_older_page_is_a_conflict(actor):
    role, one = RoleArchetypeFactory(), CompetencyFactory()
    set_profile(role=role, level="mid", entries=[entry(one)], actor=actor)

    with pytest.raises(Conflict):
        set_profile(role=role, level="mid", entries=[], revision=0, actor=actor)

    assert role.profile.count() == 1


class Profiles(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 3),
                st.sampled_from(Stance.values),
                st.integers(1, 5),
                st.integers(2, 4),
                st.sampled_from(["", "It matters here."]),
            ),
            unique_by=lambda one: one[0],
        )
    )
    def test_any_profile_reads_back_as_it_was_set(self, drawn):
        competencies = [CompetencyFactory() for _ in range(4)]
        role = RoleArchetypeFactory()
        entries = [
            entry(competencies[n], stance=stance, weight=weight, bar_level=bar, why=why)
            for n, stance, weight, bar, why in drawn
        ]

        set_profile(role=role, level="staff", entries=entries, actor=None)
        again = [entry(e.competency, **_plain(e)) for e in role.profile.all()]
        set_profile(role=role, level="staff", entries=again, actor=None)

        told = {(e.competency, e.stance, e.weight, e.bar_level, e.why) for e in role.profile.all()}
        assert told == {
            (e["competency"], e["stance"], e["weight"], e["bar_level"], e["why"]) for e in entries
        }
        # Setting it once is one event, setting it again none; an empty one is none at all.
        assert Event.objects.about(role).count() == bool(entries)


def _plain(row: ProfileEntry) -> dict:
    return {name: getattr(row, name) for name in ("stance", "weight", "bar_level", "why")}


# Stages


def test_stages_take_the_place_of_the_former_in_their_order(actor):
    role = create_role(**TEXTS, actor=actor)
    screen = stage("Phone call", StageKind.SCREEN, 2)

    set_default_stages(role=role, stages=[APPLIED, screen, ONSITE, HIRED], actor=actor)

    assert [s.name for s in role.stages.all()] == ["Applied", "Phone call", "Onsite", "Hired"]
    assert "Phone call · Screen · 2" in Event.objects.about(role).first().changes.get().new


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ([], "Applied"),
        ([ONSITE, APPLIED, HIRED], "Applied"),
        ([APPLIED, APPLIED, ONSITE, HIRED], "Applied"),
        ([APPLIED, HIRED, ONSITE], "Hired"),
        ([APPLIED, ONSITE], "Hired"),
        ([APPLIED, HIRED], "Onsite"),
        ([APPLIED, *[ONSITE] * 19, HIRED], "At most 20"),
        ([APPLIED, ONSITE | {"name": ""}, HIRED], "required"),
        ([APPLIED, ONSITE | {"target_days": 400}, HIRED], "365"),
    ],
)
def test_stages_that_no_opening_could_start_with_are_refused(actor, stages, said):
    with pytest.raises(Refused, match=said) as refusal:
        set_default_stages(role=RoleArchetypeFactory(), stages=stages, actor=actor)

    assert refusal.value.field == "stages"


def test_stages_of_an_older_page_are_a_conflict(actor):
    role = create_role(**TEXTS, actor=actor)
    set_default_stages(role=role, stages=[APPLIED, ONSITE, HIRED], actor=actor)

    with pytest.raises(Conflict):
        set_default_stages(
            role=role, stages=[APPLIED, ONSITE, ONSITE, HIRED], revision=0, actor=actor
        )


# Loop


def talk(rubric, **given):
    return {"name": "Talk", "rubric": rubric, "minutes": 45, "level": None} | given


def test_a_loop_takes_the_place_of_the_former_in_its_order(actor):
    role, rubric = RoleArchetypeFactory(), published_rubric().rubric
    loop = [talk(rubric, name="Second", level="mid"), talk(rubric, name="First")]

    set_default_loop(role=role, interviews=loop, actor=actor)
    set_default_loop(role=role, interviews=loop[::-1], actor=actor)

    assert [i.name for i in role.interviews.all()] == ["First", "Second"]
    assert Event.objects.filter(verb=Verb.ROLE_LOOP_SET).count() == 2


def test_an_interview_needs_a_rubric_that_can_be_used(actor):
    role, draft = RoleArchetypeFactory(), RubricFactory(name="Unwritten")

    with pytest.raises(Refused, match="Unwritten") as refusal:
        set_default_loop(role=role, interviews=[talk(draft)], actor=actor)

    assert refusal.value.field == "interviews"


def test_a_rubric_that_was_archived_stays_in_the_loop_that_has_it(actor):
    role, rubric = RoleArchetypeFactory(), published_rubric().rubric
    set_default_loop(role=role, interviews=[talk(rubric)], actor=actor)
    rubric.archived_at = rubric.current_version.published_at
    rubric.save()

    set_default_loop(role=role, interviews=[talk(rubric, minutes=60)], actor=actor)

    assert role.interviews.get().minutes == 60


@pytest.mark.parametrize(
    "wrong", [{"minutes": 14}, {"minutes": 241}, {"level": "principal"}, {"name": " "}]
)
def test_interviews_keep_to_their_limits(actor, wrong):
    rubric = published_rubric().rubric

    with pytest.raises(Refused):
        set_default_loop(
            role=RoleArchetypeFactory(), interviews=[talk(rubric, **wrong)], actor=actor
        )


def test_the_loader_keeps_a_role_of_which_only_the_profile_was_edited(library, actor):
    role = RoleArchetype.objects.get(key="ml-engineer")
    first = role.profile.at("mid").select_related("competency").first()
    others = [entry(e.competency, **_plain(e)) for e in role.profile.at("mid")[1:]]
    changed = entry(first.competency, **_plain(first) | {"why": "Ours."})

    set_profile(role=role, level="mid", entries=[changed, *others], actor=actor)

    assert not load_catalog().changed
    assert role.profile.get(level="mid", competency=first.competency).why == "Ours."
