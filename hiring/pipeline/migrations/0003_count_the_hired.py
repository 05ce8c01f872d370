"""What was hired before openings were counted."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("pipeline", "0002_stage_of_the_same_requisition"),
        ("requisitions", "0005_hired"),
    ]

    operations = [
        migrations.RunSQL(
            """
            UPDATE requisitions_requisition AS requisition
            SET hired = counted.people, openings = greatest(openings, counted.people)
            FROM (
                SELECT requisition_id, count(*) AS people
                FROM pipeline_application WHERE status = 'hired' GROUP BY requisition_id
            ) AS counted
            WHERE counted.requisition_id = requisition.id
            """,
            migrations.RunSQL.noop,
        )
    ]
