"""What of requisitions is told and taken."""

from typing import Any

from rest_framework import serializers

from hiring.accounts.models import Team, TeamRole, User
from hiring.api.conventions import KeyField, Strict
from hiring.api.users import PersonField
from hiring.requisitions.actions import drafting, editing, opening
from hiring.requisitions.coverage.fixes import CoverageFix
from hiring.requisitions.coverage.plan import CompetencyCoverage, Coverage
from hiring.requisitions.models import (
    HiringTeamMember,
    PlannedInterview,
    Requisition,
    RequisitionCompetency,
    RequisitionStatus,
    Stage,
)
from rubrics.assessment.states import State
from rubrics.models import (
    Assistance,
    DataOwnership,
    Emphasis,
    Level,
    ModelOwnership,
    OrganizationArchetype,
    Perspective,
    RoleArchetype,
    Rubric,
    Stance,
    Strategy,
)

_NO_PAY = {"pay_minimum": None, "pay_maximum": None, "pay_currency": ""}

# ---- What is told -----------------------------------------------------------------------------


class StageSerializer(serializers.ModelSerializer):
    class Meta:
        model = Stage
        fields = ["id", "requisition", "position", "name", "kind", "target_days"]


class RequisitionCompetencySerializer(serializers.ModelSerializer):
    competency = KeyField(read_only=True)

    class Meta:
        model = RequisitionCompetency
        fields = [
            "competency", "stance", "weight", "bar_level", "why", "archetype_stance",
            "archetype_weight", "archetype_bar", "adjustment_reasons", "edited_at",
        ]  # fmt: skip


class PlannedInterviewSerializer(serializers.ModelSerializer):
    rubric = KeyField(read_only=True)

    class Meta:
        model = PlannedInterview
        fields = [
            "id", "stage", "position", "name", "kind", "rubric", "minutes", "perspective",
            "assistance", "interviewers", "why",
        ]  # fmt: skip


class TeamMemberSerializer(serializers.ModelSerializer):
    email = serializers.EmailField(source="user.email", read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)

    class Meta:
        model = HiringTeamMember
        fields = ["id", "user", "email", "name", "role", "perspective"]


class RequisitionSerializer(serializers.ModelSerializer):
    """A requisition; its pay is null for those who do not hire for it."""

    archetype = KeyField(read_only=True)
    organization = KeyField(read_only=True, allow_null=True)
    openings_left = serializers.IntegerField(read_only=True, help_text="Openings minus hires.")

    class Meta:
        model = Requisition
        fields = [
            "id", "key", "title", "archetype", "level", "team", "organization", "emphasis",
            "data_ownership", "model_ownership", "strategy", "mentor", "location", "pay_minimum",
            "pay_maximum", "pay_currency", "openings", "hired", "openings_left", "must_haves",
            "job_text", "status", "opened_at", "closed_at", "profile_fixed_at", "copied_from",
        ]  # fmt: skip

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told = super().to_representation(instance)
        return told if instance.shows_pay else told | _NO_PAY


class RequisitionWithPartsSerializer(RequisitionSerializer):
    stages = StageSerializer(many=True, read_only=True)
    competencies = RequisitionCompetencySerializer(many=True, read_only=True)
    plan = PlannedInterviewSerializer(many=True, read_only=True)

    class Meta(RequisitionSerializer.Meta):
        fields = [*RequisitionSerializer.Meta.fields, "stages", "competencies", "plan"]


# ---- What is taken ----------------------------------------------------------------------------


class ChangedRequisitionSerializer(Strict, serializers.ModelSerializer):
    """What of a requisition can change; strategy and role context move the profile."""

    team = serializers.PrimaryKeyRelatedField(
        queryset=Team.objects.all(), required=False, allow_null=True
    )
    organization = KeyField(
        queryset=OrganizationArchetype.objects.all(), required=False, allow_null=True
    )
    emphasis = serializers.ChoiceField(Emphasis.choices, required=False, allow_blank=True)
    data_ownership = serializers.ChoiceField(
        DataOwnership.choices, required=False, allow_blank=True
    )
    model_ownership = serializers.ChoiceField(
        ModelOwnership.choices, required=False, allow_blank=True
    )
    strategy = serializers.ChoiceField(Strategy.choices, required=False)
    mentor = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.active(), required=False, allow_null=True
    )
    must_haves = serializers.ListField(child=serializers.CharField(), required=False)

    class Meta:
        model = Requisition
        fields = [
            "title", "team", "organization", "emphasis", "data_ownership", "model_ownership",
            "strategy", "mentor", "location", "pay_minimum", "pay_maximum", "pay_currency",
            "openings", "must_haves", "job_text",
        ]  # fmt: skip

    def update(self, instance: Requisition, validated_data: dict[str, Any]) -> Requisition:
        actor = self.context["request"].user
        return editing.edit_requisition(requisition=instance, actor=actor, **validated_data)


