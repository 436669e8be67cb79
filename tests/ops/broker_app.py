"""A Celery application for tests and benchmarks of the broker: one task that leaves a mark for each run.

Not a test module: real worker and writer processes load it (`celery -A broker_app worker`). The folder and
the transport come from the environment, so that the same application also runs on kombu's own channel.
"""

import os
import sys
from pathlib import Path

from celery import Celery

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))

from config.broker import transport_options

# `config` has named the settings, and Celery would load the whole magazine for this app too.
os.environ.pop("DJANGO_SETTINGS_MODULE", None)

FOLDER = Path(os.environ["BROKER_FOLDER"])
TRANSPORT = os.environ.get("BROKER_TRANSPORT", "config.broker:Transport")

app = Celery("broker_app")
app.conf.update(
    broker_url="filesystem://",
    broker_transport=TRANSPORT,
    broker_transport_options=transport_options(FOLDER) | {"polling_interval": 0.05},
    task_ignore_result=True,
    worker_enable_remote_control=False,
    broker_connection_retry_on_startup=True,
)


@app.task
def mark(key: str) -> None:
    """Append `key` to the ledger, one short line: atomic with O_APPEND."""
    with (FOLDER / "done").open("a") as ledger:
        ledger.write(f"{key}\n")


def write(writer: str, count: int) -> None:
    """Put `count` tasks, as fast as one process can."""
    with (
        app.connection_for_write() as connection,
        app.amqp.Producer(connection) as producer,
    ):
        for number in range(count):
            mark.apply_async((f"{writer}-{number}",), producer=producer)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
