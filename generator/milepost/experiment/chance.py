"""Where random numbers start."""

import random
import sys

__all__ = ["sow"]


def sow(seed: int) -> None:
    """Start every source of chance that is loaded at the seed: Python's, NumPy's and MLX's."""
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    if mlx := sys.modules.get("mlx.core"):
        mlx.random.seed(seed)
