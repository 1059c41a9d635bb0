"""The options that bend the rules of publishing, each as far as it says and no further (promise P1)."""

from pathlib import Path

import pytest

from milepost.build import check_site, load_site, render_site
from milepost.model.frozen import replace
from milepost.model.site import Host, Site
from milepost.settings import Settings
from support.vaults import VaultFactory, canvas, note, page_of, problems_of, write_vault

LOCKED = {
    "Locked/Asks.md": note("Words. ![[Locked/pic.png]]", publish=True),
    "Locked/Silent.md": "Silent words.",
    "Locked/Draft.md": note("Words.", publish=True, draft=True),
    "Locked/pic.png": "",
    "Forms/Form.md": note("Words.", publish=True),
    ".obsidian/templates.json": '{"folder": "Forms"}',
    "Open.md": note("[[Asks]] [[Silent|that]]", publish=True),
}


@pytest.mark.parametrize("mode", ["all", "explicit"])
def test_an_excluded_note_is_private_whatever_it_says(vault: VaultFactory, mode: str) -> None:
    assert set(vault(LOCKED, publish=mode, exclude=["Locked"]).notes) == {"Open.md"}


@pytest.mark.parametrize("mode", ["all", "explicit"])
def test_an_excluded_note_goes_out_if_it_asks_and_the_option_lets_it(vault: VaultFactory, mode: str) -> None:
    site = vault(LOCKED, publish=mode, exclude=["Locked"], publish_excluded=True)
    assert set(site.notes) == {"Open.md", "Locked/Asks.md"}
    assert site.attachments == {}  # a file cannot ask
    html = page_of(site, "Open.md").html
    assert 'href="../locked/asks/"' in html
    assert "that" in html
    assert "Silent" not in html


def test_folders_that_obsidian_publish_leaves_out_are_excluded(vault: VaultFactory) -> None:
    said = '{"siteId": "a", "included": [], "excluded": ["Locked/", 3, "/"]}'
    site = vault({**LOCKED, ".obsidian/publish.json": said})
    assert set(site.notes) == {"Open.md"}


DRAFTS = {
    "Draft.md": "---\ndraft: true\naliases: [Sketch]\n---\n# A heading\n\nDraft words.",
    "Hidden.md": "---\ndraft: true\npublish: false\n---\nHidden words.",
    "Excluded.md": "---\ndraft: true\n---\nExcluded words.",
    "Open.md": "[[Draft]] ![[Draft]] [[Hidden|that]] [[Excluded|these]]",
}


def preview(root: Path, *, asked: bool = True, is_preview: bool = True) -> Site:
    write_vault(root, DRAFTS)
    settings = Settings.from_options(
        {"preview_drafts": asked, "publish": "explicit", "exclude": ["Excluded.md"]}
    )
    write_vault(root, {"Open.md": f"---\npublish: true\n---\n{DRAFTS['Open.md']}"})
    return load_site(str(root), settings, Host("Test", is_preview=is_preview))


def test_a_draft_is_in_a_preview_that_asks_for_it_and_says_that_it_is_one(tmp_path: Path) -> None:
    site = preview(tmp_path)
    assert set(site.notes) == {"Draft.md", "Open.md"}
    draft = page_of(site, "Draft.md")
    assert draft.title == "Draft (draft)"
    assert '<p class="mp-draft" role="note">This note is a draft' in draft.html
    assert "Draft (draft)</a>" in page_of(site, "Open.md").html
    text = repr([replace(page, problems=()) for page in render_site(site)[0]])
    assert "Hidden" not in text
    assert "Excluded words" not in text


@pytest.mark.parametrize(("asked", "is_preview"), [(True, False), (False, True), (False, False)])
def test_a_draft_is_nowhere_else(tmp_path: Path, asked: bool, is_preview: bool) -> None:
    assert set(preview(tmp_path, asked=asked, is_preview=is_preview).notes) == {"Open.md"}


NAMED = {
    "Zorilla.md": note("Words.", publish=False),
    "Open.md": (
        "---\nrelated: '[[Zorilla]]'\n---\nSee [[Zorilla]] and [[Zorilla#Part|my words]].\n\n"
        "Then ![[Zorilla]] and `[[Open]]`, [[zorilla.md#Part]].\n"
    ),
    "Map.canvas": canvas("Open.md", text='To [[Zorilla]] "and" [[Open]]'),
}


def test_names_of_private_notes_stay_as_text_by_default(vault: VaultFactory) -> None:
    site = vault(NAMED)
    assert "See Zorilla and my words" in page_of(site, "Open.md").html
    assert problems_of(site) == []


def test_names_of_private_notes_are_replaced_and_reported_if_asked(vault: VaultFactory) -> None:
    site = vault(NAMED, private_names="replace")
    pages, documents = render_site(site)
    assert "See private note and my words" in page_of(site, "Open.md").html
    assert "[[Open]]" in page_of(site, "Open.md").html
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert "zorilla" not in written.lower()
    assert [(problem.path, problem.line, problem.code) for problem in check_site(site, pages)] == [
        ("Map.canvas", 1, "link-private"),
        ("Open.md", 4, "link-private"),
        ("Open.md", 6, "link-private"),
    ]


