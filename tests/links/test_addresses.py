"""Where notes and files stand on the site."""

from itertools import permutations

from milepost.links.addresses import Addresses, assign_addresses
from milepost.model.path import VaultPath, is_note
from milepost.model.roadmap import Progress, Roadmap

NO_ROADMAP = Roadmap(None, "Roadmap", (), 0, (), Progress(), {}, ())


def assign(*paths: str, journal: str = "journal", directory_urls: bool = True) -> Addresses:
    notes = [VaultPath(path) for path in paths if is_note(VaultPath(path))]
    attachments = [VaultPath(path) for path in paths if path not in notes]
    return assign_addresses(notes, attachments, NO_ROADMAP, journal, directory_urls=directory_urls)


def assigned(*paths: str, directory_urls: bool = True) -> dict[str, str]:
    return {str(p): str(at) for p, at in assign(*paths, directory_urls=directory_urls).files.items()}


def test_notes_stand_in_their_folders() -> None:
    assert assigned("Home.md", "Phase 1/Softmax.md", "Phase 1/index.md", "Phase 2/Phase 2.md") == {
        "Home.md": "home/",
        "Phase 1/Softmax.md": "phase-1/softmax/",
        "Phase 1/index.md": "phase-1/",
        "Phase 2/Phase 2.md": "phase-2/",
    }


def test_pages_may_be_files() -> None:
    assert assigned("index.md", "Phase 1/Softmax.md", "Phase 1/index.md", directory_urls=False) == {
        "index.md": "index.html",
        "Phase 1/Softmax.md": "phase-1/softmax.html",
        "Phase 1/index.md": "phase-1/index.html",
    }


def test_an_attachment_stays_where_it_is() -> None:
    assert assigned("Pics/My photo.PNG") == {"Pics/My photo.PNG": "Pics/My photo.PNG"}


def test_of_notes_that_want_one_address_the_first_has_it_whatever_their_order() -> None:
    paths = ("What?.md", "What!.md", "what.md")
    expected = {"What!.md": "what/", "What?.md": "what-2/", "what.md": "what-3/"}
    assert all(assigned(*order) == expected for order in permutations(paths))


def test_a_number_that_is_taken_is_passed_over() -> None:
    assert assigned("What 2.md", "What!.md", "What?.md") == {
        "What 2.md": "what-2/",
        "What!.md": "what/",
        "What?.md": "what-3/",
    }


def test_who_does_not_get_the_address_is_told() -> None:
    assert [str(problem) for problem in assign("A/What?.md", "A/What!.md").problems] == [
        "A/What?.md:1: the address a/what/ is that of A/What!.md already, so it is a/what-2/; "
        "rename one of the notes [address-taken]"
    ]


def test_a_number_stands_before_the_ending_of_a_file() -> None:
    assert assigned("a/x!.md", "a/x?.md", directory_urls=False) == {
        "a/x!.md": "a/x.html",
        "a/x?.md": "a/x-2.html",
    }


def test_index_is_the_folders_page_beside_a_readme() -> None:
    assert assigned("README.md", "index.md", "A/README.md", "A/index.md", "A/A.md") == {
        "index.md": "",
        "README.md": "index-2/",
        "A/index.md": "a/",
        "A/A.md": "a-2/",
        "A/README.md": "a-3/",
    }


def test_an_attachment_gives_way_to_what_is_there() -> None:
    found = assign("foo.md", "foo/index.html", "feed.xml", "assets/milepost.css", "tags/index.html")
    assert found.files == {
        "foo.md": "foo/",
        "foo/index.html": "foo/index-2.html",
        "feed.xml": "feed-2.xml",
        "assets/milepost.css": "assets/milepost-2.css",
        "tags/index.html": "tags/index-2.html",
    }
    assert [str(problem) for problem in found.problems[:2]] == [
        "foo/index.html:1: the address foo/index.html is that of foo.md already, so it is foo/index-2.html; "
        "rename the file [address-taken]",
        "feed.xml:1: the address feed.xml is that of the feed already, so it is feed-2.xml; "
        "rename the file [address-taken]",
    ]


def test_nothing_stands_where_mkdocs_writes_its_own() -> None:
    assert assigned(
        "404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "search/a.png"
    ) == {
        "404.html": "404-2.html",
        "sitemap.xml": "sitemap-2.xml",
        "sitemap.xml.gz": "sitemap.xml-2.gz",
        "search/search_index.json": "search/search_index-2.json",
        "search/a.png": "search/a.png",
    }
    assert assigned("404.md", "Search.md") == {"404.md": "404/", "Search.md": "search/"}
    assert assigned("404.md", directory_urls=False) == {"404.md": "404-2.html"}


def test_no_file_is_where_a_folder_must_be() -> None:
    assert assigned("feed.xml.md", "foo.md", "foo") == {
        "feed.xml.md": "feed.xml-2/",
        "foo.md": "foo/",
        "foo": "foo-2",
    }


def test_the_pages_that_we_make_are_never_at_one_address() -> None:
    for journal in ("journal", "tags", "roadmap", "index", "feed.xml"):
        found = assign(journal=journal)
        assert len({"", found.dashboard, found.journal, found.tags}) == 4


def test_an_ordinary_note_keeps_its_address_from_what_we_make() -> None:
    found = assign("Roadmap.md", "Tags.md", "Journal.md", "index.md")
    assert (found.dashboard, found.tags, found.journal) == ("roadmap-2/", "tags-2/", "journal/")
    assert found.problems == ()
