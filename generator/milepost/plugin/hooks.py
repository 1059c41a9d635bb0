"""The MkDocs plugin: what the engine has made, handed over hook by hook."""

# MkDocs leaves the types of `nav`, `extra_css` and the like open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from milepost.build import check_site, load_site, render_site
from milepost.errors import MilepostError
from milepost.io.cache import Cache
from milepost.io.vault import is_ignored
from milepost.model.page import Page
from milepost.model.path import page_file
from milepost.model.site import Site
from milepost.pages.feed import FEED
from milepost.plugin.config import MilepostConfig, host_of, settings_of
from milepost.plugin.nav import make_nav, section_indexes, titles_in
from milepost.plugin.page import NotePage, src_uri, strip_tags
from milepost.plugin.report import report
from milepost.plugin.serve import watch_vault
from milepost.settings import Settings

__all__ = ["MilepostPlugin"]

_THEME = Path(__file__).parent.parent / "theme"


class MilepostPlugin(BasePlugin[MilepostConfig]):
    """Publishes the vault in `docs_dir`. One object lives through all rebuilds of `mkdocs serve`."""

    def __init__(self) -> None:
        self._cache = Cache()
        self._settings = Settings()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Once, before the first build: that this hook exists keeps the object, and so its cache, alive."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """At the head of each build: check the options, put our style and script before the author's."""
        if not self.config.enabled:
            return None
        settings = settings_of(self.config)
        if settings != self._settings:
            self._settings, self._cache = settings, Cache()
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        config.extra_css.insert(0, "assets/milepost.css")
        config.extra_javascript.insert(0, "assets/milepost.js")
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files | None:
        """When MkDocs has listed the vault: give it what is published, and nothing else."""
        if not self.config.enabled:
            return None
        try:
            site = load_site(config.docs_dir, self._settings, host_of(config), self._cache)
            pages, documents = render_site(site)
        except MilepostError as error:
            raise PluginError(str(error)) from error
        report(check_site(site, pages))
        if config.nav is None:
            config.nav = make_nav(site, pages)
        return Files(
            [
                *(
                    file
                    for file in files
                    if file.src_dir != config.docs_dir or file.src_uri in _asked_for(config)
                ),
                *_page_files(site, pages, config),
                *(File.generated(config, each.path, content=each.text) for each in documents),
                *(File.generated(config, p, abs_src_path=each.file) for p, each in site.attachments.items()),
            ]
        )

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Before the first template: tell the theme whether there is a feed to point at; keep titles text."""
        # Jinja types its globals by those that it begins with.
        env.globals["milepost_feed"] = FEED if files.get_file_from_path(FEED) else None  # pyright: ignore[reportArgumentType]
        if self.config.enabled:
            env.filters["striptags"] = strip_tags
        return env

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """After the first build of `mkdocs serve`: watch notes and attachments, not Obsidian's own files."""
        if self.config.enabled:
            watch_vault(server, config.docs_dir, lambda path: is_ignored(path, self._settings.exclude))
        return server


def _asked_for(config: MkDocsConfig) -> frozenset[str]:
    """The vault's files that `mkdocs.yml` itself puts on every page."""
    scripts = (str(getattr(script, "path", script)) for script in config.extra_javascript)
    return frozenset((*config.extra_css, *scripts))


def _page_files(site: Site, pages: Iterable[Page], config: MkDocsConfig) -> Iterator[File]:
    """The pages as MkDocs holds them: files of the vault, and some that it believes to be."""
    titles, indexes = titles_in(config.nav), section_indexes(site)
    for page in pages:
        source, target = src_uri(page), page_file(page.path)
        if page.source:
            file = File(source, config.docs_dir, config.site_dir, config.use_directory_urls, dest_uri=target)
        else:
            file = File.generated(config, source, content="")
            file.dest_uri = target
        NotePage(
            page,
            site.notes[page.source] if page.source else None,
            file,
            config,
            title=titles.get(source, page.title),
            is_section_index=page.path in indexes,
        )
        yield file
