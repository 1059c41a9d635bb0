"""The stages in order, from a vault on disk to finished pages; the one place that knows both I/O and core."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from milepost.checks.links import check_links
from milepost.checks.roadmap import check_roadmap
from milepost.experiment.published import published
from milepost.io.cache import Cache
from milepost.io.git import read_history
from milepost.io.image import measured
from milepost.io.runs import read_runs
from milepost.io.vault import read_vault
from milepost.links.addresses import assign_addresses
from milepost.links.drawings import find_drawings
from milepost.links.folders import build_folders
from milepost.links.graph import backlinks, build_graph
from milepost.links.index import build_index
from milepost.links.private_names import without_names
from milepost.links.tags import collect_tags
from milepost.model.canvas import Canvas
from milepost.model.link import LinkGraph, LinkIndex
from milepost.model.note import Note
from milepost.model.page import Document, Page
from milepost.model.path import VaultPath, fold, is_note, stem
from milepost.model.problem import Problem
from milepost.model.run import Figure, Run
from milepost.model.site import Host, Site
from milepost.model.vault import Attachment, Drawing, Vault
from milepost.notes.broken import stand_ins
from milepost.notes.canvas import parse_canvas
from milepost.notes.changed import last_changes
from milepost.notes.copies import copy_problems, find_copies
from milepost.notes.parse import parse_note
from milepost.notes.publish import public_canvases, released, shown_drafts, split_public
from milepost.ofm.parser import create_parser
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.templating import Templates
from milepost.roadmap.collect import collect_roadmap
from milepost.settings import Settings

__all__ = ["check_site", "load_notes", "load_site", "render_site"]


def load_notes(
    root: str, settings: Settings, cache: Cache | None = None
) -> tuple[Vault, tuple[tuple[Note, tuple[Problem, ...]], ...]]:
    """The vault in the folder `root`, and each of its notes, private ones too, with what is wrong with it.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    vault = read_vault(root, settings.exclude, sets_aside=settings.publish_excluded)
    parser = create_parser()
    files = vault.files.values()
    return vault, tuple(cache.note(file, lambda f=file: parse_note(f, parser, settings)) for file in files)


