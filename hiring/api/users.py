"""Colleagues, by the IDs and addresses that other resources take."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hiring.accounts.filtersets import UserFilter
from hiring.accounts.models import User
from hiring.api.resource import Resource
from hiring.ui.numbers import whole_number


@extend_schema_field(OpenApiTypes.STR)
class PersonField(serializers.RelatedField):
    """A colleague by ID or email address; answered with the address."""

    default_error_messages = {
        "does_not_exist": _("No active user has this ID or email address."),
    }

    def __init__(self, **kwargs: Any) -> None:
        if not kwargs.get("read_only"):
            kwargs.setdefault("queryset", User.objects.active())
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> User:
        text = str(data).strip() if isinstance(data, int | str) else ""
        people: Any = self.get_queryset()
        pk = whole_number(text)
        people = people.with_address(text) if pk is None else people.filter(pk=pk)
        found = None if "\0" in text else people.first()
        if found is None:
            self.fail("does_not_exist")
        return found

    def to_representation(self, value: Any) -> str:
        return str(value.email)


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "email", "name"]


class UserViewSet(Resource):
    """Colleagues who can sign in. Anyone who sees no candidates but their own finds themselves."""

    queryset = User.objects.none()
    serializer_class = UserSerializer
    filterset_class = UserFilter

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.active().visible_to(self.request.user)


routes = [("users", UserViewSet)]
