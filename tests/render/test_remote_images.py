"""Images of other hosts: shown as the author means it, or links where the site is to ask nobody."""

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory

NOTE = VaultPath("Note.md")
FILES = {
    "Note.md": "![[Guest]]",
    "Guest.md": "![A cat|300](https://example.org/cat.png) ![](//example.org/b.png)",
}


def test_they_are_shown_unless_asked_otherwise(vault: VaultFactory) -> None:
    html = render_note(vault(FILES), NOTE).html
    assert html.count("<img") == 2
    assert html.count('loading="lazy" decoding="async" referrerpolicy="no-referrer"') == 2


def test_they_may_be_links_in_embedded_notes_too(vault: VaultFactory) -> None:
    html = render_note(vault(FILES, remote_images="link"), NOTE).html
    assert "<img" not in html
    assert '<a class="mp-file" href="https://example.org/cat.png" rel="noopener">A cat</a>' in html
    assert ">//example.org/b.png</a>" in html


def test_a_link_around_one_keeps_its_words(vault: VaultFactory) -> None:
    site = vault({"Note.md": "[![A cat](https://e.org/a.png)](https://e.org)"}, remote_images="link")
    assert render_note(site, NOTE).html == '<p><a href="https://e.org" rel="noopener">A cat</a></p>\n'


def test_those_of_raw_html_are_no_others(vault: VaultFactory) -> None:
    note = {
        "Note.md": '<img src="https://e.org/a.png" alt="A cat">\n\n[<img src="//e.org/a.png">](https://e.org)'
    }
    assert render_note(vault(note), NOTE).html.count('<img loading="lazy"') == 2
    html = render_note(vault(note, remote_images="link"), NOTE).html
    assert '<a class="mp-file" href="https://e.org/a.png" rel="noopener">A cat</a>' in html
    assert '<a href="https://e.org" rel="noopener">//e.org/a.png</a>' in html
