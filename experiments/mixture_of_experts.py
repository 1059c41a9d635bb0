"""Does a mixture of experts buy quality for free, and what happens to the routing without a balance?

Four tiny transformers learn the same text for the same steps: one with a small MLP, one whose layers hold
four such MLPs of which every character uses one, the same without the balancing loss, and one with an MLP
four times as wide. All experts are computed here and three thrown away, so active parameters are counted,
not seconds.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import mlx.core as mx
import mlx.nn as nn
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.charts import label
from shared.corpus import ALPHABET, encode, pair_loss, python_documentation
from shared.gpt import GPT, MLP, Shape, batches, count, held_out_loss, mean_loss, train

Codes: TypeAlias = NDArray[np.int64]


@experiment(
    id="mixture-of-experts",
    title="Four experts, one at a time",
    serves=["Mixture of Experts (MoE) — how Mixtral and GPT-4 likely work"],
    small={
        "width": 32,
        "hidden": 16,
        "experts": 4,
        "context": 32,
        "batch": 16,
        "steps": 300,
        "balance": 0.02,
    },
    full={
        "width": 128,
        "hidden": 128,
        "experts": 8,
        "context": 128,
        "batch": 32,
        "steps": 5000,
        "balance": 0.02,
    },
    timeout=900,
    seed=0,
)
def main(
    run: Run, width: int, hidden: int, experts: int, context: int, batch: int, steps: int, balance: float
) -> None:
    """Train all four, compare what they cost with what they give, and look at the routing."""
    codes = encode(python_documentation())
    cut = len(codes) * 9 // 10
    shape = Shape(len(ALPHABET), context, width, layers=2, heads=max(1, width // 16))
    makers = {
        "small": lambda: MLP(width, hidden),
        "mixture": lambda: Mixture(width, hidden, experts),
        "mixture, no balance": lambda: Mixture(width, hidden, experts),
        "wide": lambda: MLP(width, hidden * experts),
    }
    models, losses = dict[str, GPT](), dict[str, float]()
    for name, make in run.track(list(makers.items())):
        mx.random.seed(run.seed)
        models[name] = GPT(shape, make)
        weight = balance if name == "mixture" else 0.0
        data = batches(np.random.default_rng(run.seed), codes[:cut], batch, context)
        for _ in train(
            models[name], data, steps, 0.006, lambda model, x, y, weight=weight: balanced(model, x, y, weight)
        ):
            pass
        losses[name] = held_out_loss(models[name], codes[cut:], 48, context)

    total = {name: count(model) for name, model in models.items()}
    active = {name: total[name] - idle(models[name]) for name in models}
    shares = {
        name: routing(models[name], codes[cut:], context) for name in makers if name.startswith("mixture")
    }
    busiest = {name: max(max(layer) for layer in each) for name, each in shares.items()}
    gates = 2 * width * experts  # two layers, a score per expert

    run.metric("loss_small", losses["small"], unit="nats")
    run.metric("loss_mixture", losses["mixture"], unit="nats")
    run.metric("loss_wide", losses["wide"], unit="nats")
    run.metric("spread_of_losses", max(losses.values()) - min(losses.values()), unit="nats")
    run.metric("parameters_total", total["mixture"], unit="")
    run.metric("parameters_active", active["mixture"], unit="")
    run.metric("busiest_expert", busiest["mixture"], unit="of the characters")
    run.metric("busiest_expert_without_balance", busiest["mixture, no balance"], unit="of the characters")
    run.check(
        "Active parameters beyond those of the small model", active["mixture"] - total["small"], equals=gates
    )
    own = total["mixture"] - total["small"] - gates
    run.check(
        "Parameters of the idle experts",
        own,
        equals=2 * (experts - 1) * (2 * width * hidden + hidden + width),
    )
    sums = max(abs(sum(layer) - 1) for each in shares.values() for layer in each)
    run.check("Shares of all experts less 1, at most", sums, below=1e-9)
    run.check(
        "Output of a mixture against its experts called one by one",
        alone(models["mixture"], run.seed),
        below=1e-5,
    )
    run.check(
        "Share of the busiest expert, with balance less without",
        busiest["mixture"] - busiest["mixture, no balance"],
        below=0,
    )
    pairs = pair_loss(codes[:cut], codes[cut:])
    run.check("Largest of the four losses over that of letter pairs", max(losses.values()) / pairs, below=1)
    run.table(
        "models",
        [
            {"model": name, "parameters": total[name], "active": active[name], "loss (nats)": losses[name]}
            for name in models
        ],
    )
    run.figure(
        "loss",
        draw_loss,
        data={"active": active, "losses": losses},
        alt="Held-out loss against active parameters: "
        + "; ".join(f"{name} {losses[name]:.3f} nats at {active[name]:,}" for name in models)
        + ".",
    )
    run.figure(
        "routing",
        draw_routing,
        data={"shares": shares},
        alt="Share of the characters that each expert gets, by layer: the busiest has "
        f"{busiest['mixture']:.0%} with the balancing loss and {busiest['mixture, no balance']:.0%} without.",
    )


@dataclass(slots=True)
class Routed:
    """What the last forward pass decided; not a part of the model's state."""

    chosen: list[Any] = field(default_factory=list)
    balance: Any = 0.0


