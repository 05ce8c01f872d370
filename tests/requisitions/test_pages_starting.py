"""The page that starts a requisition: the work, its surroundings, whom one looks for."""

import pytest

from hiring.requisitions.models import Requisition
from rubrics.models import Depth, Level, ProfileEntry
from tests.factories.accounts import UserFactory
from tests.factories.requisitions import role
from tests.requisitions.pages import HTMX, organization, rule, url

pytestmark = pytest.mark.django_db


def values(archetype, **more):
    return {"archetype": archetype.pk, "level": "senior", "strategy": "experienced"} | more


def researchers():
    """A role in research, described at the junior level, too."""
    archetype = role()
    archetype.ml = Depth.VERY_HIGH
    archetype.save()
    for entry in ProfileEntry.objects.filter(archetype=archetype, level=Level.SENIOR):
        entry.pk, entry.level = None, Level.JUNIOR
        entry.save()
    return archetype


class TestContinue:
    def test_it_makes_a_draft_and_leads_to_what_is_tested(self, client, recruiter):
        archetype, place = role(short="MLE"), organization()

        answer = client.post(
            url("create"),
            values(
                archetype,
                organization=place.pk,
                emphasis="balanced",
                data_ownership="own",
                model_ownership="",
            ),
        )

        draft = Requisition.objects.get()
        assert answer.headers["Location"] == url("build_profile", draft)
        assert draft.is_draft
        assert (draft.key, draft.created_by) == ("MLE-1", recruiter)
        assert draft.organization == place
        assert (draft.emphasis, draft.data_ownership) == ("balanced", "own")
        assert draft.model_ownership == ""

    def test_a_mistake_is_told_at_its_field_and_nothing_chosen_is_lost(self, client, recruiter):
        archetype, place = role(), organization()

        answer = client.post(
            url("create"),
            values(archetype, level="nonsense", organization=place.pk, emphasis="research"),
        )

        page = answer.content.decode()
        assert answer.status_code == 400
        assert 'href="#id_level' in page
        assert f'value="{place.pk}" type="radio"' in page or "checked" in page
        assert '<option value="research" selected>' in page
        assert not Requisition.objects.exists()

    def test_a_junior_needs_a_mentor_by_name(self, client, recruiter):
        archetype, mentor = role(), UserFactory()

        refused = client.post(url("create"), values(archetype, strategy="junior"))
        made = client.post(url("create"), values(archetype, strategy="junior", mentor=mentor.pk))

        assert refused.status_code == 400
        assert "Choose a mentor." in refused.content.decode()
        assert made.status_code == 302
        assert Requisition.objects.get().mentor == mentor

    def test_so_does_a_junior_in_research_whatever_the_strategy(self, client, recruiter):
        answer = client.post(url("create"), values(researchers(), level="junior"))

        assert answer.status_code == 400
        assert "Choose a mentor." in answer.content.decode()

    def test_whoever_cannot_sign_in_is_no_mentor(self, client, recruiter):
        gone = UserFactory(is_active=False)

        answer = client.post(url("create"), values(role(), strategy="junior", mentor=gone.pk))

        assert answer.status_code == 400
        assert not Requisition.objects.exists()

    def test_a_level_that_is_not_described_is_told_at_the_field(self, client, recruiter):
        answer = client.post(url("create"), values(role(), level="mid"))

        assert answer.status_code == 400
        assert "no profile at this level" in answer.content.decode()

    def test_a_role_in_research_is_marked_for_the_page_to_ask_for_a_mentor(self, client, recruiter):
        researchers()

        assert client.get(url("create")).content.decode().count("data-research") == 1

    def test_roles_are_told_by_their_sentence_and_their_week(self, client, recruiter):
        role()

        page = client.get(url("create")).content.decode()

        assert "Trains models and keeps them well." in page
        assert "Modeling 40 %" in page

    def test_without_javascript_a_button_shows_the_choice_and_keeps_it(self, client, recruiter):
        place = organization(preview="There is little support.")
        chosen = values(role(), organization=place.pk, strategy="junior")

        page = client.get(url("create"), chosen).content.decode()

        assert "Modeling" in page
        assert "There is little support." in page
        assert '<option value="software" selected>' in page


