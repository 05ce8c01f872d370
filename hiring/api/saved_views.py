"""Lists as people look at them, saved under a name."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from hiring.accounts.models import SavedView
from hiring.accounts.requests import StaffApiRequest
from hiring.accounts.saving_views import save_view
from hiring.api.conventions import Strict
from hiring.api.pages import OldestPages
from hiring.api.resource import Resource


class SavedViewSerializer(serializers.ModelSerializer):
    list = serializers.CharField(source="list_key")
    owner = serializers.CharField(source="owner.name", read_only=True)

    class Meta:
        model = SavedView
        fields = ["id", "list", "name", "query", "is_shared", "owner"]


class NewSavedViewSerializer(Strict, serializers.Serializer):
    list = serializers.CharField(max_length=40, help_text="applications, candidates or jobs")
    name = serializers.CharField(max_length=60)
    query = serializers.CharField(allow_blank=True, help_text="As in the address of the list.")
    is_shared = serializers.BooleanField(default=False)


class SavedViewViewSet(mixins.CreateModelMixin, mixins.DestroyModelMixin, Resource):
    """Lists as people look at them; one's own, and those that colleagues share."""

    request: StaffApiRequest
    queryset = SavedView.objects.none()
    serializer_class = SavedViewSerializer
    pagination_class = OldestPages

    def get_queryset(self) -> QuerySet[SavedView]:
        found = SavedView.objects.visible_to(self.request.user)
        if self.action == "destroy":
            found = found.removable_by(self.request.user)
        return found.select_related("owner")

    @extend_schema(request=NewSavedViewSerializer, responses={201: SavedViewSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Save a view; one of the same name is changed."""
        given = NewSavedViewSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        view = save_view(list_key=values.pop("list"), actor=self.request.user, **values)
        return Response(SavedViewSerializer(view).data, status=201)


routes = [("saved-views", SavedViewViewSet)]
