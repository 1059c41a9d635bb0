"""What outlives a build: in memory while previewing, and on disk from one build to the next."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

import milepost
from milepost.io.cache import Cache, Kept
from milepost.io.store import Store, source_digest
from milepost.plugin.config import store_of
from milepost.plugin.printer import Written
from milepost.plugin.search import PreviewIndex
from milepost.plugin.share_cards import Painted
from milepost.settings import Settings
from milepost.workshop import Workshop

__all__ = ["Memory"]

# Whatever of other people's work decides what a page looks like.
_MAKERS = (
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "math-core",
    "mmdr",
    "pagefind",
    "pygments",
    "pyyaml",
    "rustworkx",
)


class Memory:
    """Parsed notes, pages and the theme around them, all made with one set of settings."""

    def __init__(self, settings: Settings, config: MkDocsConfig, command: str) -> None:
        folder = store_of(config)
        store = Store(folder / "kept.sqlite3", _salt(settings)) if folder else None
        self.settings, self.command = settings, command
        self.cache = Cache(store)
        self.workshop = Workshop(store)
        # A preview shows other addresses around a page than a build does.
        mode = "preview" if command == "serve" else "site"
        self.written: Kept[Written] = Kept(f"{mode} file", store)
        self.cards: Kept[Painted] = Kept("share card", store)
        self.index = PreviewIndex(Kept(f"{mode} index", store))

    def save(self, public: set[str]) -> None:
        """Bring to the disk what has changed, `public` notes whole."""
        self.cache.save(public)
        self.workshop.save()
        self.written.save()
        self.index.save()
        if self.command != "serve":  # a preview has none, and leaves a build its own
            self.cards.save()


def _salt(settings: Settings) -> str:
    """Everything that all pages depend on beside the vault."""
    own = source_digest([Path(str(milepost.__file__)).parent])
    return repr((sys.version_info[:3], own, [_version(name) for name in _MAKERS], settings))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