class Mixture(nn.Module):
    """Several MLPs and a gate that sends each token to one of them (Fedus et al., 2021)."""

    def __init__(self, width: int, hidden: int, experts: int) -> None:
        super().__init__()
        self.gate = nn.Linear(width, experts, bias=False)
        self.experts = [MLP(width, hidden) for _ in range(experts)]
        self.routed = Routed()

    def __call__(self, x: mx.array) -> mx.array:
        """Each vector changed by the expert that its gate prefers."""
        chances = mx.softmax(self.gate(x), axis=-1)  # (batch, tokens, experts)
        chosen = chances.argmax(axis=-1, keepdims=True) == mx.arange(len(self.experts))  # one true each
        outputs = mx.stack([expert(x) for expert in self.experts], axis=-1)  # (batch, tokens, width, experts)
        spread = chosen.mean(axis=(0, 1)) * chances.mean(axis=(0, 1))  # smallest when all get the same
        self.routed.balance, self.routed.chosen = len(self.experts) * spread.sum(), [chosen]
        return (outputs * (chosen * chances)[:, :, None, :]).sum(axis=-1)


def balanced(model: Any, x: mx.array, y: mx.array, weight: float) -> mx.array:
    """The loss, and in a mixture the weighted penalty for uneven routing."""
    loss = mean_loss(model, x, y)
    for block in model.blocks:
        if weight and isinstance(block.mlp, Mixture):
            loss = loss + weight * block.mlp.routed.balance
    return loss


def idle(model: Any) -> int:
    """Parameters that a token does not pass through: all experts but one."""
    return sum(
        count(expert)
        for block in model.blocks
        if isinstance(block.mlp, Mixture)
        for expert in block.mlp.experts[1:]
    )


def routing(model: Any, codes: Codes, context: int) -> list[list[float]]:
    """For each layer, the share of the tokens that each expert gets."""
    rows = codes[: len(codes) // context * context].reshape(-1, context)[:64]
    model(mx.array(rows))
    return [
        np.array(block.mlp.routed.chosen[0]).reshape(-1, len(block.mlp.experts)).mean(axis=0).tolist()
        for block in model.blocks
    ]


def alone(model: Any, seed: int) -> float:
    """How far a mixture's output lies from that of the chosen experts, called one token at a time."""
    mixture = model.blocks[0].mlp
    x = mx.random.normal((1, 12, mixture.gate.weight.shape[1]), key=mx.random.key(seed))
    together = mixture(x)
    far = 0.0
    for token in range(x.shape[1]):
        chances = mx.softmax(mixture.gate(x[0, token]), axis=-1)
        best = cast("int", chances.argmax().item())
        single = chances[best] * mixture.experts[best](x[0, token])
        far = max(far, cast("float", mx.abs(single - together[0, token]).max().item()))
    return far


def draw_loss(figure: Figure, active: dict[str, int], losses: dict[str, float]) -> None:
    """Loss against the parameters that a token passes through."""
    axes: Axes = figure.subplots()
    for number, (name, loss) in enumerate(losses.items()):
        axes.plot(active[name], loss, "o", color=f"C{number}", markersize=9)
        shift, align = ((10, 0), "left") if number < len(losses) - 1 else ((-10, 0), "right")
        label(axes, f"{name}, {loss:.3f}", (active[name], loss), shift, f"C{number}", va="center", ha=align)
    axes.set(
        xlabel="Active parameters (that one character passes through)",
        ylabel="Held-out loss (nats per character)",
    )
    axes.margins(0.2, 0.25)
    spread = max(losses.values()) - min(losses.values())
    axes.set_title(f"After so little training, all four end within {spread:.3f} nats")


def draw_routing(figure: Figure, shares: dict[str, list[list[float]]]) -> None:
    """A bar for each expert of each layer, with and without the balancing loss."""
    panels = figure.subplots(1, len(shares), sharey=True)
    for axes, (name, layers) in zip(panels, shares.items(), strict=True):
        experts = len(layers[0])
        for layer, values in enumerate(layers):
            places = [layer * (experts + 1) + each for each in range(experts)]
            axes.bar(places, [100 * each for each in values], color=f"C{layer}", width=0.75)
        axes.axhline(100 / experts, color="C2", linestyle=(0, (4, 2.5)), linewidth=1.3)
        middles = [layer * (experts + 1) + (experts - 1) / 2 for layer in range(len(layers))]
        axes.set_xticks(middles, [f"layer {layer + 1}" for layer in range(len(layers))])
        axes.grid(visible=False, axis="x")
        axes.set_title("with balance" if name == "mixture" else "without balance")
    panels[0].set(ylabel="Share of the characters (%)")
    figure.supxlabel("Experts, by layer", fontsize=10.5)


if __name__ == "__main__":
    main()
