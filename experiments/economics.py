"""What does a million tokens cost at your own socket, and when does serving outweigh training?

Arithmetic, checked against examples worked by hand. No price comes with this script: watts, price and
speed are read from a note of yours, `Notes/Energy and prices.md`, with the properties `watts`,
`price_per_kwh`, `currency`, `tokens_per_second` and `read_on`. Without it, the figure shows energy and no
money.
"""

# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

from dataclasses import dataclass
from pathlib import Path

import frontmatter
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from milepost.experiment import Run, experiment
from shared.charts import label

NOTE = Path(__file__).resolve().parents[1] / "vault" / "Notes" / "Energy and prices.md"
SECONDS_PER_HOUR = 3600
TRAINING, SERVING = 6, 2  # operations per parameter and token (Kaplan et al., 2020)


@dataclass(frozen=True, slots=True)
class Socket:
    """What the user's note says."""

    watts: float
    price_per_kwh: float
    currency: str
    tokens_per_second: float
    read_on: str


@experiment(
    id="economics",
    title="A million tokens in watts and money",
    serves=["Training vs inference — economics and trade-offs"],
    small={"watts": [10.0, 30.0, 100.0, 300.0], "parameters": 135e6, "training_tokens": 2e12},
    full={"watts": [10.0, 30.0, 100.0, 300.0], "parameters": 135e6, "training_tokens": 2e12},
    timeout=60,
    seed=0,
)
def main(run: Run, watts: list[float], parameters: float, training_tokens: float) -> None:
    """Energy by speed and power; operations by tokens served."""
    run.check(
        "30 W, 0.30 per kWh, 40 tokens/s: price of a million",
        cost_per_million(30, 0.30, 40),
        within=(0.0625, 0.0625),
    )
    run.check(
        "1000 W at 1 token/s: kWh per million, by hand 1e6 / 3600",
        kwh_per_million(1000, 1),
        within=(277.77, 277.78),
    )
    even = served_until_even(parameters, training_tokens)
    run.check(
        "Tokens served until serving equals training, over tokens trained on",
        even / training_tokens,
        equals=3.0,
    )
    spent = operations(TRAINING, parameters, training_tokens) - operations(SERVING, parameters, even)
    run.check("Operations of both at that point, difference", spent, equals=0.0)
    run.metric("kwh_per_million_at_30_w_and_40_tokens_s", kwh_per_million(30, 40), unit="kWh")
    run.metric("tokens_served_per_token_trained_on", even / training_tokens, unit="")

    mine = read_note(NOTE)
    if mine:
        price = cost_per_million(mine.watts, mine.price_per_kwh, mine.tokens_per_second)
        run.metric("my_price_per_million", price, unit=mine.currency)
        run.metric("my_kwh_per_million", kwh_per_million(mine.watts, mine.tokens_per_second), unit="kWh")
    speeds = np.geomspace(1, 300, 40)
    run.figure(
        "energy",
        draw_energy,
        data={
            "speeds": speeds,
            "watts": watts,
            "energies": [[kwh_per_million(each, speed) for speed in speeds] for each in watts],
            "mine": [mine.tokens_per_second, kwh_per_million(mine.watts, mine.tokens_per_second)]
            if mine
            else [],
        },
        alt="Energy for a million tokens by tokens per second, one falling line for each power: at "
        "30 W and 40 tokens "
        f"per second {kwh_per_million(30, 40):.2f} kWh.",
    )
    served = np.geomspace(training_tokens / 100, training_tokens * 100, 40)
    run.figure(
        "serving",
        draw_serving,
        data={
            "served": served,
            "serving": [operations(SERVING, parameters, each) for each in served],
            "training": operations(TRAINING, parameters, training_tokens),
            "even": even,
        },
        alt="Operations spent on serving rise with the tokens served and pass those of training at "
        f"{even:.1e} tokens, "
        "three times as many as the model was trained on.",
    )


def kwh_per_million(watts: float, tokens_per_second: float) -> float:
    """Kilowatt-hours for a million tokens."""
    return watts / 1000 * 1e6 / tokens_per_second / SECONDS_PER_HOUR


def cost_per_million(watts: float, price_per_kwh: float, tokens_per_second: float) -> float:
    """Price of the electricity for a million tokens, in the price's currency, to a millionth of it."""
    return round(price_per_kwh * kwh_per_million(watts, tokens_per_second), 6)


def operations(each: int, parameters: float, tokens: float) -> float:
    """Multiplications and additions for so many tokens, attention's own left out."""
    return each * parameters * tokens


def served_until_even(parameters: float, training_tokens: float) -> float:
    """Tokens after which serving has taken as many operations as training."""
    return operations(TRAINING, parameters, training_tokens) / (SERVING * parameters)


def read_note(file: Path) -> Socket | None:
    """The user's own numbers, if there is such a note."""
    # Not asked first whether it is there: the attempt tells Milepost that this run depends on it.
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    found = frontmatter.loads(text).metadata
    return Socket(
        watts=float(str(found["watts"])),
        price_per_kwh=float(str(found["price_per_kwh"])),
        currency=str(found["currency"]),
        tokens_per_second=float(str(found["tokens_per_second"])),
        read_on=str(found["read_on"]),
    )


def draw_energy(
    figure: Figure, speeds: list[float], watts: list[float], energies: list[list[float]], mine: list[float]
) -> None:
    """Energy by speed, a line for each power."""
    axes: Axes = figure.subplots()
    for number, (power, values) in enumerate(zip(watts, energies, strict=True)):
        axes.plot(speeds, values, color=f"C{number}")
        label(axes, f"{power:g} W", (speeds[-1], values[-1]), (6, 0), f"C{number}", va="center")
    if mine:
        axes.plot(mine[0], mine[1], "o", color="C4", markersize=8)
        label(axes, "from my note", (mine[0], mine[1]), (9, 4), "C4")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="Speed (tokens per second)",
        ylabel="Energy per million tokens (kWh)",
    )
    axes.set_xlim(speeds[0], speeds[-1] * 1.9)
    axes.set_title("Half the watts or twice the speed: the same saving")


def draw_serving(
    figure: Figure, served: list[float], serving: list[float], training: float, even: float
) -> None:
    """What serving adds up to, beside training."""
    axes: Axes = figure.subplots()
    axes.plot(served, serving, color="C0")
    axes.plot([served[0], served[-1]], [training] * 2, color="C1", linestyle=(0, (4, 2.5)), linewidth=1.5)
    axes.plot(even, training, "o", color="C2", markersize=7)
    label(axes, "training, once", (served[0], training), (2, 6), "C1")
    label(axes, "serving", (served[-1], serving[-1]), (-10, 0), "C0", ha="right", va="top")
    label(axes, f"even at {even:.0e} tokens", (even, training), (8, -14), "C2")
    axes.set(xscale="log", yscale="log", xlabel="Tokens served", ylabel="Operations")
    axes.set_title("Serving overtakes training at three times the training tokens")


if __name__ == "__main__":
    main()