def test_text_in_properties_shows_no_private_name_if_asked(vault: VaultFactory) -> None:
    files = {
        "Zorilla.md": note("Words.", publish=False),
        "Open.md": (
            "---\ntitle: On [[Zorilla]]\ndescription: See [[Zorilla]], [[zorilla|her]] and [[Item]].\n"
            "aliases: ['of [[Zorilla]]']\n---\nWords.\n"
        ),
        "Item.md": note("`= [[Open]].title`", type="item", estimate='"2 hours with [[Zorilla]]"'),
        "About/index.md": "# About [[Zorilla]]\n",
    }
    site = vault(files, private_names="replace")
    pages, documents = render_site(site)
    page = page_of(site, "Open.md")
    assert page.title == "On private note"
    assert page.description == "See private note, her and [[Item]]."
    assert page_of(site, "About/index.md").title == "About private note"
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert "zorilla" not in written.lower()
    found = [each for each in check_site(site, pages) if each.code == "link-private"]
    assert [(each.path, each.line) for each in found] == [
        *(("About/index.md", 1), ("Item.md", 3)),
        *(("Open.md", 2), ("Open.md", 3), ("Open.md", 4)),
    ]


def test_text_in_properties_shows_no_more_of_a_link_to_a_private_note_than_its_words(
    vault: VaultFactory,
) -> None:
    files = {
        "Zorilla.md": note("Words.", publish=False),
        "Kept.md": note("Words.", publish=False),
        "Open.md": (
            "---\ntitle: On [[Zorilla|her]]\ndescription: See [[Zorilla|her]], [[Kept]] and [[Item]].\n"
            "aliases: ['of [[Zorilla#Part|that]]']\n---\nWords.\n"
        ),
        "Item.md": note(
            "To [[Open]] and [[of that]].", type="item", estimate='"2 hours with [[Zorilla|her]]"'
        ),
        "Phase.md": note(type="phase", order=1, tagline='"After [[Zorilla|her]]"'),
    }
    site = vault(files)
    pages, documents = render_site(site)
    page = page_of(site, "Open.md")
    assert page.title == "On her"
    assert page.description == "See her, Kept and [[Item]]."
    assert "After her" in page_of(site, "Phase.md").html
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert "zorilla" not in written.lower()
    assert [each for each in problems_of(site) if "link" in each] == []


DIAGRAM = """\
```mermaid
graph LR
  {node} --> Open
  Open --> {again}
  class {name},Open internal-link;
```
"""


@pytest.mark.parametrize(
    ("node", "again", "name"),
    [
        ("Zorilla", "Zorilla", "Zorilla"),
        ("Open-->Zorilla", "Zorilla", "Zorilla"),
        ("Zorilla---b", "Zorilla", "Zorilla"),
        ("a[Zorilla]", "a", "a"),
        ('a["Zorilla"]', "a", '"a"'),
        ("a((Zorilla))", "a", "a"),
        ("a[(zorilla)]", "a", "a"),
        ("Zorilla:::internal-link", "Zorilla", "Open"),
        ("a[Zorilla]:::internal-link", "a", "Open"),
        ('b["Open"]:::internal-link-->a["zorilla"]:::internal-link', "a", "Open"),
        ("a; class b,a internal-link", "a[Zorilla]", "Open"),
        ("b---a[Zorilla]", "a", "a"),
        ("a[/Zorilla/]", "a", "a"),
        ('a["`Zorilla`"]', "a", "a"),
        ('a["`**Zorilla**`"]', "a", "a"),
        ('a["<b>Zorilla</b>"]', "a", "a"),
        ('a["Zorilla<br>"]', "a", "a"),
        ('a["Zorill#97;"]', "a", "a"),
        ('a@{ shape: rect, label: "Zorilla" }', "a", "a"),
        ("a@{ label: zorilla, shape: rect }", "a", "a"),
        ('a@{ shape: rect, label: "Zorilla" }:::internal-link', "a", "Open"),
        ("a[words]", "a[Zorilla]", "a"),
        ("Zorilla.md", "Zorilla.md", "Zorilla.md"),
    ],
)
def test_a_diagram_shows_no_private_name_if_asked(
    vault: VaultFactory, node: str, again: str, name: str
) -> None:
    text = DIAGRAM.format(node=node, again=again, name=name)
    files = {
        "Zorilla.md": note("Words.", publish=False),
        "Open.md": f"Words.\n\n{text}",
        "Two.md": "![[Open]]",
    }
    shown = vault(files)
    assert "zorilla" in page_of(shown, "Open.md").html.lower()
    site = vault(files, private_names="replace")
    pages, documents = render_site(site)
    assert "private note" in page_of(site, "Open.md").html
    assert 'class="wikilink"' in page_of(site, "Open.md").html  # the other node is a link yet
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert "zorilla" not in written.lower()
    assert [(each.path, each.line, each.code) for each in check_site(site, pages)] == [
        ("Open.md", 3, "link-private")
    ]


