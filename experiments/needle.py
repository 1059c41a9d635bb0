"""Does a model find one fact in a text wherever it stands, and what does it say when the fact is not there?

A sentence that names a city is hidden at several depths of filler of several lengths. The model is asked
for the city, and its probabilities of eight cities are compared. The control asks the same without the
sentence: if the right city still comes out ahead more often than chance, the test measures something
else.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from itertools import product
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import next_log_probabilities
from shared.charts import label, level

Floats: TypeAlias = NDArray[np.float64]

CITIES = ["Paris", "London", "Rome", "Berlin", "Madrid", "Tokyo", "Cairo", "Moscow"]
FILLER = (
    "The garden behind the house was quiet in the morning. Someone had left a ladder against the wall. "
    "The apples were almost ripe and the grass was wet. A neighbour was mending his fence with a hammer. "
    "Later the wind came up and turned the leaves. Nobody spoke of anything in particular. "
)
QUESTION = (
    "\nQuestion: In which city does Anna keep the letter?\nAnswer: Anna keeps the letter in the city of"
)


@experiment(
    id="needle",
    title="One sentence in a long text",
    serves=[
        "Positional encoding — absolute, relative, RoPE",
        "Context windows - limits, growth, implications",
    ],
    needs=["model"],
    small={"lengths": [60, 180], "depths": [0.0, 0.5, 1.0], "cities": 3},
    full={"lengths": [250, 1000, 3000], "depths": [0.0, 0.25, 0.5, 0.75, 1.0], "cities": 8},
    timeout=600,
    seed=0,
)
def main(run: Run, lengths: list[int], depths: list[float], cities: int) -> None:
    """Ask at every length and depth, with several cities each, then without the sentence."""
    model, tokenizer = run.model()
    first = [tokenizer.encode(f" {each}", add_special_tokens=False)[0] for each in CITIES]
    hidden = list(np.random.default_rng(run.seed).permutation(len(CITIES))[:cities])

    def ask(length: int, depth: float, city: str | None) -> Floats:
        prompt = tokenizer.encode(text(length, depth, city))
        run.tokens(len(prompt))
        return chances(model, first, prompt)

    places = list(product(lengths, depths))
    found = dict(
        zip(places, run.map(places, lambda at: [ask(*at, CITIES[each]) for each in hidden]), strict=True)
    )
    cells = {at: [each[city] for each, city in zip(found[at], hidden, strict=True)] for at in places}
    asked = len(places) * len(hidden)
    right = sum(
        np.argmax(each) == city for at in places for each, city in zip(found[at], hidden, strict=True)
    )
    without = [ask(length, 0, None) for length in lengths]
    # Without the sentence no city is right: those that were hidden should get one in eight on average.
    control = float(np.mean([each[hidden].mean() for each in without]))
    mean = float(np.mean([value for values in cells.values() for value in values]))

    run.metric("found", right / asked, unit="")
    run.metric("asked", asked, unit="")
    run.metric("probability_of_the_right_city", mean, unit="")
    run.metric("probability_without_the_sentence", control, unit="")
    run.metric("worst_cell", min(float(np.mean(values)) for values in cells.values()), unit="")
    run.check("Cities of which two begin with the same token", len(first) - len(set(first)), equals=0)
    run.check("Share of answers that name the right city", right / asked, above=0.6)
    run.check("Probability of the hidden cities where none is hidden", control, below=0.3)
    run.check("Probability with the sentence less that without", mean - control, above=0.3)
    run.table(
        "cells",
        [
            {
                "filler (tokens)": length,
                "depth": depth,
                "probability": float(np.mean(values)),
                "lowest": min(values),
            }
            for (length, depth), values in cells.items()
        ],
    )
    run.figure(
        "recall",
        draw_recall,
        data={
            "depths": depths,
            "lengths": lengths,
            "means": [[float(np.mean(cells[length, depth])) for depth in depths] for length in lengths],
            "points": [[cells[length, depth] for depth in depths] for length in lengths],
            "control": control,
        },
        alt="Probability of the right city by depth of the sentence, one line per length: "
        f"{mean:.2f} on average, "
        f"{right} of {asked} right; without the sentence {control:.2f}, where one in eight would be chance.",
    )


def text(length: int, depth: float, city: str | None) -> str:
    """About so many tokens of filler with the sentence at a depth from 0 (first) to 1, and the question."""
    sentences = FILLER.strip().split(". ")
    filler = [f"{sentences[n % len(sentences)].strip('.')}." for n in range(max(2, length // 11))]
    if city:
        filler.insert(round(depth * len(filler)), f"Anna keeps the letter in the city of {city}.")
    return " ".join(filler) + QUESTION


def chances(model: Any, first: list[int], prompt: list[int]) -> Floats:
    """Probability of each city among the eight, by its first token."""
    found = next_log_probabilities(model, prompt)[first]
    powers = np.exp(found - found.max())
    return powers / powers.sum()


def draw_recall(
    figure: Figure,
    depths: list[float],
    lengths: list[int],
    means: list[list[float]],
    points: list[list[list[float]]],
    control: float,
) -> None:
    """A line for each length, a dot for each city."""
    axes: Axes = figure.subplots()
    for number, (length, values, cities) in enumerate(zip(lengths, means, points, strict=True)):
        color = f"C{(0, 1, 3)[number % 3]}"
        axes.plot([100 * each for each in depths], values, "-", color=color)
        for depth, dots in zip(depths, cities, strict=True):
            axes.plot(
                [100 * depth + 1.2 * (number - 0.5)] * len(dots),
                dots,
                "o",
                color=color,
                markersize=4,
                alpha=0.6,
            )
        label(axes, f"{length} tokens", (100, values[-1]), (10, 6 - 14 * number), color, va="center")
    level(axes, f"no sentence, {control:.2f}", control, (0, 100), "C2")
    axes.set(
        xlabel="Depth of the sentence (% of the text)", ylabel="Probability of the right city", ylim=(0, 1.05)
    )
    axes.set_xlim(-4, 122)
    axes.set_title("The sentence is found, and missed when it is not there")


if __name__ == "__main__":
    main()
