"""Where do a model's heads look, and is there one that finds what came after the last time?

MLX keeps the weights of attention to itself, so they are computed anew from queries and keys, after the
positions are turned in. That they are the right ones is checked three ways: rows sum to one, nothing
looks ahead, and the weights times the values are what the model's own attention gave.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import (
    Heard,
    attention_weights,
    hear_attention,
    log_probabilities,
    numbers,
    repeat_heads,
    settings,
)
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]

SENTENCE = "The bridge was closed because the river had carried it away, so the children walked to school."


@experiment(
    id="attention",
    title="Where the heads look",
    serves=["Attention mechanism — self-attention, multi-head, cross-attention"],
    needs=["model"],
    small={"repeated": 24, "tries": 4},
    full={"repeated": 64, "tries": 16},
    timeout=300,
    seed=0,
)
def main(run: Run, repeated: int, tries: int) -> None:
    """Recompute every head's weights for a sentence, then look for induction in random tokens said twice."""
    model, tokenizer = run.model()
    tokens = tokenizer.encode(SENTENCE)
    with hear_attention(model) as heard:
        mx.eval(model(mx.array([tokens])))
    weights = np.stack([attention_weights(each) for each in heard])  # (layers, heads, tokens, tokens)
    mismatch = max(output_error(each, own) for each, own in zip(heard, weights, strict=True))
    row_error = float(np.abs(weights.sum(axis=-1) - 1).max())
    ahead = float(np.triu(weights, k=1).max())

    previous = diagonal(weights, 1)[:, :, 1:].mean(
        axis=-1
    )  # (layers, heads), without the second token's choice
    first = weights[:, :, 4:, 0].mean(axis=-1)
    rng = np.random.default_rng(run.seed)
    found = list[tuple[Floats, Floats]]()
    for _ in run.track(range(tries)):
        found.append(listen_twice(model, rng, repeated))
        run.tokens(2 * repeated)
    induction = np.mean([each[0] for each in found], axis=0)  # (layers, heads)
    losses = np.mean([each[1] for each in found], axis=0)  # (2 · repeated - 1,)
    again, fresh = losses[repeated:].mean(), losses[: repeated - 1].mean()
    single = np.mean([listen_once(model, rng, repeated) for _ in range(tries)], axis=0)

    run.metric("induction_best", float(induction.max()), unit="of the attention")
    run.metric("induction_best_without_repeat", float(single.max()), unit="of the attention")
    run.metric("previous_token_best", float(previous.max()), unit="of the attention")
    run.metric("first_token_mean", float(first.mean()), unit="of the attention")
    run.metric("loss_first_time", float(fresh), unit="nats")
    run.metric("loss_second_time", float(again), unit="nats")
    run.metric("output_error", mismatch, unit="")
    run.check("Largest difference of weights × values to the model's own output", mismatch, below=1e-3)
    run.check("Largest difference of a row's sum to 1", row_error, below=1e-9)
    run.check("Largest weight on a later token", ahead, equals=0.0)
    run.check(
        "Best induction head, share on what came after the last time", float(induction.max()), above=0.5
    )
    run.check("The same where nothing was repeated", float(single.max()), below=0.3)
    run.check("Loss the second time over that the first time", float(again / fresh), below=0.6)
    heads = {"previous": best(previous), "first": best(first), "induction": best(induction)}
    run.table(
        "heads",
        [
            {"looks at": name, "layer": layer, "head": head, "share": float(table[layer, head])}
            for (name, (layer, head)), table in zip(heads.items(), (previous, first, induction), strict=True)
        ],
    )
    words = [tokenizer.decode([each]).strip() or "·" for each in tokens]
    with hear_attention(model) as twice:
        said = np.random.default_rng(run.seed).integers(0, settings(model).vocab_size, repeated)
        mx.eval(model(mx.array(np.concatenate((said, said))[None])))
    layer, head = heads["induction"]
    run.figure(
        "maps",
        draw_maps,
        data={
            "previous": weights[heads["previous"]].round(3),
            "induction": attention_weights(twice[layer])[head].round(3),
            "words": words,
            "names": [f"layer {a}, head {b}" for a, b in (heads["previous"], heads["induction"])],
        },
        alt=f"Two attention maps. Left, a sentence: layer {heads['previous'][0]}, head "
        f"{heads['previous'][1]} looks at the token "
        f"before. Right, random tokens said twice: in the second half, layer {layer}, head {head} "
        "looks at what came after "
        "the same token the first time.",
    )
    run.figure(
        "induction",
        draw_induction,
        data={"induction": induction.round(3), "losses": losses, "repeated": repeated},
        alt=f"Left, the share of induction by layer and head, at most {induction.max():.2f}. Right, "
        "the loss by place: about "
        f"{fresh:.1f} nats while random tokens are new, {again:.1f} when they come again.",
    )


