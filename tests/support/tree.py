"""What lies in a folder."""

from pathlib import Path

__all__ = ["tree_of"]


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
