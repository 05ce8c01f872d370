"""The product served to a browser from this process, with a clock that the test moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

from hiring.activity import clock


class Served:
    """A running web server: its address, and how far its clock is from the true one."""

    def __init__(self) -> None:
        self.url = ""
        self.shift = timedelta()

    def __call__(self, application: Any) -> Any:
        """Wrap the product: each request sees the clock where it stands then."""
        static = StaticFilesHandler(application)

        def serve(environ: dict, start_response: Any) -> Any:
            if not self.shift:
                return static(environ, start_response)
            # The clock's place is kept by thread, and each connection has a thread of its own.
            with clock.set_to(datetime.now(UTC) + self.shift):
                return static(environ, start_response)

        return serve


@contextmanager
def serve() -> Iterator[Served]:
    """Serve the product on a free port for as long as the block lasts."""
    served = Served()
    thread = LiveServerThread("127.0.0.1", served)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    served.url = f"http://127.0.0.1:{thread.port}"
    try:
        yield served
    finally:
        thread.terminate()
