"""With `sanitize: true`, nothing that an author writes as HTML can run; the rest stays (promise P8)."""

# An attack is a line.
# ruff: noqa: E501

from html.parser import HTMLParser

import pytest

from support.vaults import VaultFactory, page_of

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script-in-a-paragraph": "a <script>alert(1)</script> b",
    "script-over-blank-lines": "<div><script>\n\nalert(1)\n\n</script></div>",
    "script-in-halves": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler-in-the-text": 'Words <b onclick="alert(1)">bold</b> and <img/src=x/onerror=alert(1)>',
    "handler-without-an-end": "<img src=x onerror=alert(1)//",
    "handler-in-a-details": "<details open ontoggle=alert(1)>\n\nwords\n\n</details>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "frame-elsewhere": "<iframe src=javascript:alert(1)></iframe><embed src=x><object data=x></object>",
    "address": "<a href=javascript:alert(1)>a</a> <a href='java&#10;script:alert(1)'>b</a>",
    "address-of-data": "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "form": "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>a</button></form>",
    "svg": "<svg onload=alert(1)><script>alert(1)</script><a xlink:href=javascript:alert(1)>x</a></svg>",
    "svg-in-the-text": "a <svg><animate onbegin=alert(1) attributeName=x></svg> b",
    "svg-that-hides-a-style": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template": "<template><img src=x onerror=alert(1)></template>",
    "title": "<title><img src=x onerror=alert(1)></title><textarea><img src=x onerror=alert(1)></textarea>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "comment-without-an-end": "a <!-- b\n\n<img src=x onerror=alert(1)> -->",
    "marks-of-ours": "\ue0f0<img src=x onerror=alert(1)>\ue0f1<b>x</b>",
    "link-element": "<link rel=stylesheet href=//x/a.css><style>@import '//x/a.css'</style><base href=//x/>",
    "meta": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "clobbering": "<a id=__config name=body>x</a><img name=getElementById>",
    "theirs": '<div data-md-component="search" class="mermaid">graph LR; a["<img src=x onerror=alert(1)>"]</div>',
    "covering": "<div style='position:fixed;inset:0'>x</div>",
    "callout": "> [!note] <img src=x onerror=alert(1)> title\n> <b onclick=alert(1)>x</b>",
    "heading": "# <img src=x onerror=alert(1)> heading",
    "link-words": "[<img src=x onerror=alert(1)>words](Fine.md) [[Fine|<b onclick=alert(1)>words</b>]]",
    "table": "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
    "footnote": "a[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "list": "- <script>alert(1)</script>\n- <b onclick=alert(1)>",
    "table-of-html": "<table onclick=alert(1)><tr><td><script>alert(1)</script>\n\n</td></tr></table>",
    "many": "<b>" * 300 + "<script>alert(1)</script>",
}

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
