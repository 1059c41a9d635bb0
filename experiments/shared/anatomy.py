"""Looking into a language model of mlx-lm, whatever its architecture calls its parts."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# mlx-lm is untyped; what comes from it is `Any` until it is a NumPy array.

import contextlib
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import mlx.core as mx
import numpy as np
from mlx_lm.models.cache import make_prompt_cache
from numpy.typing import NDArray

__all__ = [
    "Heard",
    "attention_weights",
    "body",
    "head",
    "hear_attention",
    "hear_layers",
    "log_probabilities",
    "next_log_probabilities",
    "numbers",
    "repeat_heads",
    "settings",
    "token_losses",
]

Floats = NDArray[np.float64]


def body(model: Any) -> Any:
    """The module with the embedding, the layers and the last norm; models that also see wrap it once more."""
    return getattr(model, "language_model", model).model


def settings(model: Any) -> Any:
    """The configuration of the part that reads and writes text."""
    return getattr(model, "language_model", model).args


def head(model: Any, hidden: mx.array) -> mx.array:
    """Scores of the next token from normalised vectors, (…, width) to (…, vocabulary)."""
    text = getattr(model, "language_model", model)
    return text.lm_head(hidden) if "lm_head" in text else body(model).embed_tokens.as_linear(hidden)


def numbers(array: mx.array) -> Floats:
    """The array for NumPy, which knows no bfloat16."""
    return np.array(array.astype(mx.float32)).astype(np.float64)


def log_probabilities(scores: mx.array) -> Floats:
    """Logarithms of the softmax in double precision: without a GPU, MLX's own adds up to 1 within 4e-5."""
    values = numbers(scores)
    values -= values.max(axis=-1, keepdims=True)
    return values - np.log(np.exp(values).sum(axis=-1, keepdims=True))


def next_log_probabilities(model: Any, tokens: Sequence[int]) -> Floats:
    """What the model thinks of each token as the next one, (vocabulary,), in nats."""
    cache = make_prompt_cache(model)
    if len(tokens) > 1:  # scores are wanted for the last place only, and cost as much as the layers
        body(model)(mx.array([tokens[:-1]]), cache=cache)
        mx.eval([each.state for each in cache])
    return log_probabilities(model(mx.array([tokens[-1:]]), cache=cache)[0, -1])


def token_losses(model: Any, rows: NDArray[np.int64]) -> Floats:
    """Nats for each token but the first, given those before it; (rows, tokens) to (rows, tokens - 1)."""
    losses = np.empty((rows.shape[0], rows.shape[1] - 1))
    for number, row in enumerate(rows):  # one row at a time: its scores alone fill 100 MB
        found = log_probabilities(model(mx.array(row[None, :-1]))[0])
        losses[number] = -found[np.arange(len(row) - 1), row[1:]]
    return losses


@dataclass(frozen=True, slots=True)
class Heard:
    """What the attention of one layer was given, positions already in it, and what it gave back."""

    queries: mx.array  # (1, heads, tokens, d)
    keys: mx.array  # (1, key-value heads, tokens so far, d)
    values: mx.array  # (1, key-value heads, tokens so far, d)
    scale: float
    mask: Any
    """`None`, "causal", or an array that is true where a query may look."""
    output: mx.array  # (1, heads, tokens, d)


@contextlib.contextmanager
def hear_attention(model: Any) -> Generator[list[Heard]]:
    """Collects what passes through each layer's attention, in their order, while the model runs.

    MLX fuses attention into one operation, which gives no weights away. Every architecture of mlx-lm calls
    it by the same name, so that is where to listen.
    """
    module: Any = sys.modules[type(body(model).layers[0].self_attn).__module__]
    original = module.scaled_dot_product_attention
    heard: list[Heard] = []

    def listen(queries: mx.array, keys: mx.array, values: mx.array, **rest: Any) -> mx.array:
        output = original(queries, keys, values, **rest)
        heard.append(Heard(queries, keys, values, rest["scale"], rest["mask"], output))
        return output

    module.scaled_dot_product_attention = listen
    try:
        yield heard
    finally:
        module.scaled_dot_product_attention = original


@contextlib.contextmanager
def hear_layers(model: Any) -> Generator[list[mx.array]]:
    """Collects what each layer gives on, (batch, tokens, width), in their order, while the model runs."""
    kind = type(body(model).layers[0])
    original = kind.__call__
    heard: list[mx.array] = []

    def listen(self: Any, *given: Any, **named: Any) -> mx.array:
        heard.append(original(self, *given, **named))
        return heard[-1]

    kind.__call__ = listen
    try:
        yield heard
    finally:
        kind.__call__ = original


def repeat_heads(each: Floats, heads: int) -> Floats:
    """Keys or values once for every query head: several query heads in a row share one."""
    return np.repeat(each, heads // each.shape[0], axis=0)


def attention_weights(heard: Heard) -> Floats:
    """How much each token looks at each other one, computed anew: (heads, tokens, tokens so far)."""
    queries, keys = numbers(heard.queries[0]), numbers(heard.keys[0])
    scores = queries @ repeat_heads(keys, len(queries)).swapaxes(-1, -2) * heard.scale
    now, so_far = scores.shape[-2:]
    if isinstance(heard.mask, str):
        allowed = np.arange(so_far)[None] <= np.arange(so_far - now, so_far)[:, None]
    else:
        allowed = np.ones((now, so_far), bool) if heard.mask is None else np.array(heard.mask)
    scores = np.where(allowed, scores, -np.inf)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
