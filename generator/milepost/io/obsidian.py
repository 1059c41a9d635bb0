"""Reading what a vault says of itself in `.obsidian/`; nothing is ever written there."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from milepost.disk import read_regular, read_text
from milepost.errors import VaultError
from milepost.model.path import vault_path
from milepost.model.vault import SourceFile

__all__ = ["APP", "OPTIONS", "read_app", "read_template", "templates_folder", "unpublished_folders"]

APP, _TEMPLATES, _PUBLISH = (f".obsidian/{name}.json" for name in ("app", "templates", "publish"))

OPTIONS = frozenset((APP, _TEMPLATES, _PUBLISH))
"""The files in which a vault says of itself what changes a site."""


def read_app(root: Path) -> Mapping[str, object]:
    """The vault's own options, `app.json`; empty where there are none or they cannot be read."""
    return _read_json(root / APP)


def templates_folder(root: Path) -> str | None:
    """The folder of the core plugin Templates, relative to the vault; `None` where none is set."""
    folder = _read_json(root / _TEMPLATES).get("folder")
    return folder.strip("/") or None if isinstance(folder, str) else None


def unpublished_folders(root: Path) -> tuple[str, ...]:
    """The folders that Obsidian Publish has been told to leave out, as it writes them."""
    folders = _read_json(root / _PUBLISH).get("excluded")
    entries = cast("list[object]", folders) if isinstance(folders, list) else ()
    return tuple(each for each in entries if isinstance(each, str) and each.strip("/"))


def read_template(root: Path, name: str) -> SourceFile | None:
    """The vault's own template of that file name; `None` where it has none.

    Raises:
        VaultError: the template is there and cannot be read.
    """
    folder = templates_folder(root)
    if folder is None:
        return None
    file = root / folder / name
    try:
        data = read_regular(file)
        return SourceFile(
            vault_path(f"{folder}/{name}"), data.decode("utf-8"), hashlib.sha256(data).hexdigest()
        )
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise VaultError(str(file), "is not UTF-8; save the template as UTF-8") from error
    except (OSError, ValueError) as error:
        raise VaultError(str(file), f"the template cannot be read: {error}") from error


def _read_json(file: Path) -> Mapping[str, object]:
    try:
        value: object = json.loads(read_text(file))
    except (OSError, ValueError, RecursionError):
        return {}  # Obsidian does without, too
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
