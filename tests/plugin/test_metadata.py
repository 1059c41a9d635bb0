"""What a page says of itself to search engines and to whoever shows a link to it."""

import gzip
import re

import pytest

from support.project import Project


@pytest.fixture
def journal(project: Project) -> Project:
    project.configure(site_url="https://milepost.example/")
    project.write("Said.md", '---\ndescription: A "said" <b>\n---\nBody.\n')
    project.write("Found.md", "# Found\n\n%%hidden%% One *sentence* with [[Said|a link]] in it. Another.\n")
    project.write("Dated.md", "---\ntype: writeup\ndate: 2026-03-04\n---\nWords.\n")
    project.write("Quiet.md", "---\nrobots: [noindex, nofollow]\n---\nQuiet.\n")
    project.write("Pictured.md", "---\nimage: Pictures/a.png\n---\nWords.\n")
    project.write("Pictures/a.png", "x")
    project.write("Odd.md", '---\nrobots: "noindex\\"><script>"\n---\n- a list only\n')
    assert project.build("--strict").returncode == 0
    return project


def test_a_page_is_described_in_its_authors_words_or_by_its_first_sentence(journal: Project) -> None:
    assert journal.meta("said/index.html")["description"] == 'A "said" <b>'
    assert journal.meta("found/index.html")["description"] == "One sentence with a link in it."
    assert journal.meta("found/index.html")["og:description"] == "One sentence with a link in it."


def test_a_link_to_a_page_can_be_shown_with_its_title(journal: Project) -> None:
    said = journal.meta("dated/index.html")
    assert said["og:title"] == "Dated"
    assert said["og:type"] == "article"
    assert said["og:url"] == "https://milepost.example/dated/"
    assert said["article:published_time"] == "2026-03-04"
    assert journal.meta("found/index.html")["og:type"] == "website"


def test_a_note_may_keep_search_engines_away(journal: Project) -> None:
    assert journal.meta("quiet/index.html")["robots"] == "noindex, nofollow"
    assert journal.meta("odd/index.html")["robots"] == "noindex, script"
    assert "robots" not in journal.meta("said/index.html")


def test_the_sitemap_lists_what_may_be_found_and_no_day_of_building(journal: Project) -> None:
    sitemap = journal.page("sitemap.xml")
    assert gzip.decompress(journal.files()["sitemap.xml.gz"]).decode() == sitemap
    assert "https://milepost.example/said/" in sitemap
    assert "/quiet/" not in sitemap
    assert "/odd/" not in sitemap
    assert re.findall(r"<lastmod>(.*?)</lastmod>", sitemap) == ["2026-03-04"]


def test_a_link_to_a_page_can_be_shown_with_its_picture(journal: Project) -> None:
    assert journal.meta("pictured/index.html")["og:image"] == "https://milepost.example/Pictures/a.png"
    assert "og:image" not in journal.meta("said/index.html")
    assert "Pictures/a.png" in journal.files()
