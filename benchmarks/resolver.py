"""A second opinion on a vault's links, which shares no code with Milepost.

It reads notes line by line with regular expressions and follows Obsidian's rules for link paths word for
word, slowly: what it finds missing is missing. `real_vaults.py` holds a built site against it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

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
    texts = {path: _read(vault / path) for path in _files(vault) if path.lower().endswith(".md")}
    names = _Names(_files(vault))
    places = {path: _places(text) for path, text in texts.items()}
    for path, text in texts.items():
        for target in _targets(_visible(_body(text))):
            name, _, place = target.partition("#")
            found = path if not name.strip() else names.find(path, name)
            if found is None:
                yield Missing(path, target, place=False)
            elif place and found in places and not _has(places[found], place):
                yield Missing(path, target, place=True)


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
        yield re.split(r"\\?\|", match[2], maxsplit=1)[0].strip()
    for match in _MARKDOWN.finditer(text):
        address = match[2].strip("<>")
        if not _EXTERNAL.match(address) or (address.startswith("#") and len(address) > 1):
            yield unquote(address)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class _Names:
    """The rule chain for the path of a link."""

    def __init__(self, files: list[str]) -> None:
        self._by_name: dict[str, list[str]] = {}
        for path in files:
            self._by_name.setdefault(_fold(basename(path)), []).append(path)
        self._files = {_fold(path): path for path in files}

    def find(self, source: str, written: str) -> str | None:
        """The file that the words before `#` name in a link of `source`."""
        text = written.strip()
        if beside := self._files.get(_fold(normpath(join(dirname(source), text)))):
            return beside
        return self._chain(source, text) or self._chain(source, f"{text}.md")

    def _chain(self, source: str, text: str) -> str | None:
        if text.startswith(("./", "../")):
            return self._files.get(_fold(normpath(join(dirname(source), text))))
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
