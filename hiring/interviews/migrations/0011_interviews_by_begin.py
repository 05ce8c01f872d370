from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The calendar stays usable while its index is made."""

    atomic = False
    dependencies = [("interviews", "0010_meeting_time_sequence")]

    operations = [
        AddIndexConcurrently(
            model_name="interview",
            index=models.Index(
                models.F("during__startswith"),
                models.F("id"),
                condition=models.Q(status="booked"),
                name="interview_begins",
            ),
        ),
    ]
