"""The library that multiplies matrices for MLX on Linux."""

import ctypes
import functools
import sys

__all__ = ["INSTALL_OPENBLAS", "SLOW_MATRICES", "has_fast_matrices"]

INSTALL_OPENBLAS = "apt-get install libopenblas0-pthread"
"""With Debian's and Ubuntu's name of the package; elsewhere it is called openblas."""
SLOW_MATRICES = (
    "OpenBLAS is not installed, so models read twenty to thirty times slower; "
    f"install it with: {INSTALL_OPENBLAS}"
)
"""What to tell a user without it."""

_FILES = ("libopenblas.so.0", "libopenblasp.so.0")


@functools.cache
def has_fast_matrices() -> bool:
    """Whether matrix products are as fast as they should be; to be called before MLX is imported.

    MLX for Linux brings the reference BLAS, with which a prompt is read twenty to thirty times slower. It
    looks its functions up by name, so those of a library that was loaded earlier win: OpenBLAS is loaded
    here. macOS has a fast library of its own.
    """
    if not sys.platform.startswith("linux"):
        return True
    for file in _FILES:
        try:
            ctypes.CDLL(file, mode=ctypes.RTLD_GLOBAL)
        except OSError:
            continue
        return True
    return False
