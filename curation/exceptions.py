"""What can go wrong with what others publish. Each error carries the address it is about.

Raised by `curation.clients` and the pure modules; `curation.reading` records them on the source as a code
with details, which is put into words where a person reads it.
"""

from __future__ import annotations

from datetime import datetime


class CurationError(Exception):
    """The root of this room's errors; `code` is a word that is stored and rendered."""

    def __init__(self, url: str, code: str, detail: str = "") -> None:
        super().__init__(f"{url}: {code} {detail}".rstrip())
        self.url = url
        self.code = code
        self.detail = detail


class SourceUnavailable(CurationError):
    """The source did not answer, or answered with an error; it will be asked again."""


class SourceGone(CurationError):
    """The source says it is gone for good (410)."""

    def __init__(self, url: str) -> None:
        super().__init__(url, "gone", "410")


class RateLimited(CurationError):
    """The source asks for patience; `retry_after_s` is None where it does not say how long."""

    def __init__(self, url: str, status: int, retry_after_s: float | None) -> None:
        super().__init__(url, "rate_limited", str(status))
        self.retry_after_s = retry_after_s


class HostSpared(CurationError):
    """The host asked us to wait, and has not been asked since; `detail` is the moment until when, as text."""

    def __init__(self, url: str, until: datetime) -> None:
        super().__init__(url, "spared", until.isoformat())


class UnreadableFeed(CurationError):
    """What came is no feed: empty, a web page, or something else."""


class Unforeseen(CurationError):
    """What nobody expected while one source was read. It is recorded there, and `cause` rises after the others."""

    def __init__(self, url: str, cause: BaseException) -> None:
        super().__init__(url, "unforeseen", f"{type(cause).__name__}: {cause}"[:200])
        self.cause = cause


class NotStored(CurationError):
    """The database refused what was read, as on a full disk; the sources stay due."""

    def __init__(self, detail: str) -> None:
        super().__init__("", "not_stored", detail)


class UnreadableOpml(CurationError):
    """The file is no OPML."""


class ActRefused(CurationError):
    """An act at the desk that cannot be done; `code` says why. The draft is as it was."""


class StaleDraft(CurationError):
    """The draft was saved by somebody after it was shown: nothing was changed."""
