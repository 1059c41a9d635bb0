"""Nodes as far apart as the links between them are many."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.links.pivot_mds import pivot_mds


def neighbours(count: int, edges: set[tuple[int, int]]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in sorted(edges):
        near[a].append(b)
        near[b].append(a)
    return near


@pytest.mark.parametrize("count", [2, 3, 4, 12, 100])
def test_a_chain_is_a_line_from_one_end_to_the_other(count: int) -> None:
    along, across = zip(*pivot_mds(neighbours(count, {(n, n + 1) for n in range(count - 1)})), strict=True)
    expected = [2 * n / (count - 1) - 1 for n in range(count)]
    assert list(along) in (pytest.approx(expected), pytest.approx(expected[::-1]))
    assert list(across) == [0] * count


def test_a_grid_is_a_grid() -> None:
    size = 8
    right = {(n, n + 1) for n in range(size * size) if n % size < size - 1}
    down = {(n, n + size) for n in range(size * (size - 1))}
    places = pivot_mds(neighbours(size * size, right | down))
    steps = [dist(places[a], places[b]) for a, b in right | down]
    corners = [places[n] for n in (0, size - 1, size * (size - 1), size * size - 1)]
    assert max(steps) < 4 * min(steps)
    assert dist(corners[0], corners[3]) > 6 * max(steps)
    assert dist(corners[1], corners[2]) > 6 * max(steps)


def test_two_groups_are_on_two_sides() -> None:
    groups = {(own + a, own + b) for own in (0, 20) for a in range(20) for b in range(a)}
    places = pivot_mds(neighbours(40, groups | {(0, 20)}))
    assert max(x for x, _ in places[1:20]) < min(x for x, _ in places[21:]) or (
        min(x for x, _ in places[1:20]) > max(x for x, _ in places[21:])
    )


@pytest.mark.parametrize("count", [3, 4, 5, 12, 40])
@pytest.mark.parametrize("is_star", [False, True], ids=["all with all", "star"])
def test_what_differs_in_many_directions_alike_is_spread_in_two(count: int, is_star: bool) -> None:
    edges = {(a, b) for b in range(1, count + 1) for a in range(1 if is_star else b)}
    along, across = zip(*pivot_mds(neighbours(count + 1, edges)), strict=True)
    assert max(abs(each) for each in along) == 1
    assert max(abs(each) for each in across) == 1


def test_what_is_not_linked_at_all_has_a_place_too() -> None:
    places = pivot_mds(neighbours(5, {(0, 1), (2, 3)}))
    assert len({places[0], places[2], places[4]}) == 3


def test_of_nothing_there_is_no_map() -> None:
    assert pivot_mds([]) == []
    assert pivot_mds([[]]) == [(0, 0)]


@given(st.integers(1, 30), st.sets(st.tuples(st.integers(0, 29), st.integers(0, 29))))
def test_all_stay_on_the_map(count: int, edges: set[tuple[int, int]]) -> None:
    near = neighbours(count, {(a, b) for a, b in edges if a != b and max(a, b) < count})
    places = pivot_mds(near)
    assert len(places) == count
    assert all(-1 <= each <= 1 for place in places for each in place)
    assert pivot_mds(near) == places
