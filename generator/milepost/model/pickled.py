"""How values go to other processes and to the disk, and how they come back without running anything."""

import io
import pickle
from collections.abc import Collection
from contextlib import suppress
from dataclasses import fields
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, TypeVar

__all__ = ["quickly_pickled", "unpickled"]

T = TypeVar("T")

_MODEL = "milepost.model."


def quickly_pickled(kind: type[T]) -> type[T]:
    """Let values of a dataclass be pickled as the call that makes them.

    As frozen dataclasses with slots are pickled by themselves, it takes twice as long to make them again.
    """
    values = attrgetter(*(each.name for each in fields(kind)))  # pyright: ignore[reportArgumentType]

    def reduce(self: T) -> tuple[type[T], tuple[object, ...]]:
        return kind, values(self)

    kind.__reduce__ = reduce
    return kind


def unpickled(data: bytes, others: Collection[tuple[str, str]] = ()) -> Any:
    """What was pickled: plain values, those of classes of `model`, and those of `others`, module and name.

    Raises:
        pickle.UnpicklingError: something else is in it; nothing of that was run.
    """
    return _Reader(data, others).load()


class _Reader(pickle.Unpickler):
    """What it reads may have lain on a disk, in a folder that comes from anywhere."""

    def __init__(self, data: bytes, others: Collection[tuple[str, str]]) -> None:
        super().__init__(io.BytesIO(data))
        self._others = others

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) in self._others:
            return super().find_class(module_name, global_name)
        return _class_of_model(module_name, global_name)


@cache  # each row of a store names its classes anew
def _class_of_model(module_name: str, name: str) -> type:
    # A name with dots would lead on, to whatever a module has imported.
    if module_name.startswith(_MODEL) and name.isidentifier():
        with suppress(ImportError):
            found = getattr(import_module(module_name), name, None)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
    raise pickle.UnpicklingError(f"{module_name}.{name} is nothing that was kept")
