"""Which of several models is good enough, how fast is it, and what does it take?

The same short tasks with answers fixed beforehand go to each model: the one that was chosen, the same with
its weights rounded, and any others that are named. Speed, memory and exact matches are measured; what only
a person can judge is left blank for one. A model behind an address will do: then others are names on the
same server, nothing is rounded, and memory, which the server keeps to itself, is left blank.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from collections.abc import Sequence
from dataclasses import dataclass, replace

import mlx.core as mx
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from milepost.experiment import Run, experiment
from milepost.experiment.writer import LocalWriter, RemoteWriter, Writer
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
    """Written; 0 where a server does not say."""
    seconds: float
    peak: int | None
    """Bytes that MLX held at most; `None` for a server, which does not say."""


@experiment(
    id="model-harness",
    title="Several models, one set of tasks",
    serves=[
        "Model benchmarks - MMLU, HumanEval, HELM, LMSys Arena",
        "How to evaluate and select models for use cases",
        "SLMs — Phi, Gemma, Qwen 0.5B — when small beats big",
    ],
    needs=["text"],
    small={"bits": [8, 3], "others": [], "written": 4},
    full={"bits": [8, 4], "others": [], "written": 24},
    timeout=600,
    seed=0,
    timing=True,
)
def main(run: Run, bits: list[int], others: list[str], written: int) -> None:
    """Put the tasks to each model and lay the results side by side."""
    writer = run.writer()
    results = {"as it is": answer_all(run, writer, written)}
    again = answer_all(run, writer, written, TASKS[:2])
    if isinstance(writer, LocalWriter):
        for width in run.track(bits):
            results[f"{width} bits"] = answer_rounded(run, writer, written, width)
    for name in others:
        results[name] = answer_all(run, another(writer, name), written)

    base = results["as it is"]
    run.metric("right", base.right, unit=f"of {len(TASKS)}")
    run.metric("tokens_per_second", base.tokens / base.seconds, unit="tokens/s")
    if base.peak is not None:
        run.metric("right_with_fewest_bits", results[f"{min(bits)} bits"].right, unit=f"of {len(TASKS)}")
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
    run.check("Share right of the model as it is", base.right / len(TASKS), above=0.4)
    if "8 bits" in results:
        rounding = abs(results["8 bits"].right - base.right)
        run.check("Tasks right at 8 bits less those as it is", rounding, below=2)
    run.table(
        "models",
        [
            {
                "model": name,
                "right": f"{each.right} of {len(TASKS)}",
                "tokens per second": each.tokens / each.seconds,
                "memory (MB)": "" if each.peak is None else each.peak / 1e6,
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


def answer_all(run: Run, writer: Writer, written: int, tasks: Sequence[tuple[str, str]] = TASKS) -> Result:
    """Each task's likeliest continuation; seconds include the reading of the task."""
    mx.reset_peak_memory()
    answers, seconds, tokens = list[str](), 0.0, 0
    for task, _ in tasks:
        found = writer.complete(task, most_tokens=written)
        run.tokens(found.tokens or 0)
        answers.append(found.text)
        seconds, tokens = seconds + found.seconds, tokens + (found.tokens or 0)
    right = sum(is_right(each, wanted, task) for each, (task, wanted) in zip(answers, tasks, strict=True))
    return Result(
        answers, right, tokens, seconds, mx.get_peak_memory() if isinstance(writer, LocalWriter) else None
    )


def answer_rounded(run: Run, writer: LocalWriter, written: int, bits: int) -> Result:
    """The same with every matrix rounded to so many bits, which are put back afterwards."""
    modules = [leaf for _, leaf in body(writer.model).named_modules()]
    matrices = [each for each in modules if "weight" in each and each.weight.ndim == 2]
    originals = [each.weight for each in matrices]
    for each in matrices:
        each.weight = rounded(each.weight, bits)
    try:
        return answer_all(run, writer, written)
    finally:
        for each, weight in zip(matrices, originals, strict=True):
            each.weight = weight


def is_right(answer: str, wanted: str, task: str = "") -> bool:
    """Whether the answer begins with the wanted words, as whole words; capitals do not count.

    Models that were trained to chat repeat the task first; that is passed over.
    """
    start = answer.strip().removeprefix(task).strip().casefold()
    return start.startswith(wanted.casefold()) and not start[len(wanted) : len(wanted) + 1].isalnum()


def rounded(weight: mx.array, bits: int) -> mx.array:
    """The matrix as it would be after packing to so many bits, in groups of 64 or 32."""
    group = next((each for each in (64, 32) if weight.shape[-1] % each == 0), 0)
    if not group:
        return weight
    return mx.dequantize(*mx.quantize(weight, group_size=group, bits=bits), group_size=group, bits=bits)


def another(writer: Writer, name: str) -> Writer:
    """Another model: one that the same server offers, or here a folder or an id of the hub."""
    if isinstance(writer, RemoteWriter):
        return replace(writer, name=name)
    from mlx_lm import load

    return LocalWriter(*load(name)[:2])


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
