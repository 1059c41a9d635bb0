"""Our templates and files among the theme's: below the author's own, above the theme that both change."""

import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from milepost.io.compiled import Compiled
from milepost.pages.templating import keep_compiled

__all__ = ["add_files", "keep_fonts_home", "stand_in"]

_PACKAGE = Path(__file__).parent.parent
_THEME = _PACKAGE / "theme"
# Ours stands in for the base of all pages, so that an author's "main.html" extends it, too.
_NAMES = {"base.html": "milepost-base.html", "milepost/theirs.html": "base.html"}

# What Material loads from Google where `mkdocs.yml` names no `font`.
_FONTS = {"text": "Roboto", "code": "Roboto Mono"}

# No other theme has it, and our templates ask it for words.
_MATERIALS = "partials/language.html"


_compiled = cache(Compiled)  # one for all builds of a preview


class _Templates(FileSystemLoader):
    """The theme's templates, but for those of other names."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's text, its file, and whether that is what it was."""
        return super().get_source(environment, _NAMES.get(template, template))

    def list_templates(self) -> list[str]:
        """All names in order but hidden ones, which MkDocs passes over: Material has 14,000 icons."""
        found = set[str]()
        for top in self.searchpath:
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                place = Path(folder).relative_to(top)
                found.update((place / name).as_posix() for name in files)
        return sorted(found)


class _Theme(Theme):
    """The author's theme, whose pages are based on ours."""

    def __init__(self, theirs: Theme) -> None:
        vars(self).update(vars(theirs))
        programs = (place for place in theirs.dirs if place != theirs.custom_dir)
        self._compiled = _compiled((str(_PACKAGE), *programs))
        keep_compiled(self._compiled)

    def get_env(self) -> Environment:
        """What compiles templates and renders them."""
        env = super().get_env()
        env.loader, env.bytecode_cache = _Templates(self.dirs), self._compiled
        return env


def stand_in(config: MkDocsConfig) -> None:
    """Let pages be made with our templates among the theme's."""
    config.theme = _Theme(config.theme)


def add_files(config: MkDocsConfig) -> None:
    """Let the theme find our files.

    Raises:
        PluginError: it is not Material, nor based on it.
    """
    if not any(Path(place, _MATERIALS).is_file() for place in config.theme.dirs):
        reason = f"the theme is {config.theme.name!r}, and Milepost's pages are made for Material"
        raise PluginError(f"mkdocs.yml: {reason}; write `theme: material`")
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))


def keep_fonts_home(config: MkDocsConfig) -> None:
    """Let pages ask no other host for fonts that nobody has chosen; the plugin `privacy` has its own."""
    privacy = cast("Mapping[str, Any]", config.plugins).get("material/privacy")
    brings_own = privacy is not None and privacy.config.get("enabled")
    if config.theme.get("font") == _FONTS and not brings_own and not _is_font_chosen(config):
        config.theme["font"] = False


def _is_font_chosen(config: MkDocsConfig) -> bool:
    """Whether `mkdocs.yml` names a font: the theme itself does not tell its own from that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing else tells what was written
        given = cast("Sequence[Mapping[str, object]]", getattr(config, "user_configs", ()))
    themes = [each.get("theme") for each in given]
    return any(isinstance(theme, dict) and "font" in theme for theme in themes)
