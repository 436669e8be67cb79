"""What can go wrong in `newsletters`, each error carrying what it is about."""

from __future__ import annotations

from datetime import datetime


class NewslettersError(Exception):
    """Every error of this room."""


class HeaderRefused(NewslettersError):
    """A value that may not stand in a mail header."""

    def __init__(self, name: str, value: str, reason: str) -> None:
        super().__init__(f"{name}: {value!r} {reason}")
        self.name = name
        self.value = value


class NothingToCompose(NewslettersError):
    """No digest and no article was published in the window."""

    def __init__(self, newsletter: object, starts_at: datetime, ends_at: datetime) -> None:
        super().__init__(
            f"{newsletter}: nothing was published from {_local(starts_at)} until {_local(ends_at)}"
        )
        self.starts_at = starts_at


class WindowTaken(NewslettersError):
    """Another issue of this newsletter and cadence covers a part of the window."""

    def __init__(self, newsletter: object, ends_at: datetime) -> None:
        super().__init__(f"{newsletter}: an issue until {_local(ends_at)} was composed already")
        self.ends_at = ends_at


class WindowOpen(NewslettersError):
    """The window has not ended yet, so its issue cannot be composed by the timetable's rule."""

    def __init__(self, newsletter: object, ends_at: datetime) -> None:
        super().__init__(f"{newsletter}: the window is open until {_local(ends_at)}")


class DecisionRefused(NewslettersError):
    """A decision that the state of the issue does not allow."""

    def __init__(self, issue: object, decision: str, state: str) -> None:
        super().__init__(f"{issue}: {decision} is not possible while it is {state}")
        self.state = state


class NotApproved(NewslettersError):
    """An issue that nobody let go, or whose approval has run out."""

    def __init__(self, issue: object) -> None:
        super().__init__(f"{issue}: nobody approved it, or its approval has run out; use approve_issue")


class TooEarly(NewslettersError):
    """An approved issue whose sending hour has not come."""

    def __init__(self, issue: object, sends_at: datetime) -> None:
        super().__init__(f"{issue}: is approved and goes at {_local(sends_at)}, not before")


class TooManyRequests(NewslettersError):
    """Too many sign-ups from one network or to one mail domain."""

    def __init__(self, about: str, retry_after_s: int) -> None:
        super().__init__(f"{about}: again in {retry_after_s} s")
        self.retry_after_s = retry_after_s


def _local(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M %Z}"
