"""What do temperature, top-k and top-p do to the choice of the next token?

One prompt, one distribution. Temperature is applied by hand at seven settings. Then the library's own
samplers draw from it: nothing may come from outside the set that their rule allows, and what comes must
follow the probabilities that the rule gives.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import math
from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.sample_utils import make_sampler
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import next_log_probabilities
from shared.charts import label, level

Floats: TypeAlias = NDArray[np.float64]

PROMPT = "My favourite thing about the town is its"
TOP_K, TOP_P, LOW = 5, 0.3, 0.4


@experiment(
    id="sampling",
    title="Temperature, top-k and top-p, drawn and counted",
    serves=["Temperature, top-p, top-k — how sampling works"],
    needs=["model"],
    small={"temperatures": [0.1, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0], "draws": 500},
    full={"temperatures": [0.1, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0], "draws": 5000},
    timeout=300,
    seed=0,
)
def main(run: Run, temperatures: list[float], draws: int) -> None:
    """Shape the distribution by hand, then hold the samplers against it."""
    model, tokenizer = run.model()
    scores = next_log_probabilities(model, tokenizer.encode(PROMPT))  # (vocabulary,)
    ceiling = math.log2(len(scores))
    shaped = [at_temperature(scores, each) for each in temperatures]
    entropies = [bits(each) for each in shaped]
    needed = [tokens_for(each, 0.9) for each in shaped]

    plain = at_temperature(scores, 1.0)
    rules = {
        f"top-k {TOP_K}": (top_k(plain, TOP_K), make_sampler(temp=1.0, top_k=TOP_K)),
        f"top-p {TOP_P}": (top_p(plain, TOP_P), make_sampler(temp=1.0, top_p=TOP_P)),
        f"temperature {LOW}": (at_temperature(scores, LOW), make_sampler(temp=LOW)),
    }
    rows, outside = list[dict[str, float | str]](), 0
    for name, (allowed, sampler) in run.track(list(rules.items())):
        drawn = draw_tokens(sampler, scores, draws)
        counts = np.bincount(drawn, minlength=len(scores)) / draws
        outside += int((allowed[drawn] == 0).sum())
        rows.append(
            {
                "rule": name,
                "tokens allowed": int((allowed > 0).sum()),
                "tokens drawn": len(set(drawn.tolist())),
                "distance": distance(counts, allowed),
                "distance by chance": chance_distance(allowed, draws, run.seed),
            }
        )
    likeliest = np.argsort(-plain)[:8]

    run.metric("entropy_at_1", entropies[temperatures.index(1.0)], unit="bits")
    run.metric("entropy_ceiling", ceiling, unit="bits")
    run.metric("tokens_for_nine_tenths_at_1", needed[temperatures.index(1.0)], unit="tokens")
    run.metric("draws_outside_the_rule", outside, unit="")
    run.check(
        "Smallest rise of the entropy from one temperature to the next, in bits",
        min(np.diff(entropies)),
        above=0,
    )
    run.check("Largest entropy less the vocabulary's logarithm, in bits", entropies[-1] - ceiling, below=0)
    run.check("Sum of the probabilities less 1", float(abs(plain.sum() - 1)), below=1e-9)
    run.check("Draws from outside the set that the rule allows", outside, equals=0)
    for row in rows:
        excess = float(row["distance"]) - float(row["distance by chance"])
        run.check(f"Distance of the draws by {row['rule']} beyond chance", excess, below=0.05)
    run.table("rules", rows)
    run.table(
        "likeliest",
        [{"token": tokenizer.decode([int(each)]), "probability": float(plain[each])} for each in likeliest],
    )
    run.figure(
        "entropy",
        draw_entropy,
        data={"temperatures": temperatures, "entropies": entropies, "needed": needed, "ceiling": ceiling},
        alt=f"Entropy by temperature rises from {entropies[0]:.2f} to {entropies[-1]:.2f} bits, "
        "below the ceiling of "
        f"{ceiling:.2f}; nine tenths of the probability take {needed[0]} tokens at the lowest and "
        f"{needed[-1]} at the highest.",
    )
    names = [tokenizer.decode([int(each)]).strip() or "␣" for each in likeliest]
    run.figure(
        "shapes",
        draw_shapes,
        data={
            "names": names,
            "shapes": {
                "as the model says": plain[likeliest],
                f"temperature {LOW}": rules[f"temperature {LOW}"][0][likeliest],
                f"top-k {TOP_K}": rules[f"top-k {TOP_K}"][0][likeliest],
                f"top-p {TOP_P}": rules[f"top-p {TOP_P}"][0][likeliest],
            },
        },
        alt=f"Probability of the eight likeliest tokens after “{PROMPT}” under four rules: the "
        "model's own, a low "
        "temperature, top-k and top-p, the last two with zeros outside their sets.",
    )


def at_temperature(scores: Floats, temperature: float) -> Floats:
    """Probabilities after dividing the scores, (vocabulary,)."""
    powers = np.exp((scores - scores.max()) / temperature)
    return powers / powers.sum()


def top_k(probabilities: Floats, k: int) -> Floats:
    """Only the k likeliest, their probabilities raised to make 1."""
    return keep(probabilities, np.argsort(-probabilities)[:k])


def top_p(probabilities: Floats, p: float) -> Floats:
    """Only the likeliest that together first reach p."""
    order = np.argsort(-probabilities)
    count = int(np.searchsorted(probabilities[order].cumsum(), p)) + 1
    return keep(probabilities, order[:count])


def keep(probabilities: Floats, chosen: NDArray[np.int64]) -> Floats:
    """The distribution with everything else set to zero."""
    kept = np.zeros_like(probabilities)
    kept[chosen] = probabilities[chosen]
    return kept / kept.sum()


def bits(probabilities: Floats) -> float:
    """Entropy in bits."""
    present = probabilities[probabilities > 0]
    return float(-(present * np.log2(present)).sum())


def tokens_for(probabilities: Floats, share: float) -> int:
    """How many of the likeliest tokens it takes to reach the share."""
    return int(np.searchsorted(np.sort(probabilities)[::-1].cumsum(), share)) + 1


def draw_tokens(sampler: Any, scores: Floats, draws: int) -> NDArray[np.int64]:
    """As many tokens as the library's sampler draws."""
    row = mx.array(scores.astype(np.float32))[None]
    found = [sampler(row) for _ in range(draws)]
    mx.eval(found)
    return np.array([int(each.item()) for each in found])


