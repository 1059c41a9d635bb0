"""Each piece of bytes is a whole by itself, though one compressor makes them all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.model.compressed import CompressedError, compressed, decompressed, kept, opened, unkept


@given(st.lists(st.binary(max_size=10_000), min_size=1, max_size=5))
def test_each_piece_is_opened_without_those_before_it(pieces: list[bytes]) -> None:
    packed = [compressed(each) for each in pieces]
    assert [decompressed(each) for each in reversed(packed)] == pieces[::-1]
    assert [compressed(each) for each in pieces] == packed
    assert opened(packed[-1]).read() == pieces[-1]


def test_threads_do_not_mix_their_pieces() -> None:
    pieces = [bytes([number % 256]) * number * 100 for number in range(400)]
    with ThreadPoolExecutor(8) as threads:
        assert [decompressed(each) for each in threads.map(compressed, pieces)] == pieces


def test_a_part_of_a_piece_is_an_error() -> None:
    with pytest.raises(CompressedError):
        decompressed(compressed(b"words " * 1_000)[:-5])


@pytest.mark.parametrize("are_few", [True, False])
@pytest.mark.parametrize("data", [b"", b"words", b"words " * 20_000])
def test_what_is_kept_comes_back_however_it_was_kept(data: bytes, are_few: bool) -> None:
    packed = kept(data, are_few=are_few)
    assert unkept(packed) == data
    assert (packed == data) == (are_few and len(data) < 100_000)
