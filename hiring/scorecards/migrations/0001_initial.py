import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import hiring.activity.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("interviews", "0002_a_seat_has_its_interviews_time"),
        ("rubrics", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Scorecard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=hiring.activity.clock.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorecard",
                        to="interviews.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["seat_id"],
            },
        ),
        migrations.CreateModel(
            name="ScorecardVersion",
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
                        choices=[("draft", "draft"), ("submitted", "submitted")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "overall",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "strong no"), (2, "no"), (3, "yes"), (4, "strong yes")],
                        null=True,
                        verbose_name="overall",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, max_length=10000, verbose_name="what decided it for you"
                    ),
                ),
                (
                    "amendment",
                    models.TextField(blank=True, max_length=2000, verbose_name="why the change"),
                ),
                ("saved_at", models.DateTimeField(default=hiring.activity.clock.now)),
                ("saved_from", models.CharField(blank=True, max_length=36)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="scorecards.scorecard",
                    ),
                ),
            ],
            options={
                "ordering": ["scorecard_id", "number"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "strong no"), (2, "no"), (3, "yes"), (4, "strong yes")],
                        null=True,
                    ),
                ),
                ("is_open", models.BooleanField(default=False)),
                ("evidence", models.TextField(blank=True, max_length=10000)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.criterion",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="scorecards.scorecardversion",
                    ),
                ),
            ],
            options={
                "ordering": ["version_id", "criterion__position"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scorecard",
            trigger=pgtrigger.compiler.Trigger(
                name="card_with_evidence_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (EXISTS (SELECT 1 FROM scorecards_scorecardversion v WHERE v.scorecard_id = OLD.id AND v.state = 'submitted')) AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a submitted scorecard never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="9777370fcaa2fc193135a5f5dbfa34d376e9f1d2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_card_with_evidence_never_changes_15e4a",
                    table="scorecards_scorecard",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardversion",
            constraint=models.UniqueConstraint(
                fields=("scorecard", "number"), name="one_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("scorecard",),
                name="one_draft_per_scorecard",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("overall__isnull", False),
                        ("state", "submitted"),
                        ("submitted_at__isnull", False),
                    ),
                    models.Q(("state", "draft"), ("submitted_at__isnull", True)),
                    _connector="OR",
                ),
                name="a_submitted_version_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overall__isnull", True), ("overall__range", (1, 4)), _connector="OR"
                ),
                name="overall_range",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scorecardversion",
            trigger=pgtrigger.compiler.Trigger(
                name="submitted_version_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (OLD.state = 'submitted') AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a submitted scorecard never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="c20366b373a0b0c3eaad799cd32693a7cb14fe1e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_submitted_version_never_changes_ddbdd",
                    table="scorecards_scorecardversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                fields=("version", "criterion"), name="one_rating_per_criterion"
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__isnull", True), ("level__range", (1, 4)), _connector="OR"
                ),
                name="rating_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_open", False), ("level__isnull", True), _connector="OR"),
                name="an_open_rating_has_no_level",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rating",
            trigger=pgtrigger.compiler.Trigger(
                name="rating_of_submitted_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (EXISTS (SELECT 1 FROM (SELECT state FROM scorecards_scorecardversion WHERE id IN (OLD.version_id, NEW.version_id) OFFSET 0 FOR SHARE) v WHERE v.state = 'submitted')) AND COALESCE(current_setting('hiring.erasing', true), '') <> 'on' THEN\n                RAISE EXCEPTION 'a submitted scorecard never changes' USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="13ae5a4fe17e7acd7a266e030e54b485b0b1a1c6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_rating_of_submitted_never_changes_90ab4",
                    table="scorecards_rating",
                    when="BEFORE",
                ),
            ),
        ),
    ]
