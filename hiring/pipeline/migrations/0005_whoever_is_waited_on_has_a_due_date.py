from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q


def give_due_dates(apps, schema_editor):
    """Whoever is waited on without a date should have acted some days after it entered the stage."""
    applications = apps.get_model("pipeline", "Application").objects
    undated = applications.filter(status="active", due_at=None).exclude(waiting_on="nobody")
    undated.update(due_at=F("entered_stage_at") + timedelta(days=3))


class Migration(migrations.Migration):
    dependencies = [
        ("pipeline", "0004_bars_from_2_to_4"),
    ]

    operations = [
        migrations.RunPython(give_due_dates, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=~Q(status="active") | Q(waiting_on="nobody") | Q(due_at__isnull=False),
                name="whoever_is_waited_on_has_a_due_date",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                F("requisition"),
                F("ended_at").desc(),
                condition=~Q(status="active"),
                name="application_ended",
            ),
        ),
    ]
