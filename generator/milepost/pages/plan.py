"""Pages and documents that are to be made: which there are is known before any of them is rendered."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Generic, TypeVar

from milepost.model.frozen import Frozen
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages.templating import Templates

__all__ = ["Call", "Plan", "plan"]

T = TypeVar("T")

Call = tuple[str, tuple[object, ...], Mapping[str, object]]
"""What a plan will call: the function's module and name, and what it is given."""


class Plan(Frozen, Generic[T]):
    """How to make one page, or one family of documents.

    What comes of it depends on nothing but `given`, `named` and what `make` asks of the site, which `reads`
    can record: so it need not be made again while all of that is the same.
    """

    path: PagePath
    """Of the page; no two plans have one. Of documents, a name for them all."""
    make: Callable[..., T]
    """Called as `make(site, templates, *given, **named)`."""
    given: tuple[object, ...]
    named: Mapping[str, object]

    def carry_out(self, site: Site, templates: Templates) -> T:
        """What was planned."""
        return self.make(site, templates, *self.given, **self.named)

    def call(self) -> Call:
        """What tells it from other plans, in any process."""
        return _name(self.make), self.given, self.named


@cache
def _name(make: Callable[..., object]) -> str:
    return f"{make.__module__}.{make.__qualname__}"


def plan(path: PagePath, make: Callable[..., T], *given: object, **named: object) -> Plan[T]:
    """A plan, written as the call that it stands for."""
    return Plan(path, make, given, named)
