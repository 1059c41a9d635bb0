"""Does a model guess better the more of a text it has read, and how much of that is the order?

Windows of running text are scored token by token, and the loss is averaged by place over all windows. The
same windows with their tokens in random order are the control: place alone must not help as much as
having read.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from itertools import pairwise
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import token_losses
from shared.charts import label
from shared.corpus import python_documentation

Floats: TypeAlias = NDArray[np.float64]


@experiment(
    id="context-position",
    title="Loss by place in the text",
    serves=["Context windows - limits, growth, implications"],
    needs=["model"],
    small={"window": 256, "windows": 6, "controls": 2, "edges": [1, 8, 16, 32, 64, 128, 256]},
    full={"window": 4096, "windows": 24, "controls": 8, "edges": [1, 16, 64, 256, 1024, 2048, 4096]},
    timeout=600,
    seed=0,
)
def main(run: Run, window: int, windows: int, controls: int, edges: list[int]) -> None:
    """Score the windows, then some of them shuffled."""
    model, tokenizer = run.model()
    text = python_documentation()
    starts = np.linspace(0, len(text) - 12 * window, windows).astype(int)
    rows = np.array([tokenizer.encode(text[start : start + 12 * window])[:window] for start in starts])
    rng = np.random.default_rng(run.seed)

    def score(row: list[int]) -> Floats:
        run.tokens(len(row))
        return token_losses(model, np.array([row]))[0]

    losses = np.array(run.map(rows.tolist(), score))  # (windows, window - 1)
    shuffled = np.array([rng.permutation(row) for row in rows[:controls]])
    control = token_losses(model, shuffled)

    spans = list(pairwise(edges))
    means, errors = by_span(losses, spans)
    control_means, _ = by_span(control, spans)
    gain, control_gain = means[0] - means[-1], control_means[0] - control_means[-1]
    run.metric("perplexity", float(np.exp(losses.mean())), unit="")
    run.metric("loss_first_span", means[0], unit="nats")
    run.metric("loss_last_span", means[-1], unit="nats")
    run.metric("error_last_span", errors[-1], unit="nats")
    run.metric("loss_shuffled", control_means[-1], unit="nats")
    run.check("Loss in the first span less that in the last, in nats", gain, above=0.5)
    run.check("The same, in standard errors of the last", gain / errors[-1], above=3)
    run.check(
        "Loss of shuffled text in the last span less that of text", control_means[-1] - means[-1], above=1
    )
    run.check("Gain in shuffled text over the gain in text", control_gain / gain, below=1)
    run.table(
        "by-span",
        [
            {"tokens": f"{a} to {b - 1}", "loss (nats)": m, "standard error": e, "shuffled (nats)": c}
            for (a, b), m, e, c in zip(spans, means, errors, control_means, strict=True)
        ],
    )
    run.figure(
        "by-place",
        draw_by_place,
        data={"edges": edges, "means": means, "errors": errors, "control": control_means},
        alt=f"Loss by place in the window: {means[0]:.2f} nats in the first tokens, {means[-1]:.2f} "
        "in the last span, with "
        f"bars of one standard error; shuffled text stays at {control_means[-1]:.2f}.",
    )


def by_span(losses: Floats, spans: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Mean loss in each span of places, and its standard error between windows."""
    each = [losses[:, a - 1 : b - 1].mean(axis=1) for a, b in spans]
    return (
        [float(values.mean()) for values in each],
        [float(values.std(ddof=1) / np.sqrt(len(values))) for values in each],
    )


def draw_by_place(
    figure: Figure, edges: list[int], means: list[float], errors: list[float], control: list[float]
) -> None:
    """A step for each span."""
    axes: Axes = figure.subplots()
    middles = [(a * b) ** 0.5 for a, b in pairwise(edges)]
    axes.stairs(control, edges, color="C1", linewidth=2, baseline=None)
    axes.stairs(means, edges, color="C0", linewidth=2, baseline=None)
    axes.errorbar(middles, means, errors, fmt="o", color="C0", markersize=4, capsize=3)
    label(axes, "tokens in random order", (edges[-1], control[-1]), (0, -14), "C1", ha="right")
    label(axes, "running text", (edges[-1], means[-1]), (0, -16), "C0", ha="right")
    axes.set_xscale("log", base=2)
    axes.set_xticks(edges, [str(each) for each in edges])
    axes.minorticks_off()
    axes.set(xlabel="Tokens read before", ylabel="Loss (nats per token)", ylim=(0, None))
    axes.set_title("The first tokens read help most")


if __name__ == "__main__":
    main()
