from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """The lists over all jobs stay usable while their indexes are made."""

    atomic = False
    dependencies = [("pipeline", "0002_application_updated_at")]

    operations = [
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(
                F("due_at"), F("id"), condition=Q(status="active"), name="application_due"
            ),
        ),
        AddIndexConcurrently(
            model_name="application",
            index=models.Index(F("updated_at"), F("id"), name="application_updated"),
        ),
    ]
