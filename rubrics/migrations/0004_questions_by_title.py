from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # An index that is built beside the work of others cannot be built in a transaction.
    atomic = False

    dependencies = [
        ("rubrics", "0003_headings_of_versions"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="question",
            index=models.Index(fields=["title", "id"], name="rubrics_question_by_title"),
        ),
    ]
