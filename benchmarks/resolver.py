"""A second opinion on a vault's links, which shares no code with Milepost.

It reads notes line by line with regular expressions and follows Obsidian's rules for link paths word for
word, slowly: what it finds missing is missing. Three things it takes as Milepost's documentation has them: a
name that no file has may be an alias; a note whose properties are no YAML is private; a drawing is its image,
and its data holds no links. `real_vaults.py` holds a built site against it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import Any, cast
from urllib.parse import unquote

import yaml

__all__ = ["Missing", "missing_links"]

_FENCE = re.compile(r"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})(.*)$")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$", re.DOTALL)
_WIKILINK = re.compile(r"(?<!\\)(!?)\[\[([^\[\]\n]+?)\]\]")
_MARKDOWN = re.compile(
    r"(!?)(?<!\\)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_HEADING = re.compile(r"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_BLOCK = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")
_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#?$)", re.IGNORECASE)
_STRIPPED = re.compile(r"[!\"#$%&()*+,.:;<=>?@^{|}~/\[\]\\`\s]+")  # apostrophe, hyphen and "_" stay


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A link or embed that leads nowhere, or to a place that its note does not have."""

    path: str
    target: str
    """As written between the brackets, without the words shown."""
    place: bool
    """Whether the file is there and only the heading or block is not."""


def missing_links(vault: Path) -> Iterator[Missing]:
    """Every link of the vault's notes that Obsidian would not follow to the end."""
    files = _files(vault)
    texts = {path: _read(vault / path) for path in files if path.lower().endswith(".md")}
    properties = {path: _properties(text) for path, text in texts.items()}
    names = _Names(files, {path: _aliases(found or {}) for path, found in properties.items()})
    places = {path: _places(text) for path, text in texts.items()}
    targets = [
        (path, target)
        for path, text in texts.items()
        if (found := properties[path]) is not None and "excalidraw-plugin" not in found
        for target in _targets(_visible(_body(text)))
    ]
    for path in files:
        if path.lower().endswith(".canvas"):
            targets += [(path, target) for target in _canvas_targets(_read(vault / path))]
    for path, target in targets:
        name, _, place = target.partition("#")
        found = path if not name.strip() else names.find(path, name)
        if found is None:
            yield Missing(path, target, place=False)
        elif place and found in places and not _has(places[found], place):
            yield Missing(path, target, place=True)


def _canvas_targets(text: str) -> Iterator[str]:
    """The files and links of a canvas's cards; none of one that is no JSON."""
    try:
        nodes: list[dict[str, str]] = json.loads(text or "{}").get("nodes", [])
    except ValueError:
        return
    for node in nodes:
        if node.get("type") == "file":
            yield "/" + node["file"] + node.get("subpath", "")
        elif node.get("type") == "text":
            yield from _targets(_visible(node["text"]))


