"""What happens between the characters of a prompt and the probability of the next token, step by step?

Every stage is taken by hand in double precision, from the model's own weights: embedding, and in each
block a norm, queries, keys and values, positions, attention, the MLP, and what is added; then the last
norm and the scores. At the end they must be the model's. Asking each layer for its guess on the way shows
where the answer appears; with the cache, one token passes where the whole prompt did.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from dataclasses import dataclass
from typing import Any, TypeAlias

import mlx.core as mx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mlx_lm.models.cache import make_prompt_cache
from numpy.typing import NDArray

from milepost.experiment import Run, experiment
from shared.anatomy import (
    body,
    head,
    hear_attention,
    hear_layers,
    log_probabilities,
    numbers,
    repeat_heads,
    settings,
)
from shared.charts import label

Floats: TypeAlias = NDArray[np.float64]

PROMPT = "The capital of France is"


@dataclass(slots=True)
class Block:
    """What one block made of its input: the shapes, and the result."""

    shapes: dict[str, str]
    output: Floats  # (tokens, width)


@experiment(
    id="token-to-probability",
    title="From token to probability, by hand",
    serves=["Explain transformer inference pipeline from token to probability"],
    needs=["model"],
    small={"shown": 8},
    full={"shown": 12},
    timeout=300,
    seed=0,
)
def main(run: Run, shown: int) -> None:
    """Take every step by hand, compare with the model, and look at what each layer would say."""
    model, tokenizer = run.model()
    tokens = tokenizer.encode(PROMPT)
    with hear_layers(model) as heard:
        scores = model(mx.array([tokens]))
    scores = numbers(scores[0])  # (tokens, vocabulary)

    stream = embed(model, tokens)
    stages = [("embedding", shape(stream))]
    strengths = [float(np.linalg.norm(stream[-1]))]
    layer_error, layers = 0.0, body(model).layers
    for number, layer in enumerate(run.track(list(layers))):
        block = take_block(layer, settings(model), stream)
        stream = block.output
        layer_error = max(layer_error, relative(stream, numbers(heard[number][0])))
        strengths.append(float(np.linalg.norm(stream[-1])))
        if number == 0:
            stages += list(block.shapes.items())
    by_hand = scores_of(model, stream)
    stages += [("scores", shape(by_hand)), ("probabilities of the next token", f"{by_hand.shape[1]}")]

    found = log_probabilities(mx.array(by_hand[-1].astype(np.float32)))
    probabilities = np.exp(found)
    order = np.argsort(-probabilities)[:shown]
    guesses = lens(model, heard)  # (layers, vocabulary)
    answer = int(order[0])
    arrives = first_layer_that_says(guesses, answer)
    cached, cached_shape = with_cache(model, tokens)

    run.metric("probability_of_the_likeliest", float(probabilities[answer]), unit="")
    run.metric("layer_from_which_it_leads", arrives, unit="")
    run.metric("layers", len(layers), unit="")
    run.metric("score_error", relative(by_hand, scores), unit="of the largest score")
    run.check(
        "Largest difference of a layer's output, by hand against the model, relative", layer_error, below=1e-3
    )
    run.check("Largest difference of the scores, relative", relative(by_hand, scores), below=1e-3)
    run.check("Likeliest token by hand against the model's", answer, equals=int(scores[-1].argmax()))
    run.check("Sum of the probabilities less 1", abs(float(probabilities.sum()) - 1), below=1e-9)
    run.check(
        "Scores with the cache against those without, relative", relative(cached, scores[-1]), below=1e-3
    )
    run.table("stages", [{"stage": name, "shape": size} for name, size in stages])
    run.table("with-cache", [{"stage": name, "shape": size} for name, size in cached_shape])
    run.table(
        "next",
        [
            {"token": tokenizer.decode([int(each)]), "probability": float(probabilities[each])}
            for each in order
        ],
    )
    names = [tokenizer.decode([int(each)]) for each in guesses.argmax(axis=1)]
    run.table(
        "lens",
        [
            {
                "after layer": n + 1,
                "would say": name,
                "probability of the answer": float(np.exp(guesses[n, answer])),
            }
            for n, name in enumerate(names)
        ],
    )
    run.figure(
        "lens",
        draw_lens,
        data={
            "chances": np.exp(guesses[:, answer]),
            "names": [name.strip() or "␣" for name in names],
            "answer": tokenizer.decode([answer]).strip(),
        },
        alt=f"Probability of “{tokenizer.decode([answer]).strip()}” if the layers ended here: it "
        f"leads from layer {arrives} "
        f"of {len(layers)} on and ends at {probabilities[answer]:.2f}.",
    )
    run.figure(
        "stream",
        draw_stream,
        data={"strengths": strengths},
        alt=f"Length of the last token's vector after each layer, from {strengths[0]:.1f} at the "
        f"embedding to {strengths[-1]:.1f}.",
    )


def embed(model: Any, tokens: list[int]) -> Floats:
    """The tokens' rows of the table, (tokens, width); Gemma's are scaled with the root of the width."""
    rows = numbers(body(model).embed_tokens(mx.array(tokens)))
    if "gemma" in settings(model).model_type:
        rows *= numbers(mx.array(settings(model).hidden_size ** 0.5, mx.bfloat16)).item()
    return rows


def take_block(layer: Any, args: Any, stream: Floats) -> Block:
    """One block by hand: what attention found is added, then what the MLP made of it."""
    attention = layer.self_attn
    x = norm(layer.input_layernorm, stream)
    q, k, v = (split(project(getattr(attention, f"{name}_proj"), x), args) for name in "qkv")
    if "q_norm" in attention:
        q, k = norm(attention.q_norm, q), norm(attention.k_norm, k)
    q, k = turn(attention.rope, q), turn(attention.rope, k)  # (heads, tokens, d)
    scores = q @ repeat_heads(k, len(q)).swapaxes(-1, -2) * attention.scale  # (heads, tokens, tokens)
    weights = softmax(scores + forbidden(attention, args, len(stream)))
    mixed = weights @ repeat_heads(v, len(q))
    joined = mixed.swapaxes(0, 1).reshape(len(stream), -1)
    gained = project(attention.o_proj, joined)
    if "pre_feedforward_layernorm" in layer:  # Gemma normalises what is added as well
        middle = stream + norm(layer.post_attention_layernorm, gained)
        made = numbers(layer.mlp(f32(norm(layer.pre_feedforward_layernorm, middle))))
        output = middle + norm(layer.post_feedforward_layernorm, made)
    else:
        middle = stream + gained
        made = numbers(layer.mlp(f32(norm(layer.post_attention_layernorm, middle))))
        output = middle + made
    shapes = {
        "queries": q,
        "keys": k,
        "values": v,
        "attention": weights,
        "mixed": joined,
        "after the block": output,
    }
    return Block({name: shape(each) for name, each in shapes.items()}, output)


def norm(module: Any, x: Floats) -> Floats:
    """RMS norm: the vector over its root mean square, times the weight; Gemma keeps weights less one."""
    weight = numbers(module.weight) + ("gemma" in type(module).__module__)
    return x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + module.eps) * weight


def project(module: Any, x: Floats) -> Floats:
    """The vectors times a matrix of the model."""
    if "scales" in module:  # a packed matrix multiplies in its own way
        return numbers(module(f32(x)))
    found = x @ numbers(module.weight).T
    return found + numbers(module.bias) if "bias" in module else found


def split(x: Floats, args: Any) -> Floats:
    """(tokens, heads · d) to (heads, tokens, d)."""
    width = getattr(args, "head_dim", None) or args.hidden_size // args.num_attention_heads
    return x.reshape(len(x), -1, width).swapaxes(0, 1)


def turn(rope: Any, x: Floats) -> Floats:
    """The model's rotation of each head's vectors by their place."""
    return numbers(rope(f32(x)[None])[0])


def forbidden(attention: Any, args: Any, tokens: int) -> Floats:
    """Minus infinity where a token may not look: ahead, and in sliding layers too far back."""
    back = np.arange(tokens)[:, None] - np.arange(tokens)[None]
    window = args.sliding_window if getattr(attention, "is_sliding", False) else tokens
    return np.where((back >= 0) & (back < window), 0.0, -np.inf)


def softmax(x: Floats) -> Floats:
    """Positive, and adding up to one along the last axis."""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def scores_of(model: Any, stream: Floats) -> Floats:
    """The last norm and the table again: a score for each token of the vocabulary, (tokens, vocabulary)."""
    return numbers(head(model, f32(norm(body(model).norm, stream))))


def lens(model: Any, heard: list[mx.array]) -> Floats:
    """What the model would say after each layer if that were the last, (layers, vocabulary)."""
    last = mx.concatenate([each[:, -1] for each in heard])  # (layers, width)
    return log_probabilities(head(model, body(model).norm(last)))


def first_layer_that_says(guesses: Floats, answer: int) -> int:
    """The layer, counted from 1, from which on the answer leads."""
    wrong = [n + 1 for n, each in enumerate(guesses.argmax(axis=1)) if each != answer]
    return (wrong[-1] if wrong else 0) + 1


def with_cache(model: Any, tokens: list[int]) -> tuple[Floats, list[tuple[str, str]]]:
    """The last token's scores when those before it are in the cache, and the shapes of that step."""
    cache = make_prompt_cache(model)
    model(mx.array([tokens[:-1]]), cache=cache)
    with hear_attention(model) as heard:
        scores = model(mx.array([tokens[-1:]]), cache=cache)
    first = heard[0]
    sizes = {"queries": first.queries, "keys": first.keys, "values": first.values, "scores": scores}
    return numbers(scores[0, -1]), [
        (name, " × ".join(map(str, each.shape[1:]))) for name, each in sizes.items()
    ]


