"""Tokens kept as bytes are the tokens that were parsed."""

from dataclasses import astuple

from hypothesis import given

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.packed import pack, unpack
from milepost.ofm.parser import create_parser
from support.strategies import note_texts


@given(note_texts)
def test_what_is_unpacked_is_what_was_packed(text: str) -> None:
    tokens = create_parser().parse(text, in_markdown_it(RenderEnv(first_line=3)))
    assert [astuple(each) for each in unpack(pack(tokens))] == [astuple(each) for each in tokens]


@given(note_texts)
def test_strict_line_breaks_are_not_a_matter_of_the_tokens(text: str) -> None:
    loose, strict = (
        create_parser(strict_line_breaks=is_strict).parse(text, in_markdown_it(RenderEnv()))
        for is_strict in (False, True)
    )
    assert [astuple(each) for each in loose] == [astuple(each) for each in strict]
