"""The pages of the kinds of item: what each lists, where it stands, and who leads to it."""

from milepost.build import render_site
from milepost.model.path import VaultPath
from milepost.model.site import Site
from support.outline import outline
from support.vaults import VaultFactory, item, note, page_at, page_of, phase

FILES = {
    "Roadmap.md": note(type="roadmap"),
    "One.md": phase(1),
    "Two.md": phase(2),
    "A.md": item("done", phase="1", order=1, kind="eval", estimate="2 hours"),
    "B.md": item("todo", phase="1", order=2, kind="Eval"),
    "C.md": item("partial", phase="1", order=3, kind="concept"),
    "D.md": item("partial", phase="2", kind="eval"),
    "E.md": item("todo", kind="eval"),
    "F.md": item("todo", phase="2"),
}


def addresses_of_kinds(site: Site) -> dict[str, str]:
    return {kind: str(address) for kind, address in site.kind_pages.items()}


def test_a_kind_lists_its_items_phase_by_phase(vault: VaultFactory) -> None:
    page = page_at(vault(FILES), "kind/eval/")
    lines = outline(page.html).splitlines()
    assert lines[:2] == [
        "# Kind: eval",
        "38 % 1 done, 1 partial, 2 to do of 4 100 % by estimated hours",
    ]
    assert lines[lines.index("## One") :] == [
        "## One",
        "[Phase 1](../../one/): 50 %, 1 done, 0 partial, 1 to do of 2",
        "Done [A](../../a/) 2 hours",
        "To do [B](../../b/)",
        "## Two",
        "[Phase 2](../../two/): 50 %, 0 done, 1 partial, 0 to do of 1",
        "Partial [D](../../d/)",
        "## Without a phase",
        "To do [E](../../e/)",
    ]
    assert [entry.title for entry in page.toc] == ["One", "Two", "Without a phase"]
    assert [crumb.title for crumb in page.trail] == ["Roadmap"]


def test_items_cards_and_the_dashboard_lead_to_it(vault: VaultFactory) -> None:
    site = vault(FILES)
    assert "Done [eval](../kind/eval/) 2 hours" in outline(page_of(site, "A.md").html)
    assert "[All of the kind concept](../kind/concept/)" in outline(page_of(site, "One.md").html)
    assert "| [eval](../kind/eval/) | 1 | 1 | 2 | 4 | 38 % |" in outline(page_of(site, "Roadmap.md").html)


def test_only_kinds_in_use_have_a_page(vault: VaultFactory) -> None:
    assert addresses_of_kinds(vault(FILES)) == {"concept": "kind/concept/", "eval": "kind/eval/"}
    assert addresses_of_kinds(vault({"A.md": "words"})) == {}


def test_a_note_keeps_its_address_from_a_kind(vault: VaultFactory) -> None:
    site = vault({"A.md": item(kind="eval"), "Kind/Eval.md": "words", "Kind/x.md": "words"})
    assert site.addresses[VaultPath("Kind/Eval.md")] == "kind/eval/"
    assert addresses_of_kinds(site) == {"eval": "kind/eval-2/"}
    pages, _ = render_site(site)
    assert {"kind/", "kind/eval/", "kind/eval-2/"} <= {page.path for page in pages}


def test_an_attachment_gives_way_to_a_kind(vault: VaultFactory) -> None:
    site = vault({"A.md": item(body="[page](kind/eval/index.html)", kind="eval"), "kind/eval/index.html": ""})
    assert addresses_of_kinds(site) == {"eval": "kind/eval/"}
    assert site.addresses[VaultPath("kind/eval/index.html")] == "kind/eval/index-2.html"


def test_any_word_is_a_kind_with_an_address_of_its_own(vault: VaultFactory) -> None:
    kinds = ["A/B", "a-b", "a b", "…", "<b>", "index", f"long{'字' * 200}"]
    site = vault({f"{at}.md": item(kind=f'"{kind}"') for at, kind in enumerate(kinds)}, directory_urls=False)
    pages = list(site.kind_pages.values())
    assert len({page.casefold() for page in pages}) == len(pages) == len(kinds)
    assert site.kind_pages["a/b"] == "kind/a/b.html"
    assert "<h1>Kind: &lt;b&gt;</h1>" in page_at(site, site.kind_pages["<b>"]).html
