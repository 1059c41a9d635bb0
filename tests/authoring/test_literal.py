"""Text that looks like markup shows as it was written."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from milepost.authoring.literal import destination, inline, label, paragraph
from milepost.ofm.parser import create_parser
from support.cases import Case

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)
OBSIDIAN = create_parser()

# Words are drawn from markup, so that most lines are hostile.
PIECES = st.sampled_from(
    [
        *"\\*_[]()<>!#$%=~^&;:|+-.`'\"{} aB7",
        *("1. ", "- ", "> ", "## ", "~~~", "```", "%%", "==", "$$", "<b>", "<!--", "^id", "#tag", "&amp;"),
        *("[x](y)", "![i](j)", "[[n]]", "http://", "https://a.b/c_d*"),
    ]
)
# In an address markdown-it shows "%41" as "A".
LINES = (
    st.lists(PIECES, min_size=1, max_size=12)
    .map("".join)
    .map(str.strip)
    .filter(lambda line: line and not re.search(r"://\S*%", line))
)


@pytest.mark.cases("literal.md")
def test_case(case: Case, check: Callable[[str], None]) -> None:
    check("\n".join(map(paragraph, case.given.splitlines())))


@given(LINES)
@example("--- -")
@example("===")
@example("a\\")
def test_a_paragraph_shows_the_text(text: str) -> None:
    (opening, content, _) = COMMONMARK.parse(paragraph(text))
    assert opening.type == "paragraph_open"
    assert _shown(content) == _without_ticks(text)


@given(LINES)
def test_a_paragraph_shows_the_text_in_obsidians_dialect_too(text: str) -> None:
    (opening, content, _) = OBSIDIAN.parse(paragraph(text))
    assert opening.type == "paragraph_open"
    assert _shown(content) == _without_ticks(text)


@given(LINES)
def test_a_task_shows_the_text(text: str) -> None:
    tokens = COMMONMARK.parse(f"- [ ] {inline(text)}\n- [ ] next")
    contents = [token for token in tokens if token.type == "inline"]
    assert [_shown(each) for each in contents] == [f"[]{_without_ticks(text)}", "[]next"]


@given(
    LINES.filter(lambda text: "://" not in text), st.from_regex(r"https://a\.org/[!-~]{0,12}", fullmatch=True)
)
def test_a_link_shows_its_label_and_leads_to_its_address(text: str, url: str) -> None:
    (_, content, _) = COMMONMARK.parse(f"[{label(text)}]({destination(url)})")
    children = content.children or []
    assert (children[0].type, children[-1].type) == ("link_open", "link_close")
    assert children[0].attrs["href"] == COMMONMARK.normalizeLink(_encoded(url))
    assert _shown(content) == _without_ticks(text)


@given(LINES)
@example("\\```~~~```")
def test_no_mark_of_obsidian_is_left(text: str) -> None:
    written = re.sub(r"\\[\\`]|(`+)(?!`).+?(?<!`)\1(?!`)|<https?://[^>]*>", "`", paragraph(text))
    assert not re.search(r"(?<!\\)(?:==|%%|~~|\[\[|\$)|(?<!\S)#\w|(?<!\S)\^[\w-]+$", written)


def _shown(content: Token) -> str:
    """The visible text, without distinguishing code from other words."""
    kinds = {"text", "text_special", "code_inline"}
    allowed = kinds | {"link_open", "link_close", "softbreak"}
    for child in content.children or []:
        assert child.type in allowed, child.type
    return "".join(child.content for child in content.children or [] if child.type in kinds).replace(" ", "")


def _without_ticks(text: str) -> str:
    spans = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
    return spans.sub(lambda found: found[2], text).replace(" ", "")


def _encoded(url: str) -> str:
    signs = "<>\\" if re.fullmatch(r"[^()]*(\([^()]*\)[^()]*)*", url) else "<>\\()"
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in url)
