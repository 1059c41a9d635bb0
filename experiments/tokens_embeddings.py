"""What does a token hold in different scripts, and which words does a model keep near one another?

Two lookups stand between text and arithmetic. The first cuts text into tokens: how many characters does
each hold, and does the text come back? The second gives each token a vector: twenty-five words in five
categories are asked for their nearest neighbour, and shuffled categories show what chance would answer.
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
from shared.anatomy import body, numbers
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]

TEXTS = {
    "English": "The river rose in the night and carried the small bridge away before anyone woke.",
    "German": "Der Fluss stieg in der Nacht und riss die kleine Brücke fort, ehe jemand erwachte.",
    "Python": "def area(width, height):\n    return [w * h for w, h in zip(width, height)]\n",
    "digits": "3141592653589793238462643383279502884197",
    "Hindi": "नदी रात में बढ़ी और छोटे पुल को बहा ले गई।",
    "emoji": "🌊🌉🌙😴🏠🚣",
}
WORDS = {
    "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "numbers": ["three", "four", "five", "six", "seven"],
    "colours": ["red", "blue", "green", "yellow", "white"],
    "animals": ["dog", "cat", "horse", "cow", "bird"],
    "countries": ["France", "Germany", "Spain", "Italy", "Japan"],
}


@experiment(
    id="tokens-embeddings",
    title="Text to tokens, tokens to vectors",
    serves=["Tokens, embeddings, and vector spaces"],
    needs=["model"],
    small={"shuffles": 200},
    full={"shuffles": 2000},
    timeout=300,
    seed=0,
)
def main(run: Run, shuffles: int) -> None:
    """Count characters per token, then look at the embedding table."""
    model, tokenizer = run.model()
    tokens = {name: pieces(tokenizer, text) for name, text in TEXTS.items()}
    held = {name: len(text) / len(tokens[name]) for name, text in TEXTS.items()}
    lost = [name for name, text in TEXTS.items() if tokenizer.decode(tokens[name]) != text]

    words = [word for each in WORDS.values() for word in each]
    kinds = np.repeat(np.arange(len(WORDS)), [len(each) for each in WORDS.values()])
    vectors = word_vectors(model, tokenizer, words)  # (words, width)
    nearness = cosines(vectors)
    nearest = nearness.argmax(axis=1)
    same = float((kinds[nearest] == kinds).mean())
    rng = np.random.default_rng(run.seed)
    chance = float(np.mean([matches(rng.permutation(kinds), nearest) for _ in run.track(range(shuffles))]))
    within, between = averages(nearness, kinds)
    points, kept = two_dimensions(vectors)

    run.metric("characters_per_token_english", held["English"], unit="characters")
    run.metric("characters_per_token_hindi", held["Hindi"], unit="characters")
    run.metric("neighbours_of_same_kind", same, unit="")
    run.metric("neighbours_of_same_kind_by_chance", chance, unit="")
    run.metric("cosine_within", within, unit="")
    run.metric("cosine_between", between, unit="")
    run.metric("variance_in_two_dimensions", kept, unit="")
    run.check("Texts that do not come back from their tokens", ", ".join(lost) or "none", equals="none")
    run.check("Words whose nearest neighbour is of their kind", same, above=0.8)
    run.check("The same with kinds shuffled", chance, below=0.3)
    run.check("Cosine within a kind less that between kinds", within - between, above=0.1)
    run.table(
        "neighbours",
        [
            {"word": words[n], "nearest": words[int(nearest[n])], "cosine": float(nearness[n, nearest[n]])}
            for n in range(len(words))
        ],
    )
    run.table(
        "tokens",
        [
            {
                "text": name,
                "characters": len(text),
                "tokens": len(tokens[name]),
                "characters per token": held[name],
            }
            for name, text in TEXTS.items()
        ],
    )
    run.figure(
        "characters",
        draw_characters,
        data={"held": held},
        alt="Characters per token: " + ", ".join(f"{name} {value:.1f}" for name, value in held.items()) + ".",
    )
    run.figure(
        "words",
        draw_words,
        data={"points": points, "words": words, "kinds": kinds, "names": list(WORDS), "kept": kept},
        alt="Twenty-five words in the two directions in which their vectors differ most, "
        f"{kept:.0%} of the variance: "
        f"words of a kind lie together. For {same:.0%} the nearest word in all directions is of the "
        "same kind.",
    )


def pieces(tokenizer: Any, text: str) -> list[int]:
    """The text's tokens, without any that only mark its start."""
    return tokenizer.encode(text, add_special_tokens=False)


