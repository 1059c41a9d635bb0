"""Which language model experiments get, how it is made ready, and how it is loaded."""

import hashlib
import importlib.util
import os
import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from milepost.errors import ExperimentError
from milepost.experiment.blas import has_fast_matrices
from milepost.experiment.embedded import EMBEDDED, FORMAT, SOURCE, WHEEL_SHA256, make_embedded
from milepost.experiment.writer import public_name, served_name
from milepost.model.frozen import Frozen

__all__ = [
    "VARIABLE",
    "Model",
    "ModelChoice",
    "choose_model",
    "describe_model",
    "identity",
    "load_model",
    "ready_model",
]

VARIABLE = "MILEPOST_MODEL"
"""The environment variable that chooses a model."""

_ON_APPLE = "mlx-community/gemma-3-4b-it-4bit"
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
_SAMPLE_BYTES = 2**20
_EMBEDDED_DIGEST = f"{WHEEL_SHA256[:16]}-f32-{FORMAT}"


class ModelChoice(Frozen):
    """A model as it was asked for; it may still have to be fetched."""

    kind: Literal["embedded", "folder", "hub", "address"]
    place: str
    """The folder, the hub's id or the address; for the embedded model its name."""


class Model(Frozen):
    """A model that is ready to be used."""

    name: str
    """For readers, without the place where this computer keeps it."""
    source: str
    """Where it comes from, for readers: a package, a hub; "" for a folder or an address."""
    digest: str
    """Tells it from other models and from other versions of it."""
    folder: Path | None
    """What mlx-lm loads; `None` for one behind an address."""
    address: str = ""
    """Of a server that speaks OpenAI's protocol, up to and with `/v1`."""


def choose_model(wanted: str | None) -> ModelChoice:
    """The model that is asked for: by `wanted`, else by `MILEPOST_MODEL`, else this machine's own.

    The latter is Gemma 3 4B on Apple silicon and the embedded model everywhere else.

    Args:
        wanted: "embedded", a folder that mlx-lm loads, an id of the Hugging Face hub, or the address of a
            server that speaks OpenAI's protocol, such as `http://localhost:11434/v1#gemma3:4b`.

    Raises:
        ExperimentError: it is none of these.
    """
    text = wanted or os.environ.get(VARIABLE, "")
    if not text:
        on_apple = sys.platform == "darwin" and platform.machine() == "arm64"
        return ModelChoice("hub", _ON_APPLE) if on_apple else ModelChoice("embedded", EMBEDDED)
    if text == "embedded":
        return ModelChoice("embedded", EMBEDDED)
    if text.startswith(("http://", "https://")):
        return ModelChoice("address", text)
    if Path(text).expanduser().is_dir():
        return ModelChoice("folder", str(Path(text).expanduser().resolve()))
    if _HUB_ID.fullmatch(text):
        return ModelChoice("hub", text)
    raise ExperimentError(
        f"model {text!r}", "is no folder, no id such as owner/name, no address, and not the word embedded"
    )


def ready_model(choice: ModelChoice, say: Callable[[str], None] = lambda text: None) -> Model:
    """The chosen model, fetched or made now if it has to be; `say` is told what takes time.

    Raises:
        ExperimentError: it cannot be had, or mlx-lm is not installed.
    """
    if choice.kind != "address":
        _require_mlx()  # before anything large is fetched for it
    match choice.kind:
        case "embedded":
            folder = make_embedded(say)
            return Model(EMBEDDED, SOURCE, _EMBEDDED_DIGEST, folder)
        case "folder":
            folder = Path(choice.place)
            if not (folder / "config.json").is_file():
                raise ExperimentError(
                    f"model {folder.name!r}", "holds no config.json, so mlx-lm cannot load it"
                )
            return Model(folder.name, "", _digest(folder), folder)
        case "hub":
            folder = _snapshot(choice.place, say)
            return Model(choice.place, "Hugging Face", folder.name[:16], folder)  # the commit's hash
        case "address":
            address, _, wanted = choice.place.partition("#")
            address = address.rstrip("/")
            return Model(wanted or served_name(address), "", "", None, address)


def identity(choice: ModelChoice) -> tuple[str, str]:
    """The name and the digest that the chosen model will have, as far as they are known without fetching it.

    Each is "" where it is not known.
    """
    match choice.kind:
        case "embedded":
            return EMBEDDED, _EMBEDDED_DIGEST
        case "folder":
            folder = Path(choice.place)
            return folder.name, _digest(folder) if (folder / "config.json").is_file() else ""
        case "hub":
            return choice.place, ""
        case "address":
            return public_name(choice.place.partition("#")[2]), ""


def load_model(folder: Path) -> tuple[Any, Any]:
    """The model and its tokenizer, as mlx-lm gives them."""
    has_fast_matrices()  # before MLX is imported, which is now at the latest
    from mlx_lm.utils import load

    loaded: Any = load(str(folder))
    return loaded[0], loaded[1]


def describe_model(model: Any) -> dict[str, object]:
    """What the record says of a model that is loaded: parameters, type of the weights, quantisation."""
    from mlx.utils import tree_flatten  # pyright: ignore[reportUnknownVariableType]
    from mlx_lm.utils import get_total_parameters  # pyright: ignore[reportUnknownVariableType]

    arrays: Any = tree_flatten(model.parameters())
    count: Any = get_total_parameters(model)  # pyright: ignore[reportUnknownVariableType]
    kinds = {str(array.dtype).removeprefix("mlx.core.") for _, array in arrays}
    bits = sorted({layer.bits for _, layer in model.named_modules() if hasattr(layer, "bits")})
    return {
        "parameters": count,
        "weights": ", ".join(sorted(kinds)),
        "quantised_bits": bits,
    }


def _require_mlx() -> None:
    """See to it that there is something to load a model with, without loading it.

    Raises:
        ExperimentError: there is not.
    """
    if importlib.util.find_spec("mlx_lm") is not None:
        return
    if sys.platform == "win32":
        hint = "does not run on Windows; name a server, --model http://localhost:11434/v1#gemma3:4b"
    else:
        hint = "is not installed; pip install 'milepost[lab]'"
    raise ExperimentError("mlx-lm", hint)


def _snapshot(hub_id: str, say: Callable[[str], None]) -> Path:
    from huggingface_hub import snapshot_download  # pyright: ignore[reportUnknownVariableType]
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    wanted = ["*.json", "*.safetensors", "*.jinja", "*.model", "*.txt", "*.py"]  # as mlx-lm itself fetches
    try:
        return Path(snapshot_download(hub_id, allow_patterns=wanted, local_files_only=True))
    except LocalEntryNotFoundError:
        say(f"downloading {hub_id} from the Hugging Face hub …")
    try:
        return Path(snapshot_download(hub_id, allow_patterns=wanted))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        reason = " ".join(str(error).split())[:300]
        raise ExperimentError(f"model {hub_id!r}", f"cannot be downloaded: {reason}") from error


def _digest(folder: Path) -> str:
    """Of the configuration, and of each weight file's size, beginning and end: nobody waits for gigabytes."""
    total = hashlib.sha256((folder / "config.json").read_bytes())
    for file in sorted(folder.glob("*.safetensors")):
        size = file.stat().st_size
        total.update(f"{file.name} {size}".encode())
        with file.open("rb") as stream:
            total.update(stream.read(_SAMPLE_BYTES))
            stream.seek(max(0, size - _SAMPLE_BYTES))
            total.update(stream.read())
    return total.hexdigest()[:16]
