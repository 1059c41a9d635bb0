"""How many bits can each weight lose before the model stops making sense?

Every matrix is rounded to 8, 4, 3 and 2 bits in groups that share a scale, and turned back, so that all
runs use the same arithmetic and differ in the rounding alone. Perplexity on the same text says what it
cost; the packed arrays say what it saved.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import math
from typing import Any, cast

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from milepost.experiment import Run, experiment
from shared.anatomy import body, token_losses
from shared.charts import label, level
from shared.corpus import python_documentation

GROUPS = (64, 32)
SCALE_BYTES = 2  # scale and offset are kept in 16 bits each


@experiment(
    id="quantisation",
    title="Fewer bits per weight",
    serves=["SLMs — Phi, Gemma, Qwen 0.5B — when small beats big"],
    needs=["model"],
    small={"bits": [8, 4, 3, 2], "window": 128, "windows": 2},
    full={"bits": [8, 6, 5, 4, 3, 2], "window": 512, "windows": 16},
    timeout=600,
    seed=0,
)
def main(run: Run, bits: list[int], window: int, windows: int) -> None:
    """Score the text with the weights as they are, then rounded ever more coarsely."""
    model, tokenizer = run.model()
    text = python_documentation()
    starts = np.linspace(0, len(text) - 12 * window, windows).astype(int)
    rows = np.array([tokenizer.encode(text[start : start + 12 * window])[:window] for start in starts])
    matrices = find_matrices(model)
    originals = [module.weight for module in matrices]
    elements = sum(each.size for each in originals)
    untouched = token_losses(model, rows)
    base = float(untouched.mean())

    def rounded(width: int) -> tuple[float, int, float]:
        packed, worst = round_to(matrices, originals, width)
        run.tokens(rows.size)
        return float(token_losses(model, rows).mean()), packed, worst

    losses, sizes, errors = (list(each) for each in zip(*run.map(bits, rounded), strict=True))
    for module, weight in zip(matrices, originals, strict=True):
        module.weight = weight
    again = float(np.abs(token_losses(model, rows[:1]) - untouched[:1]).max())

    perplexities = [math.exp(each) for each in losses]
    predicted = [predict(originals, each) for each in bits]
    at_eight = losses[bits.index(8)] - base
    run.metric("perplexity_as_it_is", math.exp(base), unit="")
    for each, value, size in zip(bits, perplexities, sizes, strict=True):
        run.metric(f"perplexity_{each}_bits", value, unit="")
        run.metric(f"size_{each}_bits", size / 1e6, unit="MB")
    run.check(
        "Bytes of the packed arrays less those of the formula",
        sum(map(abs, np.subtract(sizes, predicted))),
        equals=0,
    )
    run.check("Loss added by 8 bits, in nats per token", abs(at_eight), below=0.02)
    run.check("Least rise of the loss from one width to the next", float(min(np.diff(losses))), above=0)
    run.check("Largest rounding error, in steps of the grid", max(errors), below=1.01)
    run.check("Change of the losses once the weights are put back", again, equals=0.0)
    run.table(
        "by-bits",
        [
            {
                "bits": each,
                "perplexity": value,
                "MB": size / 1e6,
                "bits per weight with scales": 8 * size / elements,
            }
            for each, value, size in zip(bits, perplexities, sizes, strict=True)
        ],
    )
    run.figure(
        "perplexity",
        draw_perplexity,
        data={
            "bits": bits,
            "perplexities": perplexities,
            "sizes": [each / 1e6 for each in sizes],
            "base": math.exp(base),
        },
        alt=f"Perplexity by size on a logarithmic scale; as it is {math.exp(base):.1f}; "
        + ", ".join(f"{each} bits {value:.3g}" for each, value in zip(bits, perplexities, strict=True))
        + ".",
    )


def find_matrices(model: Any) -> list[Any]:
    """The modules with a matrix that quantising would pack."""
    text = getattr(model, "language_model", model)
    modules = [leaf for _, leaf in body(model).named_modules()] + (
        [text.lm_head] if "lm_head" in text else []
    )
    return [
        each
        for each in modules
        if "weight" in each and each.weight.ndim == 2 and group_of(each.weight) and "scales" not in each
    ]


def group_of(weight: mx.array) -> int:
    """How many neighbours share a scale; 0 if the row cannot be divided."""
    return next((each for each in GROUPS if weight.shape[-1] % each == 0), 0)


def round_to(matrices: list[Any], originals: list[mx.array], bits: int) -> tuple[int, float]:
    """Round every matrix in place; gives the bytes of the packed arrays and the largest error in steps."""
    packed, worst = 0, 0.0
    for module, weight in zip(matrices, originals, strict=True):
        group = group_of(weight)
        small, scales, offsets = mx.quantize(weight, group_size=group, bits=bits)
        packed += small.nbytes + SCALE_BYTES * (scales.size + offsets.size)
        module.weight = mx.dequantize(small, scales, offsets, group_size=group, bits=bits)
        steps = mx.repeat(mx.abs(scales), group, axis=-1)
        # Half a step within the grid; up to a whole one at its ends, as the library shifts it to hold zero.
        worst = max(
            worst, cast("float", (mx.abs(module.weight - weight) / mx.maximum(steps, 1e-12)).max().item())
        )
    return packed, worst


def predict(originals: list[mx.array], bits: int) -> int:
    """Bytes by arithmetic: so many bits for each weight, and two scales for each group."""
    return sum(each.size * bits // 8 + 2 * SCALE_BYTES * each.size // group_of(each) for each in originals)


def draw_perplexity(
    figure: Figure, bits: list[int], perplexities: list[float], sizes: list[float], base: float
) -> None:
    """What is saved against what is lost."""
    axes: Axes = figure.subplots()
    axes.plot(sizes, perplexities, "o-", color="C0", markersize=6)
    for width, x, y in zip(bits, sizes, perplexities, strict=True):
        label(axes, f"{width} bits: {y:,.3g}", (x, y), (8, 4), "C0")
    level(axes, f"as it is, {base:.1f}", base, (min(sizes), max(sizes) * 1.05), "C1", at_end=False)
    axes.set(yscale="log", xlabel="Size of the weights (MB)", ylabel="Perplexity (logarithmic)")
    axes.set_xlim(min(sizes) * 0.9, max(sizes) * 1.2)
    axes.set_title("Down to four bits it bends, below it breaks")


if __name__ == "__main__":
    main()
