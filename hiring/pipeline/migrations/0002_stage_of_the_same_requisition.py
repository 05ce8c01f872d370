"""An application stands in a stage of its own requisition: a key over both columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pipeline", "0001_initial"), ("requisitions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE pipeline_application
                ADD CONSTRAINT stage_of_the_same_requisition
                FOREIGN KEY (stage_id, requisition_id)
                REFERENCES requisitions_stage (id, requisition_id)
                DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE pipeline_application DROP CONSTRAINT stage_of_the_same_requisition",
        )
    ]
