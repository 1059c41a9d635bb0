"""Addresses in no link (what becomes of them on pages is in tests/pages/test_private_names.py)."""

import pytest

from milepost.links.index import build_index
from milepost.links.private_addresses import without_private_addresses
from milepost.links.private_html import without_private_tags
from milepost.links.private_links import Private, without_private_names
from milepost.model.path import VaultPath
from support.counting import times_as_long

INDEX = build_index([], [], [], [VaultPath("Locked/Zorilla.md")])


def cleared(text: str, path: str = "Open.md") -> str:
    private = Private(INDEX, VaultPath(path), {})
    text = without_private_tags(without_private_names(text, private)[0], private)[0]
    return without_private_addresses(text, private)[0]


@pytest.mark.parametrize(
    "text",
    [
        "He said 'Zorilla' and \"Zorilla\" of Zorilla.md.",
        "An (unused) file: Locked/Zorilla.md",
        'f("Other.md", Zorilla.md)',
        "obsidian://open?vault=V&file=Other",
        "[label]: Other.md",
        'click A "Other.md" "Zorilla"',
        '<a href="Other.md" title="Zorilla">Zorilla</a> <abbr title="Zorilla">Z</abbr>',
    ],
)
def test_words_and_addresses_of_others_stay(text: str) -> None:
    assert cleared(text) == text


def test_a_string_of_a_canvas_s_own_stays() -> None:
    text = '{"file":"Locked/Zorilla.md","text":"<a href=\\"Zorilla.md\\">it</a>"}'
    assert cleared(text, "A.canvas") == text.replace('\\"Zorilla.md', '\\"private-note/')


@pytest.mark.parametrize(
    "piece",
    [
        "'a.md",
        "=a.md",
        "{a.md#",
        "](a.md",
        "obsidian:(",
        "obsidian:...",
        "[[N|\\",
        "[[N]](",
        "[a]: N.md ",
        "<a b='",
        "<a b=c>",
        "<a href=Zorilla.md>b",
        "<a b",
        "url(",
        'click a "Zorilla.md" "',
    ],
)
def test_eight_times_as_much_is_eight_times_the_work(piece: str) -> None:
    assert times_as_long(lambda count: piece * count, cleared, 2_000, 16_000) < 24
