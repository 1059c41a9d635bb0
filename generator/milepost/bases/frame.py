"""What one working-out of a formula carries along: its scope, its variables, and what it may still spend."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from milepost.bases.scope import Scope
from milepost.bases.values import Value

__all__ = ["DEEPEST_VALUE", "MOST_STEPS", "Frame", "Thunk"]

MOST_STEPS = 200_000
"""Steps that one working-out may take: items gone through, items made, characters made by the sixteen."""
DEEPEST_VALUE = 20
"""How often lists and objects may stand in one another."""


class Frame:
    """The state of one working-out; the only thing in this room that changes."""

    __slots__ = ("_left", "acc", "drawn", "index", "scope", "value")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.value: Value = None
        self.index: Value = None
        self.acc: Value = None
        self.drawn = 0
        self._left = MOST_STEPS

    def spend(self, steps: int = 1) -> None:
        """Counts steps.

        Raises:
            ValueError: There have been too many; a formula of a few words can ask for work without end.
        """
        self._left -= steps
        if self._left < 0:
            raise ValueError(f"it takes more than {MOST_STEPS} steps")

    def kept(self, value: Value, depth: int = 0) -> Value:
        """A new value, once its size is spent: no value outgrows what is left to spend.

        Raises:
            ValueError: It is too large, or nested too deep.
        """
        if isinstance(value, str):
            self.spend(len(value) // 16)
        elif isinstance(value, (tuple, Mapping)):
            if depth >= DEEPEST_VALUE:
                raise ValueError(f"lists stand in one another more than {DEEPEST_VALUE} deep")
            self.spend(1 + len(value))
            for each in value if isinstance(value, tuple) else value.values():
                if isinstance(each, (str, tuple, Mapping)):
                    self.kept(each, depth + 1)
        return value


Thunk: TypeAlias = Callable[[Frame], Value]
"""A part of a formula, ready to be worked out."""
