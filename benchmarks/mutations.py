"""One deliberate error for each experiment, and the check that catches it.

    python benchmarks/mutations.py [ID…]

Each error is a text in a script, or in what scripts share, and what to put in its place. The experiments are
copied, changed, and run with their small profile as `milepost run` would; the checks that failed are printed
beside the one that should. Nothing in the vault is touched. Exit status 1 if an error went unnoticed.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mistake that somebody could make."""

    experiment: str
    error: str
    """In words."""
    file: str
    """Below `experiments/`."""
    right: str
    wrong: str
    check: str
    """The beginning of the claim that has to fail."""


MUTATIONS = (
    Mutation(
        "attention", "keys paired with the wrong heads", "shared/anatomy.py",
        "return np.repeat(each, heads // each.shape[0], axis=0)",
        "return np.tile(each, (heads // each.shape[0], 1, 1))",
        "Largest difference of weights × values",
    ),
    Mutation(
        "backprop-digits", "ReLU's derivative forgotten", "backprop_digits.py",
        "    if not forget_relu:\n", "    if forget_relu is None:\n", "Largest relative error",
    ),
    Mutation(
        "bandit", "the worst arm taken for the best", "bandit.py",
        ".argmax(axis=1)\n        arm = np.where", ".argmin(axis=1)\n        arm = np.where",
        "Best regret over that of only",
    ),
    Mutation(
        "config-map", "one more key-value head than there is", "config_map.py",
        "key_value_heads=args.num_key_value_heads,", "key_value_heads=args.num_key_value_heads + 1,",
        "Parameters of the attention",
    ),
    Mutation(
        "context-position", "the windows themselves shuffled", "context_position.py",
        "token_losses(model, np.array([row]))", "token_losses(model, rng.permutation(row)[None])",
        "Loss of shuffled text",
    ),
    Mutation(
        "economics", "four operations a token served", "economics.py",
        "TRAINING, SERVING = 6, 2", "TRAINING, SERVING = 6, 4", "Tokens served until",
    ),
    Mutation(
        "k-means", "the labels shuffled", "k_means.py",
        "x, labels = digits.data / 16, digits.target",
        "x, labels = digits.data / 16, np.random.default_rng(0).permutation(digits.target)",
        "Agreement with the labels",
    ),
    Mutation(
        "kv-cache", "query heads counted for key-value heads", "kv_cache.py",
        "return 2 * settings(model).num_key_value_heads", "return 2 * settings(model).num_attention_heads",
        "Largest difference to the formula, 32 bits",
    ),
    Mutation(
        "latency", "the cache without its newest token", "latency.py",
        "model(mx.array([prompt[:-1]]), cache=cache)", "model(mx.array([prompt[:-2]]), cache=cache)",
        "Scores with the cache",
    ),
    Mutation(
        "mixture-of-experts", "the least likely expert chosen", "mixture_of_experts.py",
        "chosen = chances.argmax(axis=-1", "chosen = chances.argmin(axis=-1", "Output of a mixture",
    ),
    Mutation(
        "model-harness", "every answer marked right", "model_harness.py",
        "return start.startswith(wanted.casefold()) and", "return True or", "Marks for an answer",
    ),
    Mutation(
        "needle", "the sentence never hidden", "needle.py", "    if city:\n", "    if not city:\n",
        "Probability with the sentence",
    ),
    Mutation(
        "quantisation", "scales five per cent too large", "quantisation.py",
        "mx.dequantize(small, scales,", "mx.dequantize(small, scales * 1.05,", "Largest rounding error",
    ),
    Mutation(
        "reasoning", "marked against the next question", "reasoning.py",
        "marks = [answer == sum(each) for answer, each in zip(answers, asked, strict=True)]",
        "marks = [answer == sum(each) for answer, each in zip(answers, asked[1:] + asked[:1], strict=True)]",
        "Share right with the right steps",
    ),
    Mutation(
        "rope", "the key left where it was", "rope.py",
        "rotate(rotation, keys, shift)", "rotate(rotation, keys, 0)", "Largest drift when both move",
    ),
    Mutation(
        "sampling", "the cut of top-p one token early", "sampling.py",
        "probabilities[order].cumsum(), p)) + 1", "probabilities[order].cumsum(), p))", "Draws from outside",
    ),
    Mutation(
        "scaling-law", "the text's order lost for all", "scaling_law.py",
        'source = codes if kind == "text" else shuffled', "source = shuffled", "Exponent at the end",
    ),
    Mutation(
        "speculative", "a wrong guess kept", "speculative.py",
        "text += [*ahead[:right], found[right]]",
        "text += [*ahead[: right + 1], found[right]][: right + 1]",
        "Drafts with which the text differs",
    ),
    Mutation(
        "tiny-gpt", "no mask: every character sees the next", "shared/gpt.py",
        "weights = mx.softmax(scores + future, axis=-1)", "weights = mx.softmax(scores, axis=-1)",
        "Change of earlier scores",
    ),
    Mutation(
        "token-to-probability", "what attention found not added", "trace_pipeline.py",
        "        middle = stream + gained\n", "        middle = stream\n",
        "Largest difference of a layer's output",
    ),
    Mutation(
        "tokens-embeddings", "each word given its neighbour's vector", "tokens_embeddings.py",
        "    found = np.stack(rows)\n", "    found = np.stack(rows[3:] + rows[:3])\n", "Words whose nearest",
    ),
)  # fmt: skip


def main(chosen: list[str]) -> int:
    """Try the errors, all or those of the experiments named, and print a row of the table for each."""
    unnoticed = 0
    for each in MUTATIONS:
        if chosen and each.experiment not in chosen:
            continue
        failed = failed_checks(each)
        caught = any(claim.startswith(each.check) for claim in failed)
        unnoticed += not caught
        first = next((claim for claim in failed if claim.startswith(each.check)), "**unnoticed**")
        print(f"| `{each.experiment}` | {each.error} | {first} | {max(0, len(failed) - 1)} |", flush=True)
    return 1 if unnoticed else 0


def failed_checks(mutation: Mutation) -> list[str]:
    """The claims that failed when the experiment ran with the mistake in it."""
    with tempfile.TemporaryDirectory(prefix="milepost-mutation-") as name:
        project = Path(name)
        shutil.copytree(
            ROOT / "experiments", project / "experiments", ignore=shutil.ignore_patterns("__pycache__")
        )
        (project / "vault").mkdir()
        file = project / "experiments" / mutation.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutation.right) != 1:
            raise SystemExit(f"{mutation.experiment}: {mutation.right!r} is not once in {file.name}")
        file.write_text(text.replace(mutation.right, mutation.wrong), encoding="utf-8")
        command = [sys.executable, "-m", "milepost", "run", mutation.experiment, "--vault", "vault"]
        command += ["--experiments", "experiments"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        record = project / "vault" / "experiments" / mutation.experiment / "run.json"
        if not record.is_file():
            raise SystemExit(f"{mutation.experiment} left no record:\n{done.stdout}{done.stderr}")
        checks = json.loads(record.read_text(encoding="utf-8"))["checks"]
        return [each["what"] for each in checks if not each["passed"]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
