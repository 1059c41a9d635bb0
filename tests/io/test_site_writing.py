"""Files of a built site: whole, and written only where they differ."""

import os
from pathlib import Path

import pytest

from milepost.disk import mapped
from milepost.io.site_writing import write_if_new


@pytest.mark.parametrize("pieces", [[b""], [b"words"], [b"wo", memoryview(b"-rd-")[1:3], b"s"], []])
def test_what_is_in_pieces_is_one_file(pieces: list[bytes], tmp_path: Path) -> None:
    file = tmp_path / "folder/file"
    assert write_if_new(file, *pieces)
    assert file.read_bytes() == b"".join(pieces)
    os.utime(file, (0, 0))
    assert not write_if_new(file, *pieces)
    assert not write_if_new(file, b"".join(pieces))
    assert file.stat().st_mtime == 0
    assert write_if_new(file, *pieces, b"more")
    assert file.read_bytes() == b"".join((*pieces, b"more"))


def test_a_part_of_the_file_itself_may_be_among_the_pieces(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_if_new(file, b"one,two")
    with file.open("rb") as opened:
        old = mapped(opened)
    assert write_if_new(file, old[4:], b",", old[:3])
    assert file.read_bytes() == b"two,one"
