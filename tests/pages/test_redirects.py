"""Addresses that lead on: what stands there, and where it leads."""

import re

import pytest

from milepost.build import render_site
from milepost.model.site import Site
from support.html import read_html
from support.vaults import VaultFactory, document_of, note

FILES = {
    "index.md": "[[Softmax]] and [[Old folder/Old name]]",
    "Maths/Softmax.md": note("words", permalink="sm", title="S < T", aliases=["Old folder/Old name"]),
    "Home of A.md": note("words", permalink="/", alias="A"),
}


def refresh_of(html: str) -> str:
    """Where a browser without scripts goes."""
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]*)">', html)
    assert found
    return found[1]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_each_leads_to_its_note_from_wherever_it_stands(vault: VaultFactory, directory_urls: bool) -> None:
    site = vault(FILES, directory_urls=directory_urls)
    ways = {path: refresh_of(document_of(site, path).text) for path in site.redirects}
    expected = {
        True: {
            "home-of-a/": "../",
            "maths/softmax/": "../../sm/",
            "a/": "../",
            "old-folder/old-name/": "../../sm/",
        },
        False: {
            "home-of-a.html": "index.html",
            "maths/softmax.html": "../sm.html",
            "a.html": "index.html",
            "old-folder/old-name.html": "../sm.html",
        },
    }
    assert ways == expected[directory_urls]


@pytest.fixture
def site(vault: VaultFactory) -> Site:
    return vault(FILES, url="https://x.example/sub/")


def test_it_says_to_readers_and_to_search_engines_where_the_note_is(site: Site) -> None:
    html = document_of(site, "maths/softmax/").text
    assert '<link rel="canonical" href="https://x.example/sub/sm/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<p>This page has moved to <a href="../../sm/">S &lt; T</a>.</p>' in html
    assert read_html(html).faults == []
    assert set(read_html(html).addresses) == {"https://x.example/sub/sm/", "../../sm/"}


def test_it_is_no_page(site: Site) -> None:
    pages, documents = render_site(site)
    assert not {page.path for page in pages} & site.redirects.keys()
    assert {document.path for document in documents} >= site.redirects.keys()


def test_links_go_straight_to_the_permalink(site: Site) -> None:
    home = next(page for page in render_site(site)[0] if page.source == "index.md")
    assert re.findall(r'class="wikilink" href="([^"]*)"', home.html) == ["../sm/", "../sm/"]
