"""What rubrics and questions have in common at the door for machines: drafts, versions, shelves."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from hiring.accounts.requests import StaffApiRequest
from hiring.activity.actions import Conflict
from hiring.api.resource import Resource
from rubrics.access import may_write
from rubrics.bank.actions import archiving, discarding, publishing, starting
from rubrics.bank.api import serializers as writing
from rubrics.models import Version, Versioned


class VersionedViewSet(Resource):
    """Reading for everybody; writing for those whom the access table lets in.

    A draft is seen by those who write. What is archived is found by its id, and by `?state=`.
    """

    versions_serializer: type[serializers.Serializer[Any]]
    new_serializer: type[serializers.Serializer[Any]]
    changed_serializer: type[serializers.Serializer[Any]]

    def get_queryset(self) -> QuerySet[Any]:
        found: Any = super().get_queryset()
        found = found.with_list_facts()
        if not self._writes:
            return found.published()
        return found.with_draft(parts=self._version.parts)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "writes": self._writes}

    @transaction.atomic
    def _create(self, request: StaffApiRequest) -> Response:
        draft = writing.create(
            self._item, self.given(self.new_serializer).validated_data, actor=request.user
        )
        return self._answer(draft, status=201)

    @transaction.atomic
    def _save(self, request: StaffApiRequest) -> Response:
        """Save what was sent into the draft; where there is none, a new one is started."""
        given = self.given(self.changed_serializer).validated_data
        draft = starting.start_draft(item=self.get_object(), actor=request.user)
        revision = given.pop("revision")
        return self._answer(writing.save(draft, given, actor=request.user, revision=revision))

    def destroy(self, request: StaffApiRequest, pk: str) -> Response:
        """Discard the draft; what was never published goes with it, all else stays."""
        discarding.discard_draft(version=self._draft(), actor=request.user)
        return Response(status=204)

    @extend_schema(request=writing.Publishing)
    @action(detail=True, methods=["post"])
    def publish(self, request: StaffApiRequest, pk: str) -> Response:
        """Publish the draft as it was seen: the revision says which state of it."""
        given = self.given(writing.Publishing).validated_data
        return self._answer(publishing.publish(self._draft(), actor=request.user, **given))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request: StaffApiRequest, pk: str) -> Response:
        """Offer it no longer; plans and interviews that hold it keep it."""
        archiving.archive_item(item=self.get_object(), actor=request.user)
        return self._answer()

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: StaffApiRequest, pk: str) -> Response:
        """Offer it again."""
        archiving.restore_item(item=self.get_object(), actor=request.user)
        return self._answer()

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def copy(self, request: StaffApiRequest, pk: str) -> Response:
        """Make a copy of our own, a draft under a free key."""
        own = starting.copy(item=self.get_object(), actor=request.user)
        return self._answer(own.draft, status=201)

    def _versions(self) -> Response:
        versions = self.get_object().versions.prefetch_related(*self._version.parts)
        page = self.paginate_queryset(versions if self._writes else versions.published())
        return self.get_paginated_response(self.versions_serializer(page, many=True).data)

    @property
    def _item(self) -> type[Versioned]:
        return type(self).queryset.model  # type: ignore[union-attr]

    @property
    def _version(self) -> type[Version]:
        item: Any = self._item
        return item.versions.rel.related_model

    @property
    def _writes(self) -> bool:
        return hasattr(self.request, "access_cache") and may_write(self.request)

    def _draft(self) -> Version:
        draft = self.get_object().draft
        if draft is None:
            raise Conflict(_("There is no draft."))
        return draft

    def _answer(self, version: Version | None = None, *, status: int = 200) -> Response:
        """The item as its own page shows it, read again."""
        pk = self.kwargs.get("pk") if version is None else version.item.pk
        shown = self.get_queryset().get(pk=pk)
        return Response(self.get_serializer(shown).data, status=status)