def distance(one: Floats, other: Floats) -> float:
    """Total variation: the probability that would have to move."""
    return float(np.abs(one - other).sum() / 2)


def chance_distance(probabilities: Floats, draws: int, seed: int) -> float:
    """What the distance would be for so many honest draws, on average."""
    rng = np.random.default_rng(seed)
    return float(
        np.mean([distance(each / draws, probabilities) for each in rng.multinomial(draws, probabilities, 20)])
    )


def draw_entropy(
    figure: Figure, temperatures: list[float], entropies: list[float], needed: list[int], ceiling: float
) -> None:
    """Entropy by temperature, with the number of tokens that matter."""
    axes: Axes = figure.subplots()
    axes.plot(temperatures, entropies, "o-", color="C0", markersize=4)
    for x, y, count in zip(temperatures, entropies, needed, strict=True):
        label(axes, f"{count:,}", (x, y), (5, -12), "C1")
    level(
        axes,
        f"all tokens alike, {ceiling:.1f} bits",
        ceiling,
        (temperatures[0], temperatures[-1]),
        "C2",
        at_end=False,
    )
    label(axes, "orange: tokens for 90 % of the probability", (temperatures[0], ceiling), (0, -16), "C1")
    axes.set(xlabel="Temperature", ylabel="Entropy (bits)", ylim=(0, ceiling * 1.1))
    axes.set_xlim(0, temperatures[-1] * 1.1)
    axes.set_title("A higher temperature makes more tokens possible")


def draw_shapes(figure: Figure, names: list[str], shapes: dict[str, list[float]]) -> None:
    """The likeliest tokens under each rule."""
    panels = figure.subplots(2, 2, sharex=True, sharey=True).ravel()
    for number, (axes, (name, values)) in enumerate(zip(panels, shapes.items(), strict=True)):
        axes.barh(range(len(names)), [100 * each for each in values][::-1], color=f"C{number}", height=0.7)
        axes.set_yticks(range(len(names)), names[::-1])
        axes.set_title(name)
        axes.grid(visible=False, axis="y")
    figure.supxlabel("Probability (%)", fontsize=10.5)
    figure.supylabel("Next token", fontsize=10.5)


if __name__ == "__main__":
    main()
