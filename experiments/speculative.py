"""When does a draft that guesses ahead speed up a model, and does the text stay the same?

Three drafts guess for the same model: its own first half, which was never trained to stop there; the text
so far, copied from where the last words stood before; and an oracle that knows what the model will say,
as the limit. Whatever a draft guesses, the output must be what the model writes alone.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import can_trim_prompt_cache, make_prompt_cache, trim_prompt_cache

from milepost.experiment import Run, experiment
from shared.anatomy import body, head
from shared.charts import label
from shared.clock import seconds

Draft = Callable[[list[int], int], list[int]]
"""Guesses so many next tokens from those so far."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way of writing took."""

    tokens: list[int]
    passes: int
    """How often the model itself ran."""
    guessed: int
    accepted: int
    seconds: float


@experiment(
    id="speculative",
    title="Guess ahead, check at once",
    serves=["Speculative decoding — how it speeds up inference"],
    needs=["model"],
    small={
        "prompt": "Names: Anna Berg, Paul Reed, Maria Stone, John Field, Eva Woods.\n"
        "Names: Anna Berg, Paul Reed, Maria Stone, John Field, Eva Woods.\nNames: Anna",
        "written": 12,  # tokens
        "guesses": 3,  # a pass
    },
    full={
        "prompt": "Names: Anna Berg, Paul Reed, Maria Stone, John Field, Eva Woods.\n"
        "Names: Anna Berg, Paul Reed, Maria Stone, John Field, Eva Woods.\nNames: Anna",
        "written": 200,
        "guesses": 4,
    },
    timeout=900,
    seed=0,
    timing=True,
)
def main(run: Run, prompt: str, written: int, guesses: int) -> None:
    """Write alone, then with each draft, and compare text, passes and time."""
    model, tokenizer = run.model()
    start = tokenizer.encode(prompt)
    alone = write(model, start, written, 0, no_guess)
    known = alone.tokens
    drafts: dict[str, Draft] = {
        "first half": half_model(model),
        "copied": copy_ahead,
        "oracle": lambda so_far, count: known[len(so_far) - len(start) :][:count],
    }
    outcomes = dict[str, Outcome]()
    for name, draft in run.track(list(drafts.items())):
        outcomes[name] = write(model, start, written, guesses, draft)
        run.tokens(len(start) + written)
    rates = {name: each.accepted / max(1, each.guessed) for name, each in outcomes.items()}
    ratios = {name: alone.seconds / each.seconds for name, each in outcomes.items()}

    for name, each in outcomes.items():
        word = name.replace(" ", "_")
        run.metric(f"speed_{word}", ratios[name], unit="of the model alone")
        run.metric(f"accepted_{word}", rates[name], unit="of the guesses")
        run.metric(f"tokens_per_pass_{word}", (written - 1) / each.passes, unit="tokens")
    differing = sum(each.tokens != known for each in outcomes.values())
    run.check("Drafts with which the text differs from the model's own", differing, equals=0)
    run.check(
        "Guesses of the oracle that were not accepted",
        outcomes["oracle"].guessed - outcomes["oracle"].accepted,
        equals=0,
    )
    counted = [abs(each.passes + each.accepted - (written - 1)) for each in outcomes.values()]
    run.check("Passes and accepted guesses less the tokens written, at most", max(counted), equals=0)
    run.check("Passes of the model alone, one a token", alone.passes, equals=written - 1)
    run.table(
        "drafts",
        [
            {
                "draft": name,
                "accepted": rates.get(name, 0.0),
                "passes": each.passes,
                "seconds": each.seconds,
                "speed against alone": ratios.get(name, 1.0),
            }
            for name, each in {"none": alone, **outcomes}.items()
        ],
    )
    run.figure(
        "speed",
        draw_speed,
        data={"rates": rates, "ratios": ratios, "guesses": guesses},
        alt="Speed against writing alone, by accepted share of the guesses: "
        + ", ".join(f"{name} {rates[name]:.0%} and {ratios[name]:.2f} times" for name in outcomes)
        + ". Below 1 is a slowdown.",
    )


