"""What the furniture of a site says by itself: the files of the installed themes, and our own."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

from milepost.io.site_files import file_digest

__all__ = ["theme_digests", "theme_texts"]

# What Python writes on pages, into diagrams' and search's data, that no template says.
_SAID = (
    "best", "boost", "cancelled", "central", "classic", "connected", "connections", "does", "effort", "embed",
    "enough", "exist", "fields", "finished", "flowchart", "footnote", "jump", "lead", "least", "likely",
    "month", "node", "preserve", "prospect", "quick", "wait", "written", "year", "yes",
)  # fmt: skip
_OURS = Path(__file__).parent.parent


def theme_texts() -> Iterator[str]:
    """The text of every template, the path of every file, and what pages say besides.

    Hosts' themes are found as the host does, by entry point.
    """
    yield from _SAID
    for folder, path in _files():
        yield path
        if path.endswith(".html"):
            yield (folder / path).read_text(encoding="utf-8", errors="replace")


def theme_digests() -> frozenset[str]:
    """The digests of all other files: of programs and style sheets, which a site has as they are."""
    files = (str(folder / path) for folder, path in _files() if not path.endswith(".html"))
    return frozenset(map(file_digest, files))


def _files() -> Iterator[tuple[Path, str]]:
    """The folder of each theme with the path in it of each file."""
    for folder in (_OURS / "pages", _OURS / "theme", *_themes()):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if not path.startswith(".") and file.is_file():  # without icons, by the thousand
                yield folder, path


def _themes() -> Iterator[Path]:
    """Found without importing them: a theme may have something to announce."""
    for theme in entry_points(group="mkdocs.themes"):
        if theme.dist is not None:
            yield Path(str(theme.dist.locate_file(theme.value.replace(".", "/"))))
