"""Who mentions whom."""

from milepost.links.graph import backlinks
from milepost.model.path import VaultPath
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
    (edge,) = site.graph.forward[VaultPath("A.md")]
    assert edge.target == "B.md"


def test_a_note_does_not_mention_itself(vault: VaultFactory) -> None:
    site = vault({"A.md": "# H\n\n[[#H]] [[A]]"})
    assert not site.graph.forward
    assert not site.graph.backward


def test_private_notes_mention_nobody_and_are_mentioned_by_nobody(vault: VaultFactory) -> None:
    site = vault({"A.md": "[[Secret]]", "Secret.md": note("[[A]] ![[pic.png]]", draft=True), "pic.png": b""})
    assert not site.graph.forward
    assert not site.graph.backward
    assert not site.attachments
