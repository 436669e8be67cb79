"""Range headers: what a player may ask, and what nobody should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.media.stretches import NoSuchStretch, find


@pytest.mark.parametrize(
    ("header", "start", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=10-", 10, 90),
        ("bytes=90-1000", 90, 10),
        ("bytes=-1", 99, 1),
        ("bytes=-1000", 0, 100),
        ("Bytes = 5-6", 5, 2),
    ],
)
def test_find_of_one_range_gives_its_stretch(header, start, length):
    stretch = find(header, 100)
    assert (stretch.start, stretch.length) == (start, length)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,5-6",
        "items=0-1",
        "bytes=a-b",
        "bytes=1-2-3",
        "bytes=٣-٤",
    ],
)
def test_find_of_what_is_no_single_range_gives_the_whole(header):
    assert find(header, 100) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=0-0", 0)]
)
def test_find_behind_the_end_says_so(header, size):
    with pytest.raises(NoSuchStretch):
        find(header, size)


@given(st.text(max_size=40) | st.from_regex(r"bytes=[0-9]{0,25}-[0-9]{0,25}"), st.integers(0, 10**12))
def test_find_of_anything_stays_within_the_file(header, size):
    try:
        stretch = find(header, size)
    except NoSuchStretch:
        return
    assert stretch is None or 0 <= stretch.start < stretch.start + stretch.length <= size
