"""A base on the site: its page, who leads to it, and when it is one."""

import json

from milepost.bases.files import Files
from milepost.bases.values import FileRef
from milepost.model.path import VaultPath
from milepost.pages.reads import Read, recording
from milepost.pages.search import search_entries
from support.vaults import VaultFactory, canvas, note, page_at, page_of, problems_of

BOOKS = """\
filters: file.hasTag("book")
views:
  - {type: table, name: All books}
  - {type: list, name: Read, filters: read}
"""
SHELF = {
    "Shelf/Books.base": BOOKS,
    "Shelf/One.md": note("Words.", tags="[book]", read=True),
    "Shelf/Two.md": note(tags="[book]"),
    "Start.md": "See [[Books.base#Read]] and [[Books.base]].\n\n![[Books.base#Read]]",
}


def test_a_base_is_a_page_that_links_lead_to(vault: VaultFactory) -> None:
    site = vault(SHELF)
    page = page_of(site, "Shelf/Books.base")
    assert (page.path, page.title, page.source) == ("shelf/books.base/", "Books", "Shelf/Books.base")
    assert [entry.anchor for entry in page.toc] == ["all-books", "read"]
    html = page_of(site, "Start.md").html
    assert 'href="../shelf/books.base/#read"' in html
    assert 'href="../shelf/books.base/"' in html
    assert '<a href="../shelf/one/">One</a>' in html
    assert '<a href="../shelf/two/">Two</a>' not in html
    assert problems_of(site) == []


def test_a_base_says_who_links_it_and_its_folder_lists_it(vault: VaultFactory) -> None:
    site = vault(SHELF)
    assert 'href="../../start/">Start</a>' in page_of(site, "Shelf/Books.base").html
    listing = page_at(site, "shelf/").html
    assert '<a href="books.base/">Books</a> <span class="mp-quiet">Base</span>' in listing


def test_a_search_finds_the_base_by_its_names_and_not_by_its_rows(vault: VaultFactory) -> None:
    site = vault(SHELF)
    entries = json.loads(b"[" + search_entries(site, page_of(site, "Shelf/Books.base")) + b"]")
    assert [each["title"] for each in entries] == [None, "All books", "Read"]
    assert not any("Two" in each["text"] for each in entries)


def test_a_base_that_no_public_page_shows_is_private(vault: VaultFactory) -> None:
    files = {"A.base": BOOKS, "B.base": BOOKS, "C.base": BOOKS}
    site = vault({**files, "Diary.md": note("![[A.base]]", publish=False), "Map.canvas": canvas("B.base")})
    assert list(site.bases) == ["B.base"]
    assert VaultPath("A.base") not in site.addresses
    explicit = vault(
        {**files, "Map.canvas": canvas("B.base"), "D.md": note("[[C.base]]", publish=True)},
        publish="explicit",
    )
    assert list(explicit.bases) == ["C.base"]


def test_one_view_has_a_place_that_links_name(vault: VaultFactory) -> None:
    site = vault({"A.base": "views: [{type: list, name: My list}]", "B.md": "[[A.base#my list]]"})
    assert 'href="../a.base/#my-list"' in page_of(site, "B.md").html
    assert '<div id="my-list">' in page_of(site, "A.base").html


def test_this_is_the_note_around_a_base_or_the_base_itself(vault: VaultFactory) -> None:
    base = "filters: file.hasLink(this.file)\nviews: [{type: list, name: Back, order: [file.name]}]\n"
    site = vault(
        {"Back.base": base, "A.md": "![[Back.base]]", "B.md": "[[A]]", "C.md": "[[Back.base]] [[B]]"}
    )
    assert '<a href="../b/">B</a>' in page_of(site, "A.md").html
    shown = page_of(site, "Back.base").html.partition("mp-backlinks")[0]
    assert ["../a/" in shown, "../b/" in shown, "../c/" in shown] == [True, False, True]


def test_only_what_is_published_has_to_be_mended(vault: VaultFactory) -> None:
    files = {"Map.base": "views: [{type: map}]", "A.md": "Words."}
    assert problems_of(vault(files)) == []
    shown = problems_of(vault({**files, "A.md": "[[Map.base]]"}))
    assert [each.rpartition(" ")[2] for each in shown] == ["[base-unsupported]"]


def test_a_file_that_is_not_published_has_no_name_in_a_base(vault: VaultFactory) -> None:
    base = """\
filters: file.name == "A.md"
formulas:
  told: '"" + file("pic.png")'
  shown: image("pic.png")
views: [{type: table, order: [formula.told, formula.shown]}]
"""
    site = vault({"X.base": base, "A.md": "[[X.base]]", "Deep/Hidden/pic.png": b"no picture"})
    html = page_of(site, "X.base").html
    assert "Hidden" not in html
    assert "no published picture" in html


def test_the_links_of_a_property_are_looked_up_when_it_is_asked_for(vault: VaultFactory) -> None:
    site, reads = vault({"Book.md": note(Read=True, author='"[[Nobody]]"')}), dict[Read, None]()
    facts = Files(recording(site, reads)).about(FileRef(VaultPath("Book.md")))
    assert facts is not None
    assert (facts.value("read"), facts.value("Read"), facts.value("gone")) == (True, True, None)
    assert not any("nobody" in str(read) for read in reads)
    assert facts.value("author") == facts.properties["author"]
    assert any("nobody" in str(read) for read in reads)
