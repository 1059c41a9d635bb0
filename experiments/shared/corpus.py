"""A text that every Python brings along: its own documentation of topics such as `for` and `lambda`.

It needs no download and no licence of its own. It differs a little between versions of Python, which the
record of a run names.
"""

import string
from collections.abc import Sequence
from pydoc_data.topics import topics

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode", "encode", "entropy", "pair_loss", "python_documentation"]

ALPHABET = "\n " + "".join(sorted({*string.printable} - {*string.whitespace}))
"""The characters that are kept: all others, such as typographic quotes, are left out."""


def python_documentation() -> str:
    """All topics in alphabetical order."""
    text = "\n".join(str(topics[name]) for name in sorted(topics))
    return "".join(each for each in text if each in set(ALPHABET))


def encode(text: str) -> NDArray[np.int64]:
    """Each character's place in the alphabet."""
    places = {each: place for place, each in enumerate(ALPHABET)}
    return np.array([places[each] for each in text])


def decode(codes: Sequence[int]) -> str:
    """The characters at these places."""
    return "".join(ALPHABET[each] for each in codes)


def entropy(codes: NDArray[np.int64]) -> float:
    """Nats per character for one who knows nothing but how common each character is."""
    shares = np.unique(codes, return_counts=True)[1] / len(codes)
    return float(-(shares * np.log(shares)).sum())


def pair_loss(learnt: NDArray[np.int64], held: NDArray[np.int64]) -> float:
    """Nats per character of a table of pairs, counted on `learnt` (plus one each), on `held`."""
    size = len(ALPHABET)
    counts = np.ones((size, size))
    np.add.at(counts, (learnt[:-1], learnt[1:]), 1)
    table = counts / counts.sum(axis=1, keepdims=True)
    return float(-np.log(table[held[:-1], held[1:]]).mean())
