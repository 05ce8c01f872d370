from datetime import timedelta

from django.db import migrations, models

import hiring.activity.clock


def end_those_without_an_end(apps, schema_editor):
    """Give tokens of before as long as a new one has from now on."""
    tokens = apps.get_model("accounts", "ApiToken").objects.filter(expires_at=None)
    tokens.update(expires_at=hiring.activity.clock.now() + timedelta(days=90))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_library_editor")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="read_only",
            field=models.BooleanField(default=False, verbose_name="read-only"),
        ),
        migrations.RunPython(end_those_without_an_end, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="apitoken",
            name="expires_at",
            field=models.DateTimeField(),
        ),
    ]
