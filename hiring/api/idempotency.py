"""`Idempotency-Key`: a request that is sent again has the effect, and the answer, of one.

Of an answer its status and the ids in it are kept, no words: a candidate's data is stored in no
second place, and whoever may not read a row any more is not shown it again.
"""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hiring.accounts.actions import forget_answered
from hiring.accounts.models import AnsweredRequest
from hiring.accounts.problems import KEY_REUSED, problem

MAX_KEY = 255
JSON = "application/json"


@transaction.atomic
def once(
    request: Any,
    key: str,
    *,
    model: type[Model],
    act: Callable[[], Any],
    read: Callable[[int], Any],
) -> HttpResponse:
    """Return the answer of `act`; to a key that it answered before, the same row by `read`.

    The key and what the request does are written in one transaction: anyone who comes meanwhile
    with the same key waits for it. What was refused changed nothing and may be tried again.
    """
    if len(key) > MAX_KEY or "\0" in key:
        return problem(400, _("An Idempotency-Key has at most 255 characters."))
    forget_answered()
    digest = _digest(request)
    kept, new = AnsweredRequest.objects.get_or_create(
        user=request.user, key=sha256(key.encode()).hexdigest(), defaults={"digest": digest}
    )
    if not new:
        return _again(kept, digest, read)
    answer = act()
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        kept.delete()
        return answer
    kept.status = answer.status_code
    kept.row, kept.part = _ids(answer, model)
    kept.save(update_fields=["status", "row", "part"])
    return answer


def _ids(answer: Any, model: type[Model]) -> tuple[int | None, int | None]:
    """Return the ids of the resource's row that an answer shows, and of a part of one."""
    shown = getattr(getattr(answer, "data", None), "serializer", None)
    instance = getattr(shown, "instance", None)
    pk = getattr(instance, "pk", None)
    return (pk, None) if isinstance(instance, model) else (None, pk)


def _again(kept: AnsweredRequest, digest: str, read: Callable[[int], Any]) -> HttpResponse:
    if kept.digest != digest:
        message = _(
            "This Idempotency-Key was sent with another request. Use a new key for each request."
        )
        return problem(422, message, kind=KEY_REUSED)
    answer: Any
    if kept.row:
        answer = read(kept.row)
    elif kept.part:
        answer = JsonResponse({"id": kept.part})
    else:
        answer = HttpResponse()
    if answer.status_code < HTTPStatus.BAD_REQUEST:
        answer.status_code = kept.status
    answer["Idempotency-Replayed"] = "true"
    return answer


def _digest(request: HttpRequest) -> str:
    """Tell requests apart; a form's bytes differ each time that the same one is sent."""
    parts = [request.method or "", request.get_full_path(), request.content_type or ""]
    found = sha256("\n".join(parts).encode())
    found.update(request.body if request.content_type == JSON else b"")
    return found.hexdigest()
