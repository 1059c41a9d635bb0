"""Reading and rendering cost as much as the text is long, for every construct and the worst done to it."""

import gc
import time

import pytest

from milepost.ofm.env import in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.parser import create_parser
from support.fake_vault import fake_env

MARKDOWN = create_parser()

HOSTILE = {
    "wikilinks": "[[a]]",
    "wikilinks that never end": "[[a",
    "brackets": "[",
    "links": "[a](b.md)",
    "links that never end": "[a](",
    "embeds that never end": "![[a",
    "images": "![a|1](b)",
    "images that never end": "![",
    "tags": "#a ",
    "numbers as tags": "#1",
    "highlights": "==a",
    "comments": "a %% b\n\n",
    "comments and code spans": "`%%",
    "comments in a list": "- %% a\n",
    "block ids": "a ^a\n\n",
    "carets": "^a ",
    "formulas": "$a$",
    "formulas that never end": "$a ",
    "formulas in a list": "- $$a\n",
    "callouts": "> [!a]\n\n",
    "quotes": "> ",
    "tasks": "- [ ] a\n",
    "footnotes": "[^a]: b[^a]\n",
    "inline footnotes that never end": "^[a",
    "addresses": "http://a.b/)))) ",
    "colons": "x:",
    "schemes": "http:",
    "hosts": "www.a_",
    "headings": "# a\n",
    "headings that look counted": "# a-1\n",
    "code": "```\n",
    "backticks": "`a``",
    "table": "| a ",
    "emphasis": "*a _b",
}


def seconds(text: str) -> float:
    """CPU time of understanding and rendering once, without what other tests left to be tidied up."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    env = in_markdown_it(fake_env())
    tokens = MARKDOWN.parse(text, env)
    collect(tokens)
    MARKDOWN.renderer.render(tokens, MARKDOWN.options, env)
    spent = time.process_time() - start
    gc.enable()
    return spent


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_costs_about_twice_as_much(piece: str) -> None:
    text = piece * 100
    while seconds(text) < 0.02 and len(text) < 100_000:  # less is too little to compare
        text *= 2
    # A busy machine may spoil one measurement, hardly five.
    ratios = (seconds(text * 2) / seconds(text) for _ in range(5))
    assert any(ratio < 3 for ratio in ratios)
