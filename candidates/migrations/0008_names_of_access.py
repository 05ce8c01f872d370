import django.db.models.deletion
from django.db import migrations, models


def renamed_constraint(model: str, table: str, old: str, new: str, fields: list[str]):
    """Return the operation that renames a constraint without building its index anew."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                f"ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}",
                f"ALTER TABLE {table} RENAME CONSTRAINT {new} TO {old}",
            )
        ],
        state_operations=[
            migrations.RemoveConstraint(model, old),
            migrations.AddConstraint(model, models.UniqueConstraint(fields=fields, name=new)),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0007_duplicates"),
    ]

    operations = [
        migrations.RenameIndex(
            "candidateaccess", new_name="candidate_access_group", old_name="shown_circle"
        ),
        migrations.RenameIndex(
            "accessgroupmember", new_name="access_group_member_group", old_name="viewer_circle"
        ),
        renamed_constraint(
            "candidateaccess",
            "candidates_candidateaccess",
            "shown_once",
            "candidate_access_once",
            ["candidate", "group_key"],
        ),
        renamed_constraint(
            "accessgroupmember",
            "candidates_accessgroupmember",
            "viewer_once",
            "access_group_member_once",
            ["user", "group_key"],
        ),
        migrations.AlterField(
            "candidateaccess",
            "candidate",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="access",
                to="candidates.candidate",
            ),
        ),
    ]
