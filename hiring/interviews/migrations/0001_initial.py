import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import hiring.accounts.models
import hiring.activity.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidates", "0001_initial"),
        ("pipeline", "0002_stage_of_the_same_requisition"),
        ("requisitions", "0002_plan_of_the_same_requisition"),
        ("rubrics", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Equality beside overlap in one exclusion constraint.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Loop",
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
                        choices=[("booked", "booked"), ("cancelled", "cancelled")],
                        default="booked",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=hiring.activity.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loops",
                        to="pipeline.application",
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
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="requisitions.stage",
                    ),
                ),
            ],
            options={
                "ordering": ["application_id", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("math_puzzle", "Math puzzle"),
                            ("take_home", "Take-home review"),
                            ("project_probe", "Past-project probe"),
                            ("ml_coding", "ML coding"),
                            ("ml_debugging", "ML debugging"),
                            ("system_design", "ML system design"),
                            ("ml_theory", "ML theory"),
                            ("research_talk", "Research talk"),
                            ("product_sense", "Product sense"),
                            ("background", "Background and values"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "during",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="time"),
                ),
                (
                    "zone",
                    models.CharField(
                        max_length=64,
                        validators=[hiring.accounts.models.validate_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=400, verbose_name="room or video link"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("booked", "booked"),
                            ("cancelled", "cancelled"),
                            ("no_show", "candidate did not come"),
                        ],
                        default="booked",
                        max_length=10,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="rubrics.questionversion"
                    ),
                ),
                (
                    "rubric_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.rubricversion",
                    ),
                ),
                (
                    "loop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="interviews.loop",
                    ),
                ),
            ],
            options={
                "ordering": ["loop_id", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                            ("cancelled", "cancelled"),
                            ("no_show", "did not come"),
                        ],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="interviews.interview",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["interview_id", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="loop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "booked")),
                fields=("application", "stage"),
                name="one_booked_loop_per_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(fields=("id", "during"), name="interview_at_a_time"),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "booked")),
                expressions=[(models.F("candidate"), "="), (models.F("during"), "&&")],
                name="candidate_in_one_interview_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("during__endswith__isnull", False),
                    ("during__startswith__isnull", False),
                    ("during__isempty", False),
                ),
                name="an_interview_has_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                models.F("user"),
                models.F("id"),
                condition=models.Q(("status", "active"), ("submitted_at__isnull", True)),
                name="seat_owing",
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                models.F("user"),
                models.OrderBy(models.F("submitted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("submitted_at__isnull", False)),
                name="seat_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("status", "active")),
                expressions=[(models.F("user"), "="), (models.F("during"), "&&")],
                name="interviewer_in_one_interview_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active")),
                fields=("interview", "user"),
                name="one_active_seat_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_at__isnull", True), ("status", "active"), _connector="OR"
                ),
                name="a_seat_with_a_scorecard_stands",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="seat_with_a_scorecard_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (OLD.submitted_at IS NOT NULL) AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a seat whose scorecard is in never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="21060253f205affb92779353022b4186f6b2f0a7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_seat_with_a_scorecard_never_changes_da803",
                    table="interviews_seat",
                    when="BEFORE",
                ),
            ),
        ),
    ]
