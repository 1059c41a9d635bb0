"""Our templates and files among the theme's: below the author's own, above the theme that both change."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

__all__ = ["add_base", "add_files"]

_THEME = Path(__file__).parent.parent / "theme"
# Ours stands in for the base of all pages, so that an author's "main.html" extends it, too.
_NAMES = {"base.html": "milepost-base.html", "milepost/theirs.html": "base.html"}

# No other theme has it, and our templates ask it for words.
_MATERIALS = "partials/language.html"


class _Templates(BaseLoader):
    """Templates as another loader has them, but for those of other names."""

    def __init__(self, theirs: BaseLoader) -> None:
        self._theirs = theirs

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's text, its file, and whether that is what it was."""
        return self._theirs.get_source(environment, _NAMES.get(template, template))

    def list_templates(self) -> list[str]:
        """All names, in order."""
        return self._theirs.list_templates()


def add_files(config: MkDocsConfig) -> None:
    """Let the theme find our files.

    Raises:
        PluginError: it is not Material, nor based on it.
    """
    if not any(Path(place, _MATERIALS).is_file() for place in config.theme.dirs):
        reason = f"the theme is {config.theme.name!r}, and Milepost's pages are made for Material"
        raise PluginError(f"mkdocs.yml: {reason}; write `theme: material`")
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))


def add_base(env: Environment) -> None:
    """Let all pages be based on ours; once for each environment."""
    assert env.loader is not None
    env.loader = _Templates(env.loader)
