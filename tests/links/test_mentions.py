"""Who mentions whom."""

import pytest

from milepost.links.graph import backlinks, build_graph, update_graph
from milepost.links.index import build_index
from milepost.model.path import VaultPath
from support.notes import parse
from support.vaults import VaultFactory, note


def test_links_embeds_and_properties_are_mentions(vault: VaultFactory) -> None:
    site = vault(
        {
            "Goal.md": "",
            "By link.md": "[[Goal]]",
            "By words.md": "[x](Goal.md)",
            "By embed.md": "![[Goal]]",
            "By property.md": note(up='"[[Goal]]"'),
            "Not at all.md": "`[[Goal]]` and %%[[Goal]]%%",
        }
    )
    assert backlinks(site.graph, VaultPath("Goal.md")) == (
        "By embed.md",
        "By link.md",
        "By property.md",
        "By words.md",
    )


def test_many_mentions_are_one_edge(vault: VaultFactory) -> None:
    site = vault({"A.md": "\n[[B]]\n\n[[B#x]]\n\n![[B]]", "B.md": ""})
    assert site.graph.targets == {"A.md": ("B.md",)}
    assert site.graph.backward[VaultPath("B.md")].sources == ("A.md",)


def test_a_note_does_not_mention_itself(vault: VaultFactory) -> None:
    site = vault({"A.md": "# H\n\n[[#H]] [[A]]"})
    assert not site.graph.targets
    assert not site.graph.backward


def test_private_notes_mention_nobody_and_are_mentioned_by_nobody(vault: VaultFactory) -> None:
    site = vault({"A.md": "[[Secret]]", "Secret.md": note("[[A]] ![[pic.png]]", draft=True), "pic.png": b""})
    assert not site.graph.targets
    assert not site.graph.backward
    assert not site.attachments


BEFORE = {"A.md": "One [[C]]. Two [[B]].", "B.md": "[[A]] and [[C]]", "C.md": "", "D.md": "See [[C]]."}
CHANGES = {
    "nothing": BEFORE,
    "words elsewhere": {**BEFORE, "A.md": "More.\n\nOne [[C]]. Two [[B]]."},
    "words around": {**BEFORE, "A.md": "One [[C]] more. Two [[B]]."},
    "a link less": {**BEFORE, "A.md": "One [[C]]."},
    "no link at all": {**BEFORE, "A.md": ""},
    "a first link": {**BEFORE, "C.md": "[[A]] and [[C]]"},
    "several notes": {**BEFORE, "A.md": "[[D]]", "B.md": "[[D]]", "D.md": "[[B]]"},
    "nowhere": {**BEFORE, "B.md": "[[A]] and [[Nothing]]"},
}


@pytest.mark.parametrize("after", CHANGES.values(), ids=CHANGES)
def test_a_graph_that_goes_on_from_another_is_as_one_made_anew(after: dict[str, str]) -> None:
    old, new = list(parse(BEFORE)), list(parse(after))
    index = build_index(new, ())
    graph, anew = build_graph(old, index), build_graph(new, index)
    changed = [note for note in new if after[note.path] != BEFORE[note.path]]
    assert update_graph(graph, changed, index) == anew
    unchanged = {note.path for note in new} - {note.path for note in changed}
    assert build_graph(new, index, (), graph, unchanged) == anew
    assert all(anew.targets.values())
    if after == BEFORE:
        assert update_graph(graph, new, index) is graph


def test_a_graph_that_goes_on_without_some_notes_has_forgotten_them() -> None:
    notes = list(parse(BEFORE))
    graph = build_graph(notes, build_index(notes, ()))
    for gone in range(len(notes)):
        left = [note for at, note in enumerate(notes) if at != gone]
        index = build_index(left, ())
        paths = {note.path for note in left}
        assert build_graph(left, index, (), graph, paths) == build_graph(left, index)
