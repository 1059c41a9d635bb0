"""Canvases among the pages: which of them go out, where they stand, and who links to whom."""

from milepost.build import render_site
from milepost.links.graph import backlinks
from milepost.model.path import VaultPath
from support.vaults import VaultFactory, canvas, item, note, page_at, page_of, phase, problems_of

MAP = VaultPath("Maps/Map.canvas")


def test_a_canvas_has_a_page_beside_a_note_of_its_name(vault: VaultFactory) -> None:
    site = vault({MAP: canvas(text="words"), "Maps/Map.md": "[[Map.canvas]]"})
    assert page_of(site, MAP).path == "maps/map.canvas/"
    assert 'href="../map.canvas/"' in page_of(site, "Maps/Map.md").html
    assert problems_of(site) == []


def test_its_file_cards_are_backlinks_and_its_text_cards_none(vault: VaultFactory) -> None:
    site = vault({MAP: canvas("A.md", text="[[B]]"), "A.md": "", "B.md": ""})
    assert backlinks(site.graph, VaultPath("A.md")) == (MAP,)
    assert backlinks(site.graph, VaultPath("B.md")) == ()
    assert '<a href="../maps/map.canvas/">Map</a>' in page_of(site, "A.md").html


def test_a_note_that_links_to_a_canvas_is_named_there(vault: VaultFactory) -> None:
    site = vault({MAP: canvas(text="words"), "A.md": "See [[Map.canvas]]."})
    assert '<a href="../../a/">A</a>' in page_of(site, MAP).html


def test_what_a_public_canvas_shows_is_published(vault: VaultFactory) -> None:
    site = vault(
        {
            MAP: canvas("a.png", text="![[b.png]] [[c.pdf]]"),
            "a.png": "",
            "b.png": "",
            "c.pdf": "",
            "d.pdf": "",
        }
    )
    assert list(site.attachments) == ["a.png", "b.png", "c.pdf"]


def test_where_notes_must_say_that_they_are_public_a_canvas_needs_one_that_mentions_it(
    vault: VaultFactory,
) -> None:
    files = {
        "Public.md": note("[[Shown.canvas]] ![[Embedded.canvas]]", publish=True),
        "Private.md": "[[Hidden.canvas]]",
        "Shown.canvas": canvas("Hidden.canvas", "Embedded.canvas", text="[[Hidden.canvas|that]]"),
        "Embedded.canvas": canvas(text="words"),
        "Hidden.canvas": canvas("secret.png", text="words"),
        "Alone.canvas": canvas(text="words"),
        "secret.png": "",
    }
    site = vault(files, publish="explicit")
    assert set(site.canvases) == {"Shown.canvas", "Embedded.canvas"}
    assert list(site.attachments) == []
    html = page_of(site, "Shown.canvas").html
    assert "idden" not in html.replace("mp-canvas__card--hidden", "").replace("aria-hidden", "")
    assert problems_of(site) == []


def test_an_excluded_canvas_is_not_there(vault: VaultFactory) -> None:
    site = vault({"Out/Map.canvas": canvas(text="words"), "A.md": "[[Map.canvas]]"}, exclude=["Out"])
    assert not site.canvases
    assert "<a" not in page_of(site, "A.md").html


def test_tags_of_text_cards_have_pages(vault: VaultFactory) -> None:
    site = vault({MAP: canvas(text="#idea")})
    (tag,) = (page for page in render_site(site)[0] if page.path == site.tag_pages["idea"])
    assert 'href="../../maps/map.canvas/"' in tag.html
    assert '<a class="tag" href="../../tags/idea/">#idea</a>' in page_of(site, MAP).html


def test_links_that_lead_nowhere_are_told_with_their_line(vault: VaultFactory) -> None:
    text = canvas("Gone.md", text="[[Lost]]").replace("}, {", "},\n{")
    assert problems_of(vault({MAP: text, "A.md": ""})) == [
        "Maps/Map.canvas:1: ![[/Gone.md]] leads nowhere; create the note, or mend the name [link-missing]",
        "Maps/Map.canvas:2: [[Lost]] leads nowhere; create the note, or mend the name [link-missing]",
    ]


def test_a_formula_that_cannot_be_set_is_told_with_the_line_of_its_card(vault: VaultFactory) -> None:
    text = canvas(text="one\n\n$\\frac{$").replace('"nodes": [', '"nodes": [\n')
    (problem,) = problems_of(vault({MAP: text}))
    assert problem.startswith("Maps/Map.canvas:2: ")
    assert problem.endswith("[math-invalid]")


def test_its_folder_lists_it(vault: VaultFactory) -> None:
    site = vault({MAP: canvas(text="words"), "A.md": "", "Maps/B.md": ""})
    assert '<a href="map.canvas/">Map</a>' in page_at(site, "maps/").html


def test_a_phase_that_a_canvas_shows_says_so(vault: VaultFactory) -> None:
    files = {"Phase.md": phase(1), "Item.md": item(phase='"[[Phase]]"'), "Map.canvas": canvas("Phase.md")}
    html = page_of(vault(files), "Phase.md").html
    aside = html.partition("mp-backlinks")[2]
    assert ">Map</a>" in aside
    assert ">Item</a>" not in aside
