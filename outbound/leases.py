"""Who may dial a host now.

One row per host, taken by whoever dials before the first request and given back after the last. Safe against a
crash: a lease runs out by itself, and one whose process on this machine has died is free at once.
"""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

from outbound.models import HostLease

LEASE = timedelta(minutes=10)  # longer than the slowest batch; a living process gives back earlier
HOSTS_A_QUERY = 500
ZOMBIE = ("Z", "X")  # proc(5): dead, but its parent has not looked yet


def new_holder() -> str:
    """A name for a taker of leases: machine, process, and something that no other has."""
    return f"{socket.gethostname()[:60]}/{os.getpid()}/{uuid.uuid4().hex[:12]}"


def take(hosts: Iterable[str], holder: str, now: datetime) -> set[str]:
    """Lease as many of the hosts as are free; gives those that are the holder's now."""
    wanted = sorted(set(hosts))
    for chunk in _chunks(wanted):
        HostLease.objects.bulk_create([HostLease(host=host) for host in chunk], ignore_conflicts=True)
        HostLease.objects.filter(_free(now), host__in=chunk).update(holder=holder, until=now + LEASE)
    return set(HostLease.objects.filter(holder=holder, until__gt=now).values_list("host", flat=True))


def release(holder: str, not_before: Mapping[str, datetime] | None = None) -> None:
    """Give back all leases of a holder; `not_before` keeps single hosts closed until then."""
    held = HostLease.objects.filter(holder=holder)
    for host, moment in (not_before or {}).items():
        held.filter(host=host).update(not_before=moment)
    held.update(holder="", until=None)


def spared(hosts: Iterable[str], now: datetime) -> dict[str, datetime]:
    """Which of the hosts asked us to wait, and until when."""
    closed = HostLease.objects.filter(not_before__gt=now)
    return {
        host: moment
        for chunk in _chunks(sorted(set(hosts)))
        for host, moment in closed.filter(host__in=chunk).values_list("host", "not_before")
        if moment is not None
    }


def free_abandoned(now: datetime) -> int:
    """Give back leases of processes of this machine that are gone (kill -9); gives their number."""
    held = HostLease.objects.exclude(holder="").filter(until__gt=now)
    holders = set(held.values_list("holder", flat=True))
    dead = [holder for holder in holders if is_dead(holder)]
    return HostLease.objects.filter(holder__in=dead).update(holder="", until=None) if dead else 0


def _free(now: datetime) -> Q:
    unheld = Q(holder="") | Q(until__lte=now) | Q(until=None)
    return unheld & (Q(not_before=None) | Q(not_before__lte=now))


def is_dead(holder: str) -> bool:
    """Whether a holder's process is gone: only one of this machine can be known to be; a reused number is alive."""
    machine, _, rest = holder.partition("/")
    process = rest.partition("/")[0]
    if machine != socket.gethostname()[:60] or not process.isdecimal():
        return False
    return not _is_running(int(process))


def _is_running(pid: int) -> bool:
    """Whether a process exists and is no zombie: one that was killed holds its number until its parent looks."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    except FileNotFoundError:  # gone in between, or a system without /proc
        return not Path("/proc/self").exists()
    return state not in ZOMBIE


def _chunks(hosts: Sequence[str]) -> Iterable[Sequence[str]]:
    return (hosts[start : start + HOSTS_A_QUERY] for start in range(0, len(hosts), HOSTS_A_QUERY))
