"""`ETag` and `If-Match`: refuse a change of what was changed since it was read."""

import hashlib
from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, renderers, status


class ChangedSince(exceptions.APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _(
        "This was changed after you read it. Nothing was saved: read it again, then change it."
    )
    default_code = "changed_since"


def tag_of(data: Any) -> str:
    """Return the entity tag of a representation."""
    return f'"{hashlib.sha256(renderers.JSONRenderer().render(data)).hexdigest()[:32]}"'


def refuse_unless_matching(header: str, data: Any) -> None:
    """Raise ChangedSince unless one of the header's tags is that of the representation."""
    # A proxy that compresses makes a tag a weak one.
    tags = {tag.removeprefix("W/") for tag in parse_etags(header)}
    if "*" not in tags and tag_of(data) not in tags:
        raise ChangedSince
