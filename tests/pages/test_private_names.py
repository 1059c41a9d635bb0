"""Names of private notes where a link is no plain `[[Name]]` in a sentence (promise P1)."""

import json

import pytest

from milepost.build import check_site, render_site
from milepost.model.frozen import replace
from milepost.model.site import Site
from support.vaults import VaultFactory, canvas, note, page_of

PRIVATE = {"Zorilla.md": note("Words.", publish=False), "Doe, Zorilla.md": note("Words.", publish=False)}


def written(site: Site) -> str:
    """All that goes out, in lower case."""
    pages, documents = render_site(site)
    return (repr([replace(page, problems=()) for page in pages]) + repr(documents)).lower()


def replaced(vault: VaultFactory, host: str, text: str) -> Site:
    """The site of a note or of a card with that text, beside private notes whose names are replaced."""
    files = {**PRIVATE, "Locked/Zorilla (2).md": note("Words.", publish=False)}
    files[host] = canvas(text=text) if host.lower().endswith(".canvas") else text
    return vault(files, private_names="replace")


def reported(site: Site) -> list[str]:
    """Where there is a problem, and which."""
    problems = check_site(site, render_site(site)[0])
    return sorted(f"{each.path}:{each.line} {each.code}" for each in problems)


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[[Part#With Zorilla]]", '<a class="wikilink" href="../part/#with-private-note">'),
        ("[[Part#with zorilla#Below]]", "Part &gt; With private note &gt; Below</a>"),
        ("[[Part#With Zorilla|it]]", 'href="../part/#with-private-note">it</a>'),
        ("[[part#with-zorilla]]", 'href="../part/#with-private-note">'),
        ("[it](Part.md#With%20Zorilla)", 'href="../part/#with-private-note">it</a>'),
        ("[it](Part.md#with-zorilla)", 'href="../part/#with-private-note">it</a>'),
        ("[[Part#With Zorilla|With Zorilla]]", 'href="../part/#with-private-note">With private note</a>'),
        ("[With Zorilla](Part.md#with-zorilla)", 'href="../part/#with-private-note">With private note</a>'),
        ("[Part > With Zorilla](Part.md#With%20Zorilla)", '">Part &gt; With private note</a>'),
        ("![[Part#With Zorilla]]", "Some words."),
        ("# ![[Part#With Zorilla]]", "Part &gt; With private note"),
        ("[[Part#And her Zorilla that day]]", "Part &gt; And her that day</a>"),
        ("[[#Own Zorilla]]\n\n# Own [[Zorilla]]", 'href="#own-private-note">Own private note</a>'),
        ("| a |\n| --- |\n| [[Part#With Zorilla\\|it]] [[Part#With Zorilla]] |", "note</a></td>"),
    ],
)
def test_a_link_to_a_heading_does_not_tell_the_private_name_in_it(
    vault: VaultFactory, link: str, shown: str
) -> None:
    files = {
        **PRIVATE,
        "Part.md": "## With [[Zorilla]]\n\nSome words.\n\n### Below\n\n## And her [[zorilla|that day]]\n",
        "Open.md": (
            "---\nrelated: '[[Part#With Zorilla]]'\nlast: '[[Part#With Zorilla|With Zorilla]]'\n"
            f"tagged: [[Part#Below]]\n---\n{link}\n"
        ),
        "Asks.md": "`= [[Open]].related` says it.",
    }
    site = vault(files, private_names="replace", properties="show")
    assert shown in page_of(site, "Open.md").html
    assert "private note" in page_of(site, "Asks.md").html
    assert "zorilla" not in written(site)
    assert {each.partition(" ")[2] for each in reported(site)} == {"link-private"}


def test_headings_that_say_the_same_without_their_names_are_told_apart(vault: VaultFactory) -> None:
    files = {
        **PRIVATE,
        "Part.md": "## [[Zorilla]]\n\nFirst words.\n\n## [[Doe, Zorilla]]\n\nOther words.\n",
        "Open.md": (
            "---\nwith: '[[Part#Doe, Zorilla|her]]'\n---\n[[Part#Doe, Zorilla]] ![[Part#Doe, Zorilla]]\n"
        ),
        "Asks.md": "`= [[Open]].with`",
    }
    site = vault(files, private_names="replace")
    html = page_of(site, "Open.md").html
    assert '<a class="wikilink" href="../part/#private-note-1">Part &gt; private note</a>' in html
    assert "Other words." in html
    assert "First words." not in html
    assert "zorilla" not in written(site)


