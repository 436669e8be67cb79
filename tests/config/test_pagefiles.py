"""The file cache of pages: it stays within its size, and a broken file is no page."""

from pathlib import Path

import pytest

from config.pagefiles import PageFiles


@pytest.fixture
def pages(tmp_path: Path) -> PageFiles:
    return PageFiles(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 50}})


def test_folder_does_not_grow_without_end(pages: PageFiles, tmp_path: Path) -> None:
    for number in range(2000):
        pages.set(str(number), b"page")

    assert len(list(tmp_path.iterdir())) < 1000


@pytest.mark.parametrize("length", [0, 5, 30])
def test_file_in_pieces_is_no_page(pages: PageFiles, tmp_path: Path, length: int) -> None:
    pages.set("key", b"page" * 100)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:length])

    assert pages.get("key") is None and pages.get("key", "none") == "none"