def output_error(heard: Heard, weights: Floats) -> float:
    """The largest difference between weights times values and what the model's attention gave."""
    values = repeat_heads(numbers(heard.values[0]), len(weights))
    return float(np.abs(weights @ values - numbers(heard.output[0])).max())


def diagonal(weights: Floats, back: int) -> Floats:
    """How much each token looks at the one so many places before it, (…, tokens - back)."""
    return np.diagonal(weights, -back, axis1=-2, axis2=-1)


def listen_twice(model: Any, rng: np.random.Generator, repeated: int) -> tuple[Floats, Floats]:
    """For random tokens said twice: each head's look at what followed, and the loss by place."""
    said = rng.integers(0, settings(model).vocab_size, repeated)
    tokens = np.concatenate((said, said))
    with hear_attention(model) as heard:
        scores = log_probabilities(model(mx.array(tokens[None]))[0])
    losses = -scores[np.arange(2 * repeated - 1), tokens[1:]]
    return induced(heard, repeated), losses


def listen_once(model: Any, rng: np.random.Generator, repeated: int) -> Floats:
    """The same look where the second half is new: what induction would be by accident."""
    tokens = rng.integers(0, settings(model).vocab_size, 2 * repeated)
    with hear_attention(model) as heard:
        mx.eval(model(mx.array(tokens[None])))
    return induced(heard, repeated)


def induced(heard: list[Heard], repeated: int) -> Floats:
    """How much each head, in the second half, looks one place after the first time, (layers, heads)."""
    return np.stack([diagonal(attention_weights(each), repeated - 1)[:, 1:].mean(axis=-1) for each in heard])


def best(table: Floats) -> tuple[int, int]:
    """Layer and head of the largest value."""
    layer, head = np.unravel_index(table.argmax(), table.shape)
    return int(layer), int(head)


def draw_maps(
    figure: Figure,
    previous: list[list[float]],
    induction: list[list[float]],
    words: list[str],
    names: list[str],
) -> None:
    """A head that looks back by one, and one that looks for what came next the last time."""
    left, right = figure.subplots(1, 2)
    for axes, values, name in ((left, previous, names[0]), (right, induction, names[1])):
        axes.imshow(values, cmap=shades(axes), vmin=0, vmax=1, interpolation="nearest")
        axes.grid(visible=False)
        axes.set_title(name)
    left.set_xticks(range(len(words)), words, rotation=90, fontsize=7.5)
    left.set_yticks(range(len(words)), words, fontsize=7.5)
    right.set(xlabel="Looks at (place)", ylabel="From (place)")
    left.set(xlabel="Looks at", ylabel="From")


def draw_induction(figure: Figure, induction: list[list[float]], losses: list[float], repeated: int) -> None:
    """Which heads do it, and what the model gains by it."""
    left, right = figure.subplots(1, 2, width_ratios=(2, 3))
    left.imshow(induction, cmap=shades(left), vmin=0, vmax=1, aspect="auto", interpolation="nearest")
    left.grid(visible=False)
    left.set(xlabel="Head", ylabel="Layer")
    left.set_xticks(range(0, len(induction[0]), max(1, len(induction[0]) // 4)))
    left.set_title("Share of induction")
    right.plot(range(1, len(losses) + 1), losses, color="C0")
    right.axvline(repeated - 0.5, color="C1", linestyle=(0, (4, 2.5)), linewidth=1.3)
    label(right, "said again", (repeated - 0.5, max(losses)), (5, 0), "C1", va="top")
    right.set(xlabel="Place (tokens)", ylabel="Loss (nats)", ylim=(0, None))
    right.set_title("What is said twice is expected")


def shades(axes: Any) -> LinearSegmentedColormap:
    """From the figure's ground to its first colour: white would glare on dark pages."""
    strong = axes._get_lines.get_next_color()
    return LinearSegmentedColormap.from_list("shades", [(0, 0, 0, 0), strong])


if __name__ == "__main__":
    main()
