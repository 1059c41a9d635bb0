"""Bytes in little room, in memory and on the disk: Zstandard, which takes a third of the time of zlib."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["MAGIC", "compressed", "decompressed"]

MAGIC = b"\x28\xb5\x2f\xfd"
"""What they begin with."""

_LEVEL = 1
"""The fastest that makes text as small as zlib does."""


def compressed(data: bytes) -> bytes:
    """The bytes, of a text about a quarter as many."""
    return zstd.compress(data, _LEVEL)


def decompressed(data: bytes, most_bytes: int = -1) -> bytes:
    """What was compressed, of more than `most_bytes` the beginning.

    Raises:
        ValueError: these bytes are not what comes of that.
    """
    try:
        return zstd.ZstdDecompressor().decompress(data, most_bytes)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error
