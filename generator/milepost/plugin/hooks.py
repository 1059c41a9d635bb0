"""The MkDocs plugin: what the engine has made, handed over hook by hook."""

# MkDocs leaves the types of `nav`, `extra_css` and the like open.
# pyright: reportUnknownMemberType=false

import atexit
import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from milepost.errors import MilepostError
from milepost.io.excluded import is_ignored
from milepost.io.obsidian import OPTIONS
from milepost.links.addresses import ASSETS
from milepost.model.vault import Excluded
from milepost.plugin.config import (
    MilepostConfig,
    check_epoch,
    check_loopback,
    check_neighbours,
    match_all_names,
    settings_of,
)
from milepost.plugin.ending import ends_now, heed_sigterm
from milepost.plugin.memory import Memory
from milepost.plugin.page import NotePage
from milepost.plugin.public import only_public
from milepost.plugin.publication import Publication
from milepost.plugin.report import report_past, unwritable
from milepost.plugin.theme import add_files, keep_fonts_home, stand_in

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from milepost.plugin.serve import Preview

__all__ = ["MilepostPlugin"]

# A build makes millions of objects that live to its end, and none that only the collector could free: looking
# through them as often as Python does by default takes a sixth of the time. It stays so when a build ends:
# going back would begin with a look through all of them.
_COLLECTOR = (1_000_000, 50, 1_000)

# What makes bitmaps of diagrams, and MLX: they complain of whatever is left when a program ends.
_COMPLAINING = frozenset({"novasvg.novasvg_py", "mlx.core"})


