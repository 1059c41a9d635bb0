"""Reading what a vault says of itself in `.obsidian/`; nothing is ever written there."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from milepost.disk import is_inside, read_regular, read_text
from milepost.errors import VaultError
from milepost.model.path import vault_path
from milepost.model.vault import SourceFile

__all__ = [
    "APP",
    "OPTIONS",
    "app_filters",
    "read_app",
    "read_preamble",
    "read_template",
    "template_places",
    "unpublished_folders",
]

APP, _TEMPLATES, _PUBLISH = (f".obsidian/{name}.json" for name in ("app", "templates", "publish"))
# Of the community plugin Templater.
_TEMPLATER = ".obsidian/plugins/templater-obsidian/data.json"
# They may name templates, wherever these stand. Of the app's own plugins the second makes unique notes, the
# last extracted ones.
_MAKERS = (
    *(f".obsidian/{name}.json" for name in ("daily-notes", "zk-prefixer", "note-composer")),
    *(f".obsidian/plugins/{name}/data.json" for name in ("periodic-notes", "calendar", "quickadd")),
    _TEMPLATER,
)
_TEMPLATE = frozenset(("template", "templatePath", "weeklyNoteTemplate"))
# Of the community plugin Extended MathJax, which is called so.
_MATHJAX = ".obsidian/plugins/obsidian-latex/data.json"

_LONGEST_PREAMBLE = 100_000

OPTIONS = frozenset((APP, _TEMPLATES, *_MAKERS, _PUBLISH, _MATHJAX))
"""The files in which a vault says of itself what changes a site."""

# Each of these files may leave something out, and nobody but it knows what.
_HINT = "so what it leaves out cannot be told; mend it in Obsidian, or delete it"


def read_app(root: Path) -> Mapping[str, object]:
    """The vault's own options, `app.json`; empty where there are none.

    Raises:
        VaultError: they are there and cannot be read.
    """
    return _read_json(root / APP)


def app_filters(root: Path) -> tuple[str, ...]:
    """The app's "Excluded files", as it writes them.

    Raises:
        VaultError: the options that hold them are damaged.
    """
    return _texts(root / APP, "userIgnoreFilters")


def read_preamble(root: Path) -> str:
    """The TeX before all formulas that Extended MathJax has, "" where there is none or it cannot be read."""
    try:
        place = _read_json(root / _MATHJAX).get("preamblePath") or "preamble.sty"
        file = root / str(place).lstrip("/")
        return read_text(file, _LONGEST_PREAMBLE) if is_inside(file, root) else ""
    except (OSError, ValueError, VaultError):
        return ""


def template_places(root: Path) -> tuple[str, ...]:
    """The folders of templates, and the templates that the app and its plugins make notes from, where set.

    All are relative to the vault.

    Raises:
        VaultError: the options that hold them cannot be read.
    """
    own, templaters = _place(root / _TEMPLATES, "folder"), _place(root / _TEMPLATER, "templates_folder")
    named = dict.fromkeys(each for maker in _MAKERS for each in _templates_in(_read_json(root / maker)))
    return *filter(None, (own, templaters)), *(f"{each.removesuffix('.md')}.md" for each in named)


def unpublished_folders(root: Path) -> tuple[str, ...]:
    """The folders that Obsidian Publish has been told to leave out, as it writes them.

    Raises:
        VaultError: its options are damaged.
    """
    return _texts(root / _PUBLISH, "excluded")


def read_template(root: Path, name: str) -> SourceFile | None:
    """The vault's own template of that file name; `None` where it has none.

    Raises:
        VaultError: the template is there and cannot be read.
    """
    folder = _place(root / _TEMPLATES, "folder")
    if not folder:
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


def _templates_in(options: object) -> Iterator[str]:
    """The templates that options name, however deep: plugins have them for each period, choice or folder."""
    left = [options]
    while left:
        each = left.pop()
        if isinstance(each, list):
            left += cast("list[object]", each)
        elif isinstance(each, dict):
            for name, value in cast("dict[str, object]", each).items():
                if name in _TEMPLATE and isinstance(value, str):
                    yield from filter(None, (value.strip("/"),))
                else:
                    left.append(value)


def _place(file: Path, name: str) -> str:
    """The folder that an option names, "" where it names none or the vault itself."""
    place = _read_json(file).get(name)
    return place.strip("/") if isinstance(place, str) else ""


def _texts(file: Path, name: str) -> tuple[str, ...]:
    """The list of texts that an option is, without those that name nothing."""
    entries = _read_json(file).get(name)
    if entries is not None and not isinstance(entries, list):
        raise VaultError(str(file), f"{name} is no list, {_HINT}")
    texts = cast("list[object]", entries or [])
    return tuple(each for each in texts if isinstance(each, str) and each.strip("/"))


def _read_json(file: Path) -> Mapping[str, object]:
    """What the app has written there; nothing where it has not."""
    try:
        value: object = json.loads(read_text(file))
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, FileNotFoundError) and not file.is_symlink():
            return {}
        reason = error.strerror if isinstance(error, OSError) else error
        raise VaultError(str(file), f"cannot be read ({reason}), {_HINT}") from error
    if not isinstance(value, dict):
        raise VaultError(str(file), f"holds no options, {_HINT}")
    return cast("dict[str, object]", value)
