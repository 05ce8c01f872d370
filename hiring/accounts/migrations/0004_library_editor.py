from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_answered_requests")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="library_editor",
            field=models.BooleanField(default=False, verbose_name="library editor"),
        ),
    ]
