"""Values as JSON keeps them: NumPy's and MLX's numbers and arrays as Python's."""

import math
from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any

from milepost.errors import ExperimentError

__all__ = ["plain"]


def plain(value: Any, where: str, *, digits: int | None = None) -> Any:
    """The value in words, numbers, lists and dicts; floats with `digits` significant ones, if given.

    Numbers that are not finite become `None`, since JSON has no word for them.

    Raises:
        ExperimentError: something in it is of another kind; `where` says whose value it was.
    """
    match value:
        case None | bool() | str():
            return value
        case Mapping():
            return {str(key): plain(each, where, digits=digits) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        case list() | tuple():
            return [plain(each, where, digits=digits) for each in value]  # pyright: ignore[reportUnknownVariableType]
        case Integral():
            return int(value)
        case Real():
            number = float(value)
            if not math.isfinite(number):
                return None
            return float(f"{number:.{digits}g}") if digits else number
        case _ if hasattr(value, "tolist"):  # an array, or a number of NumPy or MLX
            return plain(value.tolist(), where, digits=digits)
        case _:
            kind = type(value).__name__
            raise ExperimentError(where, f"holds a {kind}; only numbers, words, lists and dicts can be kept")
