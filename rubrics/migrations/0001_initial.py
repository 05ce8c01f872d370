import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Competency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("catalogue", "Catalogue"), ("own", "Our own")],
                        default="own",
                        max_length=16,
                    ),
                ),
                (
                    "catalogue_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("definition", models.TextField(help_text="What a person who has it does.")),
                ("is_not", models.TextField(help_text="What it is often mistaken for.")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "competencies",
                "ordering": ("position", "name", "id"),
            },
        ),
        migrations.CreateModel(
            name="OrganisationArchetype",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("catalogue", "Catalogue"), ("own", "Our own")],
                        default="own",
                        max_length=16,
                    ),
                ),
                (
                    "catalogue_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("looks_like", models.TextField()),
                ("good", models.TextField()),
                ("hard", models.TextField()),
                ("consequence", models.TextField(help_text="What it means for whom to hire.")),
                (
                    "preview",
                    models.TextField(
                        blank=True,
                        help_text="The realistic preview of the job that a candidate is told.",
                    ),
                ),
                (
                    "probe",
                    models.TextField(
                        blank=True,
                        help_text="A question that finds out whether a candidate is at ease with it.",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ("position", "name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("catalogue", "Catalogue"), ("own", "Our own")],
                        default="own",
                        max_length=16,
                    ),
                ),
                (
                    "catalogue_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
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
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(blank=True, default="", editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "title", "words", config="english"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("title", "id"),
            },
        ),
        migrations.CreateModel(
            name="QuestionCompetency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "verbose_name_plural": "question competencies",
                "ordering": ("version_id", "competency_id"),
            },
        ),
        migrations.CreateModel(
            name="QuestionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="What changed, and why.")),
                (
                    "body",
                    models.TextField(blank=True, help_text="Markdown; what the candidate is told."),
                ),
                (
                    "guide",
                    models.TextField(
                        blank=True,
                        help_text="Markdown; for the interviewer: the answer, what good looks like.",
                    ),
                ),
                ("hints", models.JSONField(blank=True, default=list)),
                (
                    "follow_ups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("details", models.JSONField(blank=True, default=dict)),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                (
                    "difficulty",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "competencies",
                    models.ManyToManyField(
                        blank=True,
                        related_name="question_versions",
                        through="rubrics.QuestionCompetency",
                        to="rubrics.competency",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="rubrics.question",
                    ),
                ),
            ],
            options={
                "ordering": ("question_id", "-number"),
            },
        ),
        migrations.AddField(
            model_name="questioncompetency",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="rubrics.questionversion",
            ),
        ),
        migrations.CreateModel(
            name="RoleArchetype",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("catalogue", "Catalogue"), ("own", "Our own")],
                        default="own",
                        max_length=16,
                    ),
                ),
                (
                    "catalogue_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("short", models.CharField(max_length=12, unique=True)),
                (
                    "also_called",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "summary",
                    models.TextField(help_text="One sentence that tells it from its neighbours."),
                ),
                ("does", models.TextField()),
                ("work_product", models.TextField()),
                (
                    "tools",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "backgrounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("week", models.JSONField(help_text="Shares of a week that sum to 100.")),
                (
                    "variants",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Splits inside the role: a list of name and text.",
                    ),
                ),
                (
                    "pitch",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "sourcing",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "ml",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium_low", "Medium to low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("very_high", "Very high"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "software",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium_low", "Medium to low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("very_high", "Very high"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "communication",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium_low", "Medium to low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("very_high", "Very high"),
                        ],
                        max_length=12,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("position", "name", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "week__has_keys",
                                ["modelling", "serving", "data", "analysis", "people"],
                            ),
                            django.db.models.lookups.Exact(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.functions.comparison.Cast(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "modelling", "week"
                                                    ),
                                                    models.IntegerField(),
                                                ),
                                                "+",
                                                django.db.models.functions.comparison.Cast(
                                                    django.db.models.fields.json.KeyTextTransform(
                                                        "serving", "week"
                                                    ),
                                                    models.IntegerField(),
                                                ),
                                            ),
                                            "+",
                                            django.db.models.functions.comparison.Cast(
                                                django.db.models.fields.json.KeyTextTransform(
                                                    "data", "week"
                                                ),
                                                models.IntegerField(),
                                            ),
                                        ),
                                        "+",
                                        django.db.models.functions.comparison.Cast(
                                            django.db.models.fields.json.KeyTextTransform(
                                                "analysis", "week"
                                            ),
                                            models.IntegerField(),
                                        ),
                                    ),
                                    "+",
                                    django.db.models.functions.comparison.Cast(
                                        django.db.models.fields.json.KeyTextTransform(
                                            "people", "week"
                                        ),
                                        models.IntegerField(),
                                    ),
                                ),
                                100,
                            ),
                        ),
                        name="rubrics_week_sums_to_100",
                        violation_error_message="The shares of a week must sum to 100.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="question",
            name="archetypes",
            field=models.ManyToManyField(
                blank=True,
                help_text="The roles it was written for; none means every role.",
                related_name="questions",
                to="rubrics.rolearchetype",
            ),
        ),
        migrations.CreateModel(
            name="ProfileEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                (
                    "bar_level",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ]
                    ),
                ),
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
                    "archetype",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to="rubrics.rolearchetype",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "profile entries",
                "ordering": ("archetype_id", "competency__position", "competency_id", "level"),
            },
        ),
        migrations.CreateModel(
            name="ArchetypeStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
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
                    ),
                ),
                (
                    "target_days",
                    models.PositiveSmallIntegerField(
                        help_text="Days within which a candidate should leave this stage."
                    ),
                ),
                (
                    "archetype",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="rubrics.rolearchetype",
                    ),
                ),
            ],
            options={
                "ordering": ("archetype_id", "position"),
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("catalogue", "Catalogue"), ("own", "Our own")],
                        default="own",
                        max_length=16,
                    ),
                ),
                (
                    "catalogue_digest",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80)),
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
                    ),
                ),
                (
                    "purpose",
                    models.TextField(help_text="What this interview finds out that no other does."),
                ),
                ("words", models.TextField(blank=True, default="", editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "name", "purpose", "words", config="english"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("name", "id"),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["search"], name="rubrics_rubric_search"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "math_puzzle",
                                    "take_home",
                                    "project_probe",
                                    "ml_coding",
                                    "ml_debugging",
                                    "system_design",
                                    "ml_theory",
                                    "research_talk",
                                    "product_sense",
                                    "background",
                                ],
                            )
                        ),
                        name="rubrics_rubric_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchetypeInterview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("junior", "Junior"),
                            ("mid", "Mid"),
                            ("senior", "Senior"),
                            ("staff", "Staff"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                (
                    "archetype",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="rubrics.rolearchetype",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rubrics.rubric",
                    ),
                ),
            ],
            options={
                "ordering": ("archetype_id", "position"),
            },
        ),
        migrations.CreateModel(
            name="RubricVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="What changed, and why.")),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="rubrics.rubric",
                    ),
                ),
            ],
            options={
                "ordering": ("rubric_id", "-number"),
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("look_for", models.TextField(help_text="Where in the interview this shows.")),
                ("anchor_1", models.TextField(blank=True)),
                ("anchor_2", models.TextField(blank=True)),
                ("anchor_3", models.TextField(blank=True)),
                ("anchor_4", models.TextField(blank=True)),
                (
                    "competency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="rubrics.competency",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="rubrics.rubricversion",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ("version_id", "position"),
            },
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.UniqueConstraint(
                fields=("question", "number"), name="rubrics_question_version_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("question",),
                name="rubrics_one_draft_per_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("status", "draft")),
                    models.Q(("published_at__isnull", False), ("status", "published")),
                    _connector="OR",
                ),
                name="rubrics_question_version_published_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("difficulty__range", (1, 5))),
                name="rubrics_question_difficulty_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1)), name="rubrics_question_minutes_positive"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" = 'published')",
                    func="\n            RAISE EXCEPTION 'a published version never changes'\n                USING ERRCODE = 'restrict_violation';\n        ",
                    hash="6d8d7c7b5fc4c778d1f7b53bb9615b125ba5d01b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_never_changes_9139b",
                    table="rubrics_questionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="questioncompetency",
            constraint=models.UniqueConstraint(
                fields=("version", "competency"), name="rubrics_question_competency_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questioncompetency",
            trigger=pgtrigger.compiler.Trigger(
                name="part_of_published_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE found TEXT;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO found FROM rubrics_questionversion WHERE id = OLD.version_id FOR SHARE;\n                IF found = 'published' THEN\n                    RAISE EXCEPTION 'a published version never changes'\n                        USING ERRCODE = 'restrict_violation';\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO found FROM rubrics_questionversion WHERE id = NEW.version_id FOR SHARE;\n                IF found = 'published' THEN\n                    RAISE EXCEPTION 'a published version never changes'\n                        USING ERRCODE = 'restrict_violation';\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                    hash="ccc927ff45cce49d852a52dc673daa219f2d3d56",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_part_of_published_never_changes_5b96c",
                    table="rubrics_questioncompetency",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="rubrics_question_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "math_puzzle",
                            "take_home",
                            "project_probe",
                            "ml_coding",
                            "ml_debugging",
                            "system_design",
                            "ml_theory",
                            "research_talk",
                            "product_sense",
                            "background",
                        ],
                    )
                ),
                name="rubrics_question_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.UniqueConstraint(
                fields=("archetype", "level", "competency"), name="rubrics_profile_entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__range", (1, 5))), name="rubrics_profile_weight_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("bar_level__range", (1, 4))), name="rubrics_profile_bar_1_to_4"
            ),
        ),
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["junior", "mid", "senior", "staff"])),
                name="rubrics_profile_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="profileentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["strength", "bar", "not_assessed"])),
                name="rubrics_profile_stance_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="archetypestage",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("archetype", "position"),
                name="rubrics_archetype_stage_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="archetypestage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["applied", "screen", "onsite", "decision", "offer", "hired"])
                ),
                name="rubrics_archetype_stage_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="archetypeinterview",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("archetype", "position"),
                name="rubrics_archetype_interview_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="archetypeinterview",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 15)), name="rubrics_archetype_interview_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="archetypeinterview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__isnull", True),
                    ("level__in", ["junior", "mid", "senior", "staff"]),
                    _connector="OR",
                ),
                name="rubrics_archetype_interview_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.UniqueConstraint(
                fields=("rubric", "number"), name="rubrics_rubric_version_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("rubric",),
                name="rubrics_one_draft_per_rubric",
            ),
        ),
        migrations.AddConstraint(
            model_name="rubricversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("status", "draft")),
                    models.Q(("published_at__isnull", False), ("status", "published")),
                    _connector="OR",
                ),
                name="rubrics_rubric_version_published_at",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rubricversion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"status\" = 'published')",
                    func="\n            RAISE EXCEPTION 'a published version never changes'\n                USING ERRCODE = 'restrict_violation';\n        ",
                    hash="a82d8caff64b393156157d804357dec005b07a41",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_never_changes_3152b",
                    table="rubrics_rubricversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rubricversion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_complete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'published')",
                    func="\n            IF NOT EXISTS (SELECT FROM rubrics_criterion WHERE version_id = NEW.id) THEN\n                RAISE EXCEPTION 'a rubric without a criterion cannot be published'\n                    USING ERRCODE = 'restrict_violation';\n            END IF;\n            IF EXISTS (\n                SELECT FROM rubrics_criterion WHERE version_id = NEW.id\n                AND '' IN (btrim(anchor_1), btrim(anchor_2), btrim(anchor_3), btrim(anchor_4))\n            ) THEN\n                RAISE EXCEPTION 'a criterion without all four anchors cannot be published'\n                    USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="b82e25b471bec9297c9a2cb42844169a56df8fa3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_published_is_complete_faa03",
                    table="rubrics_rubricversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="rubrics_criterion_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__range", (1, 4))),
                name="rubrics_at_most_four_criteria",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="part_of_published_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE found TEXT;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO found FROM rubrics_rubricversion WHERE id = OLD.version_id FOR SHARE;\n                IF found = 'published' THEN\n                    RAISE EXCEPTION 'a published version never changes'\n                        USING ERRCODE = 'restrict_violation';\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO found FROM rubrics_rubricversion WHERE id = NEW.version_id FOR SHARE;\n                IF found = 'published' THEN\n                    RAISE EXCEPTION 'a published version never changes'\n                        USING ERRCODE = 'restrict_violation';\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n        ",
                    hash="6deed5a2c8167d6c72478ad76e166d004144c08a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_part_of_published_never_changes_64960",
                    table="rubrics_criterion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
