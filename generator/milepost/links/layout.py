"""Where each note of the graph stands: forces for the notes that hold it together, rings for the others."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin, sqrt

__all__ = ["lay_out"]

# Forces take time with the square of the notes: of more than these, the most linked stand for the rest.
_MOST = 1_500
# How often the forces move all notes. Many notes come to look the same sooner.
_MANY = 1_000
_STEPS_OF_FEW, _STEPS_OF_MANY = 50, 25
_SEED = 1
# The distance of neighbours; a graph takes an area in proportion to its notes.
_STEP = 40
# Points on a spiral that turns by it fill a disc evenly.
_GOLDEN_ANGLE = pi * (3 - sqrt(5))

Place = tuple[float, float]


@lru_cache(maxsize=2)  # a preview asks again after each edit, and most edits change no link
def lay_out(count: int, edges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """A place for each of the notes 0 to `count` - 1, around (0, 0); the same for the same graph.

    Each edge is given once. Time is linear above some thousands of notes.
    """
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    linked = [note for note in range(count) if near[note]]
    core = sorted(sorted(linked, key=lambda note: -len(near[note]))[:_MOST])
    size = _STEP * sqrt(max(len(linked), 1))
    places = _by_forces(core, edges, size)
    _beside_neighbours(places, core, near)
    left = [note for note in range(count) if note not in places]
    reach = max((x * x + y * y for x, y in places.values()), default=0)
    first = int(reach / _STEP**2) + 2 * len(places) ** 0.5 if places else 0
    for number, note in enumerate(left):
        places[note] = _spiral(first + number + 1, _STEP)
    return tuple((round(places[note][0]), round(places[note][1])) for note in range(count))


def _by_forces(core: Sequence[int], edges: Sequence[tuple[int, int]], size: float) -> dict[int, Place]:
    """Fruchterman and Reingold's layout of some notes, about `size` from the middle to the rim."""
    if not core:
        return {}
    import rustworkx  # loads NumPy, which a site without a graph need not wait for

    number = {note: index for index, note in enumerate(core)}
    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph()
    graph.add_nodes_from(core)
    graph.add_edges_from_no_data([(number[a], number[b]) for a, b in edges if a in number and b in number])
    steps = _STEPS_OF_FEW if len(core) <= _MANY else _STEPS_OF_MANY
    found = rustworkx.spring_layout(graph, num_iter=steps, seed=_SEED, scale=1)
    return {note: (size * found[index][0], size * found[index][1]) for note, index in number.items()}


def _beside_neighbours(places: dict[int, Place], core: Sequence[int], near: Sequence[Sequence[int]]) -> None:
    """Put notes without a place around the most linked neighbour that has one, and so outwards."""
    pending = sorted(core, key=lambda note: (-len(near[note]), note))
    for host in pending:  # grows while it is read
        x, y = places[host]
        free = [note for note in near[host] if note not in places]
        for number, note in enumerate(free, 1):
            along, across = _spiral(number, _STEP / 2)
            places[note] = (x + along, y + across)
        pending.extend(free)


def _spiral(number: float, step: float) -> Place:
    """The point of that number, from 1, about a `step` from the points around it."""
    radius, angle = step * sqrt(number), number * _GOLDEN_ANGLE
    return radius * cos(angle), radius * sin(angle)
