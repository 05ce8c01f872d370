"""The embedded broker: each message a file in a folder, whole before anybody can see it.

kombu's filesystem transport opens a message under its final name and writes it afterwards. A
worker that looks in between takes an empty file, cannot read it, and stops for good. Here one
is written beside its place and then moved there, and one that cannot be read is passed over:
the sweep notifies again for whatever was not heard.
"""

import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads


def install() -> None:
    """Have broker addresses that start with filesystem:// use this transport."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        # Names sort by time, on both sides of a restart of the machine.
        name = f"{time.time_ns():020}_{uuid.uuid4()}"
        draft = folder / f"{name}.draft"
        try:
            draft.write_text(dumps(payload))
            draft.rename(folder / f"{name}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"cannot write to {folder}: {error.strerror}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for path in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            try:
                text = path.read_text()
                # Of several workers that have read it, one can remove it: that one was notified.
                path.unlink()
                return loads(text)
            except (OSError, ValueError):
                continue
        raise Empty


class Transport(filesystem.Transport):
    Channel = Channel
