"""Settings of the benchmark of pages: those of one machine, and two headers that no other settings accept."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import MIDDLEWARE

MIDDLEWARE = [
    "benchmarks.kit.counting.CountingMiddleware",
    "benchmarks.kit.raising.RaisingMiddleware",
    *MIDDLEWARE,
]