class TestPreview:
    def test_it_shows_what_a_choice_brings(self, client, recruiter):
        answer = client.get(url("preview"), {"archetype": role().pk, "level": "senior"})

        page = answer.content.decode()
        assert "Modeling" in page
        assert "Take-home review" in page
        assert "System design" not in page
        assert "Research taste" in page
        assert "<html" not in page

    def test_every_shift_is_told_with_its_reason(self, client, recruiter):
        rule("Software")

        plain = client.get(url("preview"), values(role())).content.decode()
        moved = client.get(url("preview"), values(role(), emphasis="software")).content.decode()

        assert "Software is built on here." not in plain
        assert "Software is built on here." in moved
        assert "weight 4 → 5" in moved

    def test_what_is_no_longer_assessed_is_told_with_its_reason(self, client, recruiter):
        rule("Communication", stance="not_assessed", weight=0)

        page = client.get(url("preview"), values(role(), emphasis="software")).content.decode()

        assert "No longer assessed" in page
        assert "stance bar → not assessed" in page

    def test_it_is_what_the_draft_is_made_of(self, client, recruiter):
        rule("Software")
        chosen = values(role(), emphasis="software")

        page = client.get(url("preview"), chosen).content.decode()
        client.post(url("create"), chosen)

        draft = Requisition.objects.get()
        for planned in draft.plan.all():
            assert planned.name in page
            assert planned.why in page
        assert draft.competencies.get(competency__name="Software").weight == 5

    def test_it_says_what_the_loop_cannot_show(self, client, recruiter):
        page = client.get(url("preview"), values(role())).content.decode()

        assert "Not covered by any interview: Communication." in page
        assert "Strengths covered by only one interviewer" not in page

    @pytest.mark.parametrize(
        "choice",
        [
            {},
            {"archetype": "x", "level": "senior"},
            {"archetype": "999", "level": "mid"},
            {"archetype": "9" * 30, "level": "mid"},
        ],
    )
    def test_it_waits_for_a_choice(self, client, recruiter, choice):
        page = client.get(url("preview"), choice).content.decode()

        assert "Choose a role and level" in page

    def test_an_answer_that_is_not_known_counts_as_not_said(self, client, recruiter):
        page = client.get(url("preview"), values(role(), emphasis="x", strategy="y"))

        assert page.status_code == 200

    def test_it_says_when_a_level_is_not_described(self, client, recruiter):
        answer = client.get(url("preview"), {"archetype": role().pk, "level": "junior"})

        assert "no profile at this level" in answer.content.decode()

    def test_the_queries_do_not_grow_with_the_rules(
        self, client, recruiter, django_assert_max_num_queries
    ):
        chosen = values(role(), emphasis="software")
        rule("Data work")
        with django_assert_max_num_queries(25) as few:
            client.get(url("preview"), chosen)
        for name in ("Modeling", "Software", "Communication"):
            rule(name)

        with django_assert_max_num_queries(len(few)):
            client.get(url("preview"), chosen)


class TestPresets:
    def test_an_organization_presets_the_choices_and_tells_what_it_is_like(self, client, recruiter):
        place = organization(preview="There is little support.", probe="Tell me about a time.")

        answer = client.get(url("presets"), {"organization": place.pk}, **HTMX)

        page = answer.content.decode()
        assert '<option value="software" selected>' in page
        assert '<option value="own" selected>' in page
        assert "There is little support." in page
        assert "Tell me about a time." in page
        assert "presets" in answer.headers["HX-Trigger-After-Settle"]

    @pytest.mark.parametrize("pk", ["", "x", "999999", "9" * 30])
    def test_none_presets_nothing(self, client, recruiter, pk):
        page = client.get(url("presets"), {"organization": pk}, **HTMX).content.decode()

        assert '<option value="" selected>' in page
        assert "Answers left “Not specified” change nothing." in page
