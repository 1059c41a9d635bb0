"""Where notes stand in the graph."""

import os
import subprocess
import sys
from math import hypot

from milepost.links.layout import lay_out

SCRIPT = (
    "from milepost.links.layout import lay_out\n"
    "print(lay_out(300, tuple((n // 3, n) for n in range(1, 280))))"
)


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
    assert max(hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) for a, b in pairs) < rim / 2
    assert len(set(places)) == 380


def test_groups_do_not_overlap() -> None:
    rings = [(first + n, first + (n + 1) % 40) for first in range(0, 400, 40) for n in range(40)]
    places = lay_out(400, tuple(rings))
    groups = [places[first : first + 40] for first in range(0, 400, 40)]
    middles = [tuple(sum(axis) / 40 for axis in zip(*group, strict=True)) for group in groups]
    for own, group in zip(middles, groups, strict=True):
        for place in group:
            assert min(middles, key=lambda middle: hypot(place[0] - middle[0], place[1] - middle[1])) == own


def test_of_a_large_graph_notes_stand_beside_their_neighbours() -> None:
    count = 6_000
    hubs = 100
    edges = tuple(sorted({(n % hubs, n) for n in range(hubs, count)} | {(n, n + 1) for n in range(hubs - 1)}))
    places = lay_out(count, edges)
    gaps = [hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]) for a, b in edges[-1000:]]
    size = max(hypot(*place) for place in places)
    assert sum(gaps) / len(gaps) < size / 2


def test_nothing_is_laid_out_of_nothing() -> None:
    assert lay_out(0, ()) == ()
