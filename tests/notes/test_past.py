"""What of a past note's text still matters."""

import pytest

from milepost.model.history import Facts
from milepost.notes.past import past_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("words about an item", {}),
        ("---\ntags: [a]\n---\nitem", {}),
        ("---\ntype: item\nstatus: done\ntags: [a]\n---\n", {"type": "item", "status": "done"}),
        ("\ufeff---\r\nType: item\r\nphase: '[[P]]'\r\n---\r\n", {"type": "item", "phase": "[[P]]"}),
        ("---\ntype: item\nphase: [[P]]\n---\n", {"type": "item", "phase": [["P"]]}),
        ("---\nPublish: false\n---\n", {"publish": False}),
        ("---\ntype: item\nstatus: done\nphase: '[[P]]'\npublish: no\n---\n", {"publish": False}),
        ("---\ntype: item\nphase: '[[P]]'\npublish: true\ndraft: true\n---\n", {"publish": False}),
        ("---\ntype: item\npublish: perhaps secret\n---\n", {"publish": False}),
        ("---\ntype: item\ndraft:\n---\n", {"publish": False}),
        ("---\ntype: item\npublish: true\n---\n", {"type": "item", "publish": True}),
        ("---\ntype: item\nstatus: 2026-01-01\n---\n", {"type": "item", "status": "2026-01-01"}),
        ("---\ntype: item\nstatus: [unclosed\n---\n", {"publish": False}),
        ("---\ntype: item\nwithout an end", {"publish": False}),
    ],
)
def test_only_what_says_whether_it_was_an_item_and_public(text: str, facts: Facts) -> None:
    assert past_facts(text) == facts
