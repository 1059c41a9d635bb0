"""The words around links: a link's own between »«, code and formulas between their signs, values by name."""

from collections.abc import Callable
from operator import itemgetter

import pytest

from milepost.model.link import Embed, Link
from milepost.ofm.parser import create_parser
from milepost.ofm.passage import mentions
from support.cases import Case


@pytest.mark.cases("*.md")
def test_a_link_stands_in_these_words(case: Case, check: Callable[[str], None]) -> None:
    check("".join(f"{_said(each)}\n" for each in mentions(create_parser().parse(case.given))))


def test_it_is_short_however_much_there_is() -> None:
    for text in (
        "[[A]] " * 2000,
        "x" * 5000 + " [[A]] " + "y" * 5000,
        "[[A|" + "z" * 5000 + "]] b",
        "字" * 3000 + "[[A]]",
    ):
        found = [each.passage for each in mentions(create_parser().parse(text))]
        assert found
        assert all(each is not None and len(each.text) < 500 for each in found)


def _said(mention: Link | Embed) -> str:
    passage = mention.passage
    if passage is None:
        return f"{mention.target}: nothing"
    text, marks = passage.text, list[tuple[int, str]]()
    for span in reversed(passage.spans):
        sign = {"code": "`", "math": "$", "value": ".".join(span.value)}[span.kind]
        marks += (span.end, sign), (span.start, sign if span.kind != "value" else "")
    # From the last one on, so that the others' places hold.
    signs = [(passage.end, "«"), *marks, (passage.start, "»")]
    for at, sign in sorted(signs, key=itemgetter(0), reverse=True):
        text = text[:at] + sign + text[at:]
    return f"{mention.target}: {text}"