def write(model: Any, prompt: list[int], written: int, guesses: int, draft: Draft) -> Outcome:
    """The likeliest continuation; each pass checks the guesses of the draft and adds one token of its own."""
    cache = make_prompt_cache(model)
    text, passes, guessed, accepted = [*prompt], 0, 0, 0
    text.append(int(model(mx.array([prompt]), cache=cache)[0, -1].argmax().item()))
    started = seconds()
    while len(text) < len(prompt) + written:
        room = len(prompt) + written - len(text) - 1
        ahead = draft(text, min(guesses, room)) if room else []
        found = model(mx.array([[text[-1], *ahead]]), cache=cache)[0].argmax(axis=-1).tolist()
        right = next((n for n, each in enumerate(ahead) if each != found[n]), len(ahead))
        if right < len(ahead):
            if not can_trim_prompt_cache(cache):
                raise RuntimeError(
                    "the cache cannot forget wrong guesses: the prompt has filled a sliding window"
                )
            trim_prompt_cache(cache, len(ahead) - right)
        text += [*ahead[:right], found[right]]
        passes, guessed, accepted = passes + 1, guessed + len(ahead), accepted + right
    return Outcome(text[len(prompt) :], passes, guessed, accepted, seconds() - started)


def no_guess(so_far: list[int], count: int) -> list[int]:
    """The model alone."""
    return []


def copy_ahead(so_far: list[int], count: int) -> list[int]:
    """What followed the last two tokens where they stood before; nothing where they are new."""
    for start in range(len(so_far) - 3, -1, -1):
        if so_far[start : start + 2] == so_far[-2:]:
            return so_far[start + 2 : start + 2 + count]
    return []


def half_model(model: Any) -> Draft:
    """The model's first half of layers with its own last norm and table, and a cache of its own."""
    stack, cache, read = body(model), make_prompt_cache(model), list[int]()
    layers = list(stack.layers)

    def guess(so_far: list[int], count: int) -> list[int]:
        same = next((n for n, (a, b) in enumerate(zip(read, so_far, strict=False)) if a != b), len(read))
        same = min(same, len(so_far) - 1)
        trim_prompt_cache(cache, len(read) - same)  # wrong guesses of the last time
        del read[same:]
        entering, found = so_far[same:], list[int]()
        stack.layers = layers[: len(layers) // 2]
        try:
            for _ in range(count):
                hidden = stack(mx.array([entering]), cache=cache)
                read.extend(entering)
                entering = [cast("int", head(model, hidden[:, -1])[0].argmax().item())]
                found += entering
        finally:
            stack.layers = layers
        return found

    return guess


def draw_speed(figure: Figure, rates: dict[str, float], ratios: dict[str, float], guesses: int) -> None:
    """Each draft at its acceptance and its speed; and the passes saved if guessing were free."""
    axes: Axes = figure.subplots()
    shares = np.linspace(0, 1, 50)
    free = [sum(share**n for n in range(guesses + 1)) for share in shares]
    axes.plot(100 * shares, free, color="C4", linewidth=1.2)
    label(axes, "if guessing and checking were free", (46, free[23]), (-4, 6), "C4", ha="right")
    axes.axhline(1, color="C3", linestyle=(0, (4, 2.5)), linewidth=1.3)
    label(axes, "the model alone", (50, 1), (0, -13), "C3")
    for number, (name, rate) in enumerate(rates.items()):
        axes.plot(100 * rate, ratios[name], "o", color=f"C{number}", markersize=8)
        # Beside the point, or below it where the curve is not.
        shift, up, across = ((0, -10), "top", "right") if rate > 0.5 else ((10, 0), "center", "left")
        words = f"{name}, {ratios[name]:.2f}×"
        label(axes, words, (100 * rate, ratios[name]), shift, f"C{number}", va=up, ha=across)
    axes.set(
        xlabel="Guesses accepted (%)", ylabel="Speed against the model alone (×)", ylim=(0, guesses + 1.3)
    )
    axes.set_title("A draft has to be right, and it has to be cheap")


if __name__ == "__main__":
    main()