class NewRequisitionSerializer(ChangedRequisitionSerializer):
    """A new requisition. A design choice left out is answered as its organization has it."""

    archetype = KeyField(queryset=RoleArchetype.objects.in_use())
    level = serializers.ChoiceField(Level.choices)
    title = serializers.CharField(
        required=False, max_length=160, help_text="By default, the level and the role."
    )
    status = serializers.ChoiceField(
        [RequisitionStatus.DRAFT.value, RequisitionStatus.OPEN.value],
        default=RequisitionStatus.OPEN.value,
        help_text="A draft does not accept applications until it is opened.",
    )

    class Meta(ChangedRequisitionSerializer.Meta):
        fields = ["archetype", "level", "status", *ChangedRequisitionSerializer.Meta.fields]

    def create(self, validated_data: dict[str, Any]) -> Requisition:
        drafted = validated_data.pop("status") == RequisitionStatus.DRAFT
        make = drafting.draft_requisition if drafted else opening.open_requisition
        return make(actor=self.context["request"].user, **validated_data)


class ChangedCompetencySerializer(Strict, serializers.Serializer):
    """What is asked of one competency; a reason is demanded once interviews have begun."""

    stance = serializers.ChoiceField(Stance.choices)
    weight = serializers.IntegerField()
    bar_level = serializers.IntegerField()
    why = serializers.CharField(required=False, allow_blank=True)


class ChangedPlannedInterviewSerializer(Strict, serializers.Serializer):
    """`position` is the place in the whole plan, counted from 1."""

    stage: Any = serializers.PrimaryKeyRelatedField(queryset=Stage.objects.all(), required=False)
    rubric = KeyField(queryset=Rubric.objects.current(), required=False)
    name = serializers.CharField(required=False)
    minutes = serializers.IntegerField(required=False)
    perspective = serializers.ChoiceField(Perspective.choices, required=False, allow_blank=True)
    assistance = serializers.ChoiceField(Assistance.choices, required=False, allow_blank=True)
    interviewers = serializers.IntegerField(required=False)
    why = serializers.CharField(required=False, allow_blank=True)
    position = serializers.IntegerField(required=False)


class NewPlannedInterviewSerializer(ChangedPlannedInterviewSerializer):
    """By default it is on the onsite stage, called as its rubric, and the last of the plan."""

    rubric = KeyField(queryset=Rubric.objects.current())


class ChangedStageSerializer(Strict, serializers.ModelSerializer):
    """`position` counts from 1; the first and the last stage keep their places."""

    class Meta:
        model = Stage
        fields = ["name", "kind", "target_days", "position"]
        extra_kwargs = {"position": {"required": False}}


class NewTeamMemberSerializer(Strict, serializers.Serializer):
    user: Any = PersonField(help_text="ID or email address.")
    role = serializers.ChoiceField(TeamRole.choices)
    perspective = serializers.ChoiceField(Perspective.choices, required=False, allow_blank=True)


# ---- What a plan looks at ---------------------------------------------------------------------


class CoverageFixSerializer(serializers.Serializer):
    text = serializers.CharField()
    rubric = serializers.SerializerMethodField(help_text="An additional interview using it …")
    planned = serializers.SerializerMethodField(help_text="… or one more interviewer in this one.")
    candidate_minutes = serializers.IntegerField()
    interviewer_minutes = serializers.IntegerField()

    def get_rubric(self, fix: CoverageFix) -> str | None:
        return fix.rubric.key if fix.rubric else None

    def get_planned(self, fix: CoverageFix) -> int | None:
        return fix.planned.pk if fix.planned else None


class CoveredSerializer(serializers.Serializer):
    """One strength or bar, and how many people of the plan look at it."""

    competency = serializers.SlugField(source="competency.key")
    stance = serializers.ChoiceField(Stance.choices)
    weight = serializers.IntegerField()
    bar = serializers.IntegerField()
    interviews = serializers.SerializerMethodField(help_text="Planned interviews that cover it.")
    observations = serializers.IntegerField(help_text="Interviewers who cover it.")
    at_best = serializers.ChoiceField(
        [state.value for state in State],
        help_text="The debrief’s result if every planned interviewer rated strong yes.",
    )
    enough = serializers.BooleanField(
        help_text="Whether enough interviewers cover it: two for a strength, one for a bar."
    )
    problem = serializers.CharField(allow_blank=True)
    fixes = CoverageFixSerializer(many=True)

    def get_interviews(self, row: CompetencyCoverage) -> list[int]:
        return [planned.pk for planned in row.interviews]


class CoverageSerializer(serializers.Serializer):
    """How many people of the plan look at what, each seat being someone else."""

    rows = CoveredSerializer(many=True)
    candidate_minutes = serializers.IntegerField()
    interviewer_minutes = serializers.IntegerField()
    writing_minutes = serializers.IntegerField(help_text="Additional time for scorecards.")
    missing_perspectives = serializers.ListField(child=serializers.ChoiceField(Perspective.choices))
    unobserved = serializers.SerializerMethodField(
        help_text="Planned interviews that cover no assessed competency."
    )
    too_long = serializers.SerializerMethodField(
        help_text="Stages whose interviews take over six hours."
    )

    def get_unobserved(self, coverage: Coverage) -> list[int]:
        return [planned.pk for planned in coverage.unobserved]

    def get_too_long(self, coverage: Coverage) -> list[int]:
        return [day.stage.pk for day in coverage.too_long]
