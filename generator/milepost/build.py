"""The stages in order, from a vault on disk to finished pages; the one place that knows both I/O and core."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter

from milepost.checks.links import Faults, check_links, find_faults
from milepost.checks.roadmap import check_roadmap
from milepost.disk import folder_around
from milepost.io.cache import Cache
from milepost.io.clock import stated_day
from milepost.io.excluded import ignored_in
from milepost.io.history import read_history
from milepost.io.image import measured
from milepost.io.runs import read_runs
from milepost.links.drawings import find_drawings
from milepost.links.private_names import with_plain_links, without_names
from milepost.links.unlinked import find_unlinked
from milepost.model.frozen import replace
from milepost.model.history import History
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.page import Document, Page
from milepost.model.path import VaultPath, fold, name, stem
from milepost.model.problem import Code, Problem
from milepost.model.run import Figure, Run
from milepost.model.site import Host, Site
from milepost.model.vault import Attachment, Drawing, Vault
from milepost.notes.changed import Said, first_days, last_changes, said_dates
from milepost.notes.drawing import is_drawing
from milepost.notes.past import past_facts, respelled
from milepost.ofm.preamble import commands_in
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.templating import Templates
from milepost.reading import Reading, read_site
from milepost.roadmap.outlook import look_around
from milepost.settings import Settings
from milepost.stages import Linked, count_roadmap, link_vault, place_vault

__all__ = ["check_site", "load_site", "render_site"]


def load_site(
    root: str,
    settings: Settings,
    host: Host,
    cache: Cache | None = None,
    store: str | None = None,
    written: Collection[VaultPath] | None = None,
    project: str | None = None,
) -> Site:
    """Everything that pages are made from, out of the vault in the folder `root`.

    What git says is kept in the folder `store` for the next time. Of the vault's files nothing but those of
    the notes `written` has changed since the cache was used; `None` where nobody knows. The scripts of
    experiments are looked for in the `project`, which is else the folder around the vault.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    project = project or folder_around(root)
    read = read_site(root, settings, host, cache, written)
    vault, host = read.vault, read.host
    offered = {path: each for path, each in vault.attachments.items() if path not in host.excluded}
    left_out = _left_out(read, offered)
    public, linked, renamed = _link(read, offered, left_out, settings, cache)
    notes = read.notes if public is read.public else {note.path: note for note in public}

    runs, run_problems = _runs(read, project, notes, left_out)
    figures = {figure.path: (run, figure) for run in runs.values() for figure in run.figures}
    drawings = find_drawings(_drawn(read, public, cache), offered)
    used = _used(offered, linked.graph, figures, drawings)
    attachments = {path: measured(each) for path, each in used.items()}
    roadmap = count_roadmap(notes, linked.index, linked.graph, runs, settings, cache)
    places = place_vault(public, linked.canvases, linked.bases, attachments, roadmap, settings, host, cache)
    addresses = places.addresses

    history = respelled(read_history(root, past_facts, store), vault.files)
    said = _said(read, public, cache)
    files_changed = {path: file.modified for path, file in vault.files.items() if file.modified}
    changed = last_changes(said, history, files_changed)
    hidden = _hidden(history, read.private, ignored_in(root, settings.exclude))

    return Site(
        host=host,
        notes=notes,
        canvases=linked.canvases,
        bases=linked.bases,
        attachments=attachments,
        addresses=addresses.files,
        dashboard=addresses.dashboard,
        journal=addresses.journal,
        tags=addresses.tags,
        tagged=places.tagged,
        tag_pages=addresses.tag_pages,
        kind_pages=addresses.kind_pages,
        recent=addresses.recent,
        changed=changed,
        created=first_days(said, history),
        dated_by="files" if history is None else "git" if history.is_whole else "part of git",
        graph_page=addresses.graph,
        index=linked.index,
        graph=linked.graph,
        roadmap=roadmap,
        outlook=look_around(roadmap, history, changed, hidden, notes.keys(), settings, stated_day()),
        runs=runs,
        figures=figures,
        drawings=drawings,
        shows_properties=_shows_properties(settings, vault),
        has_shortcuts=settings.shortcuts,
        needs_evidence=settings.evidence == "warn",
        shows_remote_images=settings.remote_images == "show",
        cleans_html=settings.sanitize,
        redirects=addresses.redirects,
        unlinked=find_unlinked(public, linked.graph) if settings.unlinked_mentions else {},
        strict_line_breaks=vault.app.get("strictLineBreaks") is True,
        commands=commands_in(vault.preamble),
        folders=places.folders,
        folder_names=places.folder_names,
        standing=places.standing,
        spelt=places.spelt,
        problems=(
            *_of_shown(read, linked),
            *renamed,
            *run_problems,
            *addresses.problems,
        ),
    )