class MilepostPlugin(BasePlugin[MilepostConfig]):
    """Publishes the vault in `docs_dir`. One object lives through all rebuilds of `mkdocs serve`."""

    def __init__(self) -> None:
        self._command = "build"
        self._memory: Memory | None = None
        self.publication: Publication | None = None
        """What the newest build has published."""
        self._newest: Publication | None = None
        """Of the last build that came to its end."""
        self._preview: Preview | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Once, before the first build: that this hook exists keeps the object, and so its memory, alive.

        From now on SIGTERM ends a preview as Ctrl-C does.
        """
        self._command = command
        gc.set_threshold(*_COLLECTOR)
        atexit.unregister(_leave)  # of a build before in the same process
        atexit.register(_leave, self)
        if command == "serve" and self.config.enabled:
            heed_sigterm()

    def on_shutdown(self) -> None:
        """Once, at the end."""
        ends_now()
        if self._preview is not None:
            self._preview.end()
        self._let_go()

    def _let_go(self) -> None:
        """End what was begun with the settings of now; keep what a preview has made since it was built."""
        if self._memory is not None:
            self._memory.index.close()
        if self._preview is not None and self._newest is not None:
            self._newest.save()
        self._memory = self._newest = None

    @event_priority(100)
    def _before_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Before other plugins do anything with the theme."""
        if self.config.enabled:
            stand_in(config)
        return config

    def _on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """At the head of each build: check the options, put our style and script before the author's."""
        check_epoch()
        match_all_names(config)
        settings = settings_of(self.config)
        if self._command == "serve" and settings.preview_drafts:
            check_loopback(config)
        self.publication = None  # of the build before
        if self.config.enabled:
            if self._memory is None or settings != self._memory.settings:
                self._let_go()
                self._memory = Memory(settings, config, self._command)
            style, script, *_ = ASSETS
            check_neighbours(config)
            add_files(config)
            keep_fonts_home(config)
            config.extra_css.insert(0, style)
            config.extra_javascript.insert(0, script)
        return config

    # MkDocs itself names its parameter in another way than the hook that it replaces.
    on_config = CombinedEvent(_before_config, _on_config)  # pyright: ignore[reportAssignmentType]

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs empties the site's folder: it need not."""
        if self.config.enabled and self._memory is not None:
            self.publication = Publication(config, self._memory)

    @event_priority(100)
    def _before_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """When MkDocs has listed the vault: give it what is published, and other plugins nothing else."""
        with _as_sentences():
            if self.publication is not None:
                return self.publication.choose(files)
            return only_public(files, config, settings_of(self.config))

    @event_priority(-10)
    def _after_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """When other plugins have left out what they do, before those that build on what is left."""
        if self.publication is None:
            return files
        with _as_sentences():
            left = self.publication.heed(files)
        report_past(self.publication.edition.site.outlook)
        return left

    on_files = CombinedEvent(_before_files, _after_files)

    @event_priority(200)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """When MkDocs has made its tree of pages, before other plugins look at it.

        They would take the one that we have made for the author's own.
        """
        if self.publication is not None:
            self.publication.check_pages(files)
            self.publication.find_way(nav)
            if self.publication.draws_nav:
                config.nav = None
        return nav

    def _on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Before the first template."""
        if self.publication is not None:
            self.publication.dress(env)
        return env

    @event_priority(-100)
    def _after_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """When other plugins have done what they do to templates: put our pages into the theme."""
        if self.publication is not None:
            with _as_sentences():
                self.publication.print(env)
            self.publication.tell_ignored()
        return env

    on_env = CombinedEvent(_on_env, _after_env)

    @event_priority(100)
    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Before MkDocs writes a page, and before the theme indexes it, which it need not."""
        if self.publication is not None and isinstance(page, NotePage):
            self.publication.hear(page)
            page.meta["search"] = {"exclude": True}
        return context

    @event_priority(100)
    def _on_post_build(self, *, config: MkDocsConfig) -> None:
        """When all is written but the theme's index."""
        with _as_sentences():
            if self.publication is not None:
                self.publication.index()

    @event_priority(-100)
    def _after_post_build(self, *, config: MkDocsConfig) -> None:
        """When all is written."""
        if self.publication is not None:
            self.publication.finish()
            self._newest = self.publication

    on_post_build = CombinedEvent(_on_post_build, _after_post_build)  # pyright: ignore[reportAssignmentType]

    def on_build_error(self, *, error: Exception) -> None:
        """When a build cannot go on: a full or read-only disk is one line, not MkDocs' traceback.

        The next one begins from nothing, if it was none of the mistakes that MkDocs and we know.
        """
        if self._memory is not None:
            self._memory.index.end()
            if not isinstance(error, MkDocsException | OSError):
                self._memory.forget()
        if (
            isinstance(error, OSError)
            and self.publication is not None
            and (sentence := unwritable(error, self.publication.config))
        ):
            raise Abort(sentence) from error

    def on_serve(
        self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: object
    ) -> "LiveReloadServer":
        """After the first build of `mkdocs serve`: watch notes and attachments, not Obsidian's own files."""
        from milepost.plugin.serve import Preview  # loads what watches files, for which no build has a use

        if self.config.enabled and self._memory is not None:
            self._preview = Preview(server, lambda: self.publication, server.builder, self._has_drafts)
            self._preview.begin(config.docs_dir, self._is_left_out)
        return server

    def _has_drafts(self) -> bool:
        """Whether the preview shows drafts, by the settings as they are now."""
        return self._memory is not None and self._memory.settings.preview_drafts

    def _is_left_out(self, path: str) -> bool:
        """Whether a path below the vault had no part in it when it was read the last time."""
        if path in OPTIONS:
            return False
        memory = self._memory
        if memory is None or memory.settings.publish_excluded:  # what is excluded may ask to be published
            return is_ignored(path, Excluded())
        vault = memory.cache.vault
        return is_ignored(path, vault.excluded if vault else Excluded(memory.settings.exclude))


@contextmanager
def _as_sentences() -> Generator[None]:
    """What stops a request, as MkDocs shows it without a traceback."""
    try:
        yield
    except MilepostError as error:
        raise PluginError(str(error)) from error


def _leave(plugin: MilepostPlugin) -> None:
    """When the program ends: leave all that is still there to the system.

    Python would look through it three times for what it could free, and then free the site piece by piece,
    which takes a twentieth of a build.
    """
    ends_now()
    if not _COMPLAINING.isdisjoint(sys.modules):
        gc.disable()  # spares the first look
    else:
        circle: list[object] = [plugin]
        circle.append(circle)  # nobody lets go of it but the collector, and that passes it over from now on
        gc.freeze()
