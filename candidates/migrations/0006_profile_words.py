from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations


class Migration(migrations.Migration):
    """The search stays usable while its index is made."""

    atomic = False
    dependencies = [("candidates", "0005_newest_first")]

    operations = [
        AddIndexConcurrently(
            model_name="candidate",
            index=GinIndex(
                SearchVector("headline", "location", config="simple"),
                name="candidate_profile_words",
            ),
        ),
    ]
