"""Diagrams without private names (the kinds of them are in tests/pages/test_publishing_options.py)."""

import pytest

from milepost.links.private_diagrams import renamed_nodes
from support.counting import times_as_long


@pytest.mark.parametrize("piece", ["    ", " , a"])
def test_a_statement_eight_times_as_long_is_eight_times_the_work(piece: str) -> None:
    def lines(count: int) -> list[str]:
        return ["```mermaid\n", "graph LR\n", f"class a{piece * count}\n", "a:::internal-link\n", "```\n"]

    def rename(lines: list[str]) -> None:
        renamed_nodes(lines, 0, lambda _: False, "private note")

    assert times_as_long(lines, rename, 1_000, 8_000) < 24


def test_a_sign_that_parts_lines_for_python_alone_moves_no_diagram_below() -> None:
    above = ["```mermaid\n", "graph LR\n", "a[one\u2028two]:::internal-link\n", "```\n"]
    below = ["```mermaid\n", "graph LR\n", "Secret:::internal-link\n", "```\n"]
    lines, found = renamed_nodes([*above, *below], 0, lambda name: name == "Secret", "private note")
    assert (len(lines), found) == (8, [(4, "Secret")])


def test_eight_times_as_many_private_names_are_eight_times_the_work() -> None:
    def lines(count: int) -> list[str]:
        names = [f"Name{number} of it\n" for number in range(count)]
        return ["```mermaid\n", "graph LR\n", "-->\n", "a:::internal-link\n", *names, "```\n"]

    def rename(lines: list[str]) -> None:
        kept, found = renamed_nodes(lines, 0, lambda name: name.startswith("Name"), "private note")
        assert len(found) >= len(lines) - 5
        assert "Name" not in "".join(kept)

    assert times_as_long(lines, rename, 1_000, 8_000) < 24


def test_names_that_begin_alike_are_told_apart() -> None:
    lines = ["```mermaid\n", "graph LR\n", "a[v1 plan]:::internal-link -->\n", "v1 <b>plan</b> b; v1.5; v1\n"]
    kept, found = renamed_nodes(lines, 0, {"v1", "v1.5", "v1 plan"}.__contains__, "private note")
    assert "v1" not in "".join(kept)
    assert {name for _, name in found} >= {"v1 plan", "v1"}