def word_vectors(model: Any, tokenizer: Any, words: list[str]) -> Floats:
    """A row of the embedding table for each word, its space included; the mean where it takes several."""
    table = body(model).embed_tokens
    rows = [numbers(table(mx.array(pieces(tokenizer, f" {word}")))).mean(axis=0) for word in words]
    found = np.stack(rows)
    return found - found.mean(axis=0)  # what all words have in common says nothing about any


def cosines(vectors: Floats) -> Floats:
    """Cosine of each pair, (words, words), and -1 for a word with itself."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    found = unit @ unit.T
    np.fill_diagonal(found, -1)
    return found


def matches(kinds: NDArray[np.int64], nearest: NDArray[np.int64]) -> float:
    """The share of words whose nearest is of their kind."""
    return float((kinds[nearest] == kinds).mean())


def averages(nearness: Floats, kinds: NDArray[np.int64]) -> tuple[float, float]:
    """Mean cosine of two words of a kind, and of different kinds."""
    alike = kinds[:, None] == kinds[None]
    pairs = ~np.eye(len(kinds), dtype=bool)
    return float(nearness[alike & pairs].mean()), float(nearness[~alike].mean())


def two_dimensions(vectors: Floats) -> tuple[Floats, float]:
    """The words in the two directions of largest variance, (words, 2), and the share that these keep."""
    left, sizes, _ = np.linalg.svd(vectors, full_matrices=False)
    points = left[:, :2] * sizes[:2]
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)  # either sign would be right
    return points, float((sizes[:2] ** 2).sum() / (sizes**2).sum())


def draw_characters(figure: Figure, held: dict[str, float]) -> None:
    """One bar for each text."""
    axes: Axes = figure.subplots()
    names = list(held)[::-1]
    axes.barh(range(len(names)), [held[name] for name in names], color="C0", height=0.6)
    for row, name in enumerate(names):
        label(axes, f"{held[name]:.1f}", (held[name], row), (5, 0), "C0", va="center")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="Characters per token", xlim=(0, 1.12 * max(held.values())))
    axes.grid(visible=False, axis="y")
    axes.set_title("What one token holds depends on what it was trained for")


def draw_words(
    figure: Figure,
    points: list[list[float]],
    words: list[str],
    kinds: list[int],
    names: list[str],
    kept: float,
) -> None:
    """Each word at its place, and beside each kind a column of its words."""
    axes: Axes = figure.subplots()
    for kind in range(len(names)):
        mine = sorted(
            (y, x, word) for (x, y), word, each in zip(points, words, kinds, strict=True) if each == kind
        )
        xs, ys = [x for _, x, _ in mine], [y for y, _, _ in mine]
        middle, is_central = sum(xs) / len(xs), abs(sum(xs) / len(xs)) < 0.2 * (max(x for x, _ in points))
        side = (
            0 if is_central else 1 if middle > 0 else -1
        )  # beside its kind, or above it where others are near
        edge = (max(xs) if side > 0 else min(xs) if side < 0 else middle, sum(ys) / len(ys))
        for rank, (y, x, word) in enumerate(mine):
            axes.plot(x, y, "o", color=f"C{kind}", markersize=5)
            shift = (16 * side, 12 * (rank - (len(mine) - 1) / 2) + (0 if side else 46))
            label(axes, word, edge, shift, f"C{kind}", va="center", ha=("center", "left", "right")[side])
    axes.set(xlabel="First direction", ylabel="Second direction")
    axes.margins(0.36, 0.2)
    axes.set_title(f"Words of a kind lie together, in the {kept:.0%} of the variance seen here")


if __name__ == "__main__":
    main()
