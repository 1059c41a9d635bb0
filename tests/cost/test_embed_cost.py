"""Embeds in embeds do not multiply: a page holds so many, and links to the rest."""

import time

from milepost.model.path import VaultPath
from milepost.model.problem import Code
from milepost.render.note import render_note
from milepost.render.scene import MAX_CHARACTERS, MAX_EMBEDS
from support.vaults import VaultFactory


def test_notes_that_all_embed_one_another_fill_a_page_and_no_more(vault: VaultFactory) -> None:
    names = [f"N{at}" for at in range(8)]
    site = vault({f"{name}.md": "\n\n".join(f"![[{other}]]" for other in names) for name in names})
    start = time.process_time()
    rendered = render_note(site, VaultPath("N0.md"))
    assert time.process_time() - start < 10  # without the limit: a minute for each of the eight
    assert rendered.html.count('<div class="mp-embed">') == MAX_EMBEDS
    assert [each.code for each in rendered.problems].count(Code.EMBED_DEPTH) > 0
    full = [each for each in rendered.problems if "in this one" in each.message]
    assert len(full) == 1


def test_a_section_that_embeds_itself_is_shown_once_an_embed(vault: VaultFactory) -> None:
    site = vault({"A.md": "## S\n\n" + "![[#S]]\n\n" * 8})
    html = render_note(site, VaultPath("A.md")).html
    assert html.count('<div class="mp-embed">') == 8
    assert html.count('class="mp-embed__circle"') == 8 * 8


def test_many_small_notes_may_stand_on_one_page(vault: VaultFactory) -> None:
    guests = {f"G{at}.md": "words" for at in range(300)}
    site = vault({"A.md": "\n\n".join(f"![[{path}]]" for path in guests), **guests})
    rendered = render_note(site, VaultPath("A.md"))
    assert rendered.html.count("<p>words</p>") == 300
    assert rendered.problems == ()


def test_a_section_of_a_long_note_costs_the_note_once(vault: VaultFactory) -> None:
    long = "\n\n".join(f"## H{at}\n\nwords *and* words" for at in range(400))
    site = vault({"A.md": "![[B#H200]]\n\n" * 500, "B.md": long})
    start = time.process_time()
    html = render_note(site, VaultPath("A.md")).html
    assert time.process_time() - start < 2  # parsed for every embed: ten and more
    assert html.count('<div class="mp-embed">') == 500


def test_embedded_books_fill_a_page_and_no_more(vault: VaultFactory) -> None:
    book = "words " * (MAX_CHARACTERS // 24)
    site = vault({"A.md": "![[B]]\n\n" * 6, "B.md": book})
    rendered = render_note(site, VaultPath("A.md"))
    assert rendered.html.count('<div class="mp-embed">') == 4
    assert [each.code for each in rendered.problems] == [Code.EMBED_DEPTH]