def test_a_card_of_a_canvas_does_not_tell_the_private_name_in_its_heading(vault: VaultFactory) -> None:
    card = {"id": "a", "type": "file", "file": "Part.md", "subpath": "#With Zorilla"}
    box = {"x": 0, "y": 0, "width": 200, "height": 100}
    words = {"id": "b", "type": "text", "text": "To [[Part#With Zorilla]]."}
    board = json.dumps({"nodes": [{**card, **box}, {**words, **box}]}, indent=1)
    files = {**PRIVATE, "Part.md": 'A "word".\n\n## With "[[Zorilla]]"\n\nSome words.', "Map.canvas": board}
    site = vault(files, private_names="replace")
    html = page_of(site, "Map.canvas").html
    assert 'href="../part/#with-private-note">Part &gt; With private note</a>' in html
    assert "Some words." in html
    assert "zorilla" not in written(site)
    assert {each.partition(" ")[2] for each in reported(site)} == {"link-private"}


def test_an_escaped_embed_is_a_link_and_tells_no_private_name(vault: VaultFactory) -> None:
    site = vault({**PRIVATE, "Open.md": r"So \![[Zorilla]]."}, private_names="replace")
    assert "So !private note." in page_of(site, "Open.md").html
    assert reported(site) == ["Open.md:1 link-private"]


def test_a_private_notes_property_in_a_sentence_is_nothing(vault: VaultFactory) -> None:
    site = vault({**PRIVATE, "Open.md": "So `= [[Zorilla]].mood` it is."}, private_names="replace")
    assert "<p>So  it is.</p>" in page_of(site, "Open.md").html
    assert reported(site) == []


BASE = "```base\nviews:\n  - type: table\n    name: All\n    order: [file.name, with, after]\n```\n"


@pytest.mark.parametrize("names", ["keep", "replace"])
@pytest.mark.parametrize(
    "value", ["[[Doe, Zorilla]]", "\n  - [[Doe, Zorilla]]\n  - other", "{a: [[doe, zorilla]]}"]
)
def test_a_name_with_a_comma_in_a_property_without_quotes_is_not_told(
    vault: VaultFactory, names: str, value: str
) -> None:
    files = {
        **PRIVATE,
        "Open.md": f"---\nwith: {value}\nafter: [[x, y]]\n---\n`= this.with` and `= this.after`\n",
        "All.md": BASE,
    }
    site = vault(files, private_names=names, properties="show")
    assert "zorilla" not in written(site)
    assert "x, y" in page_of(site, "Open.md").html
    assert reported(site) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("item", "phase: Zorilla"),
        ("item", "after: [zorilla, '[[Other]]']"),
        ("item", "after: [[Zorilla]]"),
        ("writeup", "items: 'Doe, Zorilla'"),
        ("run", "serves:\n  - Zorilla\n  - [[Zorilla]]"),
    ],
)
def test_a_bare_name_where_a_property_is_to_link_is_not_told(
    vault: VaultFactory, kind: str, value: str
) -> None:
    base = "```base\nviews: [{type: table, name: All, order: [phase, after, items, serves]}]\n```\n"
    shown = "".join(f"`= this.{each}` " for each in ("phase", "after", "items", "serves"))
    files = {
        **PRIVATE,
        "Other.md": "---\ntype: item\n---\nWords.\n",
        "Open.md": f"---\ntype: {kind}\n{value}\n---\n{shown}\n\n{base}",
    }
    assert "zorilla" not in written(vault(files, private_names="replace", properties="show"))


