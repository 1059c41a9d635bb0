"""Values of which there are many in what is kept from one build to the next."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

__all__ = ["Pickled"]


class Pickled:
    """A frozen dataclass that is pickled as the call that makes it, of two fields at least.

    What slots and frozen fields do by themselves, one by one and by name, takes twice as long.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return self.__class__, _values(self.__class__)(self)


@cache
def _values(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(*(each.name for each in fields(kind)))
