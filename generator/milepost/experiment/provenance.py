"""Where a run took place, without names that tell who or which computer: the record is published."""

import functools
import os
import platform
import subprocess
import sys
from pathlib import Path

from milepost.experiment.blas import has_fast_matrices

__all__ = ["commit_of", "load_average", "machine", "memory_gib"]


def machine() -> dict[str, object]:
    """Kind and size of this computer: system, architecture, processor, cores, memory."""
    return {
        "system": "macOS" if sys.platform == "darwin" else platform.system(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": memory_gib(),
        "matrices": _matrices(),
    }


def load_average() -> float | None:
    """Processes that wanted to run during the last minute; `None` where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def commit_of(file: Path) -> dict[str, object] | None:
    """The git commit around the script, and whether the script differs from it; `None` outside git."""
    commit = _output("git", "-C", str(file.parent), "rev-parse", "HEAD")
    if commit is None:
        return None
    return {
        "commit": commit,
        "changed_since": bool(
            _output("git", "-C", str(file.parent), "status", "--porcelain", "--", file.name)
        ),
    }


@functools.cache
def _processor() -> str | None:
    if sys.platform == "darwin":
        return _output("sysctl", "-n", "machdep.cpu.brand_string")
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), None)


def memory_gib() -> int | None:
    """The memory of this computer; `None` where the system does not say."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (AttributeError, ValueError, OSError):  # no such question on Windows
        return None


def _matrices() -> str:
    """The library that multiplies matrices for MLX."""
    if not sys.platform.startswith("linux"):
        return "Accelerate" if sys.platform == "darwin" else ""
    return "OpenBLAS" if has_fast_matrices() else "reference BLAS"


def _output(*command: str) -> str | None:
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=True, timeout=10
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
