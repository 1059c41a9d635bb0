"""Circles: one for each set of nodes that wait for each other, in the order in which they wait."""

from milepost.checks.circle import find_circles
from milepost.model.path import VaultPath


def circles(**before: str) -> list[str]:
    """The circles among nodes of one letter, each of which waits for the letters of its value."""
    graph = {VaultPath(node): [VaultPath(other) for other in others] for node, others in before.items()}
    return sorted("".join(circle) for circle in find_circles(graph))


def test_what_waits_in_a_row_is_no_circle() -> None:
    assert circles(a="b", b="c", c="", d="bc") == []


def test_a_node_may_wait_for_itself() -> None:
    assert circles(a="a", b="a") == ["aa"]


def test_each_node_of_a_circle_waits_for_the_one_before_it() -> None:
    assert circles(b="a", c="b", a="c") == ["abca"]


def test_circles_that_touch_are_told_once_by_the_shortest() -> None:
    assert circles(a="cd", b="a", c="b", d="a") == ["ada"]


def test_a_shorter_way_within_a_circle_is_taken() -> None:
    assert circles(a="d", b="a", c="ab", d="c") == ["acda"]


def test_circles_apart_are_told_each_even_if_one_waits_for_the_other() -> None:
    assert circles(a="b", b="a", c="da", d="c", e="c") == ["aba", "cdc"]


def test_every_node_with_every_other_is_one_circle() -> None:
    nodes = "abcdefgh"
    assert circles(**dict.fromkeys(nodes, nodes)) == ["aa"]


def test_a_circle_may_be_longer_than_the_stack_is_deep() -> None:
    nodes = [VaultPath(f"{at:05}") for at in range(5000)]
    (circle,) = find_circles({node: [nodes[at - 1]] for at, node in enumerate(nodes)})
    assert circle == (*nodes, nodes[0])
