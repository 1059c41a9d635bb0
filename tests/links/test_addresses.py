"""Where notes and files stand on the site."""

from collections.abc import Mapping
from itertools import permutations
from random import Random

from milepost.links.addresses import assign_addresses
from milepost.links.tags import address_below
from milepost.model.address import Addresses
from milepost.model.path import PagePath, VaultPath, is_note
from milepost.model.roadmap import Progress, Roadmap
from support.notes import parse
from support.vaults import note

NO_ROADMAP = Roadmap(None, "Roadmap", (), 0, (), Progress(), {}, ())


def assign(
    *paths: str,
    texts: Mapping[str, str] | None = None,
    journal: str = "journal",
    directory_urls: bool = True,
) -> Addresses:
    """The addresses of notes and attachments; notes have the words in `texts`, or none."""
    words = {**{path: "" for path in paths if is_note(VaultPath(path))}, **(texts or {})}
    notes = parse(words)
    Random(1).shuffle(notes)  # whatever order they come in
    attachments = [VaultPath(path) for path in paths if path not in words]
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
    assert assigned("A/Index.md", "A/A.md") == {"A/Index.md": "a/", "A/A.md": "a-2/"}


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


def test_no_page_is_called_as_windows_calls_a_device() -> None:
    assert assigned("Con/Aux.v2.md", "Con/Console.md") == {
        "Con/Aux.v2.md": "_con/_aux.v2/",
        "Con/Console.md": "_con/console/",
    }
    alias = note("", aliases=["Nul"])
    assert [*assign("A.md", texts={"A.md": alias}, directory_urls=False).redirects] == ["_nul.html"]
    assert address_below(PagePath("tags/"), "prn/a") == "tags/_prn/a/"


def test_the_pages_that_we_make_are_never_at_one_address() -> None:
    for journal in ("journal", "tags", "roadmap", "index", "feed.xml"):
        found = assign(journal=journal)
        assert len({"", found.dashboard, found.journal, found.tags}) == 4


def test_an_ordinary_note_keeps_its_address_from_what_we_make() -> None:
    found = assign("Roadmap.md", "Tags.md", "Journal.md", "index.md")
    assert (found.dashboard, found.tags, found.journal) == ("roadmap-2/", "tags-2/", "journal/")
    assert found.problems == ()


def test_a_folder_that_is_taken_moves_with_all_that_is_in_it() -> None:
    assert assigned("feed.xml/a.png", "feed.xml/b.png", "Feed.XML/deep/c.png") == {
        "feed.xml/a.png": "feed.xml-2/a.png",
        "feed.xml/b.png": "feed.xml-2/b.png",
        "Feed.XML/deep/c.png": "Feed.XML-2/deep/c.png",
    }
    assert assigned("x.md", "x.html/a.png", "x.html-2", directory_urls=False) == {
        "x.md": "x.html",
        "x.html/a.png": "x.html-2/a.png",
        "x.html-2": "x-2.html-2",
    }
    assert assigned("feed.xml-2", "Feed.XML/a.png") == {
        "feed.xml-2": "feed.xml-2",
        "Feed.XML/a.png": "Feed.XML-3/a.png",
    }


def test_the_folders_of_the_theme_the_search_index_and_the_share_cards_are_theirs() -> None:
    assert assigned(
        "assets/javascripts/bundle.js",
        "assets/stylesheets/main.css",
        "assets/search/pagefind.js",
        "assets/images/favicon.png",
        "assets/images/cat.png",
        "assets/cards/ace.png",
        "assets/Search.md",
    ) == {
        "assets/javascripts/bundle.js": "assets/javascripts-2/bundle.js",
        "assets/stylesheets/main.css": "assets/stylesheets-2/main.css",
        "assets/search/pagefind.js": "assets/search-2/pagefind.js",
        "assets/images/favicon.png": "assets/images/favicon-2.png",
        "assets/images/cat.png": "assets/images/cat.png",
        "assets/cards/ace.png": "assets/cards-2/ace.png",
        "assets/Search.md": "assets/search-2/",
    }


def test_addresses_that_differ_in_case_alone_are_one() -> None:
    assert assigned("Pics/a.png", "pics/A.PNG") == {"Pics/a.png": "Pics/a.png", "pics/A.PNG": "pics/A-2.PNG"}


def asking(permalink: str) -> str:
    return note(permalink=permalink)


def test_a_permalink_is_the_address_and_the_path_leads_on_to_it() -> None:
    found = assign("Other.md", texts={"Phase 1/Softmax.md": asking("maths/Soft max")})
    assert found.files == {"Other.md": "other/", "Phase 1/Softmax.md": "maths/Soft max/"}
    assert found.redirects == {"phase-1/softmax/": "Phase 1/Softmax.md"}
    assert found.problems == ()


