"""Reading a built site back: each of its files, and every text that hides in one."""

import base64
import binascii
import contextlib
import gzip
import hashlib
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from milepost.errors import SiteError
from milepost.model.compressed import CompressedError, is_compressed, opened

__all__ = ["digest_of", "file_digest", "packed_in", "read_site", "texts_of"]

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}")
# With a tag, what is no text either: a style sheet, which is looked through as it is written.
_TAG = re.compile(r"<style\b[^<>]*>[^<]*</style\s*>|<[^<>]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST_BYTES = 64 * 1024 * 1024
"""What one packed thing may grow to: more is no page of a journal."""
_MOST_BYTES_OF_ALL = 4 * _MOST_BYTES
"""And all that is packed in one file, each in its turn: a few bytes can stand for as many as one likes."""
_DEPTH = 3
"""Packed things in packed things are followed so far."""


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def file_digest(file: str) -> str:
    """The SHA-256 of a file's bytes, in hex.

    Raises:
        SiteError: it cannot be read.
    """
    try:
        return digest_of(Path(file).read_bytes())
    except OSError as error:
        raise SiteError(file, f"cannot be read: {error.strerror}") from error


def read_site(site: str) -> Iterator[tuple[str, bytes]]:
    """The path of every file in the folder, relative and with `/`, and its bytes, in path order.

    Raises:
        SiteError: there is no such folder, no file in it, or one that cannot be read.
    """
    root = Path(site)
    if not root.is_dir():
        raise SiteError(str(root), "there is no such folder; build the site first: mkdocs build")
    files = sorted(each for each in root.rglob("*") if each.is_file())
    if not files:
        raise SiteError(str(root), "holds no file; build the site first: mkdocs build")
    for file in files:
        try:
            yield file.relative_to(root).as_posix(), file.read_bytes()
        except OSError as error:
            raise SiteError(str(file), f"cannot be read: {error.strerror}") from error


def texts_of(data: bytes) -> Iterator[str]:
    """All texts that somebody who wants to can read out of a file's bytes, as written and unescaped.

    Packed bytes (gzip, zlib, Zstandard, zip, base64, one in another) are opened; entities, percent signs and
    JSON's escapes undone; markup left out once and kept once, since attributes and comments are text too.
    """
    for each in packed_in(data):
        text = _decoded(each)
        yield text
        plain = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
        if plain != text:
            yield plain
            if "%" in text:  # an attribute is left out with its tag
                yield unquote(html.unescape(text))
        for undone in (_from_json(text), unquote(plain) if "%" in plain else plain):
            if undone not in (text, plain):
                yield html.unescape(_TAG.sub(" ", undone))


def packed_in(data: bytes) -> Iterator[bytes]:
    """The bytes themselves, and whatever is packed in them."""
    yield data
    left, waiting = _MOST_BYTES_OF_ALL, [(data, _DEPTH)]
    while waiting:
        outer, depth = waiting.pop()
        for inner in _unpacked(outer):
            yield inner
            left -= len(inner)
            if left <= 0:
                return
            if depth > 1:
                waiting.append((inner, depth - 1))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(_GZIP):
        with gzip.open(io.BytesIO(data)) as stream:
            yield from _read(stream)
    elif data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield name.encode()
                    with archive.open(name) as stream:
                        yield from _read(stream)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return  # damaged or locked: nobody reads it
    elif len(data) > 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data, _MOST_BYTES)
    elif is_compressed(data):
        with opened(data) as stream:
            yield from _read(stream)
    for run in _BASE64.findall(data):
        try:
            yield base64.b64decode(run.translate(bytes.maketrans(b"-_", b"+/")), validate=True)
        except binascii.Error:
            continue


def _read(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    try:
        yield stream.read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, CompressedError):
        return


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _from_json(text: str) -> str:
    """The text with JSON's escapes undone, those of line ends included."""
    if "\\" not in text:
        return text
    undone = text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"').replace("\\/", "/")
    whole = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), undone)
    # Characters beyond the first plane come as two halves.
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
