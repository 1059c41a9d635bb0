"""What of a page is found, and where: a page's own words, once, and none of what is around them."""

import json

from milepost.model.site import Site
from milepost.pages.search import json_of, search_entries
from support.vaults import VaultFactory, item, note, page_at, page_of, phase


def entries(site: Site, place: str) -> dict[str, str]:
    """The text of each section of a note's page, or of the page at an address, by its title."""
    page = page_of(site, place) if place.endswith(".md") else page_at(site, place)
    found = json.loads(b"[" + search_entries(site, page) + b"]")
    return {each["title"] or "": each["text"] for each in found}


def test_titles_and_tags_are_not_said_again(vault: VaultFactory) -> None:
    site = vault({"A.md": note("Words.\n\n## Part\n\nMore.", tags="[x]")})
    assert entries(site, "A.md") == {"": "<p>Words.</p>", "Part": "<p>More.</p>"}


def test_a_property_is_found_by_its_name_and_by_its_value(vault: VaultFactory) -> None:
    site = vault({"A.md": "---\nstatus: reading\nrating: 5\nshow_properties: true\n---\n"})
    assert entries(site, "A.md")[""].split() == ["Properties", "status", "reading", "rating", "5"]


def test_an_embedded_note_is_found_where_it_stands(vault: VaultFactory) -> None:
    site = vault({"A.md": "Before.\n\n![[B]]\n\nAfter.", "B.md": "## Inner\n\nGuest."})
    text = entries(site, "A.md")
    assert list(text) == [""]
    assert "Before." in text[""]
    assert "After." in text[""]
    assert "Guest." not in text[""]
    assert entries(site, "B.md")["Inner"] == "<p>Guest.</p>"


def test_an_item_is_found_by_its_words_and_a_phase_by_its_items_titles(vault: VaultFactory) -> None:
    site = vault(
        {
            "P.md": phase(1, "Own words."),
            "I.md": item("done", "Long division.", phase='"[[P]]"', kind="concept", estimate="2 h"),
        }
    )
    assert entries(site, "I.md") == {"": "<p>Long division.</p>"}
    words = " ".join(entries(site, "P.md").values())
    assert "Own words." in words
    assert "I" in words.split()
    assert "division" not in words
    assert "Open the note" not in words


def test_a_heading_of_the_authors_own_is_no_title(vault: VaultFactory) -> None:
    site = vault({"A.md": "# T\n\n<h1>own words</h1>\n\nx"})
    assert "own words" in str(entries(site, "A.md"))  # in the title, as the theme's own has it


def test_half_a_pair_of_surrogates_is_written_in_signs_of_ascii() -> None:
    assert json_of(["Wört \U0001f600"]) == '["Wört \U0001f600"]'.encode()
    assert json_of(["Wört \ud83d"]) == rb'["W\u00f6rt \ud83d"]'
