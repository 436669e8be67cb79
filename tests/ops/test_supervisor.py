"""The supervisor: what ends by itself starts again, the others go on, and nothing is left running."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from ops.processes import Process
from ops.supervisor import Stopped, Supervisor

PATIENCE_S = 20
SLEEPER = "import time; print('ready', flush=True); time.sleep(600)"


@pytest.fixture
def lines():
    return []


@pytest.fixture
def supervisor(lines):
    running = Supervisor(os.environ, lambda name, text: lines.append(f"{name}: {text}"))
    yield running
    running.stop()


def python(name, code):
    return Process(name, (sys.executable, "-c", code))


def look_until(supervisor, condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        supervisor.look()


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{number}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


def assert_dies(number):
    deadline = time.monotonic() + PATIENCE_S
    while is_alive(number):
        assert time.monotonic() < deadline, "it lives on"
        time.sleep(0.05)


def test_keep_killed_process_starts_again_and_says_so(supervisor, lines):
    supervisor.keep(python("worker", SLEEPER))
    supervisor.keep(python("web", SLEEPER))
    look_until(supervisor, lambda: lines.count("worker: ready") == 1 and "web: ready" in lines)
    started = time.monotonic()
    os.kill(supervisor.children["worker"].popen.pid, signal.SIGKILL)
    look_until(supervisor, lambda: lines.count("worker: ready") == 2)
    assert time.monotonic() - started >= 1
    assert "worker: ended by itself (killed by SIGKILL); starts again in 1 s" in lines
    assert lines.count("web: ready") == 1


def test_keep_process_that_ends_well_starts_again_too(supervisor, lines):
    supervisor.keep(python("worker", "print('done')"))
    look_until(supervisor, lambda: lines.count("worker: done") == 2)
    assert "worker: ended by itself (exit code 0); starts again in 1 s" in lines


def test_killed_leader_leaves_no_member_of_its_group(supervisor, lines):
    code = (
        f"import subprocess, sys; member = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}])\n"
        "print('child', member.pid, flush=True); member.wait()"
    )
    supervisor.keep(python("web", code))
    look_until(supervisor, lambda: any("child" in line for line in lines))
    member = int(next(line for line in lines if "child" in line).split()[-1])
    os.kill(supervisor.children["web"].popen.pid, signal.SIGKILL)
    look_until(supervisor, lambda: any("ended by itself" in line for line in lines))
    assert_dies(member)


def test_run_once_reports_the_code_and_every_line(supervisor, lines):
    supervisor.run_once(python("seed", "print('one\\n\\ntwo'); print('three', end=''); raise SystemExit(3)"))
    look_until(supervisor, lambda: supervisor.code("seed") is not None)
    supervisor.look()
    assert supervisor.code("seed") == 3
    assert lines[1:] == ["seed: one", "seed: two", "seed: three"]


def test_stop_ends_even_what_will_not_listen(supervisor, lines, monkeypatch):
    monkeypatch.setattr("ops.supervisor.PATIENCE_S", 0.5)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + SLEEPER
    supervisor.keep(python("worker", deaf))
    look_until(supervisor, lambda: "worker: ready" in lines)
    number = supervisor.children["worker"].popen.pid
    supervisor.stop()
    assert not is_alive(number)
    assert not any("starts again" in line for line in lines)


def test_ask_to_stop_is_heard_at_the_next_look(supervisor):
    supervisor.ask_to_stop(signal.SIGINT, None)
    with pytest.raises(Stopped):
        supervisor.look()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word at a parent's death is Linux's")
def test_killed_supervisor_leaves_nothing_running(tmp_path):
    code = (
        "import os; from ops.processes import Process; from ops.supervisor import Supervisor\n"
        "s = Supervisor(os.environ, lambda name, text: print(text, flush=True))\n"
        f"s.keep(Process('web', ({sys.executable!r}, '-c', {SLEEPER!r})))\n"
        "while True: s.look()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    child = int(re.search(r"process (\d+)", parent.stdout.readline())[1])
    assert parent.stdout.readline() == "ready\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert_dies(child)
