"""The Celery application: how workers are notified. What beat does: hiring/activity/periodic.py.

The broker carries no work, only notifications (hiring/activity/jobs.py), so the embedded default is
kombu's filesystem transport: nothing to install, and nothing lost when it loses a message.
"""

from pathlib import Path

from celery import Celery
from django.conf import settings

from hiring.activity import filesystem_broker
from hiring.runtime.environment import load_settings

load_settings()


app = Celery("hiring")


def _filesystem(folder: Path) -> dict:
    """Return the transport's options with its folders made; temporary files stay beside them."""
    for name in ("notifications", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(folder / "notifications"),
        "data_folder_out": str(folder / "notifications"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,
    }


app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    task_ignore_result=True,
    task_publish_retry=False,
    # Threads: with processes, one that is killed while it waits for a message (memory ran out, a
    # crash in C) takes the lock of their queue with it, and all others wait for ever.
    worker_pool="threads",
    worker_concurrency=settings.WORKER_CONCURRENCY,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    # The file that holds beat's last run times; a lost one costs one extra sweep.
    beat_schedule_filename=str(settings.HIRING_HOME / "beat"),
    beat_scheduler="hiring.activity.scheduler:Scheduler",
    beat_max_loop_interval=5,  # health.BEAT_SECONDS: it says so often that it lives
)
if settings.CELERY_BROKER_URL.startswith("filesystem:"):
    filesystem_broker.install()
    app.conf.broker_transport_options = _filesystem(settings.HIRING_HOME / "broker")
else:
    # A web request does not wait for a broker that is away: the sweep notifies later.
    app.conf.broker_transport_options = {"max_retries": 0}

app.autodiscover_tasks(lambda: list(settings.INSTALLED_APPS))
