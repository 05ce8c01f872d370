"""Whether the installation is well: `GET /healthz`."""

import structlog
from django.core.cache import cache
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from hiring.activity import clock
from hiring.activity.models import Heartbeat

log = structlog.get_logger(__name__)

WORKER, SCHEDULER = "worker", "scheduler"
# Each part says so often that it lives, and is late after so long a silence.
BEAT_SECONDS = 5
LATE_SECONDS = 20


def beat(part: str) -> None:
    """Note that `part` lives now."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": clock.now()})


def age(part: str) -> float | None:
    """Return the age of a part's last heartbeat in seconds, None if there was none."""
    heartbeat = Heartbeat.objects.filter(part=part).first()
    return round((clock.now() - heartbeat.at).total_seconds(), 1) if heartbeat else None


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the product can do its work, else 503 and which part is not well.

    Without its cache it works on without limits: "degraded", and 200 all the same.
    """
    parts: dict[str, str | float | None] = {
        "database": "unreachable",
        "migrations": "unknown",
        "worker": "unknown",
        "scheduler": "unknown",
        "cache": "unknown",
    }
    try:
        parts["database"] = _database()
        parts["migrations"] = _migrations()
        parts["worker"] = age(WORKER)
        parts["scheduler"] = age(SCHEDULER)
        parts["cache"] = _cache()
    except DatabaseTrouble as error:
        # What has not been said stays as it was: unreachable, unknown.
        log.warning("unwell", error=str(error))
    status = _status(parts)
    answer = JsonResponse({"status": status, **parts}, status=503 if status == "unwell" else 200)
    # Django logs each 503; anyone who asks every second while a part starts would fill the log.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _status(parts: dict[str, str | float | None]) -> str:
    works = parts["database"] == parts["migrations"] == "ok"
    if not (works and _is_fresh(parts["worker"]) and _is_fresh(parts["scheduler"])):
        return "unwell"
    return "ok" if parts["cache"] == "ok" else "degraded"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def _cache() -> str:
    """Say whether the cache answers; that in the database does when the database does."""
    is_up = getattr(cache, "is_up", lambda: True)
    return "ok" if is_up() else "unreachable"


def _is_fresh(age: float | str | None) -> bool:
    return isinstance(age, float | int) and age <= LATE_SECONDS
