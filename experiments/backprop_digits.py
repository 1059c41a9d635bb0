"""Does hand-written backpropagation compute the true gradient, and does it learn?

A network with one hidden layer reads 8 × 8 pictures of handwritten digits, which come with scikit-learn.
Forward and backward pass are written out in NumPy, one line a step. The gradient is held against central
differences, which know nothing of the chain rule, and so is one that forgets a step, to see that the
comparison would notice. Then the network learns, and is asked about digits that it has not seen.
"""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# scikit-learn carries no types, Matplotlib few for its keyword arguments.

from typing import Any, TypeAlias, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, LogLocator, NullLocator, StrMethodFormatter
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from milepost.experiment import Run, experiment
from shared.charts import label

Array: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.int64]
Network: TypeAlias = dict[str, Array]
"""Weights and biases: "w1" (64, hidden), "b1" (hidden,), "w2" (hidden, 10), "b2" (10,)."""
Slopes: TypeAlias = dict[str, list[float]]
"""Of the checked weights, by array."""

NUDGE = 1e-5  # small enough for the slope at a point, large enough to be seen in 16 digits
FLAT = 1e-4  # slopes below this are compared by their difference: their ratio would be rounding error


@experiment(
    id="backprop-digits",
    title="Backpropagation by hand on handwritten digits",
    serves=["Neural networks - weights, activations, backpropagation"],
    small={
        "hidden": 32,  # units
        "epochs": 60,
        "batch": 64,  # pictures a step
        "learning_rate": 0.2,
        "checked": 32,  # weights of each array, held against central differences
    },
    full={"hidden": 128, "epochs": 200, "batch": 64, "learning_rate": 0.2, "checked": 512},
    timeout=120,
    seed=0,
)
def main(run: Run, hidden: int, epochs: int, batch: int, learning_rate: float, checked: int) -> None:
    """Check the gradient of an untrained network, then train it."""
    rng = np.random.default_rng(run.seed)
    (x, y), (x_held, y_held) = split_digits(rng)
    network = untrained(rng, x.shape[1], hidden)

    check_gradient(run, rng, network, x[:batch], y[:batch], checked)

    losses, held_losses = [loss(network, x, y)], [loss(network, x_held, y_held)]
    accuracies = [accuracy(network, x_held, y_held)]
    for _ in run.track(range(epochs)):
        learn(rng, network, x, y, batch, learning_rate)
        losses.append(loss(network, x, y))
        held_losses.append(loss(network, x_held, y_held))
        accuracies.append(accuracy(network, x_held, y_held))
    commonest = float(np.bincount(y_held).max() / len(y_held))

    run.metric("parameters", sum(each.size for each in network.values()), unit="")
    run.metric("loss_training", losses[-1], unit="nats")
    run.metric("loss_held_out", held_losses[-1], unit="nats")
    run.metric("accuracy_held_out", accuracies[-1], unit="")
    run.metric("accuracy_commonest_digit", commonest, unit="")
    run.check("Training loss, last over first", losses[-1] / losses[0], below=0.1)
    run.check("Held-out loss, last over first", held_losses[-1] / held_losses[0], below=0.2)
    run.check("Held-out accuracy less that of the commonest digit", accuracies[-1] - commonest, above=0.3)
    run.figure(
        "loss",
        draw_loss,
        data={"losses": losses, "held_losses": held_losses},
        alt="Cross-entropy by epoch on a logarithmic scale: on training digits it falls from "
        f"{losses[0]:.2f} to {losses[-1]:.3f} nats, on held-out digits to {held_losses[-1]:.3f}.",
    )
    run.figure(
        "accuracy",
        draw_accuracy,
        data={"accuracies": accuracies, "commonest": commonest},
        alt=f"Held-out accuracy by epoch rises from {accuracies[0]:.0%} to {accuracies[-1]:.1%}; always "
        f"answering the commonest digit would be right for {commonest:.0%}.",
    )


def split_digits(rng: np.random.Generator) -> tuple[tuple[Array, Labels], tuple[Array, Labels]]:
    """Pictures and labels, shuffled: four fifths to learn from, one fifth held out."""
    digits = cast("Any", load_digits())
    order = rng.permutation(len(digits.target))
    x, y = digits.data[order] / 16, digits.target[order]  # (1797, 64) from 0 to 1, (1797,)
    cut = len(y) * 4 // 5
    return (x[:cut], y[:cut]), (x[cut:], y[cut:])


