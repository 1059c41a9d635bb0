"""How long does a token take while the prompt is read, and how long while the answer is written?

Prompts of several lengths are read at once, then a few tokens are written one by one with the cache in
place. Every time is the middle one of several tries, and on a processor counts this program's own work, so
that others do not lengthen it. These are measurements of one machine; only what must hold on any is checked.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import make_prompt_cache
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import numbers, settings
from shared.charts import label
from shared.clock import seconds

Floats: TypeAlias = NDArray[np.float64]


@experiment(
    id="latency",
    title="Reading is fast, writing is slow",
    serves=[
        "KV cache — what it is and why it matters for inference cost",
        "SLMs — Phi, Gemma, Qwen 0.5B — when small beats big",
    ],
    needs=["model"],
    small={"contexts": [16, 64, 192], "written": 8, "without_cache": 2, "tries": 3},
    full={"contexts": [128, 512, 2048, 8192], "written": 64, "without_cache": 4, "tries": 5},
    timeout=600,
    seed=0,
    timing=True,
)
def main(run: Run, contexts: list[int], written: int, without_cache: int, tries: int) -> None:
    """Time reading and writing at each context; then writing without a cache, for comparison."""
    model, _ = run.model()
    rng = np.random.default_rng(run.seed)
    reads, writes = list[list[float]](), list[list[float]]()
    gap = 0.0
    for tokens in run.track(contexts):
        prompt = rng.integers(0, settings(model).vocab_size, tokens).tolist()
        times = [read_and_write(model, prompt, written if attempt == 0 else 2) for attempt in range(tries)]
        run.tokens(tries * tokens + sum(len(each[1]) for each in times))
        reads.append([each[0] for each in times])
        writes.append([second for each in times for second in each[1]])
    prompt = rng.integers(0, settings(model).vocab_size, contexts[1]).tolist()
    bare = [again(model, prompt) for _ in range(without_cache)]
    gap = cache_gap(model, prompt)

    reading = [tokens / float(np.median(each)) for tokens, each in zip(contexts, reads, strict=True)]
    writing = [1 / float(np.median(each)) for each in writes]
    run.metric("reading_tokens_per_second", max(reading), unit="tokens/s")
    run.metric("writing_tokens_per_second", writing[0], unit="tokens/s")
    run.metric("writing_without_cache_tokens_per_second", 1 / float(np.median(bare)), unit="tokens/s")
    run.metric("first_token_after_longest", float(np.median(reads[-1])), unit="s")
    run.check("Tokens read per second over tokens written", max(reading) / max(writing), above=2)
    run.check(
        "A token without the cache over one with it, in time", float(np.median(bare)) * writing[1], above=1.5
    )
    run.check("Scores with the cache against those without, relative", gap, below=1e-3)
    run.table(
        "by-context",
        [
            {
                "context (tokens)": tokens,
                "read (s)": float(np.median(read)),
                "read, quartiles (s)": quartiles(read),
                "a token written (ms)": 1000 * float(np.median(write)),
                "written, quartiles (ms)": quartiles([1000 * each for each in write]),
            }
            for tokens, read, write in zip(contexts, reads, writes, strict=True)
        ],
    )
    run.figure(
        "speeds",
        draw_speeds,
        data={
            "contexts": contexts,
            "reading": reading,
            "writing": writing,
            "bare": [contexts[1], 1 / float(np.median(bare))],
        },
        alt="Tokens per second by context on a logarithmic scale: reading reaches "
        f"{max(reading):.0f}, writing "
        f"{writing[0]:.1f} at {contexts[0]} tokens and {writing[-1]:.1f} at {contexts[-1]}; without a cache "
        f"{1 / float(np.median(bare)):.1f} at {contexts[1]}.",
    )


def read_and_write(model: Any, prompt: list[int], written: int) -> tuple[float, list[float]]:
    """Seconds until the first token is known, and for each further one."""
    cache = make_prompt_cache(model)
    started = seconds()
    token = model(mx.array([prompt]), cache=cache)[:, -1].argmax(axis=-1)
    mx.eval(token)
    read, each = seconds() - started, list[float]()
    for _ in range(written):
        started = seconds()
        token = model(token[:, None], cache=cache)[:, -1].argmax(axis=-1)
        mx.eval(token)
        each.append(seconds() - started)
    return read, each


def again(model: Any, prompt: list[int]) -> float:
    """Seconds for one token if the whole prompt is read anew."""
    started = seconds()
    mx.eval(model(mx.array([prompt]))[:, -1].argmax(axis=-1))
    return seconds() - started


def cache_gap(model: Any, prompt: list[int]) -> float:
    """How far the last token's scores with a cache lie from those without, over the largest."""
    cache = make_prompt_cache(model)
    model(mx.array([prompt[:-1]]), cache=cache)
    one = numbers(model(mx.array([prompt[-1:]]), cache=cache)[0, -1])
    other = numbers(model(mx.array([prompt]))[0, -1])
    return float(np.abs(one - other).max() / np.abs(other).max())


def quartiles(values: list[float]) -> str:
    """The range of the middle half."""
    low, high = np.percentile(values, (25, 75))
    return f"{low:.3g} to {high:.3g}"


def draw_speeds(
    figure: Figure, contexts: list[int], reading: list[float], writing: list[float], bare: list[float]
) -> None:
    """Both speeds by context."""
    axes: Axes = figure.subplots()
    axes.plot(contexts, reading, "o-", color="C0", markersize=5)
    axes.plot(contexts, writing, "o-", color="C1", markersize=5)
    axes.plot(*bare, "x", color="C2", markersize=8, markeredgewidth=2)
    label(axes, "reading the prompt", (contexts[-1], reading[-1]), (0, 8), "C0", ha="right")
    label(axes, "writing, with the cache", (contexts[-1], max(writing)), (0, 8), "C1", ha="right")
    label(axes, "writing, without", (bare[0], bare[1]), (8, -4), "C2")
    axes.set(xscale="log", yscale="log", xlabel="Context (tokens)", ylabel="Speed (tokens per second)")
    axes.set_xticks(contexts, [str(each) for each in contexts])
    axes.minorticks_off()
    axes.margins(y=0.15)
    axes.set_title("The prompt is read many tokens at a time, the answer one by one")


if __name__ == "__main__":
    main()
