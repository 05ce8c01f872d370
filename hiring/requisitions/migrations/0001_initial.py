import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.activity.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("rubrics", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Requisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=20, unique=True, verbose_name="key")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("junior", "Junior"),
                            ("mid", "Mid"),
                            ("senior", "Senior"),
                            ("staff", "Staff"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "strategy",
                    models.CharField(
                        choices=[
                            ("experienced", "Experienced in this work"),
                            ("train_engineer", "Software engineer to be trained in ML"),
                            ("junior", "Junior with a named mentor"),
                        ],
                        default="experienced",
                        max_length=16,
                        verbose_name="strategy",
                    ),
                ),
                ("location", models.CharField(blank=True, max_length=160, verbose_name="location")),
                (
                    "pay_minimum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="pay from"),
                ),
                (
                    "pay_maximum",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="pay to"),
                ),
                (
                    "pay_currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                (
                    "openings",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="openings",
                    ),
                ),
                (
                    "must_haves",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("closed", "closed")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("profile_fixed_at", models.DateTimeField(blank=True, null=True)),
                ("source_system", models.CharField(blank=True, max_length=40)),
                ("external_id", models.CharField(blank=True, max_length=120)),
                (
                    "archetype",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.rolearchetype",
                        verbose_name="role archetype",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.organisationarchetype",
                        verbose_name="organisation archetype",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="team",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HiringTeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("hiring_manager", "hiring manager"),
                            ("recruiter", "recruiter"),
                            ("interviewer", "interviewer"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hiring_team_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hiring_team",
                        to="requisitions.requisition",
                    ),
                ),
            ],
            options={
                "ordering": ["requisition_id", "role", "id"],
            },
        ),
        migrations.CreateModel(
            name="RequisitionCompetency",
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
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("bar_level", models.PositiveSmallIntegerField(default=3)),
                ("why", models.TextField(blank=True)),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.competency",
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competencies",
                        to="requisitions.requisition",
                    ),
                ),
            ],
            options={
                "ordering": ["requisition_id", "competency__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("screen", "Screen"),
                            ("onsite", "Onsite"),
                            ("decision", "Decision"),
                            ("offer", "Offer"),
                            ("hired", "Hired"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "target_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="target in days"),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="requisitions.requisition",
                    ),
                ),
            ],
            options={
                "ordering": ["requisition_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="PlannedInterview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
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
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.rubric",
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="requisitions.requisition",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="requisitions.stage",
                    ),
                ),
            ],
            options={
                "ordering": ["requisition_id", "position"],
            },
        ),
        migrations.AddIndex(
            model_name="requisition",
            index=models.Index(fields=["status", "-opened_at", "-id"], name="requisition_list"),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_minimum__isnull", True),
                    ("pay_maximum__isnull", True),
                    ("pay_minimum__lte", models.F("pay_maximum")),
                    _connector="OR",
                ),
                name="pay_range_rises",
                violation_error_message="The pay range must not fall.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("status", "closed")),
                    models.Q(("closed_at__isnull", True), ("status", "open")),
                    _connector="OR",
                ),
                name="closed_requisition_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.CheckConstraint(
                condition=models.Q(("openings__gte", 1)), name="at_least_one_opening"
            ),
        ),
        migrations.AddIndex(
            model_name="hiringteammember",
            index=models.Index(fields=["user", "requisition"], name="team_of_user"),
        ),
        migrations.AddConstraint(
            model_name="hiringteammember",
            constraint=models.UniqueConstraint(
                fields=("requisition", "user", "role"), name="one_role_once_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="requisitioncompetency",
            constraint=models.UniqueConstraint(
                fields=("requisition", "competency"), name="one_stance_per_competency"
            ),
        ),
        migrations.AddConstraint(
            model_name="requisitioncompetency",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (1, 5))), name="requisition_weight_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="requisitioncompetency",
            constraint=models.CheckConstraint(
                condition=models.Q(("bar_level__range", (1, 4))), name="requisition_bar_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("requisition", "position"),
                name="one_stage_per_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                fields=("id", "requisition"), name="stage_of_requisition"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedinterview",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("requisition", "position"),
                name="one_planned_interview_per_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedinterview",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (10, 480))), name="planned_minutes_range"
            ),
        ),
    ]
