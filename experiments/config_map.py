"""Where do a language model's parameters sit, and do its settings predict their number?

Every tensor of the model is counted and put into a group. The same number is then worked out from the
configuration alone: vocabulary, width, layers, heads. If the two agree, nothing in the model is
unaccounted for.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from milepost.experiment import Run, experiment
from shared.anatomy import body, settings
from shared.charts import label

GROUPS = ("embedding", "attention", "MLP", "norms")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The numbers of a configuration that decide how many parameters there are."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    key_value_heads: int
    head_width: int
    hidden: int
    tables: int
    """Tables of the vocabulary's size: one, or two if the scores are not taken with the embedding."""


@experiment(
    id="config-map",
    title="Every parameter of a model, accounted for",
    serves=["Transformer architecture — why it matters"],
    needs=["model"],
    small={"widths": [0.5, 1, 2, 4, 8]},
    full={"widths": [0.5, 1, 2, 4, 8]},
    timeout=300,
    seed=0,
)
def main(run: Run, widths: list[float]) -> None:
    """Count the tensors, predict their number, and see how the shares move with the width."""
    model, _ = run.model()
    sizes = read_sizes(model)
    counted, first_layer = Counter[str](), list[dict[str, float | str]]()
    for path, size in run.track(list(tensors(model))):
        counted[group(path, size)] += count(size)
        if ".layers.0." in f".{path}":
            first_layer.append(
                {"tensor": path, "shape": " × ".join(map(str, size)), "parameters": count(size)}
            )
    predicted = predict(sizes)
    total = sum(counted.values())

    run.metric("parameters", total, unit="")
    run.metric("parameters_per_layer", (total - counted["embedding"]) // sizes.layers, unit="")
    run.metric("share_embedding", counted["embedding"] / total, unit="")
    run.metric("share_attention", counted["attention"] / total, unit="")
    run.metric("share_mlp", counted["MLP"] / total, unit="")
    for name in GROUPS[:3]:
        run.check(
            f"Parameters of the {name}, counted against the formula", counted[name], equals=predicted[name]
        )
    norms = counted["norms"] / (sizes.width * sizes.layers)
    run.check("Vectors of the model's width per layer among the norms", norms, within=(2, 5))
    run.table("first-layer", first_layer)
    run.figure(
        "parts",
        draw_parts,
        data={"counted": {name: counted[name] for name in GROUPS}, "total": total, "layers": sizes.layers},
        alt=f"Bars of the {total:,} parameters by part: "
        + ", ".join(f"{name} {counted[name] / total:.1%}" for name in GROUPS)
        + ".",
    )
    shares = [shares_at(sizes, factor) for factor in widths]
    run.check(
        "Share of the embedding at the widest over that at the narrowest",
        shares[-1][0] / shares[0][0],
        below=1,
    )
    run.figure(
        "widths",
        draw_widths,
        data={"widths": [factor * sizes.width for factor in widths], "shares": shares, "actual": sizes.width},
        alt=f"Shares by width, by the formula: the embedding falls from {shares[0][0]:.0%} to "
        f"{shares[-1][0]:.0%} as "
        f"the model gets {widths[-1] / widths[0]:.0f} times as wide, the MLP rises to {shares[-1][2]:.0%}.",
    )


def read_sizes(model: Any) -> Sizes:
    """The sizes as the model's configuration states them."""
    args = settings(model)
    head_width = getattr(args, "head_dim", None) or args.hidden_size // args.num_attention_heads
    return Sizes(
        vocabulary=args.vocab_size,
        width=args.hidden_size,
        layers=args.num_hidden_layers,
        heads=args.num_attention_heads,
        key_value_heads=args.num_key_value_heads,
        head_width=head_width,
        hidden=args.intermediate_size,
        tables=2 if "lm_head" in getattr(model, "language_model", model) else 1,
    )


def predict(sizes: Sizes) -> dict[str, int]:
    """Parameters of the large groups, by the configuration alone."""
    queries, keys = sizes.heads * sizes.head_width, sizes.key_value_heads * sizes.head_width
    return {
        "embedding": sizes.tables * sizes.vocabulary * sizes.width,
        "attention": sizes.layers
        * sizes.width
        * (2 * queries + 2 * keys),  # queries and output, keys and values
        "MLP": sizes.layers * 3 * sizes.width * sizes.hidden,  # gate, up, down
    }


def tensors(model: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every tensor's path and shape; a quantised one as what it stands for, and without its scales."""
    stack = body(model)
    yield from _tensors("", stack)
    text = getattr(model, "language_model", model)
    if "lm_head" in text:
        yield from _tensors("lm_head.", text.lm_head)


def _tensors(prefix: str, module: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name, leaf in module.named_modules():
        bits = getattr(leaf, "bits", None)
        for key, value in leaf.items():
            if not hasattr(value, "shape") or (bits and key in ("scales", "biases")) or key.startswith("_"):
                continue
            shape = tuple(value.shape)
            if bits and key == "weight":
                shape = (*shape[:-1], shape[-1] * 32 // bits)
            yield f"{prefix}{name}.{key}".removeprefix("."), shape


def group(path: str, shape: tuple[int, ...]) -> str:
    """The part of the model that a tensor belongs to."""
    if len(shape) == 1:
        return "norms"
    if "embed_tokens" in path or "lm_head" in path:
        return "embedding"
    return "attention" if "attn" in path else "MLP"


def count(shape: tuple[int, ...]) -> int:
    """Numbers in a tensor of this shape."""
    product = 1
    for each in shape:
        product *= each
    return product


def shares_at(sizes: Sizes, factor: float) -> list[float]:
    """Shares of embedding, attention and MLP in a model wider by the factor, otherwise the same."""
    wider = Sizes(
        vocabulary=sizes.vocabulary,
        width=round(sizes.width * factor),
        layers=sizes.layers,
        heads=sizes.heads,
        key_value_heads=sizes.key_value_heads,
        head_width=round(sizes.head_width * factor),
        hidden=round(sizes.hidden * factor),
        tables=sizes.tables,
    )
    predicted = predict(wider)
    return [predicted[name] / sum(predicted.values()) for name in GROUPS[:3]]


def draw_parts(figure: Figure, counted: dict[str, int], total: int, layers: int) -> None:
    """One bar for each part."""
    axes: Axes = figure.subplots()
    names = list(counted)[::-1]
    for row, name in enumerate(names):
        millions = counted[name] / 1e6
        axes.barh(row, millions, color=f"C{len(names) - 1 - row}", height=0.6)
        label(
            axes,
            f"{counted[name] / total:.1%}",
            (millions, row),
            (5, 0),
            f"C{len(names) - 1 - row}",
            va="center",
        )
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="Parameters (millions)", xlim=(0, 1.14 * max(counted.values()) / 1e6))
    axes.grid(visible=False, axis="y")
    axes.set_title(f"{total:,} parameters in {layers} layers")


def draw_widths(figure: Figure, widths: list[float], shares: list[list[float]], actual: int) -> None:
    """How the three large groups share a model, by its width."""
    axes: Axes = figure.subplots()
    for number, name in enumerate(GROUPS[:3]):
        values = [100 * each[number] for each in shares]
        axes.plot(widths, values, "o-", color=f"C{number}", markersize=4)
        label(axes, name, (widths[-1], values[-1]), (8, 0), f"C{number}", va="center")
    axes.axvline(actual, color="C3", linewidth=1, alpha=0.6)
    label(axes, f"this model, {actual}", (actual, 97), (5, 0), "C3", va="top")
    axes.set_xscale("log", base=2)
    axes.set_xticks(widths, [f"{each:g}" for each in widths])
    axes.set(xlabel="Width (numbers per token)", ylabel="Share of the parameters (%)", ylim=(0, 100))
    axes.set_xlim(widths[0] * 0.85, widths[-1] * 1.75)
    axes.minorticks_off()
    axes.set_title("The wider the model, the smaller the embedding's share")


if __name__ == "__main__":
    main()
