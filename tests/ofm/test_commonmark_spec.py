"""CommonMark 0.31.2, example by example.

The examples in `commonmark_spec.json` are those of the specification, (C) John MacFarlane, CC BY-SA 4.0.
"""

import json
import re
from pathlib import Path
from typing import TypedDict

import pytest

from milepost.ofm.parser import NOT_COMMONMARK, create_parser


class Example(TypedDict):
    """One example, as the specification's own file has it."""

    markdown: str
    html: str
    example: int
    section: str


EXAMPLES: list[Example] = json.loads(Path(__file__).with_name("commonmark_spec.json").read_text("utf-8"))


def normal(html: str) -> str:
    """HTML without what makes no difference: the slash of an empty element, line ends between blocks."""
    return re.sub(r">\n+<", "><", html.replace(" />", ">")).strip()


def test_the_whole_specification_is_here() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("each", EXAMPLES, ids=lambda each: f"{each['example']}-{each['section']}")
def test_an_example_of_the_specification_comes_out_as_it_says(each: Example) -> None:
    assert normal(create_parser(commonmark=True).render(each["markdown"])) == normal(each["html"])


def test_all_of_the_dialect_but_what_is_named_leaves_the_examples_alone() -> None:
    markdown = create_parser(strict_line_breaks=True, without=frozenset(NOT_COMMONMARK))
    assert [
        each["example"]
        for each in EXAMPLES
        if normal(markdown.render(each["markdown"])) != normal(each["html"])
    ] == []


def test_nothing_is_named_without_need() -> None:
    for construct in NOT_COMMONMARK:
        markdown = create_parser(strict_line_breaks=True, without=frozenset(NOT_COMMONMARK) - {construct})
        assert any(normal(markdown.render(each["markdown"])) != normal(each["html"]) for each in EXAMPLES), (
            construct
        )


def test_the_dialect_shows_the_same_words() -> None:
    """What is left out changes elements and attributes, seldom words: the dialect's own signs apart."""
    differing = [
        each["example"]
        for each in EXAMPLES
        if words(create_parser().render(each["markdown"])) != words(each["html"])
    ]
    assert len(differing) <= 20, differing


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", html).split()
