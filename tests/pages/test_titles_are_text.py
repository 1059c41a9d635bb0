"""What an author writes in names and properties is text on every page, never markup of ours (promise P7)."""

import pytest

from milepost.build import render_site
from milepost.model.site import Site
from support.html import read_html
from support.vaults import VaultFactory, item, note, phase, write_up

EVIL = "<script>alert(1)</script> & \"q\" 'a' <img src=x onerror=y>"
QUOTED = "'" + EVIL.replace("'", "''") + "'"


@pytest.fixture
def site(vault: VaultFactory) -> Site:
    heading = EVIL.replace("<", "&lt;")
    files = {
        "Roadmap.md": note("[[Item]]", type="roadmap", title=QUOTED, tags=["'<b>&'"]),
        "Phase.md": phase(1, "[[Item]]", title=QUOTED, tagline=QUOTED, description=QUOTED),
        "Item.md": item("done", "[[Up]]", title=QUOTED, phase='"[[Phase]]"', kind=QUOTED, estimate=QUOTED),
        "Stray.md": item("done", title=QUOTED),
        "Up.md": write_up("2026-01-01", "[[Item]]", title=QUOTED, description=QUOTED, items='["[[Item]]"]'),
        "a & 'x'.md": f"# {heading}\n\n[[Item|{EVIL}]] ![[Stray]] ![[<script>]] [[<script>]]",
        "b & 'c'/n.md": "words",
    }
    return vault(files, url="https://x.example/?a=1&b=<script>/")


def test_no_name_or_property_becomes_markup(site: Site) -> None:
    pages, documents = render_site(site)
    assert pages
    for page in pages:
        tags = set(read_html(page.html).tags)
        assert not tags & {"script", "i", "b", "img"}, page.path
        assert "<script" not in page.html
    for document in documents:
        assert "<script" not in document.text


def test_every_tag_stays_closed(site: Site) -> None:
    assert [fault for page in render_site(site)[0] for fault in read_html(page.html).faults] == []


def test_words_that_look_like_markup_are_shown(site: Site) -> None:
    (page,) = (page for page in render_site(site)[0] if page.source == "Item.md")
    assert page.title == EVIL
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page.html
