"""Keeping a built site up with the vault, without another build of MkDocs: only what has changed is made."""

# MkDocs leaves the types of its configuration open.
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

from jinja2 import TemplateError
from mkdocs.commands.build import _build_theme_template  # pyright: ignore[reportPrivateUsage]
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import Navigation, get_navigation

from milepost.build import check_site
from milepost.errors import MilepostError, SearchError
from milepost.io.site_writing import write_if_new
from milepost.links.addresses import GRAPH_DATA, SEARCH_ENTRIES
from milepost.model.path import PagePath, VaultPath, page_file
from milepost.model.problem import Problem
from milepost.notes.broken import BROKEN
from milepost.plugin.files import changed_days
from milepost.plugin.output import QuietFile
from milepost.plugin.publication import Publication
from milepost.plugin.report import report, sentence_of
from milepost.plugin.search import choose_engine
from milepost.workshop import AbandonedError, Edition

__all__ = ["Follower", "NeedsBuildError"]

_log = get_plugin_logger("milepost")

# What takes long to make and nobody sees before asking for it.
_MAY_WAIT = frozenset({GRAPH_DATA})


class NeedsBuildError(Exception):
    """What has changed is for MkDocs to build."""


class Follower:
    """A site that was built, and what is still to be done to it."""

    def __init__(self, publication: Publication, swap: AbstractContextManager[object] | None = None) -> None:
        """Pages are written within `swap`, so that nobody sees some of them new and others old."""
        self._at, self._swap = publication, swap or nullcontext()
        self._due: set[PagePath] = set()
        """Pages whose newest version is not on the disk yet: an update may have been given up."""
        self._entries_are_old = False
        self._shown = self._listed()
        self._broken = self._unread()
        self._held: set[Problem] = set()
        """What came up with a note that cannot be read, and is not said yet."""

    def update(self, is_outdated: Callable[[], bool], written: Collection[VaultPath] | None = None) -> int:
        """Bring the site up to the vault; how many files were written or removed.

        Nothing but the notes `written` has changed since the last time; `None` where nobody knows.

        Raises:
            VaultError: the vault cannot be read.
            AbandonedError: `is_outdated` said that there is something newer; the next update does the rest.
            NeedsBuildError: MkDocs has to build the site, from nothing where what was kept is damaged.
        """
        try:
            return self._brought_up(is_outdated, written)
        except (AbandonedError, MilepostError, NeedsBuildError, OSError, TemplateError):
            raise
        except Exception as error:  # if it has another reason, the build tells it
            _log.info("%r stopped a rebuild; MkDocs builds the site from nothing", error)
            self._at.memory.forget()
            raise NeedsBuildError from error

    def _brought_up(self, is_outdated: Callable[[], bool], written: Collection[VaultPath] | None) -> int:
        at, config, memory = self._at, self._at.config, self._at.memory
        if not at.is_alone or config.extra_templates:  # such templates may show anything of a page
            raise NeedsBuildError
        has_patterns = config.exclude_docs is not None or config.draft_docs is not None
        site = at.load(get_files(config) if has_patterns else at.files, written)
        if choose_engine(memory.settings, site, config) != at.engine:
            raise NeedsBuildError
        before = at.edition
        at.edition = memory.workshop.edition(site, may_wait=_MAY_WAIT, is_outdated=is_outdated)
        self._due = (self._due | at.edition.renewed) & at.edition.sheets.keys()
        self._entries_are_old |= bool(self._due) or before.sheets.keys() != at.edition.sheets.keys()
        count = self._lead() if self._leads_elsewhere(before) else self._show()
        for name, documents in at.edition.documents.items():
            if documents is not before.documents.get(name):
                count += sum(self._write(page_file(each.path), each.text) for each in documents)
        return count + self._copy()

    def check(self) -> None:
        """Say what is wrong in the vault and was not before.

        While somebody types, a note cannot be read, and others miss what it says, with a warning for each
        link: those are said when it can be read again, if they still hold.
        """
        at = self._at
        before, at.problems = at.problems, check_site(at.edition.site, at.edition.pages, at.memory.cache)
        new, broken = set(at.problems).difference(before), self._unread()
        if broken - self._broken:
            self._held |= {each for each in new if each.path not in broken}
        elif broken != self._broken:
            new |= self._held.intersection(at.problems)
            self._held = set()
        self._broken = broken
        report(sorted(new - self._held), at.edition.site.addresses)

    def _unread(self) -> set[VaultPath]:
        return {each.path for each in self._at.problems if each.code in BROKEN}

    def ask(self, address: str) -> None:
        """Make sure that what is asked for is as new as the vault, where it had to wait."""
        at = self._at
        if address == SEARCH_ENTRIES and self._entries_are_old and at.engine == "material":
            at.write_entries()
            self._entries_are_old = False
        for document in at.memory.workshop.owed(PagePath(address)) if address in _MAY_WAIT else ():
            self._write(page_file(document.path), document.text)

    def bring_index(self) -> None:
        """Make sure that there is an index for who searches, if it is Pagefind that looks."""
        at = self._at
        if at.engine == "pagefind":
            try:
                at.memory.index.ask(at.edition, at.config)
            except (SearchError, OSError) as error:  # a full disk, say
                _log.error("%s", sentence_of(error, at.config) or error)

    def settle(self) -> None:
        """Everything that may have been asked for."""
        for address in (SEARCH_ENTRIES, *_MAY_WAIT):
            self.ask(address)

    def _leads_elsewhere(self, before: Edition) -> bool:
        """Whether there are other pages or files, or other ways to them, than before."""
        at = self._at
        pages = at.edition.pages
        known = {page.address: page for page in at.pages}
        return (
            [*known] != [*at.edition.sheets]  # their order is that of the search index
            or any(known[page.path].sheet.page.title != page.title for page in pages)
            or (at.makes_nav and at.nav_of(pages) != at.made_nav)
            or _files(before) != _files(at.edition)
        )

    def _show(self) -> int:
        """Print the pages that are new, each where it stands."""
        at, site = self._at, self._at.edition.site
        notes, changed = site.notes, changed_days(site)
        pages = [page for page in at.pages if page.address in self._due]
        for page in pages:
            sheet = at.edition.sheets[page.address]
            path = sheet.page.source if sheet.page.source in notes else None
            page.show(sheet, notes[path] if path else None, changed(path))
        count = at.printer.print(pages, swap=self._swap) if at.printer else 0
        self._due.clear()
        return count + self._list()

    def _lead(self) -> int:
        """Make the navigation anew, and print whatever shows another part of it."""
        at = self._at
        old = {file.dest_uri for file in at.files}
        at.list_files()
        at.find_way(get_navigation(at.files, at.config))
        at.dress(at.env)
        gone = old - {file.dest_uri for file in at.files}
        count = at.reprint((Path(at.config.site_dir, name) for name in gone), self._swap)
        self._due.clear()
        self._shown = ()
        return count + self._list()

    def _list(self) -> int:
        """The pages that MkDocs makes from the list of all."""
        shown, at = self._listed(), self._at
        if shown == self._shown:
            return 0
        self._shown = shown
        nav = cast("Navigation", at.nav)
        for name in at.config.theme.static_templates:
            _build_theme_template(name, at.env, at.files, at.config, nav)
        return 1

    def _listed(self) -> tuple[tuple[object, ...], ...]:
        pages = self._at.pages if self._at.is_alone else []
        return tuple(
            (page.canonical_url, page.published, page.meta.get("robots"), page.update_date) for page in pages
        )

    def _copy(self) -> int:
        """Bring attachments that have changed."""
        quiet = (file for file in self._at.files if isinstance(file, QuietFile))
        return sum(file.bring() for file in quiet if file.src_dir is None and file.abs_src_path is not None)

    def _write(self, name: str, text: str) -> bool:
        return write_if_new(Path(self._at.config.site_dir, name), text.encode("utf-8", "xmlcharrefreplace"))


def _files(edition: Edition) -> tuple[object, ...]:
    """Every file beside the pages, by its address."""
    site = edition.site
    attachments = {site.addresses[path]: each.file for path, each in site.attachments.items()}
    return attachments, [each.path for documents in edition.documents.values() for each in documents]
