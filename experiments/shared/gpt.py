"""A GPT small enough to train in seconds, in MLX."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# MLX types its arrays and leaves its layers and optimisers untyped.

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import mlx.core as mx
import mlx.nn as nn
import numpy as np
from mlx.optimizers import AdamW
from mlx.utils import tree_flatten
from numpy.typing import NDArray

__all__ = ["GPT", "MLP", "Shape", "batches", "count", "held_out_loss", "look_ahead", "train"]

Codes = NDArray[np.int64]

# What places, blocks and head add at first is small beside the token itself, so that learning starts fast.
_QUIET = 0.15


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a GPT."""

    alphabet: int
    """Different tokens."""
    context: int
    """The most tokens that it sees at once."""
    width: int
    """Numbers per token between the blocks."""
    layers: int
    heads: int


class MLP(nn.Module):
    """Two matrices with a bend in between, for each token on its own."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.down.weight = self.down.weight * _QUIET

    def __call__(self, x: mx.array) -> mx.array:
        """The vectors, each changed by itself."""
        return self.down(nn.gelu_approx(self.up(x)))


class Block(nn.Module):
    """Attention, then an MLP; each reads a normalised copy and adds what it found."""

    def __init__(self, shape: Shape, mlp: nn.Module) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention_norm, self.mlp_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.qkv = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)
        self.out.weight = self.out.weight * _QUIET
        self.mlp = mlp

    def __call__(self, x: mx.array) -> mx.array:
        """The vectors with what attention and MLP found added."""
        x = x + self.attend(self.attention_norm(x))
        return x + self.mlp(self.mlp_norm(x))

    def attend(self, x: mx.array) -> mx.array:
        """What each token takes from itself and those before it."""
        batch, tokens, width = x.shape
        q, k, v = (
            each.reshape(batch, tokens, self.heads, -1).transpose(0, 2, 1, 3)  # (batch, heads, tokens, d)
            for each in mx.split(self.qkv(x), 3, axis=-1)
        )
        scores = q @ k.swapaxes(-1, -2) / math.sqrt(width // self.heads)  # (batch, heads, tokens, tokens)
        future = mx.triu(mx.full((tokens, tokens), -1e9), k=1)
        weights = mx.softmax(scores + future, axis=-1)
        return self.out((weights @ v).transpose(0, 2, 1, 3).reshape(batch, tokens, width))


class GPT(nn.Module):
    """Token and place to vectors, through the blocks, to one score per possible next token."""

    def __init__(self, shape: Shape, make_mlp: Callable[[], nn.Module] | None = None) -> None:
        super().__init__()
        self.tokens = nn.Embedding(shape.alphabet, shape.width)
        self.places = nn.Embedding(shape.context, shape.width)
        self.places.weight = self.places.weight * _QUIET
        make = make_mlp or (lambda: MLP(shape.width, 4 * shape.width))
        self.blocks = [Block(shape, make()) for _ in range(shape.layers)]
        self.norm = nn.LayerNorm(shape.width)
        self.head = nn.Linear(shape.width, shape.alphabet, bias=False)
        self.head.weight = (
            self.head.weight * _QUIET
        )  # all but even guesses at first, so the first loss is known

    def __call__(self, codes: mx.array) -> mx.array:
        """Scores, (batch, tokens, alphabet)."""
        x = self.tokens(codes) + self.places(mx.arange(codes.shape[1]))  # (batch, tokens, width)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def count(model: nn.Module) -> int:
    """Its parameters."""
    return sum(cast("mx.array", each).size for _, each in tree_flatten(model.parameters()))


def batches(
    rng: np.random.Generator, codes: Codes, size: int, context: int
) -> Iterator[tuple[mx.array, mx.array]]:
    """Random stretches of the text and, one place further on, what comes next; without end."""
    while True:
        starts = rng.integers(0, len(codes) - context, size)
        rows = np.stack([codes[start : start + context + 1] for start in starts])
        yield mx.array(rows[:, :-1]), mx.array(rows[:, 1:])


def mean_loss(model: nn.Module, x: mx.array, y: mx.array) -> mx.array:
    """Cross-entropy in nats per token."""
    return nn.losses.cross_entropy(model(x), y, reduction="mean")


def train(
    model: nn.Module,
    data: Iterator[tuple[mx.array, mx.array]],
    steps: int,
    learning_rate: float,
    loss: Callable[[Any, mx.array, mx.array], mx.array] = mean_loss,
) -> Iterator[int]:
    """Takes the steps, and gives the number of each before it is taken, and of the last when all are.

    The learning rate rises over the first twentieth and falls to zero in a half cosine.
    """
    optimizer = AdamW(learning_rate=learning_rate, betas=[0.9, 0.99], weight_decay=0.01, bias_correction=True)
    slopes = nn.value_and_grad(model, loss)
    state = [model.state, optimizer.state]

    def step(x: mx.array, y: mx.array) -> mx.array:
        value, gradient = slopes(model, x, y)
        optimizer.update(model, gradient)
        return value

    compiled = mx.compile(step, inputs=state, outputs=state)
    warm = max(1, steps // 20)
    for number in range(steps):
        yield number
        rise, fall = min(1, (number + 1) / warm), 0.5 * (1 + math.cos(math.pi * number / steps))
        optimizer.learning_rate = mx.array(learning_rate * rise * fall)
        compiled(*next(data))
        mx.eval(state)
    yield steps


def held_out_loss(model: nn.Module, codes: Codes, windows: int, context: int) -> float:
    """Nats per token on as many stretches, evenly spread over the text."""
    starts = np.linspace(0, len(codes) - context - 1, windows).astype(int)
    rows = mx.array(np.stack([codes[start : start + context + 1] for start in starts]))
    return cast("float", mean_loss(model, rows[:, :-1], rows[:, 1:]).item())


def look_ahead(model: nn.Module, codes: Codes, context: int) -> float:
    """How much the scores before the last token change when that token does; 0 if none looks ahead."""
    one = mx.array(codes[None, :context])
    other = mx.array(np.append(codes[: context - 1], (codes[context - 1] + 1) % 7)[None])
    return cast("float", mx.abs(model(one) - model(other))[:, :-1].max().item())
