from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    """Writes the table of résumés anew: two minutes for a million of them, in which none is read."""

    dependencies = [("candidates", "0008_names_of_access")]

    operations = [
        migrations.RemoveIndex(model_name="resume", name="resume_words"),
        migrations.AddField(
            model_name="resume",
            name="words",
            field=models.GeneratedField(
                expression=SearchVector("text", config="simple"),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            model_name="resume", index=GinIndex(fields=["words"], name="resume_words")
        ),
    ]