def test_a_bare_name_in_another_property_is_a_word(vault: VaultFactory) -> None:
    text = "---\ntype: item\nitems: [Zorilla]\nphase: '1'\n---\nWords.\n"
    files = {**PRIVATE, "1.md": note("Words.", publish=False), "Open.md": text}
    html = page_of(vault(files, private_names="replace", properties="show"), "Open.md").html
    assert "<li>Zorilla</li>" in html
    assert "<td>1</td>" in html


@pytest.mark.parametrize(("names", "kind"), [("keep", "zorilla"), ("replace", "private note")])
def test_a_kind_that_links_a_private_note_is_words(vault: VaultFactory, names: str, kind: str) -> None:
    site = vault({**PRIVATE, "Open.md": note(type="item", kind='"[[Zorilla]]"')}, private_names=names)
    assert [item.kind for item in site.roadmap.items] == [kind]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[Zorilla](Zorilla.md)", "So private note."),
        ("[Doe, Zorilla](<Doe, Zorilla.md>)", "So private note."),
        ("[Zorilla (2)](Locked/Zorilla%20(2).md)", "So private note."),
        ("[Zorilla > Part](Zorilla.md#Part)", "So private note."),
        ("[[Locked/Zorilla (2)|Zorilla (2)]]", "So private note."),
        ("[[Zorilla#Part|Zorilla > Part]]", "So private note."),
        ("[it](Zorilla.md) [[Zorilla|that day]] ![Zorilla](Zorilla.md)", "So it that day ."),
        ('[Zorilla](Zorilla.md "Zorilla")', "So private note."),
        ("[Zorilla]( <Zorilla.md>  'that day' )", "So private note."),
        ("[*Zorilla*](Zorilla.md)", "So private note."),
        ("[`Zorilla`](Zorilla.md)", "So private note."),
        ("[<b>Zorilla</b>](Zorilla.md)", "So private note."),
        ("[[Zorilla|**Zorilla**]]", "So private note."),
        ("[Zorilla](obsidian://open?vault=V&file=Zorilla)", "So private note."),
        ("<obsidian://open?vault=V&file=Locked%2FZorilla%20(2)>", "So private note."),
        ("[see <obsidian://vault/V/Zorilla>](https://z.example)", "see private note</a>."),
        ("[it](obsidian://open?vault=V&file=Zorilla) [that](Zorilla.md 'day')", "So it that."),
        ('<a href="Zorilla.md">Zorilla</a>', "So <a>private note</a>."),
        ("<a\n href='Zorilla' title='Zorilla'>it</a>", "title='private note'>it</a>."),
        ("<a href='Zorilla.md' title='that day'>it</a>", "So <a title='that day'>it</a>."),
        ("<img title=Zorilla src=Zorilla.md>", "So <img title=private-note>."),
        ('<a href="Zorilla.md"><img src="a.png" alt="Zorilla"> it</a>', 'alt="private note"> it</a>'),
        (
            '<a href="https://z.example"><img alt="Doe, Zorilla" src="Doe,%20Zorilla.md"></a>',
            '<img alt="private note"></a>.',
        ),
    ],
)
@pytest.mark.parametrize("host", ["Open.md", "Map.canvas"])
def test_a_name_that_the_app_has_written_is_no_word_of_the_authors(
    vault: VaultFactory, link: str, shown: str, host: str
) -> None:
    site = replaced(vault, host, f"So {link}.")
    assert shown in page_of(site, host).html
    assert "zorilla" not in written(site)
    assert reported(site) == [f"{host}:1 link-private"] * ("private" in shown)


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[Zorilla][d]", "So private note."),
        ("[*Zorilla*][D]", "So private note."),
        ("[Zorilla][]", "So private note."),
        ("[zorilla]", "So private note."),
        ("[[Zorilla]]: [**Zorilla**][zorilla]", "So private note: private note."),
        ("[it][d] [that day][zorilla]", "So it that day."),
    ],
)
@pytest.mark.parametrize("host", ["Open.md", "Map.canvas"])
def test_a_link_by_a_label_does_not_tell_the_private_name_in_its_words(
    vault: VaultFactory, link: str, shown: str, host: str
) -> None:
    text = f'So {link}.\n\n[d]: Zorilla.md "Zorilla"\n[Zorilla]: <Zorilla.md>\n'
    site = replaced(vault, host, text)
    assert shown in page_of(site, host).html
    assert "zorilla" not in written(site)
    assert set(reported(site)) == ({f"{host}:1 link-private"} if "private" in shown else set())


