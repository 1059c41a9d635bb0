"""The stages in order, from a vault on disk to finished pages; the one place that knows both I/O and core."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from milepost.checks.links import check_links
from milepost.checks.roadmap import check_roadmap
from milepost.experiment.published import published
from milepost.io.cache import Cache
from milepost.io.clock import stated_day
from milepost.io.history import read_history
from milepost.io.image import measured
from milepost.io.runs import read_runs
from milepost.io.vault import ignored_in
from milepost.links.addresses import assign_addresses
from milepost.links.drawings import find_drawings
from milepost.links.folders import build_folders
from milepost.links.graph import backlinks, build_graph
from milepost.links.index import build_index
from milepost.links.private_names import without_names
from milepost.links.tags import collect_tags
from milepost.links.unlinked import find_unlinked
from milepost.model.canvas import Canvas
from milepost.model.history import History
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.page import Document, Page
from milepost.model.path import VaultPath, fold, is_note, stem
from milepost.model.problem import Problem
from milepost.model.run import Figure, Run
from milepost.model.site import Host, Site
from milepost.model.vault import Attachment, Drawing, Vault
from milepost.notes.changed import last_changes
from milepost.notes.copies import copy_problems, find_copies
from milepost.notes.past import past_facts
from milepost.notes.publish import public_canvases
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.templating import Templates
from milepost.reading import Split, load_canvases, load_notes, split_notes
from milepost.roadmap.collect import collect_roadmap
from milepost.roadmap.outlook import look_around
from milepost.settings import Settings

__all__ = ["check_site", "load_site", "render_site"]


@dataclass(frozen=True, slots=True)
class _Web:
    """What goes out of a vault, and who points where in it."""

    notes: tuple[Note, ...]
    """In path order."""
    canvases: Mapping[VaultPath, Canvas]
    index: LinkIndex
    graph: LinkGraph
    problems: tuple[Problem, ...] = ()


def load_site(root: str, settings: Settings, host: Host, cache: Cache | None = None) -> Site:
    """Everything that pages are made from, out of the vault in the folder `root`.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    vault, _ = load_notes(root, settings, cache)
    canvases = load_canvases(vault, cache)
    found_runs, run_problems = read_runs(vault)
    history = read_history(root, past_facts, cache.history)
    copies = {**find_copies(vault.files), **find_copies(vault.canvases)}
    host = replace(host, excluded=host.excluded | copies.keys())
    split = split_notes(vault, settings, host, cache)

    offered = {path: each for path, each in vault.attachments.items() if path not in host.excluded}
    web = _linked(vault, split, tuple(board for board, _ in canvases), offered, settings, host)
    notes = {note.path: note for note in web.notes}
    runs = {
        run.experiment: _standing(run, root, split.private)
        for run in found_runs.values()
        if run.note in notes
    }
    figures = {figure.path: (run, figure) for run in runs.values() for figure in run.figures}
    drawings = find_drawings(web.notes, offered)
    used = _used(offered, web.graph, figures, drawings)
    attachments = {path: measured(each) for path, each in used.items()}
    roadmap = collect_roadmap(notes, web.index, web.graph, runs, settings)
    folders = build_folders(notes, web.canvases)
    tagged = collect_tags((*web.notes, *web.canvases.values()))
    addresses = assign_addresses(
        web.notes,
        attachments,
        roadmap,
        settings.journal,
        folders,
        tagged,
        directory_urls=host.directory_urls,
        graph=settings.graph,
        canvases=web.canvases,
    )
    folders = {path: replace(each, pages=addresses.folders[path]) for path, each in folders.items()}

    times = {path: file.modified for path, file in vault.files.items() if file.modified}
    changed = last_changes(web.notes, history, times)
    hidden = _hidden(history, split.private, ignored_in(root, settings.exclude))
    stated = stated_day()
    return Site(
        host=host,
        notes=notes,
        canvases=web.canvases,
        attachments=attachments,
        addresses=addresses.files,
        dashboard=addresses.dashboard,
        journal=addresses.journal,
        tags=addresses.tags,
        tagged=tagged,
        tag_pages=addresses.tag_pages,
        recent=addresses.recent,
        changed=changed,
        dated_by="files" if history is None else "git" if history.is_whole else "part of git",
        graph_page=addresses.graph,
        index=web.index,
        graph=web.graph,
        roadmap=roadmap,
        outlook=look_around(roadmap, history, changed, hidden, notes.keys(), settings, stated),
        runs=runs,
        figures=figures,
        drawings=drawings,
        shows_properties=_shows_properties(settings, vault),
        has_shortcuts=settings.shortcuts,
        needs_evidence=settings.evidence == "warn",
        shows_remote_images=settings.remote_images == "show",
        cleans_html=settings.sanitize,
        redirects=addresses.redirects,
        unlinked=find_unlinked(web.notes, web.graph) if settings.unlinked_mentions else {},
        strict_line_breaks=vault.app.get("strictLineBreaks") is True,
        folders=folders,
        standing={each.pages[0]: each for each in folders.values()},
        problems=(
            *vault.problems,
            *copy_problems(copies),
            *split.problems,
            *chain.from_iterable(problems for _, problems in canvases),
            *web.problems,
            *run_problems,
            *addresses.problems,
        ),
    )


