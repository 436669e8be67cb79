"""One host is dialled by one process at a time, and a dead process holds nothing."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from outbound import leases
from outbound.models import HostLease

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOST = "bron.example"


@pytest.fixture
def child():
    """A process of this machine, and the name under which it would hold a lease."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process, f"{socket.gethostname()[:60]}/{process.pid}/x"
    process.kill()
    process.communicate()


def kill(process):
    """kill -9 without looking after it: it stays a zombie."""
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)


@pytest.mark.django_db
def test_take_of_a_held_host_gives_nothing_until_it_is_released():
    assert leases.take([HOST], "first", NOW) == {HOST}
    assert leases.take([HOST], "second", NOW) == set()
    leases.release("first")
    assert leases.take([HOST], "second", NOW) == {HOST}


@pytest.mark.django_db
def test_take_after_the_lease_ran_out_gives_the_host_to_another():
    leases.take([HOST], "first", NOW)
    assert leases.take([HOST], "second", NOW + leases.LEASE + timedelta(seconds=1)) == {HOST}


@pytest.mark.django_db
def test_take_before_the_host_wants_to_be_asked_again_gives_nothing():
    leases.take([HOST], "first", NOW)
    leases.release("first", {HOST: NOW + timedelta(hours=1)})
    assert leases.take([HOST], "second", NOW) == set()
    assert leases.take([HOST], "second", NOW + timedelta(hours=1)) == {HOST}


def test_is_dead_of_a_killed_process_that_nobody_looked_after_is_true(child):
    process, holder = child
    assert not leases.is_dead(holder)
    kill(process)
    assert leases.is_dead(holder)


def test_is_dead_of_another_machine_is_never_known():
    assert not leases.is_dead("elsewhere/4194303/x")


@pytest.mark.django_db
def test_free_abandoned_frees_the_dead_and_leaves_the_living(child):
    process, holder = child
    leases.take([HOST], holder, NOW)
    assert leases.free_abandoned(NOW) == 0
    kill(process)
    assert leases.free_abandoned(NOW) == 1
    assert HostLease.objects.get(host=HOST).holder == ""
