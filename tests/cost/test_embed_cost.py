"""Embeds in embeds do not multiply: a page holds so many, and links to the rest (promises P10 and P11)."""

from milepost.model.link import Target
from milepost.model.path import VaultPath
from milepost.model.problem import Code
from milepost.model.site import Site
from milepost.render.note import render_canvas, render_note
from milepost.render.parsed import parsed_note, parsed_part
from milepost.render.scene import MAX_CHARACTERS, MAX_EMBEDS
from support.counting import grows_in_line, lines_run
from support.hostile import hostile_vault
from support.vaults import VaultFactory, canvas


def test_notes_that_all_embed_one_another_fill_a_page_and_no_more(vault: VaultFactory) -> None:
    names = [f"N{at}" for at in range(8)]
    site = vault({f"{name}.md": "\n\n".join(f"![[{other}]]" for other in names) for name in names})
    rendered = render_note(site, VaultPath("N0.md"))  # without the limit: a minute
    assert rendered.html.count('<div class="mp-embed" ') == MAX_EMBEDS
    assert [each.code for each in rendered.problems].count(Code.EMBED_DEPTH) > 0
    full = [each for each in rendered.problems if "in this one" in each.message]
    assert len(full) == 1


def test_a_section_that_embeds_itself_is_shown_once_an_embed(vault: VaultFactory) -> None:
    site = vault({"A.md": "## S\n\n" + "![[#S]]\n\n" * 8})
    html = render_note(site, VaultPath("A.md")).html
    assert html.count('<div class="mp-embed" ') == 8
    assert html.count('class="mp-embed__circle"') == 8 * 8


def test_many_small_notes_may_stand_on_one_page(vault: VaultFactory) -> None:
    guests = {f"G{at}.md": "words" for at in range(300)}
    site = vault({"A.md": "\n\n".join(f"![[{path}]]" for path in guests), **guests})
    rendered = render_note(site, VaultPath("A.md"))
    assert rendered.html.count("<p>words</p>") == 300
    assert rendered.problems == ()


def test_twice_the_parts_of_a_note_are_twice_the_work_to_cut_out(vault: VaultFactory) -> None:
    # Counts of their own: what another test has had cut out is kept.
    sites = [vault(hostile_vault(count)) for count in (31, 62, 124)]

    def cut(site: Site) -> None:
        note = site.notes[VaultPath("Parts.md")]
        for heading in note.headings:
            parsed_part(note, anchor=heading.anchor, target=Target("Parts"))
        for each in note.blocks:
            parsed_part(note, anchor=each.anchor, target=Target("Parts", block=each.id))

    for site in sites:
        parsed_note(site.notes[VaultPath("Parts.md")])
    small, middle, large = (lines_run(lambda site=site: cut(site)) for site in sites)
    assert grows_in_line(small, middle, large)


def test_embedded_books_fill_a_page_and_no_more(vault: VaultFactory) -> None:
    book = "words " * (MAX_CHARACTERS // 24)
    site = vault({"A.md": "![[B]]\n\n" * 6, "B.md": book})
    rendered = render_note(site, VaultPath("A.md"))
    assert rendered.html.count('<div class="mp-embed" ') == 4
    assert [each.code for each in rendered.problems] == [Code.EMBED_DEPTH]


def test_a_canvas_of_too_many_notes_says_so_once(vault: VaultFactory) -> None:
    site = vault({"Map.canvas": canvas(*["B.md"] * (MAX_EMBEDS + 20)), "B.md": "words"})
    rendered = render_canvas(site, VaultPath("Map.canvas"))
    assert rendered.html.count("<p>words</p>") == MAX_EMBEDS
    assert [each.code for each in rendered.problems] == [Code.EMBED_DEPTH]
