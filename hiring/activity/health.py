"""Whether the installation is well: `GET /healthz`."""

import structlog
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from hiring.activity import clock
from hiring.activity.models import Heartbeat

log = structlog.get_logger(__name__)

WORKER = "worker"
# The worker says every 10 seconds that it lives.
WORKER_LATE_SECONDS = 60


def beat(part: str) -> None:
    """Note that `part` lives now."""
    Heartbeat.objects.update_or_create(part=part, defaults={"at": clock.now()})


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, migrations and worker are well, else 503 and which is not."""
    parts: dict[str, str | float | None] = {
        "database": "unreachable",
        "migrations": "unknown",
        "worker": "unknown",
    }
    try:
        parts["database"] = _database()
        parts["migrations"] = _migrations()
        parts["worker"] = _worker()
    except DatabaseTrouble as error:
        # What has not been said stays as it was: unreachable, unknown.
        log.warning("unwell", error=str(error))
    well = parts["database"] == parts["migrations"] == "ok" and _is_fresh(parts["worker"])
    answer = JsonResponse(
        {"status": "ok" if well else "unwell", **parts}, status=200 if well else 503
    )
    # Django logs each 503; whoever asks every second while a part starts would fill the log.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def _worker() -> float | None:
    """Return the age of the worker's last heartbeat in seconds, None if there was none."""
    heartbeat = Heartbeat.objects.filter(part=WORKER).first()
    return round((clock.now() - heartbeat.at).total_seconds(), 1) if heartbeat else None


def _is_fresh(age: float | str | None) -> bool:
    return isinstance(age, float | int) and age <= WORKER_LATE_SECONDS
