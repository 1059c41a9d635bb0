"""What do digits give away without their labels, and does the best-looking clustering find the ten classes?

The same pictures are taken twice: with labels, by a linear classifier, and without, by k-means for a
range of k. The silhouette judges a clustering by its shape alone; the adjusted Rand index brings the
labels back.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# scikit-learn carries no types.

from typing import Any, TypeAlias, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score, silhouette_samples

from milepost.experiment import Run, experiment
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.int64]


@experiment(
    id="k-means",
    title="Digits with labels and without",
    serves=["Supervised - unsupervised - reinforcement learning"],
    small={"counts": [2, 4, 6, 8, 9, 10, 12, 15, 20, 30], "starts": 3},
    full={"counts": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 25, 30, 40], "starts": 20},
    timeout=300,
    seed=0,
)
def main(run: Run, counts: list[int], starts: int) -> None:
    """Classify with labels, cluster without, then compare."""
    digits = cast("Any", load_digits())
    x, labels = digits.data / 16, digits.target  # (1797, 64) from 0 to 1, (1797,)
    rng = np.random.default_rng(run.seed)

    accuracy = classify(rng, x, labels)
    run.metric("accuracy_with_labels", accuracy, unit="")
    run.check("Held-out accuracy of the linear classifier", accuracy, above=0.9)

    silhouettes, agreements, spreads, clusterings = (
        list[float](),
        list[float](),
        list[float](),
        dict[int, Labels](),
    )
    for count in run.track(counts):
        model = KMeans(n_clusters=count, n_init=cast("Any", starts), random_state=run.seed).fit(x)
        clusterings[count] = cast("Labels", model.labels_)
        silhouettes.append(float(silhouette_samples(x, clusterings[count]).mean()))
        agreements.append(float(adjusted_rand_score(labels, clusterings[count])))
        spreads.append(float(cast("float", model.inertia_)))
    chance = float(adjusted_rand_score(rng.permutation(labels), clusterings[10]))
    best = counts[int(np.argmax(silhouettes))]
    at_ten = counts.index(10)

    run.metric("silhouette_best", max(silhouettes), unit="")
    run.metric("clusters_of_best_silhouette", best, unit="")
    run.metric("agreement_at_10", agreements[at_ten], unit="")
    run.metric("agreement_of_chance", chance, unit="")
    by_hand = abs(
        silhouette_by_hand(x, clusterings[10], 50)
        - cast("Floats", silhouette_samples(x, clusterings[10]))[:50]
    ).max()
    run.check("Silhouettes of 50 pictures by hand against the library's", float(by_hand), below=1e-9)
    run.check("Agreement with the labels at k = 10", agreements[at_ten], above=0.5)
    run.check("Agreement with shuffled labels", chance, within=(-0.02, 0.02))
    run.check("Least fall of the spread from one k to the next", float(-np.diff(spreads).max()), above=0)
    run.table("clusters", cross_table(labels, clusterings[10]))
    run.figure(
        "by-k",
        draw_by_k,
        data={"counts": counts, "silhouettes": silhouettes, "agreements": agreements, "best": best},
        alt=f"By number of clusters: the silhouette is highest at {best} ({max(silhouettes):.3f}), "
        "the agreement with "
        f"the labels reaches {agreements[at_ten]:.2f} at 10 and {max(agreements):.2f} at its best.",
    )


def classify(rng: np.random.Generator, x: Floats, labels: Labels) -> float:
    """The share of a held-out third that a linear classifier reads rightly."""
    order = rng.permutation(len(x))
    held, learnt = order[: len(x) // 3], order[len(x) // 3 :]
    model = LogisticRegression(max_iter=300).fit(x[learnt], labels[learnt])
    return float((model.predict(x[held]) == labels[held]).mean())


def silhouette_by_hand(x: Floats, clusters: Labels, number: int) -> Floats:
    """How much nearer each picture's own cluster is than the next one, from -1 to 1, for the first."""
    values = np.empty(number)
    for each in range(number):
        distances = np.linalg.norm(x - x[each], axis=1)
        means = {
            int(cluster): float(distances[clusters == cluster].mean())
            for cluster in np.unique(clusters)
            if cluster != clusters[each]
        }
        own = distances[clusters == clusters[each]].sum() / max(1, (clusters == clusters[each]).sum() - 1)
        other = min(means.values())
        values[each] = (other - own) / max(other, own)
    return values


def cross_table(labels: Labels, clusters: Labels) -> list[dict[str, float | str]]:
    """For each digit, its commonest cluster and how much of the digit and of the cluster that is."""
    rows = list[dict[str, float | str]]()
    for digit in range(10):
        found, sizes = np.unique(clusters[labels == digit], return_counts=True)
        cluster, size = int(found[sizes.argmax()]), int(sizes.max())
        rows.append(
            {
                "digit": digit,
                "commonest cluster": cluster,
                "share of the digit": size / int((labels == digit).sum()),
                "share of the cluster": size / int((clusters == cluster).sum()),
            }
        )
    return rows


def draw_by_k(
    figure: Figure, counts: list[int], silhouettes: list[float], agreements: list[float], best: int
) -> None:
    """Both scores by number of clusters, one above the other."""
    upper, lower = figure.subplots(2, 1, sharex=True)
    upper.plot(counts, agreements, "o-", color="C1", markersize=4)
    upper.set(ylabel="Agreement\n(adjusted Rand)", ylim=(0, 0.85))
    lower.plot(counts, silhouettes, "o-", color="C0", markersize=4)
    lower.set(ylabel="Silhouette\n(mean)", xlabel="Clusters k", ylim=(0.08, 0.2))
    axes: Axes
    for axes in (upper, lower):
        axes.axvline(10, color="C2", linestyle=(0, (4, 2.5)), linewidth=1.3)
    label(upper, "ten digits", (10, 0.05), (5, 0), "C2")
    label(lower, f"highest at {best}", (best, max(silhouettes)), (-8, 2), "C0", ha="right")
    upper.set_title("The shape alone does not know that there are ten digits")


if __name__ == "__main__":
    main()
