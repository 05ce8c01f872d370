"""Sign-ins that start without a past, and the background work done on demand."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from hiring.activity import jobs
from hiring.activity.models import BackgroundJob


@pytest.fixture
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Give a function that does all background work now due."""

    def run() -> None:
        jobs.run_jobs(
            list(BackgroundJob.objects.live().order_by("pk").values_list("pk", flat=True))
        )

    return run
