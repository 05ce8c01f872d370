from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("activity", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            "event",
            models.Index(
                F("requisition_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(requisition_id__isnull=False, application_id__isnull=True),
                name="event_of_job_alone",
            ),
        )
    ]
