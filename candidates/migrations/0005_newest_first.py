from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    """The list stays usable while its index is made."""

    atomic = False
    dependencies = [("candidates", "0004_tags")]

    operations = [
        AddIndexConcurrently(
            model_name="candidate",
            index=models.Index(F("created_at").desc(), F("id").desc(), name="candidate_newest"),
        ),
    ]
