"""The table of a note's properties: what is in it, and when it is there."""

from collections.abc import Callable

import pytest

from milepost.model.path import VaultPath
from milepost.render.properties import properties_html
from support.cases import Case
from support.vaults import VaultFactory, note, page_of

NOTE = VaultPath("Note.md")
TABLE = '<table class="properties">'


@pytest.mark.cases("properties_table.md")
def test_properties_become_a_table(case: Case, check: Callable[[str], None], vault: VaultFactory) -> None:
    files = {
        "Note.md": f"---\n{case.given}---\n",
        "Other.md": "",
        "Secret.md": note(publish=False),
        "report.pdf": "",
    }
    site = vault(files, properties="show")
    check(properties_html(site, site.notes[NOTE]))


@pytest.mark.parametrize(
    ("option", "app", "said", "is_shown"),
    [
        (None, None, None, False),
        (None, "visible", None, True),
        (None, "hidden", None, False),
        (None, "source", None, False),
        ("hide", "visible", None, False),
        ("show", "hidden", None, True),
        ("show", None, False, False),
        ("hide", None, True, True),
    ],
)
def test_the_note_decides_then_the_site_then_the_app(
    vault: VaultFactory, option: str | None, app: str | None, said: bool | None, is_shown: bool
) -> None:
    shows = {} if said is None else {"show_properties": said}
    files = {"Note.md": note("words", mood="calm", **shows)}
    if app:
        files[".obsidian/app.json"] = f'{{"propertiesInDocument": "{app}"}}'
    assert (TABLE in page_of(vault(files, properties=option), "Note.md").html) is is_shown


def test_the_table_takes_the_place_of_the_tags_below_the_title(vault: VaultFactory) -> None:
    files = {"Note.md": note("# Title\n\nwords", tags=["a"])}
    shown = page_of(vault(files, properties="show"), "Note.md").html
    hidden = page_of(vault(files), "Note.md").html
    assert "mp-tags" in hidden
    assert "mp-tags" not in shown
    assert shown.index("<h1") < shown.index(TABLE) < shown.index("<p>words")


def test_an_embedded_note_shows_none(vault: VaultFactory) -> None:
    files = {"Note.md": "![[Guest]]", "Guest.md": note("words", mood="calm")}
    assert "calm" not in page_of(vault(files, properties="show"), "Note.md").html


def test_cssclasses_are_classes_of_the_page_and_of_embeds(vault: VaultFactory) -> None:
    files = {"Note.md": "![[Guest#Part]]", "Guest.md": note("## Part", cssclasses=["wide", "red"])}
    site = vault(files)
    assert page_of(site, "Guest.md").html.startswith('<div class="wide red">\n')
    assert '<div class="mp-embed wide red" data-search-exclude>' in page_of(site, "Note.md").html
    assert not page_of(site, "Note.md").html.startswith("<div")
