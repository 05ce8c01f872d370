from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pipeline", "0005_whoever_is_waited_on_has_a_due_date"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="participant", name="awaiting_scorecard"),
        migrations.AddField(
            model_name="participant",
            name="loop_id",
            # Known to the app of interviews alone, whose migration of the same name writes it.
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="participant",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="state",
            field=models.CharField(
                choices=[
                    ("owes", "owes a scorecard"),
                    ("submitted", "scorecard submitted"),
                    ("empty", "scorecard submitted, nothing observed"),
                    ("left", "seat given up"),
                ],
                default="owes",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="participant", name="seat_id", field=models.BigIntegerField()
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["loop_id"], name="participant_of_loop"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("seat_id", "user"), name="one_participant_per_seat"
            ),
        ),
    ]