def _properties(text: str) -> Mapping[str, Any] | None:
    """A note's properties, `None` if they cannot be read."""
    body = _body(text)
    if len(body) == len(text):
        return {}
    try:
        found = yaml.load(text[: len(text) - len(body)].strip().strip("-"), yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None if found else {}


def _aliases(properties: Mapping[str, Any]) -> Iterator[str]:
    for key, value in properties.items():
        if key.lower() in ("aliases", "alias"):
            names = cast("list[Any]", value) if isinstance(value, list) else str(value).split(",")
            yield from (str(each).strip() for each in names)


def _files(vault: Path) -> list[str]:
    found = (each.relative_to(vault) for each in vault.rglob("*") if each.is_file())
    return sorted(
        unicodedata.normalize("NFC", each.as_posix())
        for each in found
        if not any(part.startswith(".") for part in each.parts)
    )


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _body(text: str) -> str:
    match = re.match(r"---[ \t]*\n(?:.*?\n)??---[ \t]*(?:\n|$)", text, re.DOTALL)
    return text[match.end() :] if match else text


def _visible(text: str) -> str:
    text = _unfenced(text)
    for hidden in (_CODE, _COMMENT, _MATH):
        text = hidden.sub(lambda match: "\n" * match[0].count("\n"), text)
    return text


def _unfenced(text: str) -> str:
    lines, fence = list[str](), ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
            lines.append("")
        elif match and "`" not in match[2]:
            fence = match[1]
            lines.append("")
        else:
            lines.append(line)
    return "\n".join(lines)


def _targets(text: str) -> Iterator[str]:
    for match in _WIKILINK.finditer(text):
        target = re.split(r"\\?\|", match[2], maxsplit=1)[0].strip()
        yield re.sub(r"\s*#[\s#]*(?=[^\s#])", "#", target)  # `[[A ## B]]` is `[[A#B]]`
    for match in _MARKDOWN.finditer(text):
        address = match[2].strip("<>")
        if not _EXTERNAL.match(address) or (address.startswith("#") and len(address) > 1):
            yield unquote(address)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class _Names:
    """The rule chain for the path of a link."""

    def __init__(self, files: list[str], aliases: Mapping[str, Iterator[str]]) -> None:
        self._aliases = {_fold(name): path for path, names in aliases.items() for name in names}
        self._by_name: dict[str, list[str]] = {}
        for path in files:
            self._by_name.setdefault(_fold(basename(path)), []).append(path)
        self._files = {_fold(path): path for path in files}

    def find(self, source: str, written: str) -> str | None:
        """The file that the words before `#` name in a link of `source`."""
        text = written.strip()
        if beside := self._files.get(_fold(_joined(source, text))):
            return beside
        return (
            self._chain(source, text) or self._chain(source, f"{text}.md") or self._aliases.get(_fold(text))
        )

    def _chain(self, source: str, text: str) -> str | None:
        if text.startswith(("./", "../")):
            return self._files.get(_fold(_joined(source, text)))
        if text.startswith("/"):
            return self._files.get(_fold(text.lstrip("/")))
        tail = _fold(text)
        fitting = [
            path
            for path in self._by_name.get(basename(tail), [])
            if _fold(path) == tail or _fold(path).endswith(f"/{tail}")
        ]
        folder = dirname(source)
        near = [path for path in fitting if dirname(path) == folder or path.startswith(f"{folder}/")]
        return self._files.get(tail) or min(near or fitting, key=lambda path: (len(path), path), default=None)


def _joined(source: str, text: str) -> str:
    """The path that begins in the folder of `source`; above the vault there is nothing."""
    return normpath(join("/", dirname(source), text)).lstrip("/")


@dataclass(frozen=True, slots=True)
class _Places:
    headings: tuple[str, ...]
    blocks: frozenset[str]


def _places(text: str) -> _Places:
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), _unfenced(_body(text)))
    lines = text.split("\n")
    headings = list[str]()
    for number, line in enumerate(lines):
        if match := _HEADING.match(line):
            headings.extend(_spellings(match[2]))
        elif number and lines[number - 1].strip() and _UNDERLINE.match(line):
            headings.extend(_spellings(lines[number - 1]))
    blocks = frozenset(match[1].lower() for line in lines if (match := _BLOCK.search(line)))
    return _Places(tuple(headings), blocks)


def _spellings(heading: str) -> Iterator[str]:
    """A heading as it may be compared: as written, and as shown."""
    text = _BLOCK.sub("", heading)
    shown = re.sub(r"!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)
    shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", shown)
    shown = re.sub(r"<[^>]+>", "", shown)
    for each in (text, shown, re.sub(r"(?<!\w)_|_(?!\w)", "", shown)):
        yield _stripped(each)


def _stripped(text: str) -> str:
    return _fold(_STRIPPED.sub(" ", text).strip())


def _has(places: _Places, place: str) -> bool:
    if place.startswith("^"):
        return place[1:].strip().lower() in places.blocks
    if "#^" in place:
        return place.rpartition("#^")[2].strip().lower() in places.blocks
    at = 0
    for part in filter(None, place.split("#")):
        try:
            at = places.headings.index(_stripped(part), at) + 1
        except ValueError:
            return False
    return True
