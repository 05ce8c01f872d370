"""Roles on hiring teams for people who are invited: they get them once they accept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hiring.accounts.invited_access import Chosen, InvitedAccess
from hiring.accounts.models import TeamRole, User
from hiring.api.conventions import Strict
from hiring.requisitions.actions.team import join_team
from hiring.requisitions.models import Requisition
from hiring.requisitions.querysets import RequisitionQuerySet


def _offered() -> RequisitionQuerySet:
    """Return the jobs whose teams somebody can still join."""
    return Requisition.objects.exclude(pk__in=Requisition.objects.closed().values("pk"))


class InvitedRoleSerializer(Strict, serializers.Serializer):
    """A role on the hiring team of one requisition."""

    requisition = serializers.IntegerField(help_text="Its ID.")
    role = serializers.ChoiceField(choices=TeamRole.choices)

    def validate_requisition(self, pk: int) -> int:
        if not _offered().filter(pk=pk).exists():
            raise serializers.ValidationError(_("No open job has this ID."))
        return pk


class InvitedRoles(InvitedAccess):
    name = "requisitions"
    label = _("Jobs")

    def form_fields(self, inviter: User) -> dict[str, forms.Field]:
        jobs = _offered().visible_to(inviter).order_by("title", "id")
        if not jobs.exists():
            return {}
        return {
            "jobs": forms.ModelMultipleChoiceField(
                label=_("Jobs"),
                queryset=jobs,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("They join the hiring teams of these jobs when they accept."),
            ),
            "job_role": forms.ChoiceField(
                label=_("Role on these hiring teams"),
                choices=TeamRole,
                initial=TeamRole.INTERVIEWER,
                required=False,
            ),
        }

    def from_form(self, cleaned: Mapping[str, Any]) -> Chosen:
        role = cleaned.get("job_role") or TeamRole.INTERVIEWER
        return [{"requisition": job.pk, "role": str(role)} for job in cleaned.get("jobs") or []]

    def api_field(self, **kwargs: Any) -> serializers.Field:
        return InvitedRoleSerializer(many=True, **kwargs)

    def words(self, chosen: Iterable[Chosen]) -> list[list[str]]:
        chosen = list(chosen)
        ids = {given["requisition"] for one in chosen for given in one}
        titles = dict(Requisition.objects.filter(pk__in=ids).values_list("pk", "title"))
        return [
            [
                f"{titles[given['requisition']]} ({TeamRole(given['role']).label})"
                for given in one
                if given["requisition"] in titles
            ]
            for one in chosen
        ]

    def give(self, chosen: Chosen, *, user: User, actor: User) -> None:
        jobs = _offered().in_bulk([given["requisition"] for given in chosen])
        for given in chosen:
            if job := jobs.get(given["requisition"]):
                join_team(requisition=job, user=user, role=given["role"], actor=actor)
