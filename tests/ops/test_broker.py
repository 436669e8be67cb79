"""The filesystem broker: nothing lost, nothing twice, no worker that dies of a half-written message."""

import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from config.broker import Channel, transport_options, write_whole

HERE = Path(__file__).parent
PATIENCE_S = 90  # two cores may be shared with other tests


@pytest.fixture
def channel(tmp_path):
    with open_connection(tmp_path) as connection:
        yield connection.default_channel


def open_connection(folder):
    return Connection(
        "filesystem://",
        transport="config.broker:Transport",
        transport_options=transport_options(folder),
    )


def python(folder, *arguments, **pipes):
    environment = os.environ | {"BROKER_FOLDER": str(folder), "PYTHONPATH": str(HERE)}
    return subprocess.Popen([sys.executable, *arguments], env=environment, cwd=folder, **pipes)


def start_worker(folder):
    options = "-A broker_app worker --pool solo --without-gossip --without-mingle -l error"
    return python(folder, "-m", "celery", *options.split(), stderr=subprocess.DEVNULL)


def lines_of(ledger, count):
    """Wait until the ledger holds `count` lines and return them."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        lines = ledger.read_text().splitlines() if ledger.exists() else []
        if len(lines) >= count:
            return lines
        time.sleep(0.1)
    return lines


def test_two_writers_and_one_worker_do_every_task_once(tmp_path):
    worker = start_worker(tmp_path)
    try:
        writers = [python(tmp_path, HERE / "broker_app.py", name, "1000") for name in "ab"]
        assert [writer.wait(PATIENCE_S) for writer in writers] == [0, 0]
        done = lines_of(tmp_path / "done", 2000)
        assert sorted(done) == sorted(f"{name}-{number}" for name in "ab" for number in range(1000))
        assert worker.poll() is None
    finally:
        worker.terminate()
        worker.wait(PATIENCE_S)


def test_get_returns_messages_in_the_order_of_writing(channel):
    for number in range(12):
        channel._put("celery", {"number": number})
    assert [channel._get("celery")["number"] for _ in range(12)] == list(range(12))
    with pytest.raises(Empty):
        channel._get("celery")


def test_get_lists_the_folder_once_for_many_messages(channel, monkeypatch):
    listings = []
    monkeypatch.setattr(
        os,
        "listdir",
        lambda folder, real=os.listdir: listings.append(folder) or real(folder),
    )
    for number in range(50):
        channel._put("celery", {"number": number})
    for _ in range(50):
        channel._get("celery")
    assert len(listings) == 1


def test_get_message_taken_by_another_is_passed_over(channel, tmp_path):
    for number in range(3):
        channel._put("celery", {"number": number})
    assert channel._get("celery")["number"] == 0
    with open_connection(tmp_path) as other:
        assert other.default_channel._get("celery")["number"] == 1
    assert channel._get("celery")["number"] == 2


def test_get_leaves_other_queues_and_unfinished_messages(channel, tmp_path):
    channel._put("other", {"number": 1})
    (tmp_path / "messages" / f"{0:020d}_x.celery.msg.abc.part").write_bytes(b'{"half')
    with pytest.raises(Empty):
        channel._get("celery")
    assert channel._size("other") == 1


def test_write_whole_disk_full_leaves_nothing_and_says_so(tmp_path):
    nowhere = tmp_path / "missing" / "message"
    with pytest.raises(ChannelError, match="Cannot write"):
        write_whole(nowhere, b"{}")
    assert list(tmp_path.iterdir()) == []


def test_queue_bind_twice_keeps_one_binding(channel):
    channel._queue_bind("celery", "celery", "", "celery")
    channel._queue_bind("celery", "celery", "", "celery")
    channel._queue_bind("celery", "slow", "", "slow")
    assert [binding.queue for binding in channel.get_table("celery")] == [
        "celery",
        "slow",
    ]


def test_transport_uses_our_channel(channel):
    assert isinstance(channel, Channel)
