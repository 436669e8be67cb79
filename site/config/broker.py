"""The message broker of one machine: kombu's filesystem transport, made safe and linear.

What comes in are Celery's messages, what goes out are the same messages, each to one worker. Celery loads
it through `broker_transport = "config.broker:Transport"` (see `config/celery.py`); production uses Redis
instead.

kombu's own channel writes a message in place, so a polling worker can read it half-written and die (kombu
#1551), and it lists and sorts the whole folder for every message. Here a message is written beside and
renamed, and names are taken from one listing until it is used up. No promise rests on this broker: what a
killed worker had taken is found again by the next sweep of its stage.
"""

import fcntl
import os
import time
import uuid
from collections import defaultdict, deque
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

POLLING_INTERVAL_S = 0.5  # how long an idle worker waits before it lists the folder again
UNFINISHED = ".part"  # names that end so are being written; no listing takes them


def transport_options(folder: Path) -> dict[str, Any]:
    """Celery's `broker_transport_options` for a broker in `folder`, which is made on first use."""
    return {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "processed_folder": str(folder / "taken"),
        "control_folder": str(folder / "control"),
        "polling_interval": POLLING_INTERVAL_S,
    }


def write_whole(path: Path, content: bytes) -> None:
    """Make `path` appear with all of `content` or not at all; raises ChannelError when the disk refuses."""
    beside = path.with_name(f"{path.name}.{uuid.uuid4().hex}{UNFINISHED}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ChannelError(f"Cannot write {path}: {error.strerror}") from error


class Channel(filesystem.Channel):
    """A channel over three folders of one file system: messages, taken, control."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names: defaultdict[str, deque[str]] = defaultdict(deque)
        for folder in (
            self.data_folder_out,
            self.processed_folder,
            self.control_folder,
        ):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        write_whole(Path(self.data_folder_out) / name, dumps(payload).encode())

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        while name := self._next_name(queue):
            try:
                return loads(self._take(name).decode())
            except FileNotFoundError:
                continue  # another worker renamed it first
        raise Empty

    def _next_name(self, queue: str) -> str | None:
        """The oldest name of the current listing; the folder is listed anew only when that is used up."""
        names = self._names[queue]
        if not names:
            wanted = f"{queue}.msg"
            folder = os.listdir(self.data_folder_in)
            names.extend(sorted(name for name in folder if name.partition(".")[2] == wanted))
        return names.popleft() if names else None

    def _take(self, name: str) -> bytes:
        """Claim a message by renaming it, which succeeds for one worker only, and return what it holds."""
        taken = Path(self.processed_folder) / name
        os.rename(Path(self.data_folder_in) / name, taken)
        content = taken.read_bytes()
        taken.unlink()
        return content

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        """Add a binding; one writer at a time, and a reader never meets a half-written table."""
        table = self._exchange_file(exchange)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        if binding in self.get_table(exchange):
            return
        with table.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            bindings = [*self.get_table(exchange), binding]
            write_whole(table, dumps(bindings).encode())


class Transport(filesystem.Transport):
    """What Celery loads; kombu's own but for the channel."""

    Channel = Channel