def check_site(site: Site, pages: Iterable[Page], cache: Cache | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong in a vault, sorted by place, each once."""
    cache = cache or Cache()
    before: tuple[LinkIndex, Faults] | None = cache.recall("faults")
    faults = find_faults(site, before[1] if before and before[0] is site.index else {})
    cache.keep("faults", (site.index, faults))
    near = cache.once("suggestions", site.index.by_name, dict[str, VaultPath | None])
    of_links = check_links(site, faults, near)
    found = (site.problems, of_links, check_roadmap(site), *(page.problems for page in pages))
    return tuple(sorted(set(chain.from_iterable(found))))


def render_site(site: Site) -> tuple[tuple[Page, ...], tuple[Document, ...]]:
    """Every page and every other file that a host publishes, attachments apart."""
    templates = Templates(site)
    pages = tuple(plan.carry_out(site, templates) for family in FAMILIES for plan in family(site))
    documents = (plan.carry_out(site, templates) for family in DOCUMENTS for plan in family(site))
    return pages, tuple(chain.from_iterable(documents))


def _left_out(read: Reading, offered: Container[VaultPath]) -> tuple[VaultPath, ...]:
    """The vault's files of which nobody may know, but notes: those are told apart by what they say."""
    return (
        *(path for path in read.vault.left_out if path not in read.notes),
        *(path for path in read.vault.attachments if path not in offered),
    )


def _link(
    read: Reading,
    offered: Iterable[VaultPath],
    left_out: Sequence[VaultPath],
    settings: Settings,
    cache: Cache,
) -> tuple[tuple[Note, ...], Linked, tuple[Problem, ...]]:
    """The public notes as they go out, who points where, and which private names have been taken out.

    Links say which names are private. Notes without these names are other notes, so they are linked again.
    """
    link = partial(
        link_vault,
        private=read.private,
        attachments=offered,
        left_out=left_out,
        bases=read.bases,
        settings=settings,
        host=read.host,
        cache=cache,
    )
    public, canvases = read.public, read.canvases
    found = link(public, canvases=canvases)
    if settings.private_names != "replace":
        public = with_plain_links(public, found.index)
        return public, found if public is read.public else link(public, canvases=canvases), ()
    vault = read.vault
    files = {**vault.files, **vault.set_aside, **vault.canvases}
    public, canvases, renamed = without_names(public, canvases, files, found.index, settings)
    return public, link(public, canvases=canvases), renamed


def _runs(
    read: Reading, project: str, notes: Container[VaultPath], left_out: Iterable[VaultPath]
) -> tuple[dict[str, Run], tuple[Problem, ...]]:
    """The runs whose notes are public, by experiment, and what is wrong with any run's record."""
    found, problems = read_runs(read.vault, project)
    hidden_names = _hidden_names(read.private, left_out) if found else frozenset[str]()
    runs = {
        run.experiment: _standing(run, project, read.vault.root, hidden_names)
        for run in found.values()
        if run.note in notes
    }
    return runs, problems


def _said(read: Reading, public: tuple[Note, ...], cache: Cache) -> Said:
    """What the notes say of their dates, kept for the next time."""
    before: tuple[tuple[Note, ...], Said] = cache.recall("dates") or ((), {})
    if _goes_on(read, before[0], public):
        said = {**before[1], **said_dates(read.renewed, {})}
    else:
        said = said_dates(public, before[1])
    cache.keep("dates", (public, said))
    return said


def _drawn(read: Reading, public: tuple[Note, ...], cache: Cache) -> Iterable[Note]:
    """The notes that are drawings, kept for the next time."""
    before: tuple[tuple[Note, ...], tuple[Note, ...]] = cache.recall("drawings") or ((), ())
    asked = read.renewed if _goes_on(read, before[0], public) else public
    drawn = tuple(note for note in asked if is_drawing(note.properties.values))
    if asked is not public:
        gone = {note.path for note in read.renewed}
        others = (note for note in before[1] if note.path not in gone)
        drawn = tuple(sorted((*others, *drawn), key=attrgetter("path")))
    cache.keep("drawings", (public, drawn))
    return drawn


def _goes_on(read: Reading, before: tuple[Note, ...], public: tuple[Note, ...]) -> bool:
    """Whether these public notes are those of `before` but for the ones that are known to be renewed."""
    return read.before is before and read.public is public


def _of_shown(read: Reading, linked: Linked) -> Iterator[Problem]:
    """The problems without those of what bases ask that nobody sees: only the app shows them."""
    unseen = {base.path for base in read.bases} - linked.bases.keys()
    of_bases = (Code.BASE_INVALID, Code.BASE_UNSUPPORTED)
    return (each for each in read.problems if each.path not in unseen or each.code not in of_bases)


def _hidden(
    history: History | None, private: Iterable[Note], is_ignored: Callable[[str], bool]
) -> frozenset[VaultPath]:
    """The notes, those of the past too, of which nothing may be told."""
    past = (each.path for each in history.traces) if history else ()
    return frozenset((*(note.path for note in private), *filter(is_ignored, past)))


def _shows_properties(settings: Settings, vault: Vault) -> bool:
    """As the user has chosen for the site, else for the app; a site's readers are spared them else."""
    if settings.properties is not None:
        return settings.properties == "show"
    return vault.app.get("propertiesInDocument") == "visible"


def _hidden_names(private: Iterable[Note], left_out: Iterable[VaultPath]) -> frozenset[str]:
    """What a page may not tell of a script, folded: what private notes and files left out are called.

    Of files whole names count: there is an "Experiment" among the templates.
    """
    names = ((stem(note.path), *note.properties.aliases) for note in private)
    return frozenset(
        filter(None, map(fold, (*chain.from_iterable(names), *(name(path) for path in left_out))))
    )


def _standing(run: Run, project: str, vault: str, hidden_names: frozenset[str]) -> Run:
    """The run with how it stands, why, and its script's text, each where it holds none of the names."""
    from milepost.experiment.published import published  # takes a while to load, and few vaults have runs

    def may_be_told(text: str) -> bool:
        words = fold(text)
        found = (each for each in hidden_names if each in words)
        # Not in the midst of a word: "AI" is no part of "main". Some languages put no blanks between words.
        return not any(re.search(f"(?<![a-z0-9]){re.escape(each)}(?![a-z0-9])", words) for each in found)

    found = published(project, vault, run.folder)
    source = found.source if may_be_told(found.source) else ""
    reasons = tuple(filter(may_be_told, found.reasons))
    return replace(run, state=found.state, state_reasons=reasons, source=source)


def _used(
    attachments: Mapping[VaultPath, Attachment],
    graph: LinkGraph,
    figures: Mapping[VaultPath, tuple[Run, Figure]],
    drawings: Mapping[VaultPath, Drawing],
) -> dict[VaultPath, Attachment]:
    """What public notes and canvases link or embed, dark twins of such figures, and images of drawings."""
    wanted = {path for path in graph.backward if path in attachments}
    dark = (figures[path][1].dark for path in wanted & figures.keys())
    wanted |= {path for path in dark if path is not None and path in attachments}
    exported = (path for each in drawings.values() for path in (each.light, each.dark))
    wanted |= {path for path in exported if path is not None}
    return {path: attachments[path] for path in sorted(wanted)}
