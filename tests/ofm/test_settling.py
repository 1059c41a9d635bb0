"""What is written once reads, whole and in parts, as if it were written each time."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from markdown_it.token import Token

from milepost.model.frozen import replace
from milepost.model.problem import Code
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.heading import lowered
from milepost.ofm.packed import pack, unpack
from milepost.ofm.parser import create_parser
from milepost.ofm.settled import length, settled
from milepost.ofm.slice import beginning, block, find_places, footnote, section
from support.fake_vault import fake_env
from support.strategies import note_texts

LOOSE, STRICT = create_parser(), create_parser(strict_line_breaks=True)

NESTED = """\
* tight
  > [!tip] named ^tip
  > words
* plain
* two ^two
  * three ^three
* plain
* around
  * four ^inner
* plain
* last ^last

- one
  - four [[Sea]]

    five ^five
- [ ] six ^six
- [x] seven

> [!note]+ Title with *words* and $x$
> words ^callout
>
> # Inside
> | a | b |
> |---|---|
> | ==c== | ![[pic.png]] |
>
> | d |
> |---|
> | e[^1] |
> ^table

3. `code`\\
   words

<div>

words</div>

[^1]: a note
    - of [[Sea|two]] ^words
"""

ASKING = """\
> [!note] plain
> # Only

line one
line two[^2] and [words](Note.md) of $\\frac$

$$\\newcommand{\\q}{z}$$

$\\q$ again

> quoted <b onclick=x>bold</b>
>
> <div onclick=x>
> words</div>

[^2]: plain words
"""


def parsed(text: str) -> Sequence[Token]:
    return LOOSE.parse(text, in_markdown_it(RenderEnv(first_line=3)))


def parts(tokens: Sequence[Token], text: str) -> list[Sequence[Token]]:
    facts, places = collect(parsed(text)), find_places(tokens)
    return [
        tokens,
        lowered(tokens, 2),
        *(section(tokens, places, heading.anchor) for heading in facts.headings),
        *(block(tokens, places, each.id) for each in facts.blocks),
        *(footnote(tokens, places, label) for label in facts.footnotes),
        *(beginning(tokens, most) for most in (0, 5, 20, 200)),
    ]


def rendered(
    tokens: Sequence[Token], *, prefix: str = "", is_strict: bool = False
) -> tuple[str, list[object]]:
    """The HTML, and what was reported."""
    parser, problems = (STRICT if is_strict else LOOSE), list[object]()

    def report(line: int, code: Code, message: str, hint: str) -> None:
        problems.append((line, code, message, hint))

    # What is strict cleans, too.
    env = replace(fake_env(report, prefix), cleans_html=is_strict)
    return parser.renderer.render(tokens, parser.options, in_markdown_it(env)), problems


@settings(max_examples=150)
@given(note_texts)
@example(NESTED)
@example(ASKING)
@example("[^1]\n\n[^1]: word ^id")
@example("- a\n  %%\n  x\n  %%\n  b ^id\n- c\n  %%\n  x\n  %%\n  ![[d]]\n  e\n\n![[f]]\\\ng ^paragraph\n")
def test_any_part_of_a_text_is_the_same_html_and_as_long(text: str) -> None:
    tokens = parsed(text)
    known = settled(tokens, LOOSE)
    for part, other in zip(parts(tokens, text), parts(known, text), strict=True):
        assert length(other) == length(part)
        assert rendered(other) == rendered(part)
        assert rendered(other, prefix="x-", is_strict=True) == rendered(part, prefix="x-", is_strict=True)


@given(note_texts)
def test_settled_tokens_are_kept_as_they_are(text: str) -> None:
    known = settled(parsed(text), LOOSE)
    assert rendered(unpack(pack(known)), prefix="x-") == rendered(known, prefix="x-")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Words *and* `code`.", ["settled"]),
        ("- one\n- two\n  - three\n", ["bullet_list_open", "settled", "bullet_list_close"]),
        ("| a |\n|---|\n| [[Sea]] |", ["settled"]),
        ("> [!note]\n> words", ["settled"]),
        ("# Head\n\nwords", ["heading_open", "inline", "heading_close", "settled"]),
    ],
)
def test_a_block_becomes_one_token(text: str, types: list[str]) -> None:
    assert [token.type for token in settled(parsed(text), LOOSE)] == types


def test_what_asks_the_site_stays_and_the_words_between_are_written() -> None:
    (block,) = settled(parsed("See *the* [[Sea]], or #water."), LOOSE)
    assert [child.type for child in block.children or ()] == [
        "written",
        "wikilink",
        "written",
        "tag",
        "written",
    ]
