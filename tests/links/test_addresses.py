"""Where notes and files stand on the site."""

from itertools import permutations

from milepost.links.addresses import assign_addresses, free_address
from milepost.model.path import PagePath, VaultPath


def assigned(*paths: str, directory_urls: bool = True) -> dict[str, str]:
    addresses, _ = assign_addresses(map(VaultPath, paths), (), directory_urls=directory_urls)
    return {str(path): str(address) for path, address in addresses.items()}


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
    addresses, _ = assign_addresses([], [VaultPath("Pics/My photo.PNG")], directory_urls=True)
    assert addresses == {"Pics/My photo.PNG": "Pics/My photo.PNG"}


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
    paths = map(VaultPath, ("A/What?.md", "A/What!.md"))
    _, problems = assign_addresses(paths, (), directory_urls=True)
    assert [str(problem) for problem in problems] == [
        "A/What?.md:1: the address a/what/ is that of A/What!.md already, so it is a/what-2/; "
        "rename one of the notes [address-taken]"
    ]


def test_a_number_stands_before_the_ending_of_a_file() -> None:
    assert free_address(PagePath("a/x.html"), {PagePath("a/x.html")}) == "a/x-2.html"


def test_index_is_the_folders_page_beside_a_readme() -> None:
    assert assigned("README.md", "index.md", "A/README.md", "A/index.md", "A/A.md") == {
        "index.md": "",
        "README.md": "index-2/",
        "A/index.md": "a/",
        "A/A.md": "a-2/",
        "A/README.md": "a-3/",
    }
