"""The shipped rules by which answers shift a profile: their file, and loading them."""

import copy

import pytest
import yaml

from rubrics.documents.catalog import FOLDER, CatalogueError, read_catalogue, schema_problems
from rubrics.exchange.loading import load_catalogue
from rubrics.models import RoleArchetype, Shift, Source

SHIPPED = read_catalogue().shifts
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
    """A catalogue to change, as a later release would ship it."""
    return copy.deepcopy(read_catalogue())


def problems(**changes) -> list[str]:
    return schema_problems(GIVEN | changes, schema="shift")


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

        assert schema_problems(given, schema="shift")

    def test_each_says_why_in_one_sentence(self):
        for one in SHIPPED:
            assert one["because"].endswith("."), one["key"]
            assert one["because"].count(". ") == 0, one["key"]

    def test_no_answer_moves_a_competency_of_one_role_by_two_rules(self):
        roles = [role["key"] for role in read_catalogue().role_archetypes]
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
            if path.name not in ("shifts.yaml", "schema"):
                (folder / path.name).symlink_to(path)
        (folder / "shifts.yaml").write_text(yaml.safe_dump([GIVEN | {field: value}]))

        with pytest.raises(CatalogueError, match=rf"shifts.yaml \(own-data\): .*{expected}"):
            read_catalogue(folder)


@pytest.mark.django_db
class TestLoading:
    def test_every_rule_is_loaded_with_its_roles(self, library):
        assert Shift.objects.count() == len(SHIPPED)
        operations = Shift.objects.get(key="handed-over-operations")
        assert (operations.stance, operations.weight, operations.bar) == ("not_assessed", 0, 0)
        assert {role.key for role in operations.archetypes.all()} == {
            *("data-scientist", "ml-engineer", "ml-researcher"),
        }
        assert Shift.objects.get(key="junior-collaboration").archetypes.count() == 0

    def test_a_second_load_leaves_them(self, library):
        report = load_catalogue()

        assert not [name for name in report.updated if name.startswith("shift ")]
        assert not [name for name in report.kept if name.startswith("shift ")]

    def test_their_order_in_the_file_means_nothing(self, library, newer):
        newer.shifts = [one | {"position": n} for n, one in enumerate(reversed(newer.shifts))]

        assert not load_catalogue(newer).changed

    def test_a_changed_rule_is_updated(self, library, newer):
        newer.shifts[0] |= {"weight": 2, "archetypes": ["ml-engineer"]}

        report = load_catalogue(newer)

        shift = Shift.objects.get(key=newer.shifts[0]["key"])
        assert report.updated == [f"shift {shift.key}"]
        assert (shift.weight, shift.archetypes.get().key) == (2, "ml-engineer")

    def test_a_rule_edited_here_is_kept(self, library, newer):
        Shift.objects.filter(key=newer.shifts[0]["key"]).update(weight=3)
        newer.shifts[0] |= {"because": "A later sentence of the catalogue about it."}

        assert load_catalogue(newer).kept == [f"shift {newer.shifts[0]['key']}"]

    def test_a_rule_whose_roles_were_edited_here_is_kept(self, library, newer):
        shift = Shift.objects.get(key=newer.shifts[0]["key"])
        shift.archetypes.add(RoleArchetype.objects.get(key="ml-product-manager"))
        newer.shifts[0] |= {"because": "A later sentence of the catalogue about it."}

        assert load_catalogue(newer).kept == [f"shift {shift.key}"]

    def test_an_own_rule_stays(self, library, newer):
        shift = Shift.objects.get(key=SHIPPED[0]["key"])
        shift.pk, shift.key, shift.source = None, "ours", Source.OWN
        shift.save()

        load_catalogue(newer)

        assert Shift.objects.filter(key="ours").exists()
