"""A planned interview belongs to a stage of its own requisition: a key over both columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requisitions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE requisitions_plannedinterview
                ADD CONSTRAINT plan_of_the_same_requisition
                FOREIGN KEY (stage_id, requisition_id)
                REFERENCES requisitions_stage (id, requisition_id)
                DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE requisitions_plannedinterview DROP CONSTRAINT plan_of_the_same_requisition",
        )
    ]
