"""Seeding: where random numbers start."""

import random
import sys

__all__ = ["seed_all"]


def seed_all(seed: int) -> None:
    """Seed every random number generator that is loaded: Python's, NumPy's and MLX's."""
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    if mlx := sys.modules.get("mlx.core"):
        mlx.random.seed(seed)