def untrained(rng: np.random.Generator, pixels: int, hidden: int, classes: int = 10) -> Network:
    """Random weights, scaled so that activations neither die out nor grow (He et al., 2015)."""
    return {
        "w1": rng.normal(0, np.sqrt(2 / pixels), (pixels, hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(0, np.sqrt(2 / hidden), (hidden, classes)),
        "b2": np.zeros(classes),
    }


def forward(network: Network, x: Array) -> tuple[Array, Array]:
    """Hidden activations and the probability of each digit."""
    activations = np.maximum(x @ network["w1"] + network["b1"], 0)  # (batch, hidden): ReLU
    logits = activations @ network["w2"] + network["b2"]  # (batch, 10)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))  # (batch, 10), at most 1: cannot overflow
    return activations, powers / powers.sum(axis=1, keepdims=True)


def loss(network: Network, x: Array, y: Labels) -> float:
    """Mean cross-entropy in nats."""
    _, probabilities = forward(network, x)
    return float(-np.log(probabilities[np.arange(len(y)), y]).mean())


def accuracy(network: Network, x: Array, y: Labels) -> float:
    """The share of pictures whose likeliest digit is the right one."""
    return float((forward(network, x)[1].argmax(axis=1) == y).mean())


def backward(network: Network, x: Array, y: Labels, *, forget_relu: bool = False) -> Network:
    """The slope of the loss in each weight and bias, by the chain rule from the loss back to the pixels.

    `forget_relu` leaves out one step, as a mistake that the gradient check has to notice.
    """
    activations, probabilities = forward(network, x)
    d_logits = probabilities.copy()  # (batch, 10)
    d_logits[np.arange(len(y)), y] -= 1  # softmax and cross-entropy together: probability less truth
    d_logits /= len(y)  # the loss is a mean
    d_hidden = d_logits @ network["w2"].T  # (batch, hidden)
    if not forget_relu:
        d_hidden *= activations > 0  # where ReLU gave 0, nothing flows back
    return {
        "w1": x.T @ d_hidden,  # (64, hidden)
        "b1": d_hidden.sum(axis=0),  # (hidden,)
        "w2": activations.T @ d_logits,  # (hidden, 10)
        "b2": d_logits.sum(axis=0),  # (10,)
    }


def learn(
    rng: np.random.Generator, network: Network, x: Array, y: Labels, batch: int, learning_rate: float
) -> None:
    """Go through all pictures once in random order, a step of gradient descent for each batch."""
    order = rng.permutation(len(y))
    for start in range(0, len(y), batch):
        chosen = order[start : start + batch]
        for name, slope in backward(network, x[chosen], y[chosen]).items():
            network[name] -= learning_rate * slope


def check_gradient(
    run: Run, rng: np.random.Generator, network: Network, x: Array, y: Labels, checked: int
) -> None:
    """Compare slopes by the chain rule, and by a mistaken one, with what nudging the weights gives."""
    chosen = {name: rng.permutation(each.size)[:checked] for name, each in network.items()}
    right, mistaken = backward(network, x, y), backward(network, x, y, forget_relu=True)
    nudged = {name: numerical_slopes(network, name, chosen[name], x, y) for name in network}
    by_hand = {name: right[name].ravel()[chosen[name]] for name in network}
    by_mistake = {name: mistaken[name].ravel()[chosen[name]] for name in network}
    errors = {name: relative_errors(by_hand[name], nudged[name]) for name in network}
    worst = max(float(each.max()) for each in errors.values())
    control = float(relative_errors(by_mistake["w1"], nudged["w1"]).max())
    count = sum(len(each) for each in chosen.values())

    run.metric("gradient_error", worst, unit="")
    run.metric("gradient_error_without_relu", control, unit="")
    run.check(f"Largest relative error of the gradient in {count} weights", worst, below=1e-5)
    run.check("The same, with ReLU's derivative forgotten on purpose", control, above=0.01)
    run.table(
        "gradient-by-array",
        [
            {
                "array": name,
                "shape": str(network[name].shape),
                "checked": len(each),
                "largest error": each.max(),
            }
            for name, each in errors.items()
        ],
    )
    run.figure(
        "gradient",
        draw_gradient,
        data={"nudged": nudged, "by_hand": by_hand, "by_mistake": by_mistake, "worst": worst},
        alt=f"Slopes by backpropagation against slopes by central differences for {count} weights: all lie "
        f"on the diagonal, within {worst:.1e}. With ReLU's derivative forgotten, many lie far from it.",
    )


def numerical_slopes(network: Network, name: str, chosen: NDArray[np.intp], x: Array, y: Labels) -> Array:
    """The slope of the loss in each chosen weight of one array, by nudging it up and down."""

    def loss_at(index: np.intp, nudge: float) -> float:
        nudged = network[name].copy()
        nudged.flat[index] += nudge
        return loss({**network, name: nudged}, x, y)

    return np.array([(loss_at(each, NUDGE) - loss_at(each, -NUDGE)) / (2 * NUDGE) for each in chosen])


def relative_errors(a: Array, b: Array) -> Array:
    """How far two slopes lie apart, as a share of the larger."""
    return np.abs(a - b) / np.maximum(np.maximum(np.abs(a), np.abs(b)), FLAT)


def draw_loss(figure: Figure, losses: list[float], held_losses: list[float]) -> None:
    """Both losses by epoch, named at their ends."""
    axes, last = epoch_axes(figure, len(losses) - 1), len(losses) - 1
    for values, words, shift_points in ((held_losses, "held out", 5), (losses, "training", -5)):
        (line,) = axes.plot(values)
        label(axes, words, (last, values[-1]), (8, shift_points), line.get_color(), va="center")
    axes.set(yscale="log", ylabel="Cross-entropy (nats)", ylim=(min(losses) / 1.4, None))
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_title(
        f"The loss falls from {losses[0]:.2f} to {losses[-1]:.3f}; held out, to {held_losses[-1]:.3f}"
    )


def draw_accuracy(figure: Figure, accuracies: list[float], commonest: float) -> None:
    """Accuracy by epoch above what needs no learning."""
    axes, last = epoch_axes(figure, len(accuracies) - 1), len(accuracies) - 1
    (line,) = axes.plot([100 * each for each in accuracies])
    label(axes, "network", (last, 100 * accuracies[-1]), (8, 0), line.get_color(), va="center")
    axes.plot([0, last], [100 * commonest] * 2, color="C1", linestyle=(0, (4, 2.5)), linewidth=1.5)
    words = f"always the commonest digit, {commonest:.1%}"
    label(axes, words, (last, 100 * commonest), (0, 7), "C1", ha="right")
    axes.set(ylabel="Held-out digits read correctly (%)", ylim=(0, 104))
    axes.set_title(f"After {last} epochs, {accuracies[-1]:.1%} of unseen digits are read correctly")


def draw_gradient(figure: Figure, nudged: Slopes, by_hand: Slopes, by_mistake: Slopes, worst: float) -> None:
    """Slopes against slopes: on the diagonal they agree."""
    axes: Axes = figure.subplots()
    reach = 1.1 * max(float(np.abs(each).max()) for each in (*nudged.values(), *by_mistake.values()))
    axes.plot([-reach, reach], [-reach, reach], color="C0", linewidth=1, alpha=0.5)
    axes.plot(nudged["w1"], by_mistake["w1"], "x", color="C1", markersize=5.5, markeredgewidth=1.4)
    every = [np.concatenate(list(each.values())) for each in (nudged, by_hand)]
    axes.plot(*every, "o", color="C0", markersize=4.5, markeredgewidth=0)
    label(axes, f"●  as written: all within {worst:.1e}", (-reach, reach), (6, -10), "C0")
    label(axes, "×  with ReLU's derivative forgotten", (reach, -reach), (-6, 6), "C1", ha="right")
    unit = "(nats per unit of weight)"
    axes.set(xlabel=f"Slope by central differences {unit}", ylabel=f"Slope by backpropagation\n{unit}")
    axes.set_title("The chain rule gives the slopes that nudging each weight gives")


def epoch_axes(figure: Figure, last: int) -> Axes:
    """Axes over epochs, with room on the right for the lines' names."""
    axes: Axes = figure.subplots()
    axes.set(xlabel="Epochs learnt", xlim=(0, last * 1.14))
    axes.xaxis.set_major_locator(FixedLocator(list(range(0, last + 1, max(1, last // 6)))))
    return axes


if __name__ == "__main__":
    main()
