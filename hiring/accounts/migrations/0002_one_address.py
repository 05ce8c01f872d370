from django.db import migrations, models


def clear_second_addresses(apps, schema_editor):
    """Clear the addresses that the sign-in library kept beside the users' own and still let in."""
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="session_version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(clear_second_addresses, migrations.RunPython.noop),
    ]