@pytest.mark.parametrize("host", ["Open.md", "Map.canvas", "Map.CANVAS"])
def test_a_diagram_does_not_tell_the_private_name_of_a_node_that_is_a_link(
    vault: VaultFactory, host: str
) -> None:
    site = replaced(vault, host, "```mermaid\ngraph LR\nA[Zorilla]:::internal-link\n```\n")
    assert "zorilla" not in written(site)


@pytest.mark.parametrize("host", ["Open.md", "Map.canvas"])
def test_a_diagram_does_not_tell_the_private_name_in_words_for_who_points_at_a_node(
    vault: VaultFactory, host: str
) -> None:
    names = '  click A href "Zorilla.md" "Zorilla"\n  click B "Zorilla.md" "that day"'
    site = replaced(vault, host, f"```mermaid\ngraph LR\n  A --> B\n{names}\n```\n")
    html = page_of(site, host).html
    assert 'title="private note"' in html
    assert 'title="that day"' in html
    assert "zorilla" not in written(site)
    assert reported(site) == [f"{host}:{1 if host == 'Map.canvas' else 4} link-private"]


@pytest.mark.parametrize("name", ["-Zorilla", "Zorilla-", "Zorilla,me", "Zorilla's"])
@pytest.mark.parametrize("diagram", ["{}:::internal-link -->", 'A[" -->\ncssClass "{}" internal-link'])
def test_a_diagram_that_is_not_drawn_does_not_tell_a_private_name_that_is_no_id(
    vault: VaultFactory, name: str, diagram: str
) -> None:
    text = f"```mermaid\ngraph LR\n{diagram.format(name)}\n```\n"
    files = {f"{name}.md": note("Words.", publish=False), "Open.md": text}
    assert "zorilla" not in written(vault(files, private_names="replace"))


def test_a_private_canvas_s_or_base_s_name_is_told_with_no_ending_either(vault: VaultFactory) -> None:
    files = {
        "Locked/Zorilla.canvas": canvas(text="Words."),
        "Locked/Zorillas.base": "views: []",
        "Open.md": "[[Zorilla.canvas|Zorilla]], [Zorillas](Locked/Zorillas.base), [it](Zorilla.canvas).",
    }
    site = vault(files, private_names="replace", exclude=["Locked"])
    assert "<p>private note, private note, it.</p>" in page_of(site, "Open.md").html
    assert "zorilla" not in written(site)


def test_a_name_that_goes_over_lines_is_not_told(vault: VaultFactory) -> None:
    text = "> So [Doe,\n> Zorilla](<Doe, Zorilla.md>) is.\n\nAnd [[Zorilla]].\n"
    site = vault({**PRIVATE, "Open.md": text}, private_names="replace")
    assert "private" in page_of(site, "Open.md").html
    assert "zorilla" not in written(site)
    assert reported(site) == ["Open.md:1 link-private", "Open.md:4 link-private"]


def test_a_heading_s_name_in_emphasised_words_is_not_told(vault: VaultFactory) -> None:
    files = {
        **PRIVATE,
        "Part.md": "## With [Zorilla][d]\n\nWords.\n\n[d]: Zorilla.md\n",
        "Open.md": (
            "[*With Zorilla*](Part.md#With%20Zorilla) [[Part#With Zorilla|**With Zorilla**]] "
            "[With Zorilla][p]\n\n[p]: Part.md#with-zorilla\n"
        ),
    }
    site = vault(files, private_names="replace")
    assert page_of(site, "Open.md").html.count('href="../part/#with-private-note">With private note</a>') == 3
    assert "zorilla" not in written(site)


