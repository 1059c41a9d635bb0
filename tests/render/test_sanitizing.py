"""With `sanitize: true`, nothing that an author writes as HTML can run; the rest stays (promise P8)."""

from html.parser import HTMLParser

import pytest

from support.attacks import ATTACKS
from support.vaults import VaultFactory, page_of

_TAGS = frozenset(
    {
        "script",
        "iframe",
        "object",
        "embed",
        "form",
        "style",
        "link",
        "meta",
        "base",
        "template",
        "svg",
        "math",
    }
)


class _Dangers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_ours = dict(attrs).get("class") or ""
        if tag in _TAGS and "callout" not in is_ours:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if (
                name.startswith("on")
                or name in ("style", "srcdoc")
                or address.startswith(("javascript:", "data:"))
            ):
                self.found.append(f"{tag} {name}={value}")
            if value in ("__config", "body", "search", "mermaid", "getElementById"):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_it_runs(vault: VaultFactory, attack: str) -> None:
    text = f"{ATTACKS[attack]}\n\nThe end.\n"
    files = {"Bad.md": text, "Host.md": "![[Bad]]", "Fine.md": "Words."}
    site = vault(files, sanitize=True)
    for source in ("Bad.md", "Host.md"):
        dangers = _Dangers()
        page = page_of(site, source)
        dangers.feed(page.html)
        assert dangers.found == []
    assert "The end." in page_of(site, "Bad.md").html


@pytest.mark.parametrize("attack", ["handler", "frame", "svg"])
def test_without_the_option_html_is_the_authors_own(vault: VaultFactory, attack: str) -> None:
    assert ATTACKS[attack] in page_of(vault({"Bad.md": ATTACKS[attack]}), "Bad.md").html


HARMLESS = """\
# A heading

<details open><summary>More</summary>

- **bold** and `code` and $x^2$

</details>

A <kbd>key</kbd>, <sub>low</sub> <mark>marked</mark> <a href="https://x.example/" title="t">link</a>.

<table><tr><td colspan="2">cell</td></tr></table>

<p align="center"><img src="pic.png" alt="a" width="10"></p>

> [!tip] A *title*
> Words.

```python
x = "<script>"
```

```mermaid
graph LR
  a --> b
```

- [x] done

![[Fine]]
"""


def test_what_does_no_harm_stays(vault: VaultFactory) -> None:
    files = {"Note.md": HARMLESS, "Fine.md": "Fine words."}
    plain, cleaned = (page_of(vault(files, sanitize=each), "Note.md").html for each in (False, True))
    expected = plain.replace("<details open>", '<details open="">').replace(' align="center"', "")
    expected = expected.replace("<table><tr><td colspan", "<table><tbody><tr><td colspan")
    assert cleaned == expected.replace("</td></tr></table>", "</td></tr></tbody></table>")


def test_a_tag_that_is_never_closed_ends_with_the_note(vault: VaultFactory) -> None:
    text = "<div>\n\n<b>words\n\n</i></div></div></section>\n\n<details><aside>\n\nmore\n"
    html = page_of(vault({"Note.md": text}, sanitize=True), "Note.md").html
    for tag in ("div", "b", "i", "section", "details", "aside"):
        assert (tag, html.count(f"<{tag}>")) == (tag, html.count(f"</{tag}>"))
    assert "more</p>\n</aside></details>" in html