def f32(x: Floats) -> mx.array:
    """Back to MLX."""
    return mx.array(x.astype(np.float32))


def shape(x: Floats) -> str:
    """Its axes in words of the table."""
    return " × ".join(map(str, x.shape))


def relative(one: Floats, other: Floats) -> float:
    """The largest difference over the largest value."""
    return float(np.abs(one - other).max() / np.abs(other).max())


def draw_lens(figure: Figure, chances: list[float], names: list[str], answer: str) -> None:
    """The answer's probability after each layer, and what leads there."""
    axes: Axes = figure.subplots()
    layers = range(1, len(chances) + 1)
    axes.plot(layers, chances, "o-", color="C0", markersize=4)
    for number in range(max(0, len(names) - 8), len(names)):
        color = "C0" if names[number] == answer else "C1"
        label(axes, names[number], (number + 1, chances[number]), (-6, 4), color, ha="right")
    axes.set(yscale="log", xlabel="Layers taken", ylabel=f"Probability of “{answer}”", ylim=(None, 10))
    axes.set_title("What the model would say if it stopped here")


def draw_stream(figure: Figure, strengths: list[float]) -> None:
    """How the last token's vector grows."""
    axes: Axes = figure.subplots()
    axes.plot(range(len(strengths)), strengths, "o-", color="C2", markersize=4)
    axes.set(
        yscale="log", xlabel="Layers taken (0 is the embedding)", ylabel="Length of the last token's vector"
    )
    axes.set_title("Every block adds to the same vector")


if __name__ == "__main__":
    main()
