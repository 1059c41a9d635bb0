"""Diagrams without private names (the kinds of them are in tests/pages/test_publishing_options.py)."""

from time import process_time

import pytest

from milepost.links.private_diagrams import renamed_nodes


@pytest.mark.parametrize("piece", ["    ", " , a"])
def test_a_statement_eight_times_as_long_is_eight_times_the_work(piece: str) -> None:
    def seconds(count: int) -> float:
        lines = ["```mermaid\n", "graph LR\n", f"class a{piece * count}\n", "a:::internal-link\n", "```\n"]
        start = process_time()
        renamed_nodes(lines, 0, lambda _: False, "private note")
        return process_time() - start

    few, many = (min(seconds(count) for _ in range(3)) for count in (1_000, 8_000))
    assert many < 24 * few
