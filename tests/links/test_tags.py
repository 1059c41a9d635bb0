"""Tags, and the pages that they have."""

import pytest

from milepost.links.tags import collect_tags
from milepost.model.path import VaultPath
from support.vaults import VaultFactory, note


def test_case_does_not_count_and_the_first_spelling_is_shown(vault: VaultFactory) -> None:
    site = vault({"A.md": "#Deep/Sea", "B.md": "#deep/sea #DEEP"})
    assert {key: (tag.name, tag.notes) for key, tag in site.tagged.items()} == {
        "deep": ("Deep", ("A.md", "B.md")),
        "deep/sea": ("Deep/Sea", ("A.md", "B.md")),
    }


def test_a_note_counts_once_however_often_it_is_below(vault: VaultFactory) -> None:
    site = vault({"A.md": "#a/b #a/c #a #a/"})
    assert site.tagged["a"].notes == ("A.md",)
    assert site.tagged["a"].below == ("a/b", "a/c")


def test_each_tag_has_an_address_of_its_own(vault: VaultFactory) -> None:
    tags = ["a b", "a-b", "数学/代数", "☕", "index", f"long{'字' * 200}"]
    site = vault({"A.md": note(tags=[f'"{tag}"' for tag in tags]), "Tags/A-b.md": "words"})
    assert site.addresses[VaultPath("Tags/A-b.md")] == "tags/a-b/"
    pages = list(site.tag_pages.values())
    assert len({page.casefold() for page in pages}) == len(pages) == 7
    assert site.tag_pages["数学/代数"] == "tags/数学/代数/"
    assert {site.tag_pages["a-b"], site.tag_pages["a b"]} == {"tags/a-b-2/", "tags/a-b-3/"}
    assert all(len(part.encode()) < 250 for page in pages for part in page.split("/"))


@pytest.mark.parametrize("directory_urls", [True, False])
def test_an_address_is_first_that_of_the_tag_whose_text_it_is(
    vault: VaultFactory, directory_urls: bool
) -> None:
    site = vault({"A.md": "#-x #😀x #x #-x/y #x/y #x-2"}, directory_urls=directory_urls)
    ending = "/" if directory_urls else ".html"
    own = {tag: f"tags/{tag}{ending}" for tag in ("x", "x/y", "x-2")}
    assert {tag: site.tag_pages[tag] for tag in own} == own
    assert site.tag_pages["-x"] == f"tags/x-3{ending}"
    assert list(site.tag_pages) == sorted(site.tag_pages)


def test_they_have_addresses_of_files_where_the_host_has(vault: VaultFactory) -> None:
    site = vault({"A.md": "#a/b"}, directory_urls=False)
    assert dict(site.tag_pages) == {"a": "tags/a.html", "a/b": "tags/a/b.html"}


def test_nesting_without_end_costs_what_a_few_levels_do(vault: VaultFactory) -> None:
    site = vault({"A.md": "#" + "a/" * 2000 + "b"})
    assert len(collect_tags(site.notes.values())) == 12
