"""Rules that are asked by the first sign find what they find when all are asked everywhere."""

from dataclasses import astuple

import pytest
from hypothesis import example, given, settings

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.first_sign import first_sign_plugin
from milepost.ofm.parser import create_parser
from support.strategies import note_texts


@pytest.mark.parametrize("commonmark", [False, True])
@settings(max_examples=300)
@given(text=note_texts)
@example(text="how www.a.org, http://a.org and me@a.org [see www.a.org](x) look\nwww.")
@example(text="[a] w](b) [w\\]](c) ![a-b](c) {a} + b @ c - d > e")
@example(text="words\n***\n1) one\n+ two\n_ _ _\n~~~\n> [!note] three\n$$x$$\n^id")
def test_tokens_are_the_same(text: str, *, commonmark: bool) -> None:
    few = create_parser(commonmark=commonmark)
    all_ = create_parser(commonmark=commonmark, without=frozenset({first_sign_plugin}))
    found, expected = (parser.parse(text, in_markdown_it(RenderEnv())) for parser in (few, all_))
    assert [astuple(each) for each in found] == [astuple(each) for each in expected]
