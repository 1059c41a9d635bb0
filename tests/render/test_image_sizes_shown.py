"""The space that an image of the vault takes before it has come."""

import io

import pytest
from PIL import Image

from milepost.model.path import VaultPath
from milepost.render.note import render_note
from support.vaults import VaultFactory


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("![[a.png]]", 'width="30" height="20"'),
        ("![](a.png)", 'width="30" height="20"'),
        ("![[a.png|15]]", 'width="15" height="10"'),
        ("![words|60](a.png)", 'width="60" height="40"'),
        ("![[a.png|5x90]]", 'width="5" height="90" style="aspect-ratio:5/90"'),
        ("![[a.png|1]]", 'width="1" height="1"'),
    ],
)
def test_an_image_keeps_its_place(vault: VaultFactory, written: str, size: str) -> None:
    data = io.BytesIO()
    Image.new("RGB", (30, 20)).save(data, "PNG")
    site = vault({"A.md": written, "a.png": data.getvalue()})
    assert f' {size} loading="lazy"' in render_note(site, VaultPath("A.md")).html


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("![[a.svg]]", 'width="1000" height="250" style="width:100%"'),
        ("![[a.svg|80]]", 'width="80" height="20"'),
    ],
)
def test_a_drawing_with_a_shape_only_is_as_wide_as_there_is_room(
    vault: VaultFactory, written: str, size: str
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="1" height="1"/></svg>'
    site = vault({"A.md": written, "a.svg": svg})
    assert f' {size} loading="lazy"' in render_note(site, VaultPath("A.md")).html


def test_a_damaged_image_takes_what_the_author_says(vault: VaultFactory) -> None:
    site = vault({"A.md": "![[a.png|15]]", "a.png": b"torn"})
    assert ' width="15" loading="lazy"' in render_note(site, VaultPath("A.md")).html