def load_site(root: str, settings: Settings, host: Host, cache: Cache | None = None) -> Site:
    """Everything that pages are made from, out of the vault in the folder `root`.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    vault, parsed = load_notes(root, settings, cache)
    parsed_canvases = _load_canvases(vault, cache)
    found_runs, run_problems = read_runs(vault)
    history = read_history(root)
    files_changed = {path: file.modified for path, file in vault.files.items() if file.modified}
    copies = {**find_copies(vault.files), **find_copies(vault.canvases)}
    host = replace(host, excluded=host.excluded | copies.keys())
    public, private = split_public((note for note, _ in parsed), settings.publish, host.excluded)
    if settings.publish_excluded:
        freed = _freed(vault, settings, host, cache)
        public = _in_order((*public, *(note for note, _ in freed)))
        parsed = (*parsed, *freed)
    if host.is_preview:
        broken = {each.path: each for each in stand_ins(parsed, host.excluded, create_parser(), settings)}
        public = _in_order((*public, *broken.values()))
        private = tuple(note for note in private if note.path not in broken)
    if settings.preview_drafts and host.is_preview:
        drafts, private = shown_drafts(private, host.excluded)
        public = _in_order((*public, *drafts))

    offered = {path: each for path, each in vault.attachments.items() if path not in host.excluded}
    notes = {note.path: note for note in public}
    left_out = (
        *(each for each in vault.left_out if each not in notes),
        *(vault.attachments.keys() - offered.keys()),
    )
    boards = tuple(each for each, _ in parsed_canvases)
    canvases, index, graph = _linked(public, private, offered, left_out, boards, settings, host)
    renamed: tuple[Problem, ...] = ()
    if settings.private_names == "replace":
        files = {**vault.files, **vault.set_aside, **vault.canvases}
        public, boards, renamed = without_names(public, boards, files, index, settings)
        notes = {note.path: note for note in public}
        canvases, index, graph = _linked(public, private, offered, left_out, boards, settings, host)
    runs = {run.experiment: _standing(run, root, private) for run in found_runs.values() if run.note in notes}
    figures = {figure.path: (run, figure) for run in runs.values() for figure in run.figures}
    drawings = find_drawings(public, offered)
    used = _used(offered, graph, figures, drawings)
    attachments = {path: measured(each) for path, each in used.items()}
    roadmap = collect_roadmap(notes, index, graph, runs, settings)
    folders = build_folders(notes, canvases)
    tagged = collect_tags((*public, *canvases.values()))
    addresses = assign_addresses(
        public,
        attachments,
        roadmap,
        settings.journal,
        folders,
        tagged,
        directory_urls=host.directory_urls,
        graph=settings.graph,
        canvases=canvases,
    )
    folders = {path: replace(each, pages=addresses.folders[path]) for path, each in folders.items()}

    return Site(
        host=host,
        notes=notes,
        canvases=canvases,
        attachments=attachments,
        addresses=addresses.files,
        dashboard=addresses.dashboard,
        journal=addresses.journal,
        tags=addresses.tags,
        tagged=tagged,
        tag_pages=addresses.tag_pages,
        recent=addresses.recent,
        changed=last_changes(public, history, files_changed),
        dated_by="files" if history is None else "git" if history.is_whole else "part of git",
        graph_page=addresses.graph,
        index=index,
        graph=graph,
        roadmap=roadmap,
        runs=runs,
        figures=figures,
        drawings=drawings,
        shows_properties=_shows_properties(settings, vault),
        shows_remote_images=settings.remote_images == "show",
        cleans_html=settings.sanitize,
        redirects=addresses.redirects,
        strict_line_breaks=vault.app.get("strictLineBreaks") is True,
        folders=folders,
        standing={each.pages[0]: each for each in folders.values()},
        problems=(
            *vault.problems,
            *copy_problems(copies),
            *chain.from_iterable(problems for _, problems in (*parsed, *parsed_canvases)),
            *renamed,
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
    pages = tuple(page for family in FAMILIES for page in family(site, templates))
    documents = tuple(document for make in DOCUMENTS for document in make(site, templates))
    return pages, documents


def _shows_properties(settings: Settings, vault: Vault) -> bool:
    """As the user has chosen for the site, else for the app; a site's readers are spared them else."""
    if settings.properties is not None:
        return settings.properties == "show"
    return vault.app.get("propertiesInDocument") == "visible"


def _freed(
    vault: Vault, settings: Settings, host: Host, cache: Cache
) -> tuple[tuple[Note, tuple[Problem, ...]], ...]:
    """The excluded notes that go out because they ask for it, each with what is wrong with it."""
    parser = create_parser()
    files = vault.set_aside.values()
    parsed = {file.path: cache.note(file, lambda f=file: parse_note(f, parser, settings)) for file in files}
    wanted = released(note for note, _ in parsed.values())
    return tuple(parsed[note.path] for note in wanted if note.path not in host.excluded)


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=attrgetter("path")))


def _load_canvases(vault: Vault, cache: Cache) -> tuple[tuple[Canvas, tuple[Problem, ...]], ...]:
    """Every canvas, with what is wrong with it."""
    parser = create_parser()
    files = vault.canvases.values()
    return tuple(cache.canvas(file, lambda f=file: parse_canvas(f, parser)) for file in files)


def _linked(
    public: Sequence[Note],
    private: Sequence[Note],
    attachments: Iterable[VaultPath],
    left_out: Iterable[VaultPath],
    canvases: Sequence[Canvas],
    settings: Settings,
    host: Host,
) -> tuple[dict[VaultPath, Canvas], LinkIndex, LinkGraph]:
    """The canvases that go out, and who points where: the one may hang on the other."""
    index = build_index(public, (*attachments, *(each.path for each in canvases)), private, left_out)
    graph = build_graph(public, index, canvases)
    mentioned = {each.path for each in canvases if any(map(is_note, backlinks(graph, each.path)))}
    shown = {
        each.path: each for each in public_canvases(canvases, settings.publish, mentioned, host.excluded)
    }
    if len(shown) < len(canvases):
        hidden = [each.path for each in canvases if each.path not in shown]
        index = build_index(public, (*attachments, *shown), private, (*left_out, *hidden))
        graph = build_graph(public, index, shown.values())
    return shown, index, graph


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
