"""How long a host asks us to stay away: seconds or a date, and what is not said."""

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from outbound import waiting
from outbound.client import Response
from tests.factories import NOW

HOUR_S, WEEK_S = 3600, 7 * 86_400


def asked_s(status, told=None):
    headers = CIMultiDictProxy(CIMultiDict({"Retry-After": told} if told is not None else {}))
    return waiting.asked_s(Response("https://bron.example/", status, headers, b""), NOW)


@pytest.mark.parametrize("status", [403, 429, 503])
@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7200", 2 * HOUR_S),
        (" 60 ", 60),
        ("0", 0),
        ("Tue, 24 Nov 2026 14:00:00 GMT", 5 * HOUR_S),
        ("Tue, 24 Nov 2026 14:00:00 -0000", 5 * HOUR_S),
        ("Mon, 23 Nov 2026 14:00:00 GMT", 0),
        ("Fri, 01 Jan 2027 00:00:00 GMT", WEEK_S),
        ("9" * 400, WEEK_S),
    ],
)
def test_seconds_and_dates_are_obeyed_up_to_a_week(status, told, seconds):
    assert asked_s(status, told) == seconds


@pytest.mark.parametrize("told", [None, "", "soon", "-5", "1.5", "²", "Tue, 99 Nov 2026 14:00:00 GMT"])
def test_what_is_not_said_is_four_hours_of_a_refusal_and_nothing_else(told):
    assert asked_s(403, told) == 4 * HOUR_S
    assert asked_s(429, told) is None and asked_s(503, told) is None


@pytest.mark.parametrize("status", [200, 404, 500])
def test_other_answers_ask_for_nothing(status):
    assert asked_s(status, "7200") is None
