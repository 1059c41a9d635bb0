"""A note's table of contents, its first heading and its steps."""

import re
from collections.abc import Iterable

from milepost.model.page import TocEntry
from milepost.model.path import PagePath, VaultPath
from milepost.render.note import render_card, render_note
from support.vaults import VaultFactory, item

NOTE = VaultPath("Note.md")


def drawn(entries: Iterable[TocEntry], depth: int = 0) -> list[str]:
    return [
        line
        for entry in entries
        for line in (f"{'  ' * depth}{entry.title} #{entry.anchor}", *drawn(entry.children, depth + 1))
    ]


def contents(vault: VaultFactory, text: str) -> list[str]:
    return drawn(render_note(vault({"Note.md": text}), NOTE).toc)


def test_headings_stand_below_the_nearest_higher_one(vault: VaultFactory) -> None:
    assert contents(vault, "## A\n### B\n###### C\n#### D\n## E\n### F\n") == [
        "A #a",
        "  B #b",
        "    C #c",
        "    D #d",
        "E #e",
        "  F #f",
    ]


def test_a_lower_heading_first_hides_no_later_one(vault: VaultFactory) -> None:
    assert contents(vault, "words\n\n### A\n\n# B\n\n## A\n") == ["A #a", "B #b", "  A #a-1"]


def test_the_pages_own_heading_is_not_listed(vault: VaultFactory) -> None:
    assert contents(vault, "# Title\n\n## A\n") == ["A #a"]


def test_headings_without_words_are_not_listed(vault: VaultFactory) -> None:
    assert contents(vault, "##\n\n### A\n\n## ![[a.png]]\n\n## B\n") == ["A #a", "B #b"]


def test_headings_of_embedded_notes_are_not_listed(vault: VaultFactory) -> None:
    site = vault({"Note.md": "## A\n\n![[Other]]", "Other.md": "## B"})
    assert drawn(render_note(site, NOTE).toc) == ["A #a"]


def test_titles_are_plain_words(vault: VaultFactory) -> None:
    assert contents(vault, "## A *b* `c<d>` [[N|e & f]] ^id\n")[0].startswith("A b c<d> e & f #")


def test_the_first_heading_of_level_one_is_the_pages_own(vault: VaultFactory) -> None:
    rendered = render_note(vault({"Note.md": "# A *b*\n\nwords"}), NOTE)
    assert (rendered.heading, rendered.html) == ('<h1 id="a-b">A <em>b</em></h1>\n', "<p>words</p>\n")


def test_without_one_the_title_is(vault: VaultFactory) -> None:
    rendered = render_note(vault({"Note.md": "---\ntitle: <b> & co\n---\n## A"}), NOTE)
    assert (rendered.heading, rendered.html) == ("<h1>&lt;b&gt; &amp; co</h1>", '<h2 id="a">A</h2>\n')


STEPS = "- not numbered\n\n## Steps\n\n- [x] one\n- [ ] two\n    - inner\n\n## More\n\n- not numbered\n"


def test_the_steps_of_an_item_are_numbered(vault: VaultFactory) -> None:
    html = render_note(vault({"Note.md": item(body=STEPS)}), NOTE).html
    assert (html.count("<ol"), html.count("</ol>"), html.count("<ul")) == (1, 1, 3)
    assert html.index("<h2") < html.index("<ol") < html.index("one")


RESOURCES = """\
[elsewhere](https://a.example/)

## Resources

- [a film](https://www.youtube.com/watch?v=1), [a page](http://me@b.example:8080/x)
- <https://c.example/>, [[Note]], [mail](mailto:me@d.example)
"""


def test_the_resources_of_an_item_say_where_they_are(vault: VaultFactory) -> None:
    html = render_note(vault({"Note.md": item(body=RESOURCES)}), NOTE).html
    assert re.findall('data-host="(.*?)"', html) == ["youtube.com", "b.example"]
    card = render_card(vault({"Note.md": item(body=RESOURCES)}), NOTE, PagePath("phase/"), "n--")
    assert card.count("data-host") == 2
    assert "data-host" not in render_note(vault({"Note.md": RESOURCES}), NOTE).html


def test_only_an_item_has_steps(vault: VaultFactory) -> None:
    assert "<ol" not in render_note(vault({"Note.md": STEPS}), NOTE).html


def test_a_card_has_lower_headings_and_ids_of_its_own(vault: VaultFactory) -> None:
    site = vault({"Note.md": item(body="# A\n\n##### B\n\nwords ^id\n\n[[#A]]")})
    assert render_card(site, NOTE, PagePath("phase/"), "n--") == (
        '<h3 id="n--a">A</h3>\n<h6 id="n--b">B</h6>\n<p id="n--^id">words</p>\n'
        '<p><a class="wikilink" href="../note/#a">A</a></p>\n'
    )
