"""What outlives a build: in memory while previewing, and on disk from one build to the next."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from milepost.io.cache import Cache, Kept
from milepost.io.store import Store, history_store, own_digest
from milepost.plugin.search import PreviewIndex
from milepost.settings import CACHE_FOLDER, Settings
from milepost.workshop import Workshop

__all__ = ["Memory"]

# Whatever of other people's work decides what a page looks like.
_MAKERS = (
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "math-core",
    "mmdr",
    "pygments",
    "pyyaml",
    "rustworkx",
)


class Memory:
    """Parsed notes, pages and the theme around them, all made with one set of settings."""

    def __init__(self, settings: Settings, config: MkDocsConfig, command: str) -> None:
        project = _project(config)
        store = Store(project / CACHE_FOLDER / "kept.sqlite3", _salt(settings)) if project else None
        self.settings, self.command = settings, command
        self.index = PreviewIndex()
        self.cache = Cache(store, history_store(project) if project else None)
        self.workshop = Workshop(store)
        # A preview shows other addresses around a page than a build does.
        mode = "preview" if self.is_preview else "site"
        self.shells: Kept[tuple[bytes, bytes]] = Kept(f"{mode} shell", store)
        self.written: Kept[tuple[int, int]] = Kept(f"{mode} file", store)

    @property
    def is_preview(self) -> bool:
        """Whether only the author sees what is built."""
        return self.command == "serve"

    def save(self, public: set[str], pages: set[str]) -> None:
        """Bring to the disk what has changed; `public` notes whole, and the theme around `pages`."""
        self.cache.save(public)
        for kept in (self.shells, self.written):
            kept.retain(pages)
            kept.save()


def _project(config: MkDocsConfig) -> Path | None:
    """The project's folder, in which things may be kept; `None` where they would be published."""
    folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return None if folder.is_relative_to(Path(config.site_dir).resolve()) else folder


def _salt(settings: Settings) -> str:
    """Everything that all pages depend on beside the vault."""
    return repr((sys.version_info[:3], own_digest(), [_version(name) for name in _MAKERS], settings))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