def test_an_alias_that_the_app_has_written_as_a_link_s_words_is_not_told(vault: VaultFactory) -> None:
    files = {
        "Diary.md": note("Words.", publish=False, aliases=["My Zorilla"]),
        "Open.md": note(
            "[[Diary|My Zorilla]], [my zorilla](Diary.md), [[Diary|hers]].", last="'[[Diary|My Zorilla]]'"
        ),
    }
    site = vault(files, private_names="replace", properties="show")
    assert "<p>private note, private note, hers.</p>" in page_of(site, "Open.md").html
    assert "zorilla" not in written(site)


def test_a_name_that_the_app_has_written_in_a_property_or_heading_is_not_told(vault: VaultFactory) -> None:
    files = {
        **PRIVATE,
        "Locked/Zorilla.md": note("Words.", publish=False),
        "Open.md": (
            "---\nwith: '[[Locked/Zorilla|Zorilla]]'\nafter: [[Locked/Zorilla|Zorilla]]\n"
            "last: ['[[Zorilla|Zorilla]]']\n"
            "title: To [[Locked/Zorilla|Zorilla]]\n---\n# With [Zorilla](Zorilla.md)\n\n"
            "To [[#With Zorilla]] and [it](#With%20Zorilla) `= this.with` `= this.after` `= this.last`.\n"
        ),
        "All.md": BASE,
    }
    site = vault(files, private_names="replace", properties="show")
    assert 'href="#with-private-note">With private note</a> and <a href="#with-private-note">it</a>' in (
        page_of(site, "Open.md").html
    )
    assert "zorilla" not in written(site)
    assert {each.partition(" ")[2] for each in reported(site)} == {"link-private"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`[[Zorilla|that day]]`", "<code>[[private-note/|that day]]</code>"),
        (
            "```\n[it](Zorilla.md 'Zorilla') ![it](Zorilla.md)\n```",
            "[it](private-note/) ![it](private-note/)",
        ),
        ("<div>[[Zorilla|it]] ![[Zorilla]]</div>", "<div>[[private-note/|it]] ![[private-note/]]</div>"),
        ("$$\n[it](Zorilla.md)\n$$", "[it](private-note/)</annotation>"),
        ("`<a href=Zorilla.md>` or `f('Zorilla.md#Part')`", "&lt;a href=private-note/&gt;"),
        ("So [[Zorilla]](Zorilla.md).", "So private note."),
        ("So [[Zorilla|it]](Zorilla.md) ![[Zorilla]](Zorilla.md).", "So it ."),
        ("So [[Locked/Zorilla (2)]](Locked/Zorilla%20(2).md).", "So private note."),
        ("```mermaid\ngraph LR\n  A[Zorilla (2)] --> B\n  class A internal-link;\n```", "private"),
        ("So [see [[Zorilla|it]]](Zorilla.md).", "So [see it](private-note/)."),
        ("Don't: obsidian://open?vault=V&file=Zorilla.", "Don't: private note."),
        ("So `obsidian://vault/V/Locked%2FZorilla%20(2)`", "private note"),
        ("`\"Locked/Zorilla (2).md\" ('Zorilla.md') [a [b] c](Locked/Zorilla%20(2).md)`", "private-note/"),
        ("```css\np { background: url(Zorilla.md) }\n```", "private-note/"),
        ("So [it][d].\n\n[d]: obsidian://vault/V/Zorilla", "So it."),
        ('```mermaid\ngraph LR\n  A -->\n  click A "Zorilla.md"\n```', "private-note/"),
        (
            "| a |\n| --- |\n| [[Zorilla\\|it]] `[[Zorilla\\|it]]` |",
            "<td>it <code>[[private-note/|it]]</code>",
        ),
    ],
)
@pytest.mark.parametrize("host", ["Open.md", "Map.canvas"])
def test_where_a_link_leads_is_told_neither_by_what_shows_its_source(
    vault: VaultFactory, text: str, shown: str, host: str
) -> None:
    site = replaced(vault, host, text)
    assert shown in page_of(site, host).html
    assert "zorilla" not in written(site)


