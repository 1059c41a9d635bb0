"""Does a transformer of a hundred thousand weights, trained from nothing, beat a table of letter pairs?

It learns Python's own documentation, character by character. Three numbers that need no network say how
good it is: even guessing, how common each character is, and which character follows which. The last is
the bar, for what lies below it takes more than one character of memory.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
import math
from typing import TypeAlias, cast

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.charts import label, level
from shared.corpus import ALPHABET, decode, encode, entropy, pair_loss, python_documentation
from shared.gpt import GPT, Shape, batches, count, held_out_loss, look_ahead, train

Codes: TypeAlias = NDArray[np.int64]


@experiment(
    id="tiny-gpt",
    title="A GPT trained from nothing",
    serves=["Watch Karpathy's Let's build GPT and implement along with it"],
    small={
        "width": 64,
        "layers": 2,
        "context": 32,  # characters
        "batch": 16,  # stretches a step
        "steps": 400,
        "learning_rate": 0.004,
        "stops": 10,  # losses on held-out text along the way
    },
    full={
        "width": 256,
        "layers": 6,
        "context": 256,
        "batch": 32,
        "steps": 5000,
        "learning_rate": 0.001,
        "stops": 50,
    },
    timeout=600,
    seed=0,
)
def main(
    run: Run, width: int, layers: int, context: int, batch: int, steps: int, learning_rate: float, stops: int
) -> None:
    """Train the model, watching its loss on text that it does not learn from."""
    codes = encode(python_documentation())
    cut = len(codes) * 9 // 10
    learnt, held = codes[:cut], codes[cut:]
    even, single, pairs = math.log(len(ALPHABET)), entropy(held), pair_loss(learnt, held)

    model = GPT(Shape(len(ALPHABET), context, width, layers, heads=max(1, width // 16)))
    data = batches(np.random.default_rng(run.seed), learnt, batch, context)
    every = max(1, steps // stops)
    seen, losses, samples = list[int](), list[float](), list[dict[str, float | str]]()
    for step in run.track(train(model, data, steps, learning_rate)):
        run.tokens(batch * context)
        if step % every == 0 or step == steps:
            seen.append(step)
            losses.append(held_out_loss(model, held, 48, context))
        if step in (0, steps // 8, steps):
            samples.append({"steps": step, "sample": write(model, context, 70, run.seed)})

    run.metric("loss_last", losses[-1], unit="nats")
    run.metric("parameters", count(model), unit="")
    run.metric("loss_first", losses[0], unit="nats")
    run.metric("loss_letter_pairs", pairs, unit="nats")
    run.metric("loss_characters", single, unit="nats")
    run.check("First loss less that of even guesses, in nats", losses[0] - even, within=(-0.05, 0.05))
    run.check("Last loss over that of letter pairs", losses[-1] / pairs, below=0.98)
    run.check(
        "Change of earlier scores when a later character changes",
        look_ahead(model, held, context),
        equals=0.0,
    )
    run.table("samples", samples)
    run.figure(
        "loss",
        draw_loss,
        data={"steps": seen, "losses": losses, "even": even, "single": single, "pairs": pairs},
        alt=f"Loss on held-out text by training step: from {losses[0]:.2f} nats per character, that "
        "of even guessing, "
        f"to {losses[-1]:.2f}, below the {pairs:.2f} of a table of letter pairs.",
    )


def write(model: GPT, context: int, characters: int, seed: int) -> str:
    """What the model writes after a line break, drawn from its probabilities."""
    key, text = mx.random.key(seed), [0]
    for _ in range(characters):
        scores = model(mx.array([text[-context:]]))[0, -1]
        key, now = mx.random.split(key)
        text.append(cast("int", mx.random.categorical(scores, key=now).item()))
    return decode(text).strip()


def draw_loss(
    figure: Figure, steps: list[int], losses: list[float], even: float, single: float, pairs: float
) -> None:
    """The loss by step, above what needs no network."""
    axes: Axes = figure.subplots()
    reach = (0, steps[-1])
    level(axes, f"even guessing, {even:.2f}", even, reach, "C3")
    level(axes, f"how common each character is, {single:.2f}", single, reach, "C1")
    level(axes, f"letter pairs, {pairs:.2f}", pairs, reach, "C2")
    axes.plot(steps, losses, "o-", color="C0", markersize=4)
    label(axes, f"tiny GPT, {losses[-1]:.2f}", (steps[-1], losses[-1]), (0, -14), "C0", ha="right")
    axes.set(xlabel="Training steps", ylabel="Held-out loss (nats per character)")
    axes.set_ylim(min(losses) - 0.35, even + 0.3)
    axes.set_title(f"From nothing to {losses[-1]:.2f} nats, below the table of pairs")


if __name__ == "__main__":
    main()
