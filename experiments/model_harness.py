"""Which of several models is good enough, how fast is it, and what does it take?

The same short tasks with answers fixed beforehand go to each model: the one that is installed, the same
with its weights rounded, and any others that are named. Speed, memory and exact matches are measured;
what only a person can judge is left blank for one.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import mlx.core as mx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import make_prompt_cache

from milepost.experiment import Run, experiment
from shared.anatomy import body
from shared.charts import label
from shared.scores import interval

TASKS = [
    ("The capital of France is", "Paris"),
    ("Monday, Tuesday, Wednesday,", "Thursday"),
    ("The opposite of hot is", "cold"),
    ("one, two, three, four,", "five"),
    ("The chemical symbol for water is", "H2O"),
    ("2 + 3 =", "5"),
    ("17 + 26 =", "43"),
    ("The plural of mouse is", "mice"),
    ("The author of Hamlet is William", "Shakespeare"),
    ("def square(x):\n    return x *", "x"),
]
CONTROL = ("The answer nobody can know is", "zqxv")


@dataclass(frozen=True, slots=True)
class Result:
    """What one model did."""

    answers: list[str]
    right: int
    tokens: int
    seconds: float
    peak: int
    """Bytes that MLX held at most."""


@experiment(
    id="model-harness",
    title="Several models, one set of tasks",
    serves=[
        "Model benchmarks - MMLU, HumanEval, HELM, LMSys Arena",
        "How to evaluate and select models for use cases",
        "SLMs — Phi, Gemma, Qwen 0.5B — when small beats big",
    ],
    needs=["model"],
    small={"bits": [8, 3], "others": [], "written": 4},
    full={"bits": [8, 4], "others": [], "written": 24},
    timeout=600,
    seed=0,
    timing=True,
)
def main(run: Run, bits: list[int], others: list[str], written: int) -> None:
    """Put the tasks to each model and lay the results side by side."""
    model, tokenizer = run.model()
    results = {"as installed": answer_all(model, tokenizer, written)}
    again = answer_all(model, tokenizer, written, TASKS[:2])
    matrices = [each for _, each in body(model).named_modules() if "weight" in each and each.weight.ndim == 2]
    originals = [each.weight for each in matrices]
    for width in run.track(bits):
        for each, weight in zip(matrices, originals, strict=True):
            each.weight = rounded(weight, width)
        results[f"{width} bits"] = answer_all(model, tokenizer, written)
    for each, weight in zip(matrices, originals, strict=True):
        each.weight = weight
    for name in others:
        results[name] = answer_all(*load(name), written)

    base = results["as installed"]
    run.metric("right", base.right, unit=f"of {len(TASKS)}")
    run.metric("right_with_fewest_bits", results[f"{min(bits)} bits"].right, unit=f"of {len(TASKS)}")
    run.metric("tokens_per_second", base.tokens / base.seconds, unit="tokens/s")
    run.metric("peak_memory", base.peak / 1e6, unit="MB")
    run.check("Tasks answered differently when asked again", differing(base, again), equals=0)
    run.check(
        "Marks for an answer that cannot be right", int(is_right(base.answers[0], CONTROL[1])), equals=0
    )
    run.check(
        "Marks for the right answers themselves",
        sum(is_right(f" {a}.", a) for _, a in TASKS),
        equals=len(TASKS),
    )
    run.check("Share right of the model as installed", base.right / len(TASKS), above=0.4)
    run.check(
        "Tasks right at 8 bits less those as installed", abs(results["8 bits"].right - base.right), below=2
    )
    run.table(
        "models",
        [
            {
                "model": name,
                "right": f"{each.right} of {len(TASKS)}",
                "tokens per second": each.tokens / each.seconds,
                "memory (MB)": each.peak / 1e6,
                "helpful (1 to 5, by a person)": "",
            }
            for name, each in results.items()
        ],
    )
    run.table(
        "answers",
        [
            {"task": prompt, "wanted": wanted, **{name: each.answers[n] for name, each in results.items()}}
            for n, (prompt, wanted) in enumerate(TASKS)
        ],
    )
    run.figure(
        "scores",
        draw_scores,
        data={
            "names": list(results),
            "shares": [each.right / len(TASKS) for each in results.values()],
            "intervals": [interval(each.right, len(TASKS)) for each in results.values()],
        },
        alt=f"Share of {len(TASKS)} tasks answered rightly, with 95 % intervals: "
        + ", ".join(f"{name} {each.right}" for name, each in results.items())
        + ". The intervals overlap: ten tasks tell little.",
    )


def answer_all(model: Any, tokenizer: Any, written: int, tasks: Sequence[tuple[str, str]] = TASKS) -> Result:
    """Each task's likeliest continuation; speed counts tokens written, reading left out."""
    mx.reset_peak_memory()
    answers, seconds, tokens = list[str](), 0.0, 0
    for prompt, _ in tasks:
        cache = make_prompt_cache(model)
        token = model(mx.array([tokenizer.encode(prompt)]), cache=cache)[:, -1].argmax(axis=-1)
        found = [int(token.item())]
        started = time.perf_counter()
        for _ in range(written - 1):
            token = model(token[:, None], cache=cache)[:, -1].argmax(axis=-1)
            found.append(int(token.item()))
        seconds, tokens = seconds + time.perf_counter() - started, tokens + written - 1
        answers.append(tokenizer.decode(found))
    right = sum(is_right(answer, wanted) for answer, (_, wanted) in zip(answers, tasks, strict=True))
    return Result(answers, right, tokens, seconds, mx.get_peak_memory())


def is_right(answer: str, wanted: str) -> bool:
    """Whether the answer begins with the wanted words, as whole words; capitals do not count."""
    start = answer.strip().casefold()
    return start.startswith(wanted.casefold()) and not start[len(wanted) : len(wanted) + 1].isalnum()


def rounded(weight: mx.array, bits: int) -> mx.array:
    """The matrix as it would be after packing to so many bits, in groups of 64 or 32."""
    group = next((each for each in (64, 32) if weight.shape[-1] % each == 0), 0)
    if not group:
        return weight
    return mx.dequantize(*mx.quantize(weight, group_size=group, bits=bits), group_size=group, bits=bits)


def load(name: str) -> tuple[Any, Any]:
    """Another model by its folder or hub id."""
    from mlx_lm import load as load_model

    model, tokenizer, *_ = load_model(name)
    return model, tokenizer


def differing(one: Result, other: Result) -> int:
    """Tasks that both were given and that got different answers."""
    return sum(a != b for a, b in zip(one.answers, other.answers, strict=False))


def draw_scores(
    figure: Figure, names: list[str], shares: list[float], intervals: list[tuple[float, float]]
) -> None:
    """A dot and its interval for each model."""
    axes: Axes = figure.subplots()
    for row, (share, (low, high)) in enumerate(zip(shares, intervals, strict=True)):
        color = f"C{row % 5}"
        axes.plot((100 * low, 100 * high), (row, row), color=color, linewidth=3, alpha=0.5)
        axes.plot(100 * share, row, "o", color=color, markersize=9)
        label(axes, f"{share:.0%}", (100 * share, row), (0, 9), color, ha="center")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="Right answers (%), with 95 % interval", xlim=(0, 100), ylim=(len(names) - 0.5, -0.7))
    axes.grid(visible=False, axis="y")
    axes.set_title("Ten tasks: the differences are smaller than the doubt")


if __name__ == "__main__":
    main()
