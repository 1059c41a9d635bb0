"""Notes as far apart as the links between them are many: a rough map, made soon, that others make a fine one.

Pivot MDS (U. Brandes and C. Pich, "Eigensolver Methods for Progressive Multidimensional Scaling of Large
Data", Graph Drawing 2006): each note has its distances from a few others, the pivots, and its place in the
two directions in which those differ most.
"""

from collections.abc import Iterable, Sequence
from math import fsum, sqrt
from operator import mul

__all__ = ["pivot_mds"]

Vector = list[float]

_PIVOTS = 12
# The directions need not be exact; so many steps tell them apart in any graph that is looked at.
_STEPS = 30
_NOTHING = 1e-9
_GOLDEN = (sqrt(5) - 1) / 2


def pivot_mds(near: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
    """A place for each node by its neighbours, each coordinate from -1 to 1; the same for the same graph.

    Nodes with the same distances share one. Time is linear in nodes and edges.
    """
    rows = _centred([[float(each * each) for each in row] for row in _distances(near)])
    products = [[_product(one, other) for other in rows] for one in rows]
    first = _direction(products, ())
    second = _direction(products, (first,))
    return list(zip(_along(first, rows), _along(second, rows), strict=True))


def _distances(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """How many links lead from each pivot to each node; each pivot is as far from those before as can be."""
    rows: list[list[int]] = []
    nearest = [len(near)] * len(near)
    pivot = max(range(len(near)), key=lambda node: len(near[node]), default=0)
    while len(rows) < min(_PIVOTS, len(near)):
        rows.append(_from(pivot, near))
        nearest = list(map(min, nearest, rows[-1]))
        pivot = max(range(len(near)), key=nearest.__getitem__)
    return rows


def _from(pivot: int, near: Sequence[Sequence[int]]) -> list[int]:
    """The links between one node and each; what cannot be reached is one more away than the last that can."""
    distances = [-1] * len(near)
    distances[pivot] = 0
    pending = [pivot]
    for node in pending:  # grows while it is read
        for other in near[node]:
            if distances[other] < 0:
                distances[other] = distances[node] + 1
                pending.append(other)
    beyond = distances[pending[-1]] + 1
    return [beyond if each < 0 else each for each in distances]


def _centred(rows: list[Vector]) -> list[Vector]:
    """The rows less their means, and less those of their columns."""
    rows = [[each - mean for each in row] for row in rows for mean in (sum(row) / len(row),)]
    means = [sum(column) / len(column) for column in zip(*rows, strict=True)]
    return [[each - mean for each, mean in zip(row, means, strict=True)] for row in rows]


def _direction(products: Sequence[Vector], others: Sequence[Vector]) -> Vector:
    """The direction in which most differs, at a right angle to `others`: by power iteration.

    All 0 where nothing differs in any other direction, as in a chain of notes.
    """
    # It begins with numbers that the order of the nodes cannot happen to match, and with others for each
    # direction, as several may be equally good.
    vector = [number ** (1 + len(others)) * _GOLDEN % 1 - 0.5 for number in range(1, len(products) + 1)]
    all_that_differs = sum(row[number] for number, row in enumerate(products))
    for _ in range(_STEPS):
        vector = [_product(row, vector) for row in products]
        for other in others:
            share = _product(vector, other)
            vector = [each - share * along for each, along in zip(vector, other, strict=True)]
        length = sqrt(_product(vector, vector))
        if length <= _NOTHING * all_that_differs:
            return [0.0] * len(vector)
        vector = [each / length for each in vector]
    return vector


def _along(direction: Vector, rows: Sequence[Vector]) -> Vector:
    """How far along a direction each node is; the farthest is 1 or -1."""
    found = [_product(column, direction) for column in zip(*rows, strict=True)]
    farthest = max(map(abs, found), default=0.0)
    return [each / farthest for each in found] if farthest else found


def _product(one: Iterable[float], other: Iterable[float]) -> float:
    """The inner product, by whatever Python; `sum` adds as the version does."""
    return fsum(map(mul, one, other))
