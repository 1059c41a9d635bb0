"""The file in which the theme's search looks: the entries of all pages, most of which stand there already."""

from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from milepost.disk import mapped
from milepost.io.cache import Kept
from milepost.io.site_writing import size_and_time, write_if_new
from milepost.links.addresses import SEARCH_ENTRIES
from milepost.model.path import PagePath
from milepost.model.site import Site
from milepost.pages.sheet import entries_of
from milepost.plugin.page import NotePage
from milepost.plugin.search import boost_of, empty_index

__all__ = ["EntriesFile", "Standing"]

Source = tuple[str, str, float | None]
"""What a page's entries are made from: its sheet's digest, its title, what it weighs."""
Places = dict[PagePath, tuple[Source, int, int]]
"""Where, in bytes, the entries of each page begin and end."""
Standing = tuple[tuple[int, int], str, Places]
"""The file's size and time, the index without entries, and where they are."""

_HEAD, _TAIL, _COMMA = b'"docs":[', b"]}", b","


class EntriesFile:
    """Writes the file, for which it makes those entries alone that are not in it."""

    def __init__(self, kept: Kept[Standing]) -> None:
        """With what is known of the file from the last time."""
        self._kept = kept

    def write(self, site: Site, pages: Iterable[NotePage], config: MkDocsConfig) -> bool:
        """Bring the file up to the pages; whether it was written."""
        file, empty, boosts = Path(config.site_dir, SEARCH_ENTRIES), empty_index(config), boost_of(site)
        status, found = size_and_time(file), self._kept.get(str(file), "")
        _, beside, known = found if found is not None and status == found[0] else (status, "", {})
        due = {page.address: (page, _source(page, boosts)) for page in pages}
        if beside == empty and list(known) == list(due) and all(known[at][0] == due[at][1] for at in known):
            return False

        old = memoryview(b"")
        if known:
            with file.open("rb") as opened:
                old = mapped(opened)
        head, tail = empty.encode().split(_HEAD, 1)
        pieces: list[bytes | memoryview] = [head + _HEAD]  # never put together: the file may be large
        places, at = Places(), len(pieces[0])
        for address, (page, source) in due.items():
            before, first, last = known.get(address, (None, 0, 0))
            entries = old[first:last] if before == source else entries_of(page.sheet, *source[1:])
            places[address] = source, at, at + len(entries)
            if entries:
                pieces += entries, _COMMA
                at += len(entries) + len(_COMMA)
        if tail == _TAIL and len(pieces) > 1:  # nobody else has entries that follow
            pieces.pop()
        is_new = write_if_new(file, *pieces, tail)
        if written := size_and_time(file):
            self._kept.put(str(file), "", (written, empty, places))
        self._kept.retain([str(file)])
        return is_new

    def save(self, addresses: Set[PagePath]) -> None:
        """Keep what is known of it for the next time, unless it still has pages at other addresses."""
        for file, (_, (_, _, places)) in list(self._kept.rows().items()):
            if places.keys() - addresses:
                self._kept.drop(file)
        self._kept.save()


def _source(page: NotePage, boosts: Mapping[PagePath, float]) -> Source:
    return page.sheet.digest, page.shown_title, boosts.get(page.address)
