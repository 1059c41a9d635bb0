"""Where notes stand in the graph."""

import os
import subprocess
import sys
from collections.abc import Sequence
from math import hypot
from random import Random

from milepost.links.layout import lay_out

SCRIPT = (
    "from milepost.links.layout import lay_out\n"
    "print(lay_out(300, tuple((n // 3, n) for n in range(1, 280))))"
)


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def test_the_layout_is_the_same_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def test_every_note_has_a_place_of_its_own() -> None:
    places = lay_out(60, tuple((0, n) for n in range(1, 40)))
    assert len(set(places)) == 60


def test_notes_without_links_stand_outside() -> None:
    places = lay_out(30, ((0, 1), (1, 2), (0, 2)))
    linked = max(hypot(*place) for place in places[:3])
    assert min(hypot(*place) for place in places[3:]) > linked


def test_pairs_that_nobody_else_links_stand_close_around_the_rest() -> None:
    tree = [(n // 3, n) for n in range(1, 300)]
    pairs = [(n, n + 1) for n in range(300, 360, 2)]
    places = lay_out(380, (*tree, *pairs))
    rim = max(hypot(*place) for place in places[:300])
    assert all(rim < hypot(*place) < 2 * rim for place in places[300:])
    links, apart = (sorted(distance(places[a], places[b]) for a, b in each) for each in (tree, pairs))
    assert links[len(links) // 4] < apart[0] <= apart[-1] < 1.5 * links[len(links) // 2]
    assert len(set(places)) == 380


def test_the_group_of_most_notes_is_in_the_middle_however_wide_another_is() -> None:
    star = [(0, n) for n in range(1, 14)]
    chain = [(n, n + 1) for n in range(14, 25)]
    places = lay_out(26, (*star, *chain))
    assert max(hypot(*place) for place in places[:14]) < min(hypot(*place) for place in places[14:])


def test_groups_do_not_overlap() -> None:
    rings = [(first + n, first + (n + 1) % 40) for first in range(0, 400, 40) for n in range(40)]
    places = lay_out(400, tuple(rings))
    groups = [places[first : first + 40] for first in range(0, 400, 40)]
    middles = [tuple(sum(axis) / 40 for axis in zip(*group, strict=True)) for group in groups]
    for own, group in zip(middles, groups, strict=True):
        for place in group:
            assert min(middles, key=lambda middle: distance(place, middle)) == own


def test_notes_that_link_one_another_stand_together() -> None:
    random = Random(1)
    near = {
        (own + random.randrange(30), own + n) for own in range(0, 300, 30) for n in range(30) for _ in "four"
    }
    far = {(random.randrange(300), random.randrange(300)) for _ in range(40)}
    places = lay_out(300, tuple(sorted((a, b) for a, b in near | far if a != b)))
    groups = [places[first : first + 30] for first in range(0, 300, 30)]
    middles = [tuple(sum(axis) / 30 for axis in zip(*group, strict=True)) for group in groups]
    at_home = [
        min(middles, key=lambda middle: distance(place, middle)) == own
        for own, group in zip(middles, groups, strict=True)
        for place in group
    ]
    assert sum(at_home) > 270


def test_of_a_large_graph_notes_stand_beside_their_neighbours() -> None:
    count = 6_000
    hubs = 100
    edges = tuple(sorted({(n % hubs, n) for n in range(hubs, count)} | {(n, n + 1) for n in range(hubs - 1)}))
    places = lay_out(count, edges)
    gaps = [distance(places[a], places[b]) for a, b in edges[-1000:]]
    size = max(hypot(*place) for place in places)
    assert sum(gaps) / len(gaps) < size / 2


def test_nothing_is_laid_out_of_nothing() -> None:
    assert lay_out(0, ()) == ()