def check_site(site: Site, pages: Iterable[Page]) -> tuple[Problem, ...]:
    """Everything that is wrong in a vault, sorted by place, each once."""
    found = (site.problems, check_links(site), check_roadmap(site), *(page.problems for page in pages))
    return tuple(sorted(set(chain.from_iterable(found))))


def render_site(site: Site) -> tuple[tuple[Page, ...], tuple[Document, ...]]:
    """Every page and every other file that a host publishes, attachments apart."""
    templates = Templates(site)
    pages = tuple(plan.carry_out(site, templates) for family in FAMILIES for plan in family(site))
    documents = (plan.carry_out(site, templates) for family in DOCUMENTS for plan in family(site))
    return pages, tuple(chain.from_iterable(documents))


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


def _linked(
    vault: Vault,
    split: Split,
    boards: Sequence[Canvas],
    offered: Collection[VaultPath],
    settings: Settings,
    host: Host,
) -> _Web:
    """What goes out and who points where, the names of private notes taken out where that is wished."""
    web = _woven(vault, split, split.public, boards, offered, settings, host)
    if settings.private_names == "keep":
        return web
    files = {**vault.files, **vault.set_aside, **vault.canvases}
    notes, boards, problems = without_names(split.public, boards, files, web.index, settings)
    return replace(_woven(vault, split, notes, boards, offered, settings, host), problems=problems)


def _woven(
    vault: Vault,
    split: Split,
    notes: tuple[Note, ...],
    boards: Sequence[Canvas],
    offered: Collection[VaultPath],
    settings: Settings,
    host: Host,
) -> _Web:
    """The web of `notes`: which canvases go out may hang on who mentions them."""
    public = {note.path for note in notes}
    left_out = (
        *(path for path in vault.left_out if path not in public),
        *(path for path in vault.attachments if path not in offered),
    )
    index = build_index(notes, (*offered, *(each.path for each in boards)), split.private, left_out)
    graph = build_graph(notes, index, boards)
    mentioned = {each.path for each in boards if any(map(is_note, backlinks(graph, each.path)))}
    shown = {each.path: each for each in public_canvases(boards, settings.publish, mentioned, host.excluded)}
    if len(shown) < len(boards):
        hidden = [each.path for each in boards if each.path not in shown]
        index = build_index(notes, (*offered, *shown), split.private, (*left_out, *hidden))
        graph = build_graph(notes, index, shown.values())
    return _Web(notes, shown, index, graph)


def _standing(run: Run, vault: str, private: Iterable[Note]) -> Run:
    """The run with how it stands, and with its script's text where that names no private note."""
    found = published(vault, run.folder)
    names = {fold(stem(note.path)) for note in private}
    source = "" if any(name in fold(found.source) for name in names) else found.source
    return replace(run, state=found.state, state_reasons=found.reasons, source=source)


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
