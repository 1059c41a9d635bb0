"""What holds of every page: closed tags, ids that are its own, links that lead somewhere."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

import pytest

from milepost.build import render_site
from milepost.model.page import Page, TocEntry
from milepost.model.path import page_file
from milepost.model.site import Site
from support.html import read_html
from support.runs import run_files
from support.vaults import VaultFactory, item, note, phase, write_up

GUEST = (
    "# Head\n\nSaid[^1] and $x^2 \\label{a}$. ^claim\n\n```mermaid\ngraph TD; A-->B\n```\n\n"
    "- [ ] task ^task\n\n> [!note]- Folded\n> [[#Head]] #a/b\n\n"
    "| a |\n| - |\n| [[Plan\\|x]] |\n\n[^1]: A note."
)

# Whatever may stand in the way of another: names alike, headings called as ours are, tags alike.
FILES = {
    "Roadmap.md": note("# Roadmap\n\n## Phases\n\n## Kinds\n\n## Latest\n\n![[Guest]]\n", type="roadmap"),
    "Phase 1.md": phase(1, "## Items\n\n## Plan\n\n## Linked from\n\n![[Guest#^claim]]", tags=["a/b", "a-b"]),
    "Phase 2.md": phase(2, "nothing here", tagline="<b> & co"),
    "One/Plan.md": item("done", GUEST, phase='"[[Phase 1]]"', kind="concept", estimate="2 evenings"),
    "Two/Plan.md": item("partial", GUEST, phase='"[[Phase 1]]"', kind="own & odd", order=1),
    "One/Items.md": item("todo", "![[Guest]]\n\n## Steps\n\n- a", phase='"[[Phase 1]]"', milestone=True),
    "Stray.md": item("todo", "[[One/Plan#^claim]] [[Phase 1#Plan]]"),
    "Guest.md": GUEST + "\n\n#🌱 #🌳 #A/B #Größe",
    "Notes/What!.md": "[[Guest]] ![[pic ü.png|30]] [[song.mp3]] ![[paper.pdf#page=2]]",
    "Notes/What,.md": "![[Guest]]\n\n![[Guest#Head]]\n\n[[Nowhere]] [[#Linked from]]\n\n## Linked from\n",
    "Notes/Notes.md": note("## Notes", tags=["machine learning", "'a b'"]),
    "Notes/pic ü.png": "",
    "song.mp3": "",
    "paper.pdf": "",
    "Old.md": write_up("2026-01-01", "[[Two/Plan]]", items='["[[One/Plan]]"]', description="'<i>'"),
    "Undated.md": write_up(None, "![[line.svg]] [[demo]]"),
    **run_files(),
}


@pytest.fixture(params=["folders", "files"])
def site(vault: VaultFactory, request: pytest.FixtureRequest) -> Site:
    return vault(FILES, url="https://x.example/sub/", directory_urls=request.param == "folders")


def pages_of(site: Site) -> tuple[Page, ...]:
    return render_site(site)[0]


def anchors(entries: Iterable[TocEntry]) -> Iterator[str]:
    for entry in entries:
        yield entry.anchor
        yield from anchors(entry.children)


def test_every_tag_is_closed(site: Site) -> None:
    assert {page.path: faults for page in pages_of(site) if (faults := read_html(page.html).faults)} == {}


def test_every_id_is_the_only_one_of_its_page(site: Site) -> None:
    repeated = {
        page.path: [each for each, count in Counter(read_html(page.html).ids).items() if count > 1]
        for page in pages_of(site)
    }
    assert {path: ids for path, ids in repeated.items() if ids} == {}


def test_every_page_has_one_first_heading(site: Site) -> None:
    tags = {page.path: read_html(page.html).tags for page in pages_of(site)}
    assert [path for path, each in tags.items() if "h1" not in each] == []


def test_every_entry_of_the_contents_leads_to_a_heading(site: Site) -> None:
    for page in pages_of(site):
        assert set(anchors(page.toc)) <= set(read_html(page.html).ids)


def test_every_link_leads_to_a_page_or_file_and_its_place(site: Site) -> None:
    pages, documents = render_site(site)
    ids = {page_file(page.path): set(read_html(page.html).ids) for page in pages}
    files = {*ids, *(each.path for each in documents), *(site.addresses[path] for path in site.attachments)}
    wrong = [
        (page.path, address)
        for page in pages
        for address in read_html(page.html).addresses
        if not leads_somewhere(address, page_file(page.path), files, ids)
    ]
    assert wrong == []


def leads_somewhere(address: str, origin: str, files: set[str], ids: dict[str, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False  # nothing in the vault leads outside
    goal = (
        posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
        if parts.path
        else origin
    )
    if parts.path.endswith("/") or goal == ".":
        goal = posixpath.normpath(posixpath.join(goal, "index.html"))
    if goal not in files:
        return False
    return not parts.fragment or goal not in ids or unquote(parts.fragment) in ids[goal]


def test_every_page_has_an_address_of_its_own(site: Site) -> None:
    addresses = Counter(page.path for page in pages_of(site))
    assert [address for address, count in addresses.items() if count > 1] == []


def test_every_note_has_exactly_one_page(site: Site) -> None:
    sources = [page.source for page in pages_of(site) if page.source is not None]
    assert sorted(sources) == sorted(site.notes)


@pytest.mark.parametrize("kind", ["item", "phase", "roadmap", "writeup", "run"])
def test_a_note_at_the_journals_address_has_one_page_whatever_its_type(
    vault: VaultFactory, kind: str
) -> None:
    files = {"Journal.md": note("words", type=kind), "Old.md": write_up("2026-01-01")}
    assert [page.source for page in pages_of(vault(files))].count(next(iter(vault(files).notes))) == 1


def test_a_page_is_made_the_same_twice(site: Site) -> None:
    assert render_site(site) == render_site(site)