def test_a_permalink_may_be_the_sites_root() -> None:
    found = assign("index.md", texts={"Home.md": asking("/")})
    assert found.files == {"Home.md": "", "index.md": "index-2/"}
    assert found.redirects == {"home/": "Home.md"}
    assert [str(problem) for problem in found.problems] == [
        "index.md:1: the address / is that of Home.md already, so it is index-2/; "
        "rename one of the notes [address-taken]"
    ]


def test_permalinks_of_a_site_of_files() -> None:
    texts = {"A.md": asking("about"), "B.md": asking("guides/b.html"), "C.md": asking("/")}
    found = assign(texts=texts, directory_urls=False)
    assert found.files == {"A.md": "about.html", "B.md": "guides/b.html", "C.md": "index.html"}
    assert found.redirects == {"a.html": "A.md", "b.html": "B.md", "c.html": "C.md"}


def test_a_permalink_that_is_a_file_stays_one() -> None:
    texts = {"A.md": asking("about.html"), "B.md": asking("guides/index.html")}
    assert assign(texts=texts).files == {"A.md": "about.html", "B.md": "guides/"}


def test_a_permalink_equal_to_the_path_changes_nothing() -> None:
    found = assign(texts={"A.md": asking("a")})
    assert (found.files, found.redirects) == ({"A.md": "a/"}, {})


def test_of_two_notes_that_want_one_permalink_the_first_by_path_has_it() -> None:
    found = assign(texts={"A.md": asking("about"), "B.md": asking("About/")})
    assert found.files == {"A.md": "about/", "B.md": "b/"}
    assert [str(problem) for problem in found.problems] == [
        "B.md:2: the permalink About/ is the address of A.md already, so the note stands at its path; "
        "give the note another permalink [address-taken]"
    ]


def test_a_permalink_beats_a_path_and_gives_way_to_what_never_moves() -> None:
    found = assign("About.md", texts={"A.md": asking("about"), "B.md": asking("assets/search/x")})
    assert found.files == {"A.md": "about/", "About.md": "about-2/", "B.md": "b/"}
    assert [problem.path for problem in found.problems] == ["B.md", "About.md"]


def test_two_notes_may_change_places() -> None:
    found = assign(texts={"A.md": asking("b"), "B.md": asking("a")})
    assert (found.files, found.redirects, found.problems) == ({"A.md": "b/", "B.md": "a/"}, {}, ())


def test_pages_that_we_make_give_way_to_a_permalink() -> None:
    found = assign(texts={"A.md": asking("tags"), "B.md": asking("journal")})
    assert (found.tags, found.journal) == ("tags-2/", "journal/")


def test_an_alias_leads_to_the_note_from_where_a_note_of_that_name_would_be() -> None:
    aliases = ["Old folder/Old name", "/Older/Name.md", "Boltzmann", "Phase 1/index"]
    found = assign(texts={"Softmax.md": note(aliases=aliases)})
    assert list(found.redirects) == ["old-folder/old-name/", "older/name/", "boltzmann/", "phase-1/"]
    assert set(found.redirects.values()) == {"Softmax.md"}
    found = assign(texts={"Softmax.md": note(aliases=aliases)}, directory_urls=False)
    assert [*found.redirects][:3] == ["old-folder/old-name.html", "older/name.html", "boltzmann.html"]


def test_an_alias_displaces_nobody() -> None:
    taken = ["Attention", "Tags", "index", "pic.png/index", "Softmax", "feed.xml"]
    found = assign("Attention.md", "pic.png", texts={"Softmax.md": note(aliases=taken)})
    assert (found.redirects, found.problems) == ({}, ())
    assert assign("Softmax.md", "Attention.md", "pic.png").files == found.files


def test_aliases_that_can_be_no_address_are_passed_over() -> None:
    aliases = ["..", "../Outside", "/", ".", "x" * 300, "Fine"]
    found = assign(texts={"A.md": note(aliases=aliases)})
    assert (list(found.redirects), found.problems) == (["fine/"], ())


def test_an_alias_of_two_notes_leads_to_the_first_by_path() -> None:
    texts = {"B.md": note(aliases=["Shared"]), "A.md": note(title="T", aliases=["shared"])}
    found = assign(texts=texts)
    assert found.redirects == {"shared/": "A.md"}
    assert [str(problem) for problem in found.problems] == [
        'B.md:2: the alias "Shared" is that of A.md already, to which it leads; '
        "give one of the notes another [alias-repeated]"
    ]


def test_aliases_alike_in_their_address_alone_are_no_fault() -> None:
    found = assign(texts={"A.md": note(alias="C!"), "B.md": note(alias="C?")})
    assert (found.redirects, found.problems) == ({"c/": "A.md"}, ())


def test_a_path_left_for_a_permalink_beats_an_alias() -> None:
    found = assign(texts={"A.md": note(aliases=["Softmax"]), "Softmax.md": asking("s")})
    assert found.redirects == {"softmax/": "Softmax.md"}
