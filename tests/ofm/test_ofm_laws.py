"""What holds for any text."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.facts import Facts, collect
from milepost.ofm.parser import create_parser
from milepost.ofm.slice import block, find_places, section
from support.fake_vault import fake_env

MARKDOWN = create_parser()

_SIGNS = r"""
    [[ ]] ![ ![[ [ ] ( ) | # ## ^a ^[ [^1] [^1]: %% == ** _ ~~ ` ``` $ $$ \ > [!note]+ - 1. [x] | ---
    https://a.b www.a.b <div> <!-- &amp; #tag a é 5 mermaid \frac { } : .
    ~~~ -- == === + * [^a [!x|y]- #[^1]]] [](obsidian://open?file= "t" </div> --> %%a%% ^[ key:: &#0; \| <b>
"""
_SPACES = (" ", "\n", "\n\n", "  ", "    ", "\t", "\n> ", "\n  ", "\u00a0", "\u2028", "\r\n", "\0")
PIECES = st.sampled_from(_SIGNS.split()) | st.sampled_from(_SPACES) | st.text(max_size=3)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_renders(text: str) -> None:
    assert isinstance(MARKDOWN.render(text, in_markdown_it(fake_env())), str)


@settings(max_examples=80)
@given(TEXTS)
@example("<div>\n\n^a")
def test_places_that_others_may_point_at_exist_and_can_be_cut_out(text: str) -> None:
    tokens = MARKDOWN.parse(text, in_markdown_it(RenderEnv()))
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, in_markdown_it(fake_env()))
    facts, places = collect(tokens), find_places(tokens)
    for heading in facts.headings:
        assert f' id="{heading.anchor}"' in html
        assert section(tokens, places, heading.anchor)
    for each in facts.blocks:
        assert f' id="{each.anchor}"' in html
        part = block(tokens, places, each.id)
        assert MARKDOWN.renderer.render(part, MARKDOWN.options, in_markdown_it(fake_env()))


@settings(max_examples=80)
@given(TEXTS)
def test_rendering_twice_gives_the_same(text: str) -> None:
    tokens = MARKDOWN.parse(text, in_markdown_it(RenderEnv()))
    first, second = (
        MARKDOWN.renderer.render(tokens, MARKDOWN.options, in_markdown_it(fake_env())) for _ in range(2)
    )
    assert first == second


_FRAMES = st.sampled_from(
    (
        *("{}", "# {}", "{}\n===", "**{}**", "a\n{}\nb"),
        *("- {}", "1. {}", "- [ ] {}", "- a\n  - {}", "- a\n\n  {}\n\n  b", "- > {}"),
        *("> {}", "> - {}", "> # {}", "> [!note] {}\n> b", "> [!note]\n> {}", "[^1]: {}"),
        *("| {} | b |\n| - | - |\n| c | d |", "> | a | b |\n> | - | - |\n> | c | {} |"),
    )
)
_HIDDEN = st.sampled_from(
    ("", "Z", "# Z", "- Z", "> Z", "```\nZ\n```", "| Z |\n| - |\n| Z |", "<p>Z</p>", "[^1]: Z", "![[Z]]")
)


@settings(max_examples=200)
@given(
    _FRAMES,
    st.sampled_from(("x %%Z", "%%Z", "x %%", "x %% [[a|Z]]")),
    _HIDDEN,
    _FRAMES,
    st.sampled_from(("Z%% y", "Z%%", "%%", "%% y", "`Z` %% y")),
    st.booleans(),
)
def test_nothing_of_a_comment_is_known_wherever_it_begins_and_ends(
    above: str, begin: str, hidden: str, below: str, end: str, is_twice: bool
) -> None:
    comment = f"{above.format(begin)}\n\n{hidden}\n\n{below.format(end)}"
    text = f"a [^1]\n\n{comment}\n\nb\n\n{comment if is_twice else ''}\n\nc"
    tokens = MARKDOWN.parse(text, in_markdown_it(RenderEnv()))
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, in_markdown_it(fake_env()))
    assert "Z" not in html + repr(collect(tokens))


# What may take a mark for its own, and what looks as if it did.
_AROUND = (
    r"$ $x$ ($x$) $a<b$ $$ $$y$$ 5$ ` `c` `C:\` \ \$ [[US$]] [[a`b]] [w](a$b) https://a.b/$c www.a.b/`c"
    r' <a_t="$"> </a> <b> < > [[ ]] ]( * ** == ==h== ~~ ![[x$]] #t$ ^[n] [^1] { } |'
)
_PIECES = (*(each.replace("_", " ") for each in _AROUND.split()), " ", "a ")
_VERBATIM = re.compile(r"<code.*?</code>|<math.*?</math>|<!--.*?(?:-->|\Z)|<[^>]*>", re.DOTALL)
_NOISE = st.lists(st.sampled_from(_PIECES), max_size=5).map("".join)


@settings(max_examples=300)
@given(_NOISE, _NOISE, _NOISE, _NOISE)
@example("$a<b$ and $c>d$:", "see ($x$)", "", "")
@example("[[$`", "", "]]$", "")
@example("[[a `", "", "]]`", "")
@example("<span title='$`", "", "'>x$</span>", "")
@example("[x](<$`", "", "> '$')", "")
@example("[[US$]]", "", "5$", "")
@example("Under `C:\\` lies", "the `key`", "", "")
def test_words_between_marks_are_shown_only_where_the_first_is_code_or_a_formula(
    a: str, b: str, c: str, d: str
) -> None:
    html = MARKDOWN.render(f"{a} %%{b} z {c}\n\nSECRET {d}\n\n%%\n", in_markdown_it(fake_env()))
    words = _VERBATIM.sub("", html)
    assert "SECRET" not in words or "%%" not in words
    assert "SECRET" not in html or "%%" in html


@settings(max_examples=80)
@given(TEXTS)
def test_nothing_of_an_unclosed_comment_is_known(hidden: str) -> None:
    text = "shown\n\n%%\n" + hidden.replace("%", "")
    alone = MARKDOWN.render("shown", in_markdown_it(fake_env()))
    assert MARKDOWN.render(text, in_markdown_it(fake_env())) == alone
    assert collect(MARKDOWN.parse(text, in_markdown_it(RenderEnv()))) == Facts(
        (), (), (), (), {}, (), "shown"
    )
