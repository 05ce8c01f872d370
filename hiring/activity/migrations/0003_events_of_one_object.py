from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    # The table is written to all day: the index is made beside it.
    atomic = False

    dependencies = [("activity", "0002_cache_table")]

    operations = [
        AddIndexConcurrently(
            model_name="event",
            index=models.Index(
                F("object_type"),
                F("object_id"),
                F("at").desc(),
                F("id").desc(),
                condition=Q(
                    candidate_id__isnull=True,
                    application_id__isnull=True,
                    requisition_id__isnull=True,
                ),
                name="event_of_object",
            ),
        ),
    ]
