"""The shipped rules by which answers shift a profile: their file, and loading them."""

import copy

import pytest
import yaml

from rubrics.documents.catalog import FOLDER, CatalogError, read_catalog, schema_problems
from rubrics.exchange.loading import load_catalog
from rubrics.models import ProfileAdjustment, RoleArchetype, Source

SHIPPED = read_catalog().adjustments
GIVEN = {
    "key": "own-data",
    "choice": "data_ownership",
    "value": "own",
    "competency": "data-work",
    "weight": 1,
    "because": "The team owns its data, so it mends them.",
}


@pytest.fixture
def newer():
    """A catalog to change, as a later release would ship it."""
    return copy.deepcopy(read_catalog())


def problems(**changes) -> list[str]:
    return schema_problems(GIVEN | changes, schema="adjustment")


class TestTheFile:
    def test_a_rule_reads(self):
        assert problems() == []

    @pytest.mark.parametrize(
        "changes",
        [
            {"choice": "weather"},
            {"value": "software"},
            {"weight": 5},
            {"bar": -4},
            {"stance": "must"},
            {"because": "So."},
            {"archetypes": []},
            {"why": "A misspelt field of it."},
        ],
    )
    def test_what_cannot_be_is_named(self, changes):
        assert problems(**changes)

    def test_a_rule_that_moves_nothing_is_named(self):
        given = {name: value for name, value in GIVEN.items() if name != "weight"}

        assert schema_problems(given, schema="adjustment")

    def test_each_says_why_in_one_sentence(self):
        for one in SHIPPED:
            assert one["because"].endswith("."), one["key"]
            assert one["because"].count(". ") == 0, one["key"]

    def test_no_answer_moves_a_competency_of_one_role_by_two_rules(self):
        roles = [role["key"] for role in read_catalog().role_archetypes]
        moved = [
            (one["choice"], one["value"], one["competency"], role)
            for one in SHIPPED
            for role in one.get("archetypes", roles)
        ]

        assert len(moved) == len(set(moved))

    @pytest.mark.parametrize(
        ("field", "value", "expected"),
        [
            ("competency", "maths", "no competency has the key 'maths'"),
            ("archetypes", ["wizard"], "no role archetype has the key 'wizard'"),
        ],
    )
    def test_a_reference_to_nothing_is_named_with_its_rule(self, tmp_path, field, value, expected):
        folder = tmp_path / "catalog"
        folder.mkdir()
        for path in FOLDER.iterdir():
            if path.name not in ("profile_adjustments.yaml", "schema"):
                (folder / path.name).symlink_to(path)
        (folder / "profile_adjustments.yaml").write_text(yaml.safe_dump([GIVEN | {field: value}]))

        with pytest.raises(
            CatalogError, match=rf"profile_adjustments.yaml \(own-data\): .*{expected}"
        ):
            read_catalog(folder)


@pytest.mark.django_db
class TestLoading:
    def test_every_rule_is_loaded_with_its_roles(self, library):
        assert ProfileAdjustment.objects.count() == len(SHIPPED)
        operations = ProfileAdjustment.objects.get(key="handed-over-operations")
        assert (operations.stance, operations.weight, operations.bar) == ("not_assessed", 0, 0)
        assert {role.key for role in operations.archetypes.all()} == {
            *("data-scientist", "ml-engineer", "ml-researcher"),
        }
        assert ProfileAdjustment.objects.get(key="junior-collaboration").archetypes.count() == 0

    def test_a_second_load_leaves_them(self, library):
        report = load_catalog()

        assert not [name for name in report.updated if name.startswith("adjustment ")]
        assert not [name for name in report.kept if name.startswith("adjustment ")]

    def test_their_order_in_the_file_means_nothing(self, library, newer):
        newer.adjustments = [
            one | {"position": n} for n, one in enumerate(reversed(newer.adjustments))
        ]

        assert not load_catalog(newer).changed

    def test_a_changed_rule_is_updated(self, library, newer):
        newer.adjustments[0] |= {"weight": 2, "archetypes": ["ml-engineer"]}

        report = load_catalog(newer)

        adjustment = ProfileAdjustment.objects.get(key=newer.adjustments[0]["key"])
        assert report.updated == [f"adjustment {adjustment.key}"]
        assert (adjustment.weight, adjustment.archetypes.get().key) == (2, "ml-engineer")

    def test_a_rule_edited_here_is_kept(self, library, newer):
        ProfileAdjustment.objects.filter(key=newer.adjustments[0]["key"]).update(weight=3)
        newer.adjustments[0] |= {"because": "A later sentence of the catalog about it."}

        assert load_catalog(newer).kept == [f"adjustment {newer.adjustments[0]['key']}"]

    def test_a_rule_whose_roles_were_edited_here_is_kept(self, library, newer):
        adjustment = ProfileAdjustment.objects.get(key=newer.adjustments[0]["key"])
        adjustment.archetypes.add(RoleArchetype.objects.get(key="ml-product-manager"))
        newer.adjustments[0] |= {"because": "A later sentence of the catalog about it."}

        assert load_catalog(newer).kept == [f"adjustment {adjustment.key}"]

    def test_an_own_rule_stays(self, library, newer):
        adjustment = ProfileAdjustment.objects.get(key=SHIPPED[0]["key"])
        adjustment.pk, adjustment.key, adjustment.source = None, "ours", Source.OWN
        adjustment.save()

        load_catalog(newer)

        assert ProfileAdjustment.objects.filter(key="ours").exists()
