import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.activity.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interview_booked", "interview booked"),
                            ("interview_moved", "interview moved"),
                            ("interview_cancelled", "interview cancelled"),
                            ("scorecard_due", "scorecard due"),
                            ("debrief_ready", "debrief ready"),
                            ("decision_due", "decision due"),
                            ("decided", "decision made"),
                            ("team_joined", "joined a hiring team"),
                        ],
                        max_length=40,
                    ),
                ),
                ("to_address", models.EmailField(blank=True, max_length=254)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("link", models.CharField(blank=True, max_length=500)),
                ("key", models.CharField(max_length=150, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("withheld", "not sent"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("error", models.TextField(blank=True)),
                ("candidate_id", models.BigIntegerField(null=True)),
                ("application_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("created_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="message_newest",
                    ),
                    models.Index(
                        models.F("state"),
                        models.OrderBy(models.F("created_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="message_by_state",
                    ),
                    models.Index(
                        condition=models.Q(("candidate_id__isnull", False)),
                        fields=["candidate_id"],
                        name="message_of_candidate",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="a_sent_message_says_when",
                    )
                ],
            },
        ),
    ]
