"""A private note leaves no trace: its words are in no page, no document, no file (promise P1)."""

import pytest

from milepost.build import render_site
from milepost.model.frozen import replace
from milepost.model.site import Site
from support.runs import run_files
from support.vaults import VaultFactory, canvas, item, note, phase, write_up

SECRET = "zzsecret"

# Every way in which a private note can be near a public one.
FILES = {
    "Maps.md": "[[Map.canvas]] ![[Map.canvas]] ![[Chart.canvas]]",
    "index.md": "[[zzsecret name|x]] ![[zzsecret name]] ![[zzsecret name#zzsecret]] [x](zzsecret%20name.md)",
    "Phase.md": phase(1, "words"),
    "Around.md": "Words around [[Item]] %%zzsecret%% and ![[zzsecret name]] [[zzsecret name|x]].",
    "Item.md": item("done", "words", phase='"[[Phase]]"', kind="eval", up='"[[zzsecret name]]"'),
    "Up.md": write_up("2026-01-01", "words", items='["[[Item]]", "[[zzsecret item]]"]'),
    "zzsecret name.md": note(
        "# zzsecret heading\n\n[[Item]] ![[zzsecret.png]] #zzsecret-tag",
        draft=True,
        title="zzsecret title",
        aliases=["zzsecret alias", "zzsecret folder/old"],
        permalink="zzsecret/permalink",
        tags=["zzsecret"],
        description="zzsecret",
    ),
    "zzsecret item.md": item(
        "done",
        "words",
        phase='"[[Phase]]"',
        publish=False,
        kind="zzsecret",
        estimate="9 h",
        review="2020-01-01",
    ),
    "zzsecret second.md": item("todo", draft=True, phase='"[[Phase]]"', kind="eval"),
    "zzsecret phase.md": phase(2, "words", draft=True),
    "zzsecret roadmap.md": note(type="roadmap", draft=True),
    "zzsecret up.md": write_up("2026-02-02", "[[Item]]", draft=True),
    "zzsecret broken.md": "---\ntitle: [\n---\n[[Item]]",
    "zzsecret unclear.md": note("[[Item]]", publish="perhaps"),
    "zzsecret folder/n.md": note("words", draft=True),
    "Map.canvas": canvas("zzsecret name.md", "zzsecret folder/n.md", text="%%zzsecret%% ![[zzsecret name]]"),
    "zzsecret left out/Chart.canvas": canvas("zzsecret name.md", text="zzsecret ![[zzsecret.png]]"),
    "zzsecret.png": "",
    "zzsecret unused.pdf": "",
}


@pytest.fixture(params=["all", "explicit"])
def site(vault: VaultFactory, request: pytest.FixtureRequest) -> Site:
    files: dict[str, str] = {**FILES, **run_files("zzsecret")}
    files["experiments/zzsecret/zzsecret.md"] = note("![[line.svg]] [[Item]]", type="run", draft=True)
    if request.param == "explicit":
        public = ("index.md", "Maps.md", "Phase.md", "Around.md", "Item.md", "Up.md")
        files = {path: said(text) if path in public else text for path, text in files.items()}
    return vault(
        files,
        url="https://x.example/",
        publish=request.param,
        exclude=["zzsecret left out"],
        properties="show",
    )


def said(text: str) -> str:
    """The note's text, saying that it is public."""
    head, text = (
        ("---\n", text.removeprefix("---\n")) if text.startswith("---\n") else ("---\n", f"---\n{text}")
    )
    return f"{head}publish: true\n{text}"


def test_no_page_or_document_speaks_of_it(site: Site) -> None:
    pages, documents = render_site(site)
    assert {page.source for page in pages if page.source} == {
        "Phase.md",
        "Around.md",
        "Item.md",
        "Map.canvas",
        "Maps.md",
        "index.md",
        "Up.md",
    }
    # Problems are told to the author alone.
    written = {page.path: repr(replace(page, problems=())) for page in pages}
    written.update((document.path, document.text) for document in documents)
    assert [path for path, text in written.items() if SECRET in text.lower()] == []


def test_no_address_leads_to_it(site: Site) -> None:
    assert [address for address in site.redirects if SECRET in address] == []
    assert not set(site.redirects.values()) - site.notes.keys()


def test_no_file_of_it_is_published(site: Site) -> None:
    assert [path for path in (*site.attachments, *site.addresses) if SECRET in path] == []


def test_it_counts_nowhere(site: Site) -> None:
    assert site.roadmap.progress.total == 1
    assert [phase.path for phase in site.roadmap.phases] == ["Phase.md"]
    assert site.roadmap.items[0].write_ups == ("Up.md",)
    assert not site.roadmap.items[0].runs
    assert list(site.kind_pages) == ["eval"]
    assert site.roadmap.by_kind["eval"].total == 1
