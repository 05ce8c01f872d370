"""`Idempotency-Key`: a request that is sent again has the effect, and the answer, of one."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hiring.accounts.models import AnsweredRequest
from hiring.accounts.problems import KEY_REUSED, problem
from hiring.activity import clock

KEPT_FOR = timedelta(hours=24)
MAX_KEY = 255
JSON = "application/json"


@transaction.atomic
def once(request: Any, key: str, act: Callable[[], Any]) -> HttpResponse:
    """Return the answer of `act`, or the one that it gave to this key before.

    The key and what the request does are written in one transaction: whoever comes meanwhile with
    the same key waits for it. What was refused changed nothing and may be tried again.
    """
    if len(key) > MAX_KEY or "\0" in key:
        return problem(400, _("An Idempotency-Key has at most 255 characters."))
    AnsweredRequest.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
    digest = _digest(request)
    kept, new = AnsweredRequest.objects.get_or_create(
        user=request.user, key=key, defaults={"digest": digest}
    )
    if not new:
        return _again(kept, digest)
    answer = act()
    if answer.status_code >= 400:
        kept.delete()
        return answer
    if hasattr(answer, "render"):
        answer.render()
    kept.status, kept.body = answer.status_code, answer.content.decode()
    kept.save(update_fields=["status", "body"])
    return answer


def _again(kept: AnsweredRequest, digest: str) -> HttpResponse:
    if kept.digest != digest:
        said = _("This Idempotency-Key was sent with another request. Take a new one for each.")
        return problem(422, said, kind=KEY_REUSED)
    answer = HttpResponse(kept.body, status=kept.status, content_type=JSON)
    answer["Idempotency-Replayed"] = "true"
    return answer


def _digest(request: HttpRequest) -> str:
    """Tell requests apart; a form's bytes differ each time that the same one is sent."""
    parts = [request.method or "", request.get_full_path(), request.content_type or ""]
    found = hashlib.sha256("\n".join(parts).encode())
    found.update(request.body if request.content_type == JSON else b"")
    return found.hexdigest()
