"""The page of the graph and its data."""

import json

from milepost.build import render_site
from milepost.model.site import Site
from support.outline import outline
from support.vaults import VaultFactory, document_of, page_at, page_of

FILES = {
    "A.md": "[[B]] [[B]] [[Secret]] #tag",
    "Deep/B.md": "[[A]] <b>",
    "Deep/Alone.md": "",
    "Secret.md": "---\npublish: false\ntags: [zzcanary]\ntitle: zzcanary\n---\n[[A]] [[Deep/B]]",
}


def paths(site: Site) -> set[str]:
    pages, documents = render_site(site)
    return {*(page.path for page in pages), *(each.path for each in documents)}


def test_the_data_has_every_note_and_each_pair_once(vault: VaultFactory) -> None:
    data = json.loads(document_of(vault(FILES), "graph.json").text)
    notes = [(title, url, data["folders"][folder], tags) for title, url, folder, _, _, tags in data["notes"]]
    assert notes == [
        ("A", "a/", "", ["tag"]),
        ("Alone", "deep/alone/", "Deep", []),
        ("B", "deep/b/", "Deep", []),
    ]
    assert data["edges"] == [[0, 2]]


def test_nothing_of_a_private_note_is_in_page_or_data(vault: VaultFactory) -> None:
    site = vault(FILES)
    said = (document_of(site, "graph.json").text + page_at(site, "graph/").html).lower()
    assert "zzcanary" not in said
    assert "secret" not in said


def test_the_page_leads_to_every_note_for_who_cannot_see_the_graph(vault: VaultFactory) -> None:
    assert "[All notes, by folder](../)" in outline(page_at(vault(FILES), "graph/").html)


def test_a_note_with_links_has_a_graph_of_its_own(vault: VaultFactory) -> None:
    site = vault(FILES)
    assert "<summary>Graph</summary>" in page_of(site, "A.md").html
    assert "<summary>Graph</summary>" not in page_of(site, "Deep/Alone.md").html


def test_who_has_no_note_for_a_neighbour_has_none(vault: VaultFactory) -> None:
    board = {
        "nodes": [
            {"id": "1", "type": "file", "file": "On a board.md", "x": 0, "y": 0, "width": 9, "height": 9}
        ]
    }
    files = {"On a board.md": "", "Seen.md": "![[sea.png]]", "sea.png": "", "Map.canvas": json.dumps(board)}
    site = vault(
        {**FILES, **files, "To secrets.md": "[[Secret]]", "Linked.md": "", "Linking.md": "[[Linked]]"}
    )
    having = {
        name
        for name in ("On a board", "Seen", "To secrets", "Linked", "Linking")
        if "<summary>Graph</summary>" in page_of(site, f"{name}.md").html
    }
    assert having == {"Linked", "Linking"}


def test_without_links_or_when_switched_off_there_is_no_graph(vault: VaultFactory) -> None:
    assert not {"graph/", "graph.json"} & paths(vault({"A.md": "", "B.md": ""}))
    site = vault(FILES, graph=False)
    assert not {"graph/", "graph.json"} & paths(site)
    assert "mp-graph" not in page_of(site, "A.md").html


def test_a_note_called_graph_keeps_its_address(vault: VaultFactory) -> None:
    site = vault({**FILES, "Graph.md": "[[A]]"})
    assert page_of(site, "Graph.md").path == "graph/"
    assert page_at(site, "graph-2/").title == "Graph"
