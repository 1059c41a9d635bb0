"""Compiled templates, kept from one build to the next as Python keeps compiled modules: beside the program.

They are code. So they lie where whoever can write could change the program itself, and never in a project's
`.cache`, which may come out of a repository or from another machine.
"""

import sys
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

__all__ = ["Compiled"]


class Compiled(FileSystemBytecodeCache):
    """What became of templates, good while their words are the same; what compiles them is in their name.

    Only those of programs are kept on disk, never an author's own, of which there may be any number. As with
    modules, nothing is written where Python is told not to, and nobody need be able to write.
    """

    def __init__(self, programs: Collection[str], folder: Path | None = None) -> None:
        """`programs` are the folders of the templates that are kept, in the `folder`."""
        place = folder or Path(cache_from_source(__file__)).parent
        super().__init__(str(place), f"%s.{sys.implementation.cache_tag}.jinja.pyc")
        self._programs = tuple(Path(each) for each in programs)
        self._here: dict[str, bytes] = {}
        self._kept: set[str] = set()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The template's place, filled if it is known just so."""
        makers = (
            *(environment.autoescape, environment.trim_blocks, environment.lstrip_blocks),
            *(sorted(environment.extensions), sorted(environment.filters), sorted(environment.tests)),
        )
        key = blake2b(repr((name, filename, makers)).encode(), digest_size=20).hexdigest()
        bucket = Bucket(environment, key, self.get_source_checksum(f"{jinja2.__version__}\n{source}"))
        if filename is not None and any(map(Path(filename).is_relative_to, self._programs)):
            self._kept.add(key)
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill it from what this process has compiled, else from the disk."""
        if bucket.key in self._here:
            bucket.bytecode_from_string(self._here[bucket.key])
        elif bucket.key in self._kept:
            try:
                super().load_bytecode(bucket)
            except (OSError, EOFError, ValueError, PickleError):  # damaged, or not to be read
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in it."""
        self._here[bucket.key] = bucket.bytecode_to_string()
        if bucket.key in self._kept and not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
