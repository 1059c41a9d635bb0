"""Every experiment that takes a model runs on one that it was not written for: a tiny random Gemma 3.

What only a trained model can do is listed and may fail; every other claim must hold for any weights.
"""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from milepost.experiment import Run
from milepost.experiment.declare import Declaration, find_declarations
from milepost.experiment.journal import follow
from support.tiny_gemma import write_tiny_gemma

SCRIPTS = Path(__file__).parents[2] / "experiments"
DECLARED = [each for each in find_declarations(SCRIPTS)[0] if each.needs]

# Smaller than the small profile where nothing is lost by it.
SMALLER = {
    "context-position": {"window": 64, "windows": 3, "controls": 2, "edges": [1, 8, 64]},
    "kv-cache": {"contexts": [16, 32, 255, 256], "page": 96, "scored": 32},
    "latency": {"contexts": [8, 16], "written": 3, "without_cache": 2, "tries": 2},
    "needle": {"lengths": [60], "depths": [0.0, 1.0], "cities": 2},
    "quantisation": {"bits": [8, 4], "window": 64, "windows": 2},
    "reasoning": {"terms": [3], "questions": 3, "examples": 2},
    "sampling": {"temperatures": [0.5, 1.0, 2.0], "draws": 100},
    "speculative": {"prompt": "ab ab ab a", "written": 10, "guesses": 3},  # more would fill the window
}

# Claims about what a model has learnt, by the beginning of their words.
OF_TRAINING = {
    "attention": {"Best induction head", "Loss the second time"},
    "context-position": {
        "Loss in the first span",
        "The same, in standard errors",
        "Loss of shuffled",
        "Gain in",
    },
    "latency": {"Tokens read per second", "A token without the cache"},  # this one is too small to be slow
    "model-harness": {"Share right", "Tasks right"},
    "needle": {"Cities of which", "Share of answers", "Probability"},
    "quantisation": {"Least rise of the loss", "Loss added by 8 bits"},
    "reasoning": {"Share right with", "Tokens with own steps"},
    "tokens-embeddings": {"Words whose nearest", "Cosine within"},
}


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "nested"])
def another_model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Model and tokenizer, with the text model at the top or one level down."""
    from mlx_lm import load

    return load(str(write_tiny_gemma(tmp_path_factory.mktemp("gemma"), nested=request.param)))


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each.id)
def test_it_runs_and_all_that_needs_no_training_holds(
    declared: Declaration, another_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[str]()

    def figure(self: Run, name: str, draw: object, **_: object) -> None:
        drawn.append(name)

    def model(self: Run) -> Any:
        return another_model

    monkeypatch.setattr(Run, "figure", figure)
    monkeypatch.setattr(Run, "model", model)
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    script = _loaded(declared.file)
    params = {**declared.params("small"), **SMALLER.get(declared.id, {})}

    script.main.function(Run(declared.id, tmp_path, declared.seed), **params)

    checks = next(follow(tmp_path)).checks
    excused = tuple(OF_TRAINING.get(declared.id, ()))
    assert [each for each in checks if not each.passed and not each.what.startswith(excused)] == []
    assert any(each.passed for each in checks)
    assert drawn


def _loaded(file: Path) -> Any:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module
