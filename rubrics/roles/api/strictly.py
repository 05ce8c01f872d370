"""What the serializers that write the library have in common."""

from typing import Any, TypeVar

from django.db import models
from rest_framework import serializers

from hiring.api.conventions import Strict

Row = TypeVar("Row", bound=models.Model)


class Written(Strict, serializers.ModelSerializer[Row]):
    """Writes a row by its verbs. What is read only may come back as it was read."""

    @property
    def writer(self) -> Any:
        return self.context["request"].user

    def get_fields(self) -> dict[str, Any]:
        """The fields; the key can be chosen once."""
        fields = super().get_fields()
        if self.instance is not None and "key" in fields:
            fields["key"].read_only = True
        return fields
