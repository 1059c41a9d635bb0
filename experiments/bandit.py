"""How much looking around does a learner need that is told nothing but its reward?

Five slot machines, each paying out with a probability of its own that the learner does not know. Mostly
it pulls the arm that has paid best so far; with probability epsilon it pulls any. Regret is what it
missed against someone who always pulls the best.
"""

# pyright: reportUnknownMemberType=false
# Matplotlib types few of its keyword arguments.

from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]

PAYOUTS = np.array([0.3, 0.4, 0.5, 0.6, 0.7])  # probability of a reward of 1, by arm


@experiment(
    id="bandit",
    title="Five arms and a reward",
    serves=["Supervised - unsupervised - reinforcement learning"],
    small={"epsilons": [0.0, 0.01, 0.1, 1.0], "pulls": 2000, "learners": 400},
    full={"epsilons": [0.0, 0.01, 0.03, 0.1, 0.3, 1.0], "pulls": 20000, "learners": 1000},
    timeout=300,
    seed=0,
)
def main(run: Run, epsilons: list[float], pulls: int, learners: int) -> None:
    """Let many learners play for each epsilon, and add up what they miss."""
    regrets = [
        play(np.random.default_rng(run.seed), epsilon, pulls, learners) for epsilon in run.track(epsilons)
    ]
    last = [float(each[-1]) for each in regrets]
    never, always, best = last[epsilons.index(0.0)], last[epsilons.index(1.0)], min(last)
    expected = pulls * float(PAYOUTS.max() - PAYOUTS.mean())  # of one who only looks around, by hand

    run.metric("regret_never_looking", never, unit="rewards")
    run.metric("regret_always_looking", always, unit="rewards")
    run.metric("regret_best", best, unit="rewards")
    run.metric("epsilon_best", epsilons[last.index(best)], unit="")
    run.check(
        "Regret of only looking around over what arithmetic says", always / expected, within=(0.99, 1.01)
    )
    run.check("Best regret over that of never looking around", best / never, below=0.8)
    run.check("Best regret over that of only looking around", best / always, below=0.5)
    run.check(
        "Smallest step of any regret, in rewards",
        float(min(np.diff(each).min() for each in regrets)),
        above=-1e-9,
    )
    shown = np.unique(np.geomspace(1, pulls, 60).astype(int)) - 1
    run.figure(
        "regret",
        draw_regret,
        data={"pulls": shown + 1, "regrets": [each[shown] for each in regrets], "epsilons": epsilons},
        alt=f"Regret by number of pulls on logarithmic scales. After {pulls} pulls: "
        + ", ".join(
            f"{value:.0f} at epsilon {epsilon:g}" for epsilon, value in zip(epsilons, last, strict=True)
        )
        + ".",
    )


def play(rng: np.random.Generator, epsilon: float, pulls: int, learners: int) -> Floats:
    """Mean regret after each pull, (pulls,)."""
    rows, regret = np.arange(learners), np.zeros((learners, pulls))
    tried, paid = np.zeros((learners, len(PAYOUTS))), np.zeros((learners, len(PAYOUTS)))
    for pull in range(pulls):
        with np.errstate(invalid="ignore"):
            worth = np.where(tried > 0, paid / tried, 0.5)  # an arm never tried is worth a coin toss
        # Ties are broken at random: otherwise the first arm would be favoured.
        arm = (worth + 1e-9 * rng.random(worth.shape)).argmax(axis=1)
        arm = np.where(rng.random(learners) < epsilon, rng.integers(0, len(PAYOUTS), learners), arm)
        tried[rows, arm] += 1
        paid[rows, arm] += rng.random(learners) < PAYOUTS[arm]
        regret[:, pull] = PAYOUTS.max() - PAYOUTS[arm]
    return regret.mean(axis=0).cumsum()


def draw_regret(figure: Figure, pulls: list[int], regrets: list[list[float]], epsilons: list[float]) -> None:
    """Regret by pull, one line for each epsilon."""
    axes: Axes = figure.subplots()
    for number, (epsilon, values) in enumerate(zip(epsilons, regrets, strict=True)):
        color, rank = f"C{number % 5}", sum(other[-1] < values[-1] for other in regrets)
        axes.plot(pulls, values, color=color)
        label(
            axes,
            f"ε = {epsilon:g}: {values[-1]:.0f}",
            (pulls[-1], values[-1]),
            (6, 6 * min(rank - 1, 1)),
            color,
            va="center",
        )
    axes.set(xscale="log", yscale="log", xlabel="Pulls", ylabel="Regret (rewards missed so far)")
    axes.set_xlim(1, pulls[-1] * 6)
    axes.set_title("Never looking around and always looking around both cost more")


if __name__ == "__main__":
    main()
