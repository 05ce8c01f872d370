import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import hiring.activity.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidates", "0001_initial"),
        ("requisitions", "0002_plan_of_the_same_requisition"),
        ("rubrics", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RejectionReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("label", models.CharField(max_length=120, verbose_name="label")),
                (
                    "by_candidate",
                    models.BooleanField(default=False, verbose_name="the candidate's decision"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("hired", "hired"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("applied_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("entered_stage_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "waiting_on",
                    models.CharField(
                        choices=[
                            ("recruiter", "recruiter"),
                            ("interviewer", "interviewers"),
                            ("hiring_manager", "hiring manager"),
                            ("candidate", "candidate"),
                            ("nobody", "nobody"),
                        ],
                        default="recruiter",
                        max_length=16,
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("next_interview_at", models.DateTimeField(blank=True, null=True)),
                ("source_system", models.CharField(blank=True, max_length=40)),
                ("external_id", models.CharField(blank=True, max_length=120)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="requisitions.requisition",
                    ),
                ),
                (
                    "resume",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="candidates.resume",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="requisitions.stage",
                    ),
                ),
                (
                    "touch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="candidates.touch",
                    ),
                ),
                (
                    "rejection_reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pipeline.rejectionreason",
                    ),
                ),
            ],
            options={
                "ordering": ["entered_stage_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("active", "active"),
                            ("hired", "hired"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("hired", "hired"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=hiring.activity.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transitions",
                        to="pipeline.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_stage",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="requisitions.stage",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pipeline.rejectionreason",
                    ),
                ),
                (
                    "to_stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="requisitions.stage",
                    ),
                ),
            ],
            options={
                "ordering": ["application_id", "at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Hypothesis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("strength", "Strength to validate"),
                            ("bar", "Minimum bar to check"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=16,
                        verbose_name="hypothesis",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                ("bar_level", models.PositiveSmallIntegerField(default=3, verbose_name="bar")),
                ("why", models.TextField(blank=True, verbose_name="why")),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hypotheses",
                        to="pipeline.application",
                    ),
                ),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.competency",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "hypotheses",
                "ordering": ["application_id", "competency__position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "competency"), name="one_hypothesis_per_competency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__range", (1, 5))),
                        name="hypothesis_weight_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bar_level__range", (1, 4))),
                        name="hypothesis_bar_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField(max_length=10000, verbose_name="note")),
                ("created_at", models.DateTimeField(default=hiring.activity.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="pipeline.application",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(fields=["application", "-created_at"], name="note_of_application")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat_id", models.BigIntegerField(unique=True)),
                ("awaiting_scorecard", models.BooleanField(default=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="pipeline.application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "application"], name="participant_of_user")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("requisition"),
                models.F("stage"),
                models.F("entered_stage_at"),
                models.F("id"),
                condition=models.Q(("status", "active")),
                name="application_in_stage",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("entered_stage_at"),
                models.F("id"),
                condition=models.Q(("status", "active")),
                name="application_active",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("waiting_on"),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("status", "active")),
                name="application_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.OrderBy(models.F("applied_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="application_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("requisition"),
                models.OrderBy(models.F("applied_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="application_of_requisition",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active")),
                fields=("candidate", "requisition"),
                name="one_active_application",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("status", "active")),
                    models.Q(
                        models.Q(("status", "active"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_ended_application_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "rejected"), _negated=True),
                    ("rejection_reason__isnull", False),
                    _connector="OR",
                ),
                name="a_rejection_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["application", "at", "id"], name="transition_way"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transition",
            trigger=pgtrigger.compiler.Trigger(
                name="transition_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (TRUE) AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a transition never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="6802e6a3bfd6a9c2750c5b455f01ab098d7d494c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_transition_never_changes_cb09a",
                    table="pipeline_transition",
                    when="BEFORE",
                ),
            ),
        ),
    ]
