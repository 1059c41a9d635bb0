"""Does writing the steps down help a model to the right sum, and what does it cost in tokens?

The same sums are put three ways: the answer at once, the model's own steps first, and the right steps
given. The third shows what the answer needs beyond the steps; the gap between the second and the third is
what the model's own steps lack. Answers are marked by comparing numbers.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import re
from collections.abc import Callable
from itertools import accumulate
from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import make_prompt_cache

from milepost.experiment import Run, experiment
from shared.charts import label
from shared.scores import interval

Sum: TypeAlias = tuple[int, ...]


@experiment(
    id="reasoning",
    title="The answer at once, or step by step",
    serves=["Reasoning models - o3, DeepSeek-R1, extended thinking"],
    needs=["model"],
    small={"terms": [3, 4], "questions": 8, "examples": 2},
    full={"terms": [3, 4, 6, 8], "questions": 64, "examples": 4},
    timeout=600,
    seed=0,
)
def main(run: Run, terms: list[int], questions: int, examples: int) -> None:
    """Put every sum in three ways and count right answers and tokens."""
    model, tokenizer = run.model()
    rng = np.random.default_rng(run.seed)
    ways: dict[str, Callable[[Sum], str]] = {
        "at once": at_once,
        "own steps": with_steps,
        "steps given": with_steps,
    }
    rows, right = list[dict[str, float | str]](), {name: list[bool]() for name in ways}
    crossed, spent, said = list[bool](), {name: list[int]() for name in ways}, list[dict[str, float | str]]()
    repeats = 0
    for count in run.track(terms):
        sums = draw_sums(rng, count, questions + examples)
        shown, asked = sums[:examples], sums[examples:]
        repeats += len(set(shown) & set(asked))
        for name, form in ways.items():
            opening = "".join(f"{question(each)}{form(each)}\n" for each in shown)
            starts = [question(each) + (steps(each) if name == "steps given" else "") for each in asked]
            wanted = [f"{form(each)}" if name != "steps given" else f" {sum(each)}" for each in asked]
            longest = max(len(tokenizer.encode(each)) for each in wanted) + 2
            texts, tokens = write(model, tokenizer, opening, starts, longest)
            answers = [last_number(each) for each in texts]
            marks = [answer == sum(each) for answer, each in zip(answers, asked, strict=True)]
            crossed += [
                answer == sum(each) for answer, each in zip(answers, asked[1:] + asked[:1], strict=True)
            ]
            right[name] += marks
            spent[name] += tokens
            run.tokens(sum(tokens))
            low, high = interval(sum(marks), len(marks))
            rows.append(
                {"terms": count, "way": name, "right": sum(marks), "of": len(marks), "from": low, "to": high,
                 "tokens an answer": float(np.mean(tokens))}
            )  # fmt: skip
            said.append({"terms": count, "way": name, "question": starts[0], "model": texts[0]})

    shares = {name: float(np.mean(each)) for name, each in right.items()}
    costs = {name: float(np.mean(each)) for name, each in spent.items()}
    for name in ("own steps", "at once", "steps given"):
        run.metric(f"right_{name.replace(' ', '_')}", shares[name], unit="")
        run.metric(f"tokens_{name.replace(' ', '_')}", costs[name], unit="tokens")
    run.check("Worked examples whose steps do not end in their sum", wrong_examples(rng), equals=0)
    run.check("Questions that were also shown as examples", repeats, equals=0)
    run.check("Share right with the right steps given", shares["steps given"], above=0.7)
    run.check("Share right against the answer of another question", float(np.mean(crossed)), below=0.3)
    run.check("Tokens with own steps over tokens at once", costs["own steps"] / costs["at once"], above=2)
    run.table("by-way", rows)
    run.table("first-answers", said)
    run.figure(
        "accuracy",
        draw_accuracy,
        data={"rows": rows},
        alt="Share of right sums by number of terms, with 95 % intervals: "
        + ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
        + f". Own steps take {costs['own steps']:.0f} tokens an answer, at once {costs['at once']:.0f}.",
    )


def draw_sums(rng: np.random.Generator, terms: int, number: int) -> list[Sum]:
    """So many different sums of one-digit numbers."""
    found = dict[Sum, None]()
    while len(found) < number:
        found[tuple(int(each) for each in rng.integers(2, 10, terms))] = None
    return list(found)


def question(numbers: Sum) -> str:
    """How a sum is asked."""
    return f"Question: {' + '.join(map(str, numbers))} = ?\n"


def at_once(numbers: Sum) -> str:
    """An answer without steps."""
    return f"Answer: {sum(numbers)}"


def steps(numbers: Sum) -> str:
    """Every partial sum in words, up to where the answer is due."""
    sums = list(accumulate(numbers))
    lines = [f"{a} + {b} = {c}" for a, b, c in zip(sums, numbers[1:], sums[1:], strict=False)]
    return f"Steps: {', '.join(lines)}. Answer:"


def with_steps(numbers: Sum) -> str:
    """Steps, then the answer."""
    return f"{steps(numbers)} {sum(numbers)}"


def last_number(text: str) -> int | None:
    """The number after the last "Answer:", or the first in a text that has none."""
    found = re.search(r"\d+", text.rpartition("Answer:")[2])
    return int(found.group()) if found else None


def wrong_examples(rng: np.random.Generator) -> int:
    """Of twenty worked examples, those in which the mark would not go to the right answer."""
    sums = draw_sums(rng, 5, 20)
    return sum(last_number(form(each)) != sum(each) for each in sums for form in (at_once, with_steps))


def write(
    model: Any, tokenizer: Any, opening: str, starts: list[str], longest: int
) -> tuple[list[str], list[int]]:
    """The likeliest continuation of each start up to the end of its line, and the tokens that it took.

    The opening is read once for all. Starts of one length are written side by side.
    """
    before = tokenizer.encode(opening)
    rows = [tokenizer.encode(opening + each)[len(before) :] for each in starts]
    texts, counts = [""] * len(starts), [0] * len(starts)
    for length in sorted({len(each) for each in rows}):
        chosen = [n for n, each in enumerate(rows) if len(each) == length]
        cache = make_prompt_cache(model)
        model(mx.array([before]), cache=cache)
        for each in cache:
            each.keys, each.values = (
                mx.repeat(part, len(chosen), axis=0) for part in (each.keys, each.values)
            )
        entering, written = mx.array([rows[n] for n in chosen]), list[mx.array]()
        ended = np.zeros(len(chosen), bool)
        for _ in range(longest):
            entering = model(entering, cache=cache)[:, -1].argmax(axis=-1)[:, None]
            mx.eval(entering)
            written.append(entering)
            ended |= np.array(["\n" in tokenizer.decode(each) for each in entering.tolist()])
            if ended.all():
                break
        for n, line in zip(chosen, np.array(mx.concatenate(written, axis=1)).tolist(), strict=True):
            texts[n] = tokenizer.decode(line).partition("\n")[0]
            counts[n] = len(tokenizer.encode(texts[n], add_special_tokens=False))
    return texts, counts


def draw_accuracy(figure: Figure, rows: list[dict[str, Any]]) -> None:
    """The share right by number of terms, for each way."""
    axes: Axes = figure.subplots()
    names = list(dict.fromkeys(each["way"] for each in rows))
    terms = sorted({each["terms"] for each in rows})
    for number, name in enumerate(names):
        mine = [each for each in rows if each["way"] == name]
        places = [terms.index(each["terms"]) + 0.22 * (number - 1) for each in mine]
        values = [100 * each["right"] / each["of"] for each in mine]
        low = [value - 100 * each["from"] for value, each in zip(values, mine, strict=True)]
        high = [100 * each["to"] - value for value, each in zip(values, mine, strict=True)]
        axes.bar(
            places, values, width=0.2, color=f"C{number}", yerr=(low, high), ecolor="#888888", alpha=0.85
        )
        tokens = sum(each["tokens an answer"] for each in mine) / len(mine)
        label(
            axes, f"{name}, {tokens:.0f} tokens", (len(terms) - 0.55, 100 - 9 * number), (0, 0), f"C{number}"
        )
    axes.set_xticks(range(len(terms)), [str(each) for each in terms])
    axes.set(
        xlabel="Numbers to add", ylabel="Right answers (%)", ylim=(0, 108), xlim=(-0.6, len(terms) + 0.35)
    )
    axes.grid(visible=False, axis="x")
    axes.set_title("What the steps are worth depends on who writes them")


if __name__ == "__main__":
    main()
