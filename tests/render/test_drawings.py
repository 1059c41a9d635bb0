"""Drawings of the plugin Excalidraw: their exported images, and never their data."""

import pytest

from milepost.build import render_site
from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory, problems_of

HEAD = "---\nexcalidraw-plugin: parsed\ntags: [excalidraw]\n---\n"
WARNING = (
    "==⚠  Switch to EXCALIDRAW VIEW in the MORE OPTIONS menu of this document. ⚠== You can decompress it.\n"
)
DATA = "N4KAkARALgngDgUwgLgAQQQDwMYEMA2AlgCYBOuA7hADTgQBuCpAzoQPYB2KqATL"
NEW = f"""{HEAD}{WARNING}
My own words.

# Excalidraw Data

## Text Elements
zzlabel ^a1b2c3d4

%%
## Drawing
```compressed-json
{DATA}
```
%%
"""
OLD = f"{HEAD}{WARNING}# Text Elements\nzzlabel ^a1\n\n# Drawing\n```json\n{DATA}\n```\n"
OLDEST = f"{HEAD}%%\n# Drawing\n```json\n{DATA}\n```\n%%"
BARE = f"{HEAD}```compressed-json\n{DATA}\n```\n"
NOTE = VaultPath("Note.md")
EMBED = {"Note.md": "![[Plan.excalidraw]] ![[Plan.excalidraw|300]] [[Plan.excalidraw]]"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


@pytest.mark.parametrize("text", [NEW, OLD, OLDEST, BARE])
def test_the_data_of_a_drawing_is_nowhere(vault: VaultFactory, text: str) -> None:
    site = vault({**EMBED, "Plan.excalidraw.md": text}, url="https://x.example/")
    pages, documents = render_site(site)
    everything = "".join((*(page.html for page in pages), *(each.text for each in documents)))
    everything += "".join(note.summary for note in site.notes.values())
    for noise in (DATA[:20], "zzlabel", "EXCALIDRAW VIEW", "decompress"):
        assert noise not in everything
    assert not problems_of(site)


def test_the_authors_own_words_stay(vault: VaultFactory) -> None:
    site = vault({"Plan.excalidraw.md": NEW})
    assert "<p>My own words.</p>" in render_note(site, VaultPath("Plan.excalidraw.md")).html


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        (["Plan.excalidraw.svg"], ["Plan.excalidraw.svg"]),
        (["Plan.svg"], ["Plan.svg"]),
        (["Plan.excalidraw.png"], ["Plan.excalidraw.png"]),
        (["Plan.excalidraw.png", "Plan.excalidraw.svg"], ["Plan.excalidraw.svg"]),
        (
            ["Plan.excalidraw.light.svg", "Plan.excalidraw.dark.svg"],
            ["Plan.excalidraw.light.svg", "Plan.excalidraw.dark.svg"],
        ),
        (["Plan.excalidraw.dark.svg"], ["Plan.excalidraw.dark.svg"]),
    ],
)
def test_a_drawing_is_the_image_that_lies_beside_it(
    vault: VaultFactory, files: list[str], shown: list[str]
) -> None:
    site = vault({**EMBED, "Plan.excalidraw.md": NEW, **dict.fromkeys(files, SVG)})
    own = render_note(site, VaultPath("Plan.excalidraw.md")).html
    embedded = render_note(site, NOTE).html
    for name in shown:
        assert f'src="../{name}"' in own
        assert embedded.count(f'src="../{name}" alt="Plan.excalidraw"') == 2
        assert ' width="300" height="225"' in embedded
    assert ('class="mp-dark"' in own) is (len(shown) == 2)


def test_a_drawing_without_an_image_says_what_it_is(vault: VaultFactory) -> None:
    html = render_note(vault({**EMBED, "Plan.excalidraw.md": NEW}), NOTE).html
    label = "<figcaption>Plan.excalidraw: a drawing, shown in Obsidian</figcaption>"
    assert html.count(label) == 2


def test_the_image_of_a_private_drawing_is_not_published(vault: VaultFactory) -> None:
    private = NEW.replace("---\n", "---\npublish: false\n", 1)
    site = vault({**EMBED, "Plan.excalidraw.md": private, "Plan.excalidraw.svg": SVG})
    assert not site.attachments
    assert "<img" not in render_note(site, NOTE).html
