"""The stages in order, from a vault on disk to finished pages; the one place that knows both I/O and core."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import attrgetter

from milepost.checks.links import check_links
from milepost.checks.roadmap import check_roadmap
from milepost.experiment.published import published
from milepost.io.cache import Cache, Parsed
from milepost.io.clock import stated_day
from milepost.io.history import read_history
from milepost.io.image import measured
from milepost.io.runs import read_runs
from milepost.io.vault import ignored_in, read_vault, text_of
from milepost.io.workers import spread
from milepost.links.addresses import assign_addresses
from milepost.links.drawings import find_drawings
from milepost.links.folders import build_folders
from milepost.links.graph import backlinks, build_graph, update_graph
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
from milepost.model.vault import Attachment, Drawing, SourceFile, Vault
from milepost.notes.broken import stand_ins
from milepost.notes.canvas import parse_canvas
from milepost.notes.changed import last_changes
from milepost.notes.copies import copy_problems, find_copies
from milepost.notes.parse import parse_note
from milepost.notes.past import past_facts
from milepost.notes.publish import public_canvases, released, shown_drafts, split_public
from milepost.ofm.parser import create_parser
from milepost.pages import DOCUMENTS, FAMILIES
from milepost.pages.templating import Templates
from milepost.roadmap.collect import collect_roadmap
from milepost.roadmap.outlook import look_around
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
    vault = read_vault(root, settings.exclude, sets_aside=settings.publish_excluded, known=cache.files)
    files = vault.files.values()
    _parse(files, settings, cache)
    cache.notes.retain(vault.files.keys() | vault.set_aside.keys())
    return vault, tuple(cache.notes.rows()[file.path][1] for file in files)


def _parse(files: Iterable[SourceFile], settings: Settings, cache: Cache) -> None:
    """Understand each note that is not known as it is, and keep it."""
    new = [file for file in files if cache.notes.get(file.path, file.digest) is None]
    parse = partial(parse_note, parser=create_parser(), settings=settings)
    for file, parsed in zip(new, spread(parse, new), strict=True):
        cache.notes.put(file.path, file.digest, parsed)
        if settings.private_names == "replace":
            continue
        cache.files[file.path] = cache.files[file.path][0], replace(file, text="")  # which nobody needs again


def load_site(
    root: str, settings: Settings, host: Host, cache: Cache | None = None, store: str | None = None
) -> Site:
    """Everything that pages are made from, out of the vault in the folder `root`.

    What git says is kept in the folder `store` for the next time.

    Raises:
        VaultError: the vault does not exist or cannot be read.
    """
    cache = cache or Cache()
    vault, parsed = load_notes(root, settings, cache)
    parsed_canvases = _load_canvases(vault, cache)
    found_runs, run_problems = read_runs(vault)
    history = read_history(root, past_facts, store)
    files_changed = {path: file.modified for path, file in vault.files.items() if file.modified}
    read = partial(text_of, root)
    copies = {**find_copies(vault.files, read), **find_copies(vault.canvases, read)}
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

    if wordless := [note.path for note in public if not note.packed]:  # were private until now
        for path in wordless:
            cache.files.pop(path, None)
            cache.notes.drop(path)
        return load_site(root, settings, host, cache, store)

    offered = {path: each for path, each in vault.attachments.items() if path not in host.excluded}
    notes = {note.path: note for note in public}
    left_out = (
        *(each for each in vault.left_out if each not in notes),
        *(vault.attachments.keys() - offered.keys()),
    )
    boards = tuple(each for each, _ in parsed_canvases)
    canvases, index, graph = _linked(public, private, offered, left_out, boards, settings, host, cache)
    renamed: tuple[Problem, ...] = ()
    if settings.private_names == "replace":
        files = {**vault.files, **vault.set_aside, **vault.canvases}
        public, boards, renamed = without_names(public, boards, files, index, settings)
        notes = {note.path: note for note in public}
        canvases, index, graph = _linked(public, private, offered, left_out, boards, settings, host, cache)
    runs = {run.experiment: _standing(run, root, private) for run in found_runs.values() if run.note in notes}
    figures = {figure.path: (run, figure) for run in runs.values() for figure in run.figures}
    drawings = find_drawings(public, offered)
    used = _used(offered, graph, figures, drawings)
    attachments = {path: measured(each) for path, each in used.items()}
    roadmap = collect_roadmap(notes, index, graph, runs, settings)
    # What many stages would come to again after most edits: each is named with all that it depends on.
    titles = tuple((note.path, note.title, note.properties.type) for note in public)
    unplaced = cache.once("folders", (titles, canvases), lambda: build_folders(notes, canvases))
    tags = tuple((note.path, note.tags) for note in public)
    tagged = cache.once("tags", (tags, canvases), lambda: collect_tags((*public, *canvases.values())))
    asked = tuple((note.path, note.properties.permalink, note.properties.aliases) for note in public)
    lines = tuple(note.properties.lines for note in public)
    sizes = tuple((each.path, each.note, len(each.notes), len(each.folders)) for each in unplaced.values())
    addresses = cache.once(
        "addresses",
        (
            asked,
            lines,
            sizes,
            roadmap.path,
            roadmap.notes,
            tuple(attachments),
            tuple(tagged),
            tuple(canvases),
            host,
        ),
        lambda: assign_addresses(
            public,
            attachments,
            roadmap,
            settings.journal,
            unplaced,
            tagged,
            directory_urls=host.directory_urls,
            graph=settings.graph,
            canvases=canvases,
        ),
    )
    folders = cache.once(
        "pages of folders",
        (titles, canvases, sizes, addresses.folders),
        lambda: {path: replace(each, pages=addresses.folders[path]) for path, each in unplaced.items()},
    )

    changed = last_changes(public, history, files_changed)
    hidden = _hidden(history, private, ignored_in(root, settings.exclude))

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
        changed=changed,
        dated_by="files" if history is None else "git" if history.is_whole else "part of git",
        graph_page=addresses.graph,
        index=index,
        graph=graph,
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
        unlinked=find_unlinked(public, graph) if settings.unlinked_mentions else {},
        strict_line_breaks=vault.app.get("strictLineBreaks") is True,
        folders=folders,
        standing=cache.once(
            "standing",
            (titles, canvases, folders),
            lambda: {each.pages[0]: each for each in folders.values()},
        ),
        problems=(
            *vault.problems,
            *copy_problems(copies),
            *chain.from_iterable(problems for _, problems in (*parsed, *parsed_canvases)),
            *renamed,
            *run_problems,
            *addresses.problems,
        ),
    )


def check_site(
    site: Site, pages: Iterable[Page], among: Iterable[VaultPath] | None = None
) -> tuple[Problem, ...]:
    """Everything that is wrong in a vault, sorted by place, each once; of links, those `among` some notes."""
    found = (site.problems, check_links(site, among), check_roadmap(site), *(page.problems for page in pages))
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


def _freed(
    vault: Vault, settings: Settings, host: Host, cache: Cache
) -> tuple[tuple[Note, tuple[Problem, ...]], ...]:
    """The excluded notes that go out because they ask for it, each with what is wrong with it."""
    _parse(vault.set_aside.values(), settings, cache)
    parsed = {path: cache.notes.rows()[path][1] for path in vault.set_aside}
    wanted = released(note for note, _ in parsed.values())
    return tuple(parsed[note.path] for note in wanted if note.path not in host.excluded)


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=attrgetter("path")))


def _load_canvases(vault: Vault, cache: Cache) -> tuple[tuple[Canvas, tuple[Problem, ...]], ...]:
    """Every canvas, with what is wrong with it."""
    parser = create_parser()
    found: list[Parsed[Canvas]] = []
    for file in vault.canvases.values():
        parsed = cache.canvases.get(file.path, file.digest)
        if parsed is None:
            parsed = parse_canvas(file, parser)
            cache.canvases.put(file.path, file.digest, parsed)
        found.append(parsed)
    cache.canvases.retain(vault.canvases.keys())
    return tuple(found)


def _linked(
    public: Sequence[Note],
    private: Sequence[Note],
    attachments: Iterable[VaultPath],
    left_out: Iterable[VaultPath],
    canvases: Sequence[Canvas],
    settings: Settings,
    host: Host,
    cache: Cache,
) -> tuple[dict[VaultPath, Canvas], LinkIndex, LinkGraph]:
    """The canvases that go out, and who points where: the one may hang on the other."""
    names = tuple((n.path, n.properties.aliases, n.headings, n.blocks, n.footnotes) for n in public)
    hidden_names = tuple((note.path, note.properties.aliases) for note in private)
    files = (*attachments, *(each.path for each in canvases))
    index = cache.once(
        "index",
        (names, hidden_names, files, tuple(left_out)),
        lambda: build_index(public, files, private, left_out),
    )
    graph = _graph(public, index, canvases, cache)
    mentioned = {each.path for each in canvases if any(map(is_note, backlinks(graph, each.path)))}
    shown = {
        each.path: each for each in public_canvases(canvases, settings.publish, mentioned, host.excluded)
    }
    if len(shown) < len(canvases):
        hidden = [each.path for each in canvases if each.path not in shown]
        index = cache.once(
            "index without private canvases",
            (names, hidden_names, (*attachments, *shown), (*left_out, *hidden)),
            lambda: build_index(public, (*attachments, *shown), private, (*left_out, *hidden)),
        )
        graph = _graph(public, index, tuple(shown.values()), cache)
    return shown, index, graph


def _graph(public: Sequence[Note], index: LinkIndex, canvases: Sequence[Canvas], cache: Cache) -> LinkGraph:
    """Who points where: the graph of before, if nothing but some notes' words has changed since."""
    before = cache.recall("graph")
    if before is None or before[0] is not index or before[2] != canvases:
        graph = build_graph(public, index, canvases)
    else:
        changed = [note for note, old in zip(public, before[1], strict=True) if note is not old]
        graph = update_graph(before[3], changed, index)
    cache.keep("graph", (index, public, canvases, graph))
    return graph


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
