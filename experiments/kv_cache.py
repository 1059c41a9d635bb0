"""Does the KV cache cost what the formula says, byte for byte, and what does quantising it cost?

A cache is filled with prompts of several lengths and one token more, and asked for its size. The formula
knows layers, key-value heads, widths, the window of sliding layers, and that memory is taken in steps of
256 tokens. Then a page of text is read through caches of 32, 8 and 4 bits.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from typing import Any

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import KVCache, QuantizedKVCache, make_prompt_cache

from milepost.experiment import Run, experiment
from shared.anatomy import body, log_probabilities, settings
from shared.charts import label
from shared.corpus import python_documentation

STEP = 256  # tokens: how mlx-lm takes memory
BITS = (8, 4)


@experiment(
    id="kv-cache",
    title="The KV cache, byte for byte",
    serves=["KV cache — what it is and why it matters for inference cost"],
    needs=["model"],
    small={"contexts": [16, 100, 255, 256, 520], "page": 160, "scored": 64},
    full={"contexts": [100, 512, 1024, 2048, 4096, 8192], "page": 2048, "scored": 1024},
    timeout=600,
    seed=0,
)
def main(run: Run, contexts: list[int], page: int, scored: int) -> None:
    """Fill caches and weigh them; read a page through quantised ones."""
    model, tokenizer = run.model()
    rng = np.random.default_rng(run.seed)
    rows, group = list[dict[str, float | str]](), group_size(model)
    for tokens in run.track(contexts):
        cache = filled(model, rng, tokens)
        run.tokens(tokens + 1)
        row: dict[str, float | str] = {
            "tokens": tokens + 1,
            "measured (B)": held(cache),
            "formula (B)": sum(predict(model, each, tokens) for each in cache),
        }
        for bits in BITS if group else ():
            small = [each.to_quantized(group, bits) if isinstance(each, KVCache) else each for each in cache]
            row[f"{bits} bits (B)"] = held(small)
            row[f"{bits} bits, formula (B)"] = sum(
                predict(model, each, tokens, bits, group) for each in small
            )
        rows.append(row)
    losses = {
        bits: page_loss(model, tokenizer, page, scored, bits, group)
        for bits in (32, *(BITS if group else ()))
    }

    longest = rows[-1]
    per_token = sum(bytes_per_token(model, each) for each in make_prompt_cache(model))
    run.metric("bytes_per_token", per_token, unit="B")
    run.metric("bytes_at_longest", longest["measured (B)"], unit="B")  # type: ignore[arg-type]
    run.check(
        "Largest difference to the formula, 32 bits",
        largest_gap(rows, "measured (B)", "formula (B)"),
        equals=0,
    )
    for bits in BITS if group else ():
        gap = largest_gap(rows, f"{bits} bits (B)", f"{bits} bits, formula (B)")
        run.check(f"Largest difference to the formula, {bits} bits", gap, equals=0)
        share = float(longest[f"{bits} bits (B)"]) / float(longest["measured (B)"])
        run.metric(f"size_at_{bits}_bits", share, unit="of 32 bits")
        run.metric(f"loss_added_at_{bits}_bits", losses[bits] - losses[32], unit="nats")
        run.check(
            f"Loss added by {bits} bits, in nats per token",
            abs(losses[bits] - losses[32]),
            below=0.02 if bits == 8 else 1,
        )
    run.table("by-context", rows)
    run.figure(
        "bytes",
        draw_bytes,
        data={
            "contexts": [each["tokens"] for each in rows],
            "measured": {
                "32 bits": [each["measured (B)"] for each in rows],
                **{f"{bits} bits": [each[f"{bits} bits (B)"] for each in rows] for bits in BITS if group},
            },
            "reach": max(contexts) + 1,
            "line": [
                sum(needed(model, each, t) for each in make_prompt_cache(model))
                for t in range(0, max(contexts) + 2, 8)
            ],
        },
        alt=f"Size of the cache by context: steps of {STEP} tokens above the line of what is "
        f"needed, {per_token:,} bytes "
        "per token at 32 bits; quantised caches lie far below.",
    )


def group_size(model: Any) -> int:
    """The largest group of numbers that can share a scale in a head of this width; 0 if there is none."""
    return next((each for each in (64, 32) if head_width(model) % each == 0), 0)


def head_width(model: Any) -> int:
    """Numbers in one key or value of one head."""
    args = settings(model)
    return getattr(args, "head_dim", None) or args.hidden_size // args.num_attention_heads


def filled(model: Any, rng: np.random.Generator, tokens: int) -> list[Any]:
    """A cache after a random prompt and one token more, as when generation starts."""
    cache = make_prompt_cache(model)
    prompt = rng.integers(0, settings(model).vocab_size, tokens + 1).tolist()
    for part in (prompt[:tokens], prompt[tokens:]):  # sizes do not depend on the scores: leave the head out
        body(model)(mx.array([part]), cache=cache)
        mx.eval([each.state for each in cache])
    return cache


def held(cache: list[Any]) -> int:
    """Bytes that the cache itself reports."""
    return sum(each.nbytes for each in cache)


def bytes_per_token(model: Any, cache: Any, bits: int = 32, group: int = 1) -> int:
    """Of one layer: keys and values of every key-value head, and their scales if they are quantised."""
    scales = 0 if bits == 32 else 2 * 4 * head_width(model) // group  # scale and offset, 4 bytes each
    return 2 * settings(model).num_key_value_heads * (head_width(model) * bits // 8 + scales)


def predict(model: Any, cache: Any, tokens: int, bits: int = 32, group: int = 1) -> int:
    """What one layer's cache takes after a prompt of so many tokens and one more."""
    if isinstance(cache, KVCache | QuantizedKVCache):
        places = -(-(tokens + 1) // STEP) * STEP  # whole steps
        return places * bytes_per_token(model, cache, bits, group)
    places = (
        cache.max_size if tokens >= cache.max_size else min(tokens + STEP, cache.max_size)
    )  # a sliding window
    return places * bytes_per_token(model, cache)


def needed(model: Any, cache: Any, tokens: int) -> int:
    """What one layer would take if memory came by the token."""
    return min(tokens, getattr(cache, "max_size", tokens)) * bytes_per_token(model, cache)


def page_loss(model: Any, tokenizer: Any, page: int, scored: int, bits: int, group: int) -> float:
    """Nats per token for the end of a page whose beginning was read into a cache of so many bits."""
    tokens = tokenizer.encode(python_documentation()[2000 : 2000 + 12 * page])[:page]
    cache: list[Any] = make_prompt_cache(model)
    if bits < 32:
        cache = [QuantizedKVCache(group, bits) if isinstance(each, KVCache) else each for each in cache]
    body(model)(mx.array([tokens[: -scored - 1]]), cache=cache)
    mx.eval([each.state for each in cache])
    found = log_probabilities(model(mx.array([tokens[-scored - 1 : -1]]), cache=cache)[0])
    return float(-found[np.arange(scored), tokens[-scored:]].mean())


def largest_gap(rows: list[dict[str, float | str]], one: str, other: str) -> int:
    """The largest difference between two columns."""
    return max(abs(int(row[one]) - int(row[other])) for row in rows)


def draw_bytes(
    figure: Figure, contexts: list[int], measured: dict[str, list[int]], reach: int, line: list[int]
) -> None:
    """Measured sizes, and the line of what the tokens need."""
    axes: Axes = figure.subplots()
    axes.plot(range(0, reach + 1, 8)[: len(line)], [each / 1e6 for each in line], color="C4", linewidth=1.2)
    for number, (name, values) in enumerate(measured.items()):
        axes.plot(contexts, [each / 1e6 for each in values], "o", color=f"C{number}", markersize=6)
        label(axes, name, (contexts[-1], values[-1] / 1e6), (8, 0), f"C{number}", va="center")
    label(axes, "needed at 32 bits", (reach / 2, line[len(line) // 2] / 1e6), (4, -14), "C4")
    axes.set(
        xlabel="Context (tokens)", ylabel="Size of the cache (MB)", ylim=(0, None), xlim=(0, reach * 1.18)
    )
    axes.set_title("Memory comes in steps of 256 tokens")


if __name__ == "__main__":
    main()
