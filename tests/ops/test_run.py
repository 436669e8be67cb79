"""`make run` for real: processes that live together, one that is killed, and work that is finished all the same."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from ops import prepare
from ops.processes import ROOT
from tests.conftest import pristine

PATIENCE_S = 90
QUEUE_A_MAIL = """
import django
django.setup()
from mail.models import Address, OutgoingMail
from mail.outbox import queue
from mail.tasks import deliver_mails
address = Address.objects.create(email="lezer@example.com")
queue(OutgoingMail.Purpose.CONFIRM, address, "nl", "Bevestig", "Klik.", "<p>Klik.</p>")
deliver_mails.delay()
"""


class Magazine:
    """A running `python -m ops.run`, its ports and the lines that it printed."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = free_ports(3)
        names = ("PORT", "MAIL_PORT", "MAIL_WEB_PORT")
        self.environment = os.environ | dict(zip(names, map(str, self.ports), strict=True))
        self.environment |= {
            "VAKBLAD_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        }
        self.lines = []
        self.process = self.python("-m", "ops.run", "--samples", "none")
        self.reader = threading.Thread(
            target=lambda: self.lines.extend(iter(self.process.stdout.readline, ""))
        )
        self.reader.start()

    def python(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_for(self, what, found):
        deadline = time.monotonic() + PATIENCE_S
        while not found():
            assert self.process.poll() is None and time.monotonic() < deadline, (
                f"{what}: {''.join(self.lines)}"
            )
            time.sleep(0.1)

    def line(self, pattern):
        return next((match for match in map(re.compile(pattern).match, list(self.lines)) if match), None)

    def is_healthy(self):
        address = f"http://127.0.0.1:{self.ports[0]}/health"
        with urllib.request.urlopen(address, timeout=20) as response:
            return response.status == 200

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE_S)
        self.reader.join()
        return code


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [open_socket.getsockname()[1] for open_socket in sockets]
    for open_socket in sockets:
        open_socket.close()
    return ports


@pytest.fixture(scope="module")
def magazine(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("magazine")
    with django_db_blocker.unblock():
        shutil.copy(pristine(), folder / "vakblad.sqlite3")
    (folder / prepare.STAMP).write_text(prepare.static_fingerprint())  # no page of this test has a picture
    running = Magazine(folder)
    try:
        running.wait_for("it answers", lambda: running.line(r"  Magazine "))
        running.wait_for("beat", lambda: running.line(r"timetable +\| started"))
        yield running
    finally:
        assert running.stop() == 0


def test_killed_worker_starts_again_and_its_work_is_finished(magazine):
    worker = int(magazine.line(r"worker +\| started \(process (\d+)\)")[1])
    os.kill(worker, signal.SIGKILL)
    asked = magazine.python("-c", QUEUE_A_MAIL)
    assert asked.wait(PATIENCE_S) == 0, asked.stdout.read()
    magazine.wait_for(
        "it says so", lambda: magazine.line(r"worker +\| ended by itself \(killed by SIGKILL\)")
    )
    assert magazine.is_healthy()
    magazine.wait_for("the mail comes", lambda: list((magazine.folder / "mail").glob("*.eml")))
    assert magazine.is_healthy()


def test_second_start_in_the_same_folder_or_port_is_refused_in_words(magazine):
    same_port = magazine.python("-m", "ops.run")
    assert f"Port {magazine.ports[0]} on 127.0.0.1 is taken" in same_port.communicate(timeout=PATIENCE_S)[0]
    assert same_port.returncode == 1
    names = ("PORT", "MAIL_PORT", "MAIL_WEB_PORT")
    magazine.environment |= dict(zip(names, map(str, free_ports(3)), strict=True))
    same_folder = magazine.python("-m", "ops.run")
    assert f"already runs from {magazine.folder}" in same_folder.communicate(timeout=PATIENCE_S)[0]
