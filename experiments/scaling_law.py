"""Do four tiny GPTs lie on a scaling law, and does its exponent depend on when one stops?

Models of growing width learn the same text for the same number of steps. A power law in their size is
fitted to their losses again and again along the way: if the exponent moves, what was fitted is the budget
and no law. The control learns the same characters in random order, where size has nothing to offer.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from typing import TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.charts import label
from shared.corpus import ALPHABET, encode, entropy, python_documentation
from shared.gpt import GPT, Shape, batches, count, held_out_loss, train

Codes: TypeAlias = NDArray[np.int64]
Fit: TypeAlias = tuple[float, float, float]
"""Factor a, exponent alpha and R² of loss = a · size^-alpha."""


@experiment(
    id="scaling-law",
    title="Loss by size, and why it is no law yet",
    serves=["Scaling laws — compute, data, parameters"],
    small={
        "widths": [4, 8, 16, 32],
        "context": 32,  # characters
        "batch": 16,  # stretches a step
        "stops": [10, 30, 60, 120, 240],  # steps after which a law is fitted
        "learning_rate": 0.008,  # at width 16; it falls with the root of the width
    },
    full={
        "widths": [8, 16, 32, 64, 128, 256],
        "context": 64,
        "batch": 32,
        "stops": [60, 200, 600, 2000, 6000],
        "learning_rate": 0.008,
    },
    timeout=900,
    seed=0,
)
def main(
    run: Run, widths: list[int], context: int, batch: int, stops: list[int], learning_rate: float
) -> None:
    """Train every size on the text, and the smallest and largest on its characters in random order."""
    codes = encode(python_documentation())
    cut = len(codes) * 9 // 10
    shuffled = np.random.default_rng(run.seed).permutation(codes)

    def trained(kind: str, width: int) -> tuple[int, list[float]]:
        mx.random.seed(run.seed)
        model = GPT(Shape(len(ALPHABET), context, width, layers=2, heads=max(1, width // 16)))
        source = codes if kind == "text" else shuffled
        rate = learning_rate * (16 / width) ** 0.5
        run.tokens(stops[-1] * batch * context)
        return count(model), learn(model, source[:cut], source[cut:], context, batch, stops, rate, run.seed)

    learnt = run.map([("text", each) for each in widths], lambda of: trained(*of))
    sizes, losses = [each[0] for each in learnt], [each[1] for each in learnt]
    ends = [("shuffled", widths[0]), ("shuffled", widths[-1])]
    control = [found[-1] for _, found in run.map(ends, lambda of: trained(*of))]
    fits = [fit(sizes, [each[stop] for each in losses]) for stop in range(len(stops))]
    factor, exponent, certainty = fits[-1]
    gain, control_gain = losses[0][-1] - losses[-1][-1], control[0] - control[1]

    run.metric("exponent", exponent, unit="")
    run.metric("r_squared", certainty, unit="")
    run.metric("exponent_lowest", min(each[1] for each in fits), unit="")
    run.metric("exponent_highest", max(each[1] for each in fits), unit="")
    run.metric("gain_from_size", gain, unit="nats")
    run.metric("gain_from_size_without_order", control_gain, unit="nats")
    falls = -np.diff([each[-1] for each in losses])
    run.check("Least fall of the loss from one size to the next, in nats", float(falls.min()), above=0)
    run.check("Exponent at the end", exponent, above=0.02)
    run.check("R² of the fit at the end", certainty, above=0.7)
    run.check("Gain from size without order, over that with it", abs(control_gain) / gain, below=0.2)
    run.check(
        "Control's loss less the entropy of its characters",
        control[1] - entropy(shuffled),
        within=(-0.05, 0.15),
    )
    run.table(
        "fits",
        [{"steps": stop, "exponent": each[1], "R²": each[2]} for stop, each in zip(stops, fits, strict=True)],
    )
    run.figure(
        "by-size",
        draw_by_size,
        data={"sizes": sizes, "losses": losses, "stops": stops, "factor": factor, "exponent": exponent},
        alt=f"Loss by parameters on logarithmic scales, one line per stop in training: the last falls with "
        f"exponent {exponent:.3f} after {stops[-1]} steps, and its points lie beside the line (R² "
        f"{certainty:.2f}).",
    )
    run.figure(
        "by-step",
        draw_by_step,
        data={
            "stops": stops,
            "exponents": [each[1] for each in fits],
            "certainties": [each[2] for each in fits],
        },
        alt=f"Fitted exponent and R² by training step: the exponent lies anywhere "
        f"between {min(each[1] for each in fits):.3f} and {max(each[1] for each in fits):.3f}.",
    )


def learn(
    model: GPT, learnt: Codes, held: Codes, context: int, batch: int, stops: list[int], rate: float, seed: int
) -> list[float]:
    """Held-out loss after each stop."""
    data = batches(np.random.default_rng(seed), learnt, batch, context)
    return [
        held_out_loss(model, held, 48, context)
        for step in train(model, data, stops[-1], rate)
        if step in stops
    ]


def fit(sizes: list[int], losses: list[float]) -> Fit:
    """The power law through the points, by least squares of the logarithms."""
    x, y = np.log(sizes), np.log(losses)
    slope, start = np.polyfit(x, y, 1)
    left = ((y - (slope * x + start)) ** 2).sum()
    return float(np.exp(start)), float(-slope), float(1 - left / ((y - y.mean()) ** 2).sum())


def draw_by_size(
    figure: Figure,
    sizes: list[int],
    losses: list[list[float]],
    stops: list[int],
    factor: float,
    exponent: float,
) -> None:
    """Loss by size at each stop, and the law at the last."""
    axes: Axes = figure.subplots()
    for number, stop in enumerate(stops):
        values, is_last = [each[number] for each in losses], number == len(stops) - 1
        fade = 0.35 + 0.65 * number / (len(stops) - 1)
        axes.plot(
            sizes, values, "o" if is_last else "o-", color="C0", alpha=fade, markersize=5, linewidth=1.5
        )
        label(axes, f"{stop} steps", (sizes[-1], values[-1]), (8, 0), "C0", va="center", alpha=fade)
    axes.plot(sizes, [factor * size**-exponent for size in sizes], color="C1", linewidth=1.5)
    label(axes, f"loss ∝ size^−{exponent:.3f}", (sizes[0], factor * sizes[0] ** -exponent), (2, -34), "C1")
    axes.set(xscale="log", yscale="log", xlabel="Parameters", ylabel="Held-out loss (nats per character)")
    ticks = [2, 2.5, 3, 3.5, 4, 4.5]
    axes.set_xticks(sizes, [f"{each:,}" for each in sizes])
    axes.set_yticks(ticks, [f"{each:g}" for each in ticks])
    axes.minorticks_off()
    axes.set_xlim(sizes[0] * 0.8, sizes[-1] * 2.2)
    axes.set_title("Larger is better at every stop, and no line fits them all")


def draw_by_step(figure: Figure, stops: list[int], exponents: list[float], certainties: list[float]) -> None:
    """The exponent that one would have reported at each stop."""
    upper, lower = figure.subplots(2, 1, sharex=True)
    upper.plot(stops, exponents, "o-", color="C0", markersize=4)
    upper.set(ylabel="Exponent", ylim=(0, None))
    lower.plot(stops, certainties, "o-", color="C2", markersize=4)
    lower.set(ylabel="R² of the fit", xlabel="Training steps", ylim=(0, 1.05))
    upper.set_title(f"Whoever stops elsewhere reports another: {min(exponents):.3f} to {max(exponents):.3f}")


if __name__ == "__main__":
    main()
