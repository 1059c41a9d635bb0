"""Every link works wherever the site lies, with addresses that end in "/" and with those that do not."""

from pathlib import Path

import pytest

from support.links import broken_links, read_links
from support.project import Project, sample_project


@pytest.fixture(scope="module", params=[True, False], ids=["directory", "file"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample journal with either kind of address, for a site below a folder."""
    project = sample_project(tmp_path_factory.mktemp("addresses"))
    config = project.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("milepost.example/", "milepost.example/a/journal/")
    text += f"use_directory_urls: {str(request.param).lower()}\n"
    config.write_text(text, encoding="utf-8")
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    return project


def test_every_local_link_leads_to_a_file_and_a_place_in_it(sample: Project) -> None:
    assert sum(len(links.addresses) for links in read_links(sample).values()) > 500
    assert broken_links(sample) == []


def test_no_link_starts_at_the_hosts_root(sample: Project) -> None:
    assert [a for links in read_links(sample).values() for a in links.addresses if a.startswith("/")] == []


def test_the_feed_names_whole_addresses_that_are_there(sample: Project) -> None:
    base = "https://milepost.example/a/journal/"
    feed = sample.page("feed.xml")
    links = [part.partition('"')[0] for part in feed.split(f'<link href="{base}')[1:]]
    assert links
    files = sample.files()
    assert [link for link in links if link.endswith("/") and f"{link}index.html" not in files] == []
    assert [link for link in links if link and not link.endswith("/") and link not in files] == []


def test_a_site_without_an_address_of_its_own_has_no_feed(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    project = Project(tmp_path).configure()
    project.write("W.md", "---\ntype: writeup\ndate: 2026-01-02\n---\n")
    assert project.build("--strict").returncode == 0
    assert "feed.xml" not in project.files()
    assert "Atom" not in project.page("journal/index.html")


def test_a_linked_file_takes_no_place_of_ours(project: Project) -> None:
    project.configure(site_url="https://example.org/")
    project.write("index.md", "[[feed.xml]] [[milepost.css]] [[foo/index.html]]\n")
    project.write("foo.md", "Foo's words\n")
    project.write("Written.md", "---\ntype: writeup\ndate: 2026-01-02\n---\n")
    for path in ("feed.xml", "assets/milepost.css", "foo/index.html"):
        project.write(path, "the author's")
    result = project.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("[address-taken]") == 3
    assert "<feed" in project.page("feed.xml")
    assert ".mp-list" in project.page("assets/milepost.css")
    assert "Foo's words" in project.page("foo/index.html")
    for path in ("feed-2.xml", "assets/milepost-2.css", "foo/index-2.html"):
        assert project.page(path) == "the author's"
        assert f'href="{path}"' in project.page("index.html")


def test_a_linked_file_is_not_written_over_by_mkdocs(project: Project) -> None:
    paths = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json")
    moved = ("404-2.html", "sitemap-2.xml", "sitemap.xml-2.gz", "search/search_index-2.json")
    project.write("index.md", " ".join(f"[[{path}]]" for path in paths))
    for path in paths:
        project.write(path, "the author's")
    result = project.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("[address-taken]") == len(paths)
    assert [project.page(path) for path in moved] == ["the author's"] * len(paths)


def test_the_dashboard_stands_beside_a_plain_note_of_its_name(project: Project) -> None:
    project.configure({"journal": "tags"})
    project.write("index.md", "Hello #tag\n")
    project.write("Roadmap.md", "Plain words\n")
    project.write("Item.md", '---\ntype: item\nphase: "[[Phase]]"\n---\n')
    project.write("Phase.md", "---\ntype: phase\n---\n")
    project.write("Written.md", "---\ntype: writeup\ndate: 2026-01-02\n---\n")
    assert project.build("--strict").returncode == 0
    assert "Plain words" in project.page("roadmap/index.html")
    assert "mp-summary" in project.page("roadmap-2/index.html")
    assert "Written" in project.page("tags/index.html")
    assert "#tag" in project.page("tags-2/index.html")
