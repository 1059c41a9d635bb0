"""Folders as pages."""

import pytest

from milepost.build import render_site
from milepost.links.folders import ENTRIES_PER_PAGE
from support.html import read_html
from support.outline import outline
from support.vaults import VaultFactory, item, note, page_at, page_of, phase, write_up


def links(html: str) -> list[str]:
    return [address for address in read_html(html).addresses if "://" not in address]


def test_a_folder_without_a_note_lists_what_it_holds(vault: VaultFactory) -> None:
    site = vault({"A/B/x.md": "", "A/y.md": "Here is one sentence. Here is another."})
    page = page_at(site, "a/")
    assert page.title == "A"
    assert links(page.html) == ["b/", "y/"]
    assert "Here is one sentence." in page.html
    assert "another" not in page.html


def test_a_folder_with_a_note_lists_the_rest_below_its_words(vault: VaultFactory) -> None:
    html = page_of(vault({"A/A.md": "Own words.", "A/x.md": ""}), "A/A.md").html
    assert html.index("Own words.") < html.index("In this folder") < html.index('href="x/"')


def test_the_vault_is_listed_beside_a_home_page_of_the_authors_own(vault: VaultFactory) -> None:
    site = vault({"index.md": "Welcome.", "A/x.md": "", "y.md": ""})
    page = page_at(site, "all-notes/").html
    assert links(page) == ["../", "../a/", "../y/"]
    assert outline(page).startswith("# All notes\n3 notes, by folder\n[Home](../)\n")
    assert "In this folder" not in page_at(site, "").html


def test_a_long_list_goes_on_on_pages_of_its_own(vault: VaultFactory) -> None:
    site = vault({f"A/{at:04}.md": "" for at in range(2 * ENTRIES_PER_PAGE + 1)})
    pages = [page for page in render_site(site)[0] if page.source is None and page.path.startswith("a/")]
    assert [page.path for page in pages] == ["a/", "a/page-2/", "a/page-3/"]
    listed = [len(links(page.html)) - 2 for page in pages]  # the other two pages of the list
    assert listed == [ENTRIES_PER_PAGE, ENTRIES_PER_PAGE, 1]
    assert [crumb.page for crumb in pages[1].trail] == ["a/"]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_note_where_a_list_would_go_on_keeps_its_address(
    vault: VaultFactory, *, directory_urls: bool
) -> None:
    files = {f"A/{at:04}.md": "" for at in range(ENTRIES_PER_PAGE + 1)} | {"A/page 2.md": "words"}
    site = vault(files, directory_urls=directory_urls)
    ending = "/" if directory_urls else ".html"
    assert site.addresses[next(path for path in site.notes if "page" in path)] == f"a/page-2{ending}"
    assert site.folders["A"].pages[1] == f"a/page-2-2{ending}"


def test_what_the_journal_and_a_phase_show_is_not_listed_again(vault: VaultFactory) -> None:
    files = {
        "Journal/Old.md": write_up("2026-01-01"),
        "Journal/Plan.md": "",
        "One/One.md": phase(1),
        "One/Item.md": item("done", phase='"[[One]]"'),
        "One/Other.md": "",
    }
    site = vault(files)
    assert links(page_at(site, "journal/").html).count("old/") == 1
    assert "plan/" in links(page_at(site, "journal/").html)
    assert "In this folder" in page_of(site, "One/One.md").html
    assert links(page_of(site, "One/One.md").html.partition("In this folder")[2])[:1] == ["other/"]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_the_folder_of_the_journal_has_no_second_page(vault: VaultFactory, *, directory_urls: bool) -> None:
    files = {"Journal/A.md": write_up("2026-01-01"), "Journal/Roadmap/x.md": ""}
    site = vault(files, directory_urls=directory_urls)
    assert site.folders["Journal"].pages == (site.journal,)
    assert (
        site.folders["Journal/Roadmap"].pages[0]
        == f"journal/roadmap/{'' if directory_urls else 'index.html'}"
    )


def test_private_notes_are_neither_listed_nor_counted(vault: VaultFactory) -> None:
    site = vault({"A/x.md": "", "A/zzcanary.md": note("zzcanary", publish="false")})
    assert "zzcanary" not in page_at(site, "a/").html
    assert "1 note" in page_at(site, "a/").html


def test_code_in_what_a_note_says_of_itself_is_code(vault: VaultFactory) -> None:
    site = vault(
        {"A/x.md": "Write `[[Note]]` & be <done>.", "A/y.md": note("", description="'An `<b>` of HTML'")}
    )
    listed = page_at(site, "a/").html
    assert "<p>Write <code>[[Note]]</code> &amp; be .</p>" in listed
    assert "<p>An <code>&lt;b&gt;</code> of HTML</p>" in listed
