"""Measures what a first search costs a reader, with Material's index and with Pagefind's.

Run `PYTHONPATH=tests python benchmarks/search.py FOLDER…`, each FOLDER a vault. Each vault is rendered and
indexed both ways, without MkDocs around it. Material's index is fetched whole when the box is opened. For
Pagefind's, a real browser opens the worker of the search box and asks it; counted is what it fetches, gzipped
where a host would do that (scripts and JSON; the index itself is compressed already).
"""

# Another plugin's index is as that plugin makes it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import argparse
import gzip
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from material.plugins.search.plugin import SearchIndex
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import sync_playwright

import milepost
from milepost.build import load_site, render_site
from milepost.io.search_index import Indexing
from milepost.io.site_writing import move_if_new
from milepost.links.addresses import SEARCH_INDEX, SEARCH_WORKER
from milepost.model.page import Page
from milepost.model.site import Host, Site
from milepost.pages.search import common_words, is_searchable, search_document
from milepost.settings import Settings
from support.browser import find_browser, open_browser
from support.server import serve

_THEME = Path(milepost.__file__).parent / "theme"
_COMPRESSED = frozenset({".js", ".json"})
_COLUMNS = (
    *("vault", "notes", "MB", "Material KB", "Material KB gzipped", "Pagefind KB", "Pagefind KB gzipped"),
    *("first answer ms", "next answer ms"),
)
# Opens the worker as the theme does, and keeps what it answers.
_SHELL = """<!doctype html><meta charset="utf-8"><script>
const worker = new Worker("assets/milepost-search.js");
const send = (type, data) => new Promise((done) => {
  worker.onmessage = ({ data }) => done(data);
  worker.postMessage({ type, data });
});
</script>"""
"""The theme's messages: 0 sets the worker up, 2 asks it."""


def material_index(pages: list[Page]) -> bytes:
    """The index that the theme's own plugin makes of the pages."""
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    index = SearchIndex(lang=["en"], separator=r"[\s\-]+", pipeline=["stopWordFilter"], fields=fields)
    for page in pages:
        like = SimpleNamespace(content=page.html, toc=[], url=page.path, meta={}, title=page.title)
        index.add_entry_from_context(like)
    return index.generate_search_index(None).encode()


def queries_for(folder: Path, site: Site) -> list[str]:
    """A title, a word of many notes, a word of few, and a word that nobody wrote."""
    notes = list(site.notes.values())
    count: dict[str, int] = {}
    for note in notes:
        text = (folder / note.path).read_text(encoding="utf-8").lower()
        for word in {word for word in text.split() if word.isalpha() and len(word) > 4}:
            count[word] = count.get(word, 0) + 1
    common = sorted(count, key=lambda word: (-count[word], word))
    return [notes[len(notes) // 2].title, common[0], common[-1], "zyzzyva"]


def sizes(files: list[str]) -> tuple[int, int]:
    """The bytes of files, and those that a host would send."""
    data = [Path(file).read_bytes() for file in files]
    sent = (
        len(gzip.compress(each)) if Path(file).suffix in _COMPRESSED else len(each)
        for file, each in zip(files, data, strict=True)
    )
    return sum(map(len, data)), sum(sent)


def ask(page: BrowserPage, query: str) -> float:
    """The milliseconds until the worker answers."""
    start = time.perf_counter()
    page.evaluate("query => send(2, query)", query)
    return (time.perf_counter() - start) * 1000


def measured(root: Path, queries: list[str], rounds: int) -> Iterator[tuple[int, int, float, float]]:
    """Raw and wire bytes of a first search, and milliseconds of it and of the next, a query each time."""
    executable = find_browser()
    if executable is None:
        raise SystemExit("no Chromium was found")
    asked: list[str] = []
    with serve(root, asked.append) as address, sync_playwright() as playwright:
        browser = open_browser(playwright, executable)
        for query in queries * rounds:
            page = browser.new_context().new_page()
            page.goto(address)
            asked.clear()
            page.evaluate("send(0, {})")
            first = ask(page, query)
            files = [file for file in asked if Path(file).is_file()]
            following = ask(page, query + " note")
            if not any(file.endswith(".pf_meta") for file in files):
                raise SystemExit("the worker did not load the index")
            yield *sizes(files), first, following
            page.context.close()
        browser.close()


def row(folder: Path, rounds: int) -> str:
    """One vault's row of the table."""
    site = load_site(str(folder), Settings(), Host("Bench"))
    pages = [page for page in render_site(site)[0] if is_searchable(site, page)]
    material = material_index(pages)
    with TemporaryDirectory() as place:
        root = Path(place)
        documents = {page.path: search_document(site, page, "en") for page in pages}
        for name, made in Indexing(documents, common_words(tuple(documents.values()))).files():
            move_if_new(made, root / SEARCH_INDEX / name)
        (root / SEARCH_WORKER).write_bytes((_THEME / SEARCH_WORKER).read_bytes())
        (root / "index.html").write_text(_SHELL, encoding="utf-8")
        found = list(measured(root, queries_for(folder, site), rounds))
    size = sum(note.size for note in site.notes.values()) / 1e6
    kilobytes = (len(material), len(gzip.compress(material)), max(each[0] for each in found))
    wire = max(each[1] for each in found)
    numbers = (f"{each / 1000:,.0f}" for each in (*kilobytes, wire))
    times = (statistics.median(each[at] for each in found) for at in (2, 3))
    cells = (folder.name, f"{len(site.notes):,}", f"{size:.1f}", *numbers, *(f"{each:.0f}" for each in times))
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measure what a first search costs a reader.")
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    options.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    given = options.parse_args()
    print(f"| {' | '.join(_COLUMNS)} |\n| --- |{' ---: |' * (len(_COLUMNS) - 1)}")
    for folder in given.folders:
        print(row(folder, given.rounds), flush=True)


if __name__ == "__main__":
    main()
