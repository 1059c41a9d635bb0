"""The picture that stands for a note where others link to it."""

import pytest

from milepost.model.path import VaultPath
from support.vaults import VaultFactory, note, page_of, problems_of

URL = "https://x.example/sub/"


@pytest.mark.parametrize(
    ("properties", "image"),
    [
        ({"image": "Pictures/a b.png"}, f"{URL}Pictures/a%20b.png"),
        ({"cover": "/Pictures/a b.png"}, f"{URL}Pictures/a%20b.png"),
        ({"cover": '"[[a b.png]]"'}, f"{URL}Pictures/a%20b.png"),
        ({"cover": "https://e.org/c.png", "image": '""'}, "https://e.org/c.png"),
        ({"image": "Other.md"}, ""),
        ({"image": "3"}, ""),
        ({}, ""),
    ],
)
def test_a_path_a_link_or_an_address_names_it(
    vault: VaultFactory, properties: dict[str, str], image: str
) -> None:
    site = vault({"N.md": note(**properties), "Other.md": "", "Pictures/a b.png": "x"}, url=URL)
    assert page_of(site, "N.md").image == image
    assert (VaultPath("Pictures/a b.png") in site.attachments) == (URL in image)


def test_one_that_is_missing_is_told(vault: VaultFactory) -> None:
    site = vault({"N.md": "---\ntitle: N\ncover: Pictures/none.png\n---\n"}, url=URL)
    assert page_of(site, "N.md").image == ""
    assert [line for line in problems_of(site) if line.startswith("N.md:3: ") and "none.png" in line]


def test_where_the_site_may_stand_a_local_one_has_no_address(vault: VaultFactory) -> None:
    site = vault({"N.md": note(image="a.png"), "a.png": "x"})
    assert page_of(site, "N.md").image == ""


def test_that_of_a_private_note_is_not_published(vault: VaultFactory) -> None:
    site = vault({"N.md": note(image="a.png", draft=True), "a.png": "x"}, url=URL)
    assert not site.attachments
