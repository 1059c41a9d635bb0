"""What the furniture of a site says by itself: the templates of the installed themes, and our own."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

__all__ = ["theme_texts"]

_OURS = Path(__file__).parent.parent


def theme_texts() -> Iterator[str]:
    """The text of every template, the path of every file.

    Hosts' themes are found as the host does, by entry point.
    """
    for folder in (_OURS / "pages", _OURS / "theme", *_themes()):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if path.startswith("."):  # icons, by the thousand
                continue
            yield path
            if path.endswith(".html"):
                yield file.read_text(encoding="utf-8", errors="replace")


def _themes() -> Iterator[Path]:
    """Found without importing them: a theme may have something to announce."""
    for theme in entry_points(group="mkdocs.themes"):
        if theme.dist is not None:
            yield Path(str(theme.dist.locate_file(theme.value.replace(".", "/"))))
