"""The REST API of tags."""

from rest_framework import serializers

from candidates.models import MAX_TAG_LENGTH, Tag
from hiring.api.conventions import Strict
from hiring.api.pages import CursorPages
from hiring.api.resource import Resource


class TagSerializer(serializers.ModelSerializer):
    class Meta:
        model = Tag
        fields = ["id", "name"]


class TagsSerializer(Strict, serializers.Serializer):
    tags = serializers.ListField(
        child=serializers.CharField(max_length=MAX_TAG_LENGTH),
        max_length=100,
        help_text="All tags the candidate is to have; new ones are created.",
    )


class TagPages(CursorPages):
    ordering = ("key", "id")


class TagViewSet(Resource):
    """Words that candidates are gathered under."""

    queryset = Tag.objects.all()
    serializer_class = TagSerializer
    pagination_class = TagPages


routes = [("tags", TagViewSet)]
