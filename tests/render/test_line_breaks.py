"""A single line break shows, unless the vault's own option says otherwise."""

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory

NOTE = VaultPath("Note.md")


def test_a_single_line_break_shows(vault: VaultFactory) -> None:
    assert render_note(vault({"Note.md": "a\nb"}), NOTE).html == "<p>a<br>\nb</p>\n"


def test_a_vault_with_strict_line_breaks_shows_none(vault: VaultFactory) -> None:
    files = {
        "Note.md": "a\nb\n\n![[Guest]]",
        "Guest.md": "c\nd",
        ".obsidian/app.json": '{"strictLineBreaks": true}',
    }
    html = render_note(vault(files), NOTE).html
    assert "<br" not in html
    assert "<p>c\nd</p>" in html
