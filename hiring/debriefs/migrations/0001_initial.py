import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import hiring.activity.clock
import hiring.debriefs.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pipeline", "0002_stage_of_the_same_requisition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Debrief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "being made"),
                            ("ready", "ready"),
                            ("failed", "could not be made"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("requested_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("rendered_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.JSONField(default=dict)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("pdf", models.FileField(blank=True, upload_to=hiring.debriefs.models.pdf_path)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("bytes", models.PositiveIntegerField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debriefs",
                        to="pipeline.application",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["application_id", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("advance", "advance to an offer"),
                            ("reject", "reject"),
                            ("more_evidence", "gather more evidence first"),
                        ],
                        max_length=16,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                ("decided_at", models.DateTimeField(default=hiring.activity.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="pipeline.application",
                    ),
                ),
                (
                    "debrief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="debriefs.debrief",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.AddIndex(
            model_name="debrief",
            index=models.Index(
                condition=models.Q(("state", "ready")),
                fields=["-rendered_at", "-id"],
                name="debrief_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.UniqueConstraint(
                fields=("application", "number"), name="one_debrief_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "requested")),
                fields=("application",),
                name="one_debrief_in_the_making",
            ),
        ),
        migrations.AddConstraint(
            model_name="debrief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(
                        ("rendered_at__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("pdf", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_ready_debrief_has_its_pdf",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="debrief",
            trigger=pgtrigger.compiler.Trigger(
                name="rendered_debrief_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (OLD.state = 'ready') AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a rendered debrief never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="207ca7be9dbb454409c1d6b41042f03b5e18a1e6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rendered_debrief_never_changes_05733",
                    table="debriefs_debrief",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("debrief",), name="one_decision_per_debrief"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_decision_has_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (TRUE) AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="347f3160a744db38fe0f7163c619675829e6917a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decision_never_changes_0b8d9",
                    table="debriefs_decision",
                    when="BEFORE",
                ),
            ),
        ),
    ]