def test_a_diagram_of_private_names_alone_is_drawn_without_them(vault: VaultFactory) -> None:
    text = "```mermaid\ngraph LR\n  Zorilla --> b\n  class Zorilla internal-link;\n```\n"
    files = {"Zorilla.md": note("Words.", publish=False), "Open.md": text}
    html = page_of(vault(files, private_names="replace"), "Open.md").html
    assert "<svg" in html
    assert "private note" in html
    assert "zorilla" not in html.lower()


@pytest.mark.parametrize(
    ("diagram", "links"),
    [
        ("graph LR\n  a[Zorilla] --> Open\n  class a,Open other,internal-link", 1),
        ("graph LR\n  a[Zorilla]:::  internal-link --> Open ::: internal-link", 1),
        ("graph LR\n  subgraph Zorilla\n    Open\n  end\n  class Zorilla,Open internal-link", 1),
        ('stateDiagram-v2\n  state "Zorilla" as a\n  a --> Open\n  class a internal-link', 0),
        ("stateDiagram-v2\n  a: Zorilla\n  a --> Open\n  class a internal-link", 0),
        ("stateDiagram-v2\n  Zorilla --> Sorilla\n  class Zorilla,Sorilla,Open internal-link\n  Open", 1),
        ("classDiagram\n  class Zorilla:::internal-link\n  class Open:::internal-link", 1),
        ('classDiagram\n  class a["Zorilla"]\n  class Open\n  cssClass "a,Open" internal-link', 1),
        ("mindmap\n  root\n    Zorilla\n    :::internal-link", 0),
        ("mindmap\n  root\n    a[Zorilla]\n    :::other internal-link", 0),
        ("erDiagram\n  Zorilla ||--o{ Open : has\n  class Zorilla,Open internal-link", 1),
        ("block-beta\n  Zorilla Open\n  class Zorilla,Open internal-link", 1),
        ("requirementDiagram\n  requirement Zorilla {\n  id: 1\n  }\n  class Zorilla internal-link", 0),
    ],
)
@pytest.mark.parametrize("host", ["Open.md", "Listed.md", "Map.canvas"])
def test_no_kind_of_diagram_shows_a_private_name_if_asked(
    vault: VaultFactory, diagram: str, links: int, host: str
) -> None:
    text = f"```mermaid\n{diagram}\n```"
    files = {
        "Zorilla.md": note("Words.", publish=False),
        "Sorilla.md": note("Words.", publish=False),
        "Open.md": "Words.",
    }
    listed = "- " + text.replace("\n", "\n  ")
    files[host] = canvas(text=text) if host.endswith(".canvas") else {"Listed.md": listed}.get(host, text)
    site = vault(files, private_names="replace")
    pages, documents = render_site(site)
    html = page_of(site, host).html
    assert "<svg" in html
    assert "private" in html
    assert html.count('<a class="wikilink"') >= links
    written = repr([replace(page, problems=()) for page in pages]) + repr(documents)
    assert "orilla" not in written.lower()
    assert {each.code for each in check_site(site, pages)} == {"link-private"}


def test_a_diagram_that_cannot_be_drawn_shows_no_private_name_in_its_source_if_asked(
    vault: VaultFactory,
) -> None:
    text = "```mermaid\ngraph LR\n  a[Zorilla]:::one,internal-link -->\n  Zorilla ->> b\n```\n"
    files = {"Zorilla.md": note("Words.", publish=False), "Open.md": text}
    html = page_of(vault(files, private_names="replace"), "Open.md").html
    assert "<svg" not in html
    assert "private_note" in html
    assert "orilla" not in html.lower()


BROKEN = {
    "Bad.md": "---\ntitle: [half\n---\nSecret words, [[Locked]].",
    "Unclear.md": "---\npublish: perhaps\n---\nSecret words.",
    "Locked.md": "---\ntitle: [half\n---\nSecret words.",
    "Open.md": "[[Bad]] ![[Unclear]]",
}


@pytest.mark.parametrize("names", ["keep", "replace"])
def test_a_preview_says_what_is_wrong_with_a_note_and_not_what_it_says(tmp_path: Path, names: str) -> None:
    write_vault(tmp_path, BROKEN)
    settings = Settings.from_options({"exclude": ["Locked.md"], "private_names": names})
    site = load_site(str(tmp_path), settings, Host("Test", is_preview=True))
    assert set(site.notes) == {"Bad.md", "Open.md", "Unclear.md"}
    page = page_of(site, "Bad.md")
    assert page.title == "Bad (cannot be read)"
    assert "properties are not valid YAML" in page.html
    assert "Secret" not in repr([replace(each, problems=()) for each in render_site(site)[0]])
    assert set(load_site(str(tmp_path), settings, Host("Test")).notes) == {"Open.md"}
