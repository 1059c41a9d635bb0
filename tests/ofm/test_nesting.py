"""Blocks nested deeper than anybody nests them."""

import pytest

from milepost.ofm.parser import create_parser

DEPTH = 70

DEEP = {
    "lists": "".join(f"{'  ' * depth}- word{depth}\n" for depth in range(DEPTH)),
    "numbered lists": "".join(f"{'   ' * depth}1. word{depth}\n" for depth in range(DEPTH)),
    "quotes": "".join(f"{'> ' * depth}word{depth}\n\n" for depth in range(DEPTH)),
    "quotes on one line": "> " * DEPTH + " ".join(f"word{depth}" for depth in range(DEPTH)),
    "quotes in lists": "- > " * DEPTH + " ".join(f"word{depth}" for depth in range(DEPTH)),
    "callouts": "".join(f"{'> ' * depth}> [!note] word{depth}\n" for depth in range(DEPTH)),
    "headings in lists": "".join(f"{'  ' * depth}- # word{depth}\n" for depth in range(DEPTH)),
    "code in lists": "".join(
        f"{'  ' * depth}- ```\n{'  ' * depth}  word{depth}\n{'  ' * depth}  ```\n" for depth in range(DEPTH)
    ),
    "footnotes": "x[^0]\n\n"
    + "".join(f"[^{depth}]: word{depth} [^{depth + 1}]\n\n" for depth in range(DEPTH)),
}


@pytest.mark.parametrize("commonmark", [False, True])
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_no_word_is_lost(text: str, commonmark: bool) -> None:
    html = create_parser(commonmark=commonmark).render(text)
    assert [depth for depth in range(DEPTH) if f"word{depth}" not in html] == []
