"""Values that go to another process or into a file by the thousand."""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

__all__ = ["packable"]

T = TypeVar("T")


def packable(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, pickled in a fraction of the time that Python's own way takes.

    That one asks the class for its fields again for each of its values.
    """
    names = [each.name for each in fields(cls)]  # pyright: ignore[reportArgumentType]
    values = attrgetter(*names)
    setters = [getattr(cls, name).__set__ for name in names]

    def get_state(self: T) -> Sequence[Any]:
        return values(self) if len(names) > 1 else (values(self),)

    def set_state(self: T, state: Sequence[Any]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    cls.__getstate__, cls.__setstate__ = get_state, set_state  # type: ignore[attr-defined]
    return cls
