"""How gunicorn serves: `gunicorn --config python:hiring.runtime.gunicorn hiring.wsgi`."""

import gc
import os
from typing import Any

from django.conf import settings

from hiring.runtime.environment import load_settings

load_settings()
_host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
bind = f"{_host}:{settings.PORT}"
workers = settings.WEB_CONCURRENCY
worker_class = "gthread"
threads = 4
# A worker that renders a long PDF must not be taken for one that hangs.
timeout = 60
graceful_timeout = 15
keepalive = 5
# The workers' heartbeat is a file; on a slow disk a write to it could look like a hang.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - names are random
# A long search with a page's cursor is an address of its own; the largest that gunicorn allows.
limit_request_line = 8190
control_socket_disable = True
accesslog = None
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Say once, in the parent process, what of the settings is likely a mistake."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    from hiring.accounts.checks import proxies_are_counted

    for warning in proxies_are_counted(None):
        server.log.warning("%s %s", warning.msg, warning.hint)


def post_worker_init(worker: Any) -> None:
    """Load what the first request would, and take it out of the garbage collector's rounds.

    Else a collection of everything, which takes a fifth of a second, falls into some request.
    """
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - loads them
    gc.collect()
    gc.freeze()