@pytest.mark.parametrize("names", ["keep", "replace"])
@pytest.mark.parametrize(
    "text",
    [
        'So <a class="internal-link" data-href="Zorilla" href = "Zorilla">it</a>.',
        "<div>\n<a title='a' href='obsidian://open?vault=V&amp;file=Zorilla'>it</a></div>",
        "<a href=Locked/Zorilla%20(2).md>it</a> <img src='Zorilla.md' alt='it'>",
        '<img alt="it" srcset="a.png 1x, Zorilla.md 2x"> <img srcset=a.png,Doe,%20Zorilla.md>',
        "<div style='background: url(\"Zorilla.md\")'>it</div> <button formaction=Zorilla.md>",
        "it\n\n<style>p { background: url( Locked/Zorilla%20(2).md ) }</style>",
        "[it](obsidian://adv-uri?vault=V&filepath=Locked%2FZorilla%20(2).md)",
        "[it](obsidian://open?path=C%3A%5CV%5CZorilla.md) [it](obsidian://open?path=%2Fhome%2FV%2FZorilla.md)",
        "[it](obsidian:///home/me/V/Zorilla.md)",
        '```mermaid\ngraph LR\n  A[it] --> B\n  click A "Zorilla.md" "it"\n```',
        "```mermaid\nsequenceDiagram\n  participant it\n  link it: a @ Zorilla.md\n  it->>it: b\n```",
        "$$\n\\href{Zorilla.md}{it}\n$$",
    ],
)
@pytest.mark.parametrize("host", ["Open.md", "Map.canvas"])
def test_an_address_of_a_private_note_is_left_out_though_its_words_stay(
    vault: VaultFactory, text: str, names: str, host: str
) -> None:
    files = {**PRIVATE, "Locked/Zorilla (2).md": note("Words.", publish=False)}
    files[host] = canvas(text=text) if host.endswith(".canvas") else text
    site = vault(files, private_names=names)
    assert "it" in page_of(site, host).html
    assert "zorilla" not in written(site)
    assert reported(site) == []


def test_html_of_a_base_links_no_private_note(vault: VaultFactory) -> None:
    base = "formulas:\n  a: html('<a href=\"Zorilla.md\">it</a>')\nviews:\n  - type: table\n    name: All\n"
    files = {**PRIVATE, "All.base": f"{base}    order: [formula.a]\n", "Open.md": "![[All.base]]"}
    site = vault(files)
    assert "<a>it</a>" in page_of(site, "Open.md").html
    assert "zorilla" not in written(site)


def test_a_view_that_is_not_shown_quotes_no_formula_to_readers(vault: VaultFactory) -> None:
    base = "views:\n  - type: table\n    name: All\n    filters: file.hasLink('Zorilla'\n"
    site = vault({**PRIVATE, "All.base": base, "Open.md": "![[All.base]]"})
    assert "The view “All” is not shown" in page_of(site, "Open.md").html
    assert "zorilla" not in written(site)
    assert any("Zorilla" in each.message for each in check_site(site, render_site(site)[0]))


def test_addresses_in_properties_tell_no_private_name(vault: VaultFactory) -> None:
    text = (
        "---\ntitle: To [Zorilla](Zorilla.md)\ndescription: On [it](Zorilla.md) and obsidian://vault/V/Zorilla\n"
        "related: ['[it](Zorilla.md)', 'obsidian://open?vault=V&file=Zorilla', Zorilla.md]\n---\nWords.\n"
    )
    site = vault({**PRIVATE, "Open.md": text}, private_names="replace", properties="show")
    assert page_of(site, "Open.md").title == "To private note"
    assert "zorilla" not in written(site)
    assert reported(site) == ["Open.md:2 link-private", "Open.md:3 link-private"]


def test_a_heading_is_found_by_the_words_that_led_to_a_private_note(vault: VaultFactory) -> None:
    files = {
        **PRIVATE,
        "Part.md": "## With [[Zorilla|her]]\n\nWords.\n",
        "Open.md": "[a](Part.md#With%20Zorilla%20her) [[Part#With her]] [[Part#With Zorilla her|b]]",
    }
    site = vault(files, private_names="replace")
    assert page_of(site, "Open.md").html.count('href="../part/#with-her"') == 3
    assert "zorilla" not in written(site)
    assert [each for each in reported(site) if "section" in each] == []
