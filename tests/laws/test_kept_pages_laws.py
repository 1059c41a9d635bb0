"""Whatever is kept from builds before, and whatever was done to the vault since: pages are as made anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.build import load_site, render_site
from milepost.io.store import Store
from milepost.model.frozen import replace
from milepost.model.page import Document, Page
from milepost.model.path import PagePath, VaultPath
from milepost.model.site import Host, Site
from milepost.pages.sheet import whole_page
from milepost.settings import Settings
from milepost.snapshot import Snapshot
from milepost.workshop import Edition
from support.vaults import canvas, item, phase, write_up, write_vault

DRAFT = item("partial", phase=1, draft=True)
MENTION = item("todo", "See [[Attention]] in [[Phase]], ![[Words]] and [[Words]].\n")
PRIVATE = item("todo", publish=False, aliases=["Heads"])
OPEN = "---\naliases: [Heads]\ntags: [math/algebra]\n---\n# Attention\n\nSoftmax it is. ^why\n"

FILES: Mapping[str, Iterable[str | None]] = {
    "Phase.md": (phase(1), phase(2, title="Other"), None),
    "Softmax.md": (
        item("done", phase=1),
        item("partial", phase=1),
        item("skipped", phase=1),
        item("partial", draft=True),
        f"{item('todo')}\nSee [[Attention]], ![[Words]].\n",
        None,
    ),
    "Attention.md": (
        item("todo", phase=1),
        PRIVATE,
        OPEN,
        None,
    ),
    "Words.md": (
        "![[Attention#^why]] and #math. [[Heads]]\n\n> [!note] One\n",
        "---\npublish: false\n---\nSecret [[Softmax]]\n",
        "Of Heads, of Softmax.\n\n- [ ] open\n",
        "".join(f"```milepost\n{view}\n```\n" for view in ("next up", "burn up: Phase", "activity")),
        None,
    ),
    "Journal/First.md": (
        write_up("2026-01-02", items=['"[[Softmax]]"']),
        write_up("2026-03-04", title="Second"),
        None,
    ),
    "Aside/Freed.md": ("---\npublish: true\n---\n[[Words]]\n", "[[Words]]\n", None),
    "Map.canvas": (canvas("Words.md", text="[[Softmax]]"), None),
}
OPTIONS: Iterable[Mapping[str, object]] = (
    {"unlinked_mentions": True, "properties": "show"},
    {"publish_excluded": True, "exclude": ["Aside"], "private_names": "replace"},
    {"evidence": "half", "stale_after": 1, "preview_drafts": True},
    {"publish": "explicit", "sanitize": True, "graph": False},
)
EDITS = st.one_of(
    *(st.tuples(st.just(name), st.sampled_from(tuple(texts))) for name, texts in FILES.items()),
)


@dataclass(frozen=True)
class Build:
    """One build, and what happens before."""

    edits: Iterable[tuple[str, str | None]] = ()
    is_new_process: bool = True
    is_preview: bool = False


BUILDS = st.lists(st.builds(Build, st.lists(EDITS, max_size=2), st.booleans(), st.booleans()), max_size=4)


@settings(max_examples=40)
@given(st.sampled_from(tuple(OPTIONS)), BUILDS, st.sampled_from((0, 0.3, 2)))
@example({}, [Build([("Attention.md", PRIVATE)]), Build(), Build([("Attention.md", OPEN)])], 0)
@example({"preview_drafts": True}, [Build([("Softmax.md", DRAFT)]), Build(is_preview=True), Build()], 2)
@example(
    {"preview_drafts": True},
    [Build([("Phase.md", None), ("Softmax.md", DRAFT)], is_preview=True), Build()],
    2,
)
@example({"preview_drafts": True}, [Build([("Softmax.md", DRAFT)], is_preview=True)], 2)
@example({}, [Build([("Softmax.md", MENTION)]), Build([("Words.md", "Other words.")])], 0)
def test_pages_are_as_made_anew(
    options: Mapping[str, object], builds: list[Build], worth_writing: float
) -> None:
    chosen = Settings.from_options(options)
    with TemporaryDirectory() as folder:
        vault, store = Path(folder, "vault"), Store(Path(folder, "kept"), "")
        write_vault(vault, {name: next(iter(texts)) or "" for name, texts in FILES.items()})
        kept = Snapshot(store)
        for build in [Build(), *builds]:
            for name, text in build.edits:
                edit(vault / name, text)
            if build.is_new_process:
                kept = Snapshot(store, worth_writing)
            host = Host("Journal of laws", "https://milepost.example/", is_preview=build.is_preview)
            edition = kept.workshop.edition(load_site(str(vault), chosen, host, kept.cache))
            kept.save(partial(load_site, str(vault), chosen))
            on_disk = Snapshot(store).workshop.site
            assert on_disk is not None  # all of that can be read
            assert paths(on_disk) <= paths(load_site(str(vault), chosen, replace(host, is_preview=False)))
            assert held(edition) == made(load_site(str(vault), chosen, host))


def paths(site: Site) -> set[VaultPath]:
    """What goes out of the vault."""
    return {*site.notes, *site.canvases, *site.bases}


def edit(file: Path, text: str | None) -> None:
    """Give the file that text; without one, there is no such file any more."""
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


Everything = tuple[dict[PagePath, Page], tuple[Document, ...]]


def held(edition: Edition) -> Everything:
    pages = {path: whole_page(sheet) for path, sheet in edition.sheets.items()}
    return pages, tuple(chain.from_iterable(edition.documents.values()))


def made(site: Site) -> Everything:
    pages, documents = render_site(site)
    return {page.path: page for page in pages}, documents
