"""What is known of a text from its tokens."""

from collections.abc import Callable, Iterator

import pytest

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.facts import Facts, collect
from milepost.ofm.parser import create_parser
from support.cases import Case


@pytest.mark.cases("*.md")
def test_tokens_give_facts(case: Case, check: Callable[[str], None]) -> None:
    tokens = create_parser().parse(case.given, in_markdown_it(RenderEnv(first_line=11)))
    check("".join(f"{line}\n" for line in _listed(collect(tokens))))


def _listed(facts: Facts) -> Iterator[str]:
    for heading in facts.headings:
        yield f"{heading.line} heading {heading.level} {heading.anchor}: {heading.text}"
    for block in facts.blocks:
        yield f"{block.line} block {block.id} at {block.anchor}"
    for link in facts.links:
        yield f"{link.line} {link.style} {link.target}: {link.text}"
    for embed in facts.embeds:
        yield f"{embed.line} embed {embed.target}: {embed.alt!r} {embed.width_px}x{embed.height_px}"
    if facts.tags:
        yield f"tags {' '.join(facts.tags)}"


def test_a_summary_says_formulas_in_words_and_leaves_out_what_differs_from_page_to_page() -> None:
    text = r"The loss is $-\log p_c$, right for `= [[Run]].share` of them. And so on."
    assert collect(create_parser().parse(text)).summary == "The loss is − log p_c, right for … of them."


def test_a_formula_that_is_too_long_for_a_summary_is_no_tex_in_it() -> None:
    text = f"It grows by ${' + '.join(70 * [chr(92) + 'alpha'])}$ each day."
    assert collect(create_parser().parse(text)).summary == "It grows by … each day."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Jede Relation ist in 1. Normalform. Mehr dazu unten.", "Jede Relation ist in 1. Normalform."),
        ("Am Freitag, dem 24. Dezember, ist zu. Danach nicht.", "Am Freitag, dem 24. Dezember, ist zu."),
        (
            "A video on tables by Christian B. Houmann. See it.",
            "A video on tables by Christian B. Houmann.",
        ),
        ("It has been like this since 2019. Nobody minds.", "It has been like this since 2019."),
    ],
)
def test_a_number_or_an_initial_with_a_point_ends_no_summary(text: str, first: str) -> None:
    assert collect(create_parser().parse(text)).summary == first


@pytest.mark.parametrize(
    "line",
    ["#maths #to/read", "← [[Before]] · [words](After.md) →", "https://example.org/", "![[a.png]]", "---"],
    ids=["tags", "links", "a bare address", "a picture", "a rule"],
)
def test_a_line_that_many_notes_share_is_no_summary(line: str) -> None:
    assert collect(create_parser().parse(f"{line}\n\nA note on [[Softmax]].")).summary == "A note on Softmax."
    assert collect(create_parser().parse(f"- a list\n\n{line}")).summary == ""
