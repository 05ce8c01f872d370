from django.db import migrations


class Migration(migrations.Migration):
    """A column that is added has no statistics, by which a search knows the common words."""

    dependencies = [("candidates", "0009_stored_words")]

    operations = [migrations.RunSQL("ANALYZE candidates_resume (words)", migrations.RunSQL.noop)]
