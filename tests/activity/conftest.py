"""Jobs for tests: a broker of one's own in a folder, and tasks that last one test."""

from collections.abc import Callable, Iterator
from queue import Empty

import pytest
from celery import Celery

from hiring import celery
from hiring.activity import filesystem_broker, jobs


class Broker:
    """The embedded broker in a folder of its own, which can be taken away and brought back."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.folder.mkdir()
        filesystem_broker.install()
        self.app = Celery("notifications", set_as_current=False, fixups=[], broker="filesystem://")
        self.app.conf.task_publish_retry = False
        self.app.conf.broker_transport_options = {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.01,
        }

    def heard(self) -> list[list[int]]:
        """Return the job ids of each notification since the last call, in order."""
        notified = []
        with self.app.connection_for_read() as connection:
            queue = connection.SimpleQueue("celery", no_ack=True)
            try:
                while True:
                    args, _kwargs, _embed = queue.get(block=False).payload
                    notified.append(args[0])
            except Empty:
                return notified

    def go_away(self) -> None:
        self.folder.rename(self.folder.with_suffix(".away"))

    def come_back(self) -> None:
        self.folder.with_suffix(".away").rename(self.folder)


@pytest.fixture
def broker(tmp_path, monkeypatch) -> Iterator[Broker]:
    """Give a broker that only this test notifies."""
    broker = Broker(tmp_path / "notifications")
    monkeypatch.setattr(jobs, "current_app", broker.app)
    monkeypatch.setattr(jobs, "_silent_until", 0.0)
    yield broker
    celery.app.set_default()  # A worker that was started here has made another one the default.


@pytest.fixture
def task(monkeypatch) -> Callable:
    """Give a function that registers a task for this test; by default one that does nothing."""
    monkeypatch.setattr(jobs, "_tasks", {})

    def register(run=lambda claimed, **args: None, *, name="tests.work", on_failure=None):
        return jobs.job(name, on_failure=on_failure)(run)

    return register
