"""Who hires, in which role, and for which side of the work they speak."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hiring.accounts.models import TeamRole, User
from hiring.requisitions.models import Owned, OwnerRole
from rubrics.models import Perspective

PERSPECTIVES = [("", _("Not specified")), *Perspective.choices]


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.active().order_by("name", "id"),
        empty_label=_("Choose…"),
    )
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole)
    perspective = forms.ChoiceField(
        label=_("Perspective"),
        choices=PERSPECTIVES,
        required=False,
        help_text=_("The side of the work they represent in interviews."),
    )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.name


class OwnersForm(forms.Form):
    """Who recruits and who coordinates; empty is nobody or, for an application, as for its job."""

    recruiter = PersonField(label=_("Recruiter"), queryset=User.objects.none(), required=False)
    coordinator = PersonField(label=_("Coordinator"), queryset=User.objects.none(), required=False)

    def __init__(
        self,
        *args: Any,
        owned: Owned,
        people: QuerySet[User],
        job: Owned | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for role in OwnerRole.values:
            usual, field = getattr(job, role, None), cast(PersonField, self.fields[role])
            field.initial = getattr(owned, f"{role}_id")
            field.queryset = people
            field.empty_label = (
                _("As for the job: %(name)s") % {"name": usual.name} if usual else _("Nobody")
            )


class PerspectiveForm(forms.Form):
    perspective = forms.ChoiceField(label=_("Perspective"), choices=PERSPECTIVES, required=False)
