"""Functions and fields, each declared by the signature that Obsidian documents."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from milepost.bases.values import Value
from milepost.model.frozen import Frozen

__all__ = ["Function", "Parameter", "Shelf"]

_SIGNATURE = re.compile(r"(?:(?P<owner>\w+)\.)?(?P<name>\w+)(?:\((?P<parameters>.*)\))?: (?P<result>\w+)")
_Run = TypeVar("_Run", bound=Callable[..., Value])
_PARAMETER = re.compile(r"(?P<repeated>\.\.\.)?(?P<name>\w+)(?P<optional>\?)?: (?P<kinds>.+)")


class Parameter(Frozen):
    """What a function is given in one place."""

    name: str
    kinds: frozenset[str]
    """The kinds of value that it takes, in small letters; `any` takes all."""
    is_optional: bool
    is_repeated: bool
    is_lazy: bool
    """Whether the function gets the expression, to work it out when and as often as it likes."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function, a method of one kind of value, or a field of one."""

    signature: str
    """As documented: `string.slice(start: number, end?: number): string`."""
    owner: str
    """The kind of value it belongs to; `any` for all, empty for a global function."""
    name: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., Value] = field(compare=False)
    """Takes the frame where `needs_frame`, the owner's value where there is one, then the arguments."""
    needs_frame: bool = False
    binds: tuple[str, ...] = ()
    """Names that stand for the frame's variables inside its lazy arguments."""
    is_field: bool = False
    deviation: str = ""
    """What is not as in Obsidian on a site that is built once; empty where all is."""

    @property
    def title(self) -> str:
        """How people call it: `string.slice()`, `date.year`, `now()`."""
        owner = f"{self.owner}." if self.owner else ""
        return f"{owner}{self.name}" + ("" if self.is_field else "()")


class Shelf:
    """The functions of one module, in the order in which it declares them."""

    def __init__(self) -> None:
        self._functions: list[Function] = []

    def __iter__(self) -> Iterator[Function]:
        return iter(self._functions)

    def function(
        self,
        signature: str,
        *,
        lazy: tuple[str, ...] = (),
        binds: tuple[str, ...] = (),
        needs_frame: bool = False,
        deviation: str = "",
    ) -> Callable[[_Run], _Run]:
        """Declares the decorated function by its signature; `lazy` names what it works out itself."""

        def declare(run: _Run) -> _Run:
            found = _SIGNATURE.fullmatch(signature)
            if found is None:
                raise ValueError(f"no signature: {signature}")
            told = found["parameters"]
            parameters = tuple(_parameter(part, lazy) for part in told.split(", ")) if told else ()
            self._functions.append(
                Function(
                    signature, found["owner"] or "", found["name"], parameters, run,
                    needs_frame, binds, is_field=told is None, deviation=deviation,
                )
            )  # fmt: skip
            return run

        return declare


def _parameter(text: str, lazy: tuple[str, ...]) -> Parameter:
    found = _PARAMETER.fullmatch(text)
    if found is None:
        raise ValueError(f"no parameter: {text}")
    kinds = frozenset(kind.strip().lower() for kind in found["kinds"].split("|"))
    return Parameter(
        found["name"],
        kinds,
        found["optional"] is not None,
        found["repeated"] is not None,
        found["name"] in lazy,
    )
