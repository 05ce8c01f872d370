from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Home and My interviews stay usable while the index is made."""

    atomic = False
    dependencies = [("interviews", "0011_interviews_by_begin")]

    operations = [
        AddIndexConcurrently(
            model_name="seat",
            index=models.Index(
                models.F("user"),
                models.F("during"),
                models.F("id"),
                condition=models.Q(status="active", submitted_at__isnull=True),
                name="seat_open",
            ),
        ),
        RemoveIndexConcurrently(model_name="seat", name="seat_owing"),
    ]
