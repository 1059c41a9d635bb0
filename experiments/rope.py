"""Does RoPE make attention depend on distance alone, and does it keep the length of what it turns?

The model's own rotation is taken, with random queries and keys. Both are moved along the text together,
by one place, by a hundred, by thousands: their product must stay what it was, up to rounding. Two
controls show that the test can fail: moving only one of the two, and adding a vector for the place
instead of turning.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import body, numbers, settings
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]


@experiment(
    id="rope",
    title="Rotary positions: only the distance counts",
    serves=["Positional encoding — absolute, relative, RoPE"],
    needs=["model"],
    small={"shifts": [1, 10, 100, 1000, 5000], "distance": 7, "pairs": 256},
    full={"shifts": [1, 10, 100, 1000, 5000, 20000], "distance": 7, "pairs": 4096},
    timeout=300,
    seed=0,
)
def main(run: Run, shifts: list[int], distance: int, pairs: int) -> None:
    """Turn, move, and compare, for each kind of rotation in the model."""
    model, _ = run.model()
    rng = np.random.default_rng(run.seed)
    rotation, width = rotations(model)[0]
    queries, keys = (rng.normal(size=(pairs, width)) for _ in range(2))
    scale = float((np.linalg.norm(queries, axis=1) * np.linalg.norm(keys, axis=1)).mean())
    start = products(rotation, queries, keys, distance, 0)

    together, alone, added = list[float](), list[float](), list[float]()
    places = np.sin(
        np.outer(np.arange(max(shifts) + distance + 1), rng.uniform(0.1, 1, width))
    )  # an absolute code
    add_start = ((queries + places[distance]) * (keys + places[0])).sum(axis=1)
    for shift in run.track(shifts):
        together.append(apart(products(rotation, queries, keys, distance, shift), start, scale))
        alone.append(apart(products(rotation, queries, keys, distance + shift, 0), start, scale))
        moved = ((queries + places[distance + shift]) * (keys + places[shift])).sum(axis=1)
        added.append(apart(moved, add_start, scale))
    worst = max(
        apart(products(each, queries[:, :size], keys[:, :size], distance, shift),
              products(each, queries[:, :size], keys[:, :size], distance, 0), scale)
        for each, size in rotations(model)
        for shift in shifts
    )  # fmt: skip
    turned = rotate(rotation, queries, max(shifts))
    lengths = np.abs(np.linalg.norm(turned, axis=1) / np.linalg.norm(queries, axis=1) - 1).max()

    run.metric("drift_both_moved", worst, unit="of the norms' product")
    run.metric("drift_one_moved", min(alone), unit="of the norms' product")
    run.metric("drift_places_added", min(added), unit="of the norms' product")
    run.metric("length_error", float(lengths), unit="of the length")
    run.metric("kinds_of_rotation", len(rotations(model)), unit="")
    run.check("Largest drift when both move, in norms' products", worst, below=1e-5 * (1 + max(shifts) / 500))
    run.check("Smallest drift when only the query moves", min(alone), above=0.01)
    run.check("Smallest drift when places are added instead of turned in", min(added), above=0.01)
    run.check("Largest change of a vector's length, relative", float(lengths), below=1e-5)
    run.figure(
        "drift",
        draw_drift,
        data={"shifts": shifts, "together": together, "alone": alone, "added": added},
        alt="Drift of the product of query and key by shift, on logarithmic scales: at most "
        f"{max(together):.0e} when "
        f"both are moved; above {min(alone):.2f} when only one moves, above {min(added):.2f} when "
        "places are added.",
    )


def rotations(model: Any) -> list[tuple[Any, int]]:
    """Each different rotation among the layers, with the width of the heads it turns."""
    args = settings(model)
    width = getattr(args, "head_dim", None) or args.hidden_size // args.num_attention_heads
    found = dict[str, Any]()
    for layer in body(model).layers:
        rope = layer.self_attn.rope
        found.setdefault(f"{type(rope).__name__} {getattr(rope, 'base', '')}", rope)
    return [(each, width) for each in found.values()]


def rotate(rotation: Any, vectors: Floats, place: int) -> Floats:
    """The vectors, (pairs, width), as they stand at this place of the text."""
    batch = mx.array(vectors[:, None, None, :].astype(np.float32))  # (pairs, one head, one token, width)
    return numbers(rotation(batch, offset=place))[:, 0, 0]


def products(rotation: Any, queries: Floats, keys: Floats, distance: int, shift: int) -> Floats:
    """Query times key, the key at `shift`, the query `distance` places further on."""
    return (rotate(rotation, queries, shift + distance) * rotate(rotation, keys, shift)).sum(axis=1)


def apart(one: Floats, other: Floats, scale: float) -> float:
    """The largest difference, in units of the norms' product."""
    return float(np.abs(one - other).max() / scale)


def draw_drift(
    figure: Figure, shifts: list[int], together: list[float], alone: list[float], added: list[float]
) -> None:
    """Drift by shift for turned vectors and both controls."""
    axes: Axes = figure.subplots()
    for values, color in ((alone, "C1"), (added, "C2"), (together, "C0")):
        axes.plot(shifts, values, "o-", color=color, markersize=4)
    label(axes, "only the query moved", (shifts[0], alone[0]), (4, 24), "C1")
    label(axes, "places added, both moved", (shifts[0], added[0]), (4, -26), "C2")
    label(axes, "turned (RoPE), both moved: rounding", (shifts[0], together[0]), (4, -16), "C0")
    axes.set(xscale="log", yscale="log", xlabel="Both moved along the text by (tokens)")
    axes.set(ylabel="Drift of query × key (share of the norms)", ylim=(1e-9, 10))
    axes.set_title("Moved together, query and key keep their product")


if __name__ == "__main__":
    main()
