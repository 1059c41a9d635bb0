"""A canvas file's text, understood: JSON Canvas 1.0 to `Canvas`. What is wrong with a card costs it alone."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import cast

from markdown_it import MarkdownIt
from msgspec import Struct, field

from milepost.model.canvas import (
    BackgroundStyle,
    Box,
    Canvas,
    CanvasEdge,
    CanvasNode,
    FileNode,
    GroupNode,
    LinkNode,
    Side,
    TextNode,
)
from milepost.model.frozen import replace
from milepost.model.link import Embed, Target
from milepost.model.path import stem
from milepost.model.problem import Code, Problem
from milepost.model.vault import SourceFile
from milepost.notes.parse import unique_tags
from milepost.notes.record import Record, read_json
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.target import parse_target

__all__ = ["parse_canvas"]

# Browsers place nothing further out than some 33 million pixels.
_FURTHEST_PX = 10_000_000

_COLOR = re.compile(r"[1-6]|#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_SUBPATH = re.compile(r"#.+", re.DOTALL)
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.)*")')


class _Kind(StrEnum):
    TEXT = "text"
    FILE = "file"
    LINK = "link"
    GROUP = "group"


class _End(StrEnum):
    NONE = "none"
    ARROW = "arrow"


def parse_canvas(file: SourceFile, parser: MarkdownIt) -> tuple[Canvas, tuple[Problem, ...]]:
    """The canvas in a file, and what is wrong with it. An empty file is an empty canvas, as in the app."""
    reading = _Reading(file, parser)
    top = reading.top()
    nodes = tuple(filter(None, (reading.node(*each) for each in reading.records(top, "node"))))
    edges = tuple(filter(None, (reading.edge(*each) for each in reading.records(top, "edge"))))
    tags = unique_tags(reading.tags)
    return Canvas(file.path, stem(file.path), nodes, edges, tags), tuple(reading.problems)


class _Reading(Struct):
    """One file being read, and what was found so far."""

    file: SourceFile
    parser: MarkdownIt
    problems: list[Problem] = field(default_factory=list[Problem])
    tags: list[str] = field(default_factory=list[str])
    ids: set[str] = field(default_factory=set[str])
    """Of the nodes."""

    def top(self) -> Record:
        """The file's one object, empty if it has none."""
        try:
            data = read_json(self.file.text)
        except ValueError as error:
            line, reason = 1, str(error)
            if isinstance(error, json.JSONDecodeError):
                line, reason = error.lineno, error.msg
            self._report(line, f"the canvas is no JSON: {reason}", "it is shown as empty; restore the file")
            data = None
        if data is not None and not isinstance(data, dict):
            self._report(1, "the canvas is no object with nodes and edges", "it is shown as empty")
            data = None
        return self._record(cast("dict[str, object]", data or {}), "the canvas", 1)

    def records(self, top: Record, kind: str) -> Iterator[tuple[Record, str, int]]:
        """Each entry of the list of nodes or edges, with its id, "" if it has none, and its line."""
        lines = self._lines() if top.values else {}
        for number, values in enumerate(top.objects(f"{kind}s"), 1):
            name = values.get("id")
            known = name if isinstance(name, str) else ""
            line = lines.get(known, 1)
            record = self._record(values, f'{kind} "{known}"' if known else f"{kind} {number}", line)
            yield record, record.text("id") or "", line

    def node(self, record: Record, name: str, line: int) -> CanvasNode | None:
        """The node, `None` if it lacks what none can be without."""
        kind = record.choice("type", _Kind)
        if kind is None and "type" not in record.values:
            record.report(f"{record.name}: it has no type")
        box = _box(record)
        color = _color(record)
        if name in self.ids:
            record.report(f"{record.name}: another node has its id, and its lines")
        found: CanvasNode | None = None
        if box is None:
            return None
        match kind:
            case _Kind.TEXT:
                found = self._text(TextNode(name, box, color, line, record.text("text") or ""))
            case _Kind.FILE:
                embed = _file(record, line)
                found = embed and FileNode(name, box, color, line, embed)
            case _Kind.LINK:
                url = record.match("url", _WEB_ADDRESS, "an address that begins with http:// or https://")
                found = LinkNode(name, box, color, line, url) if url else None
            case _Kind.GROUP:
                found = _group(record, name, box, color, line)
            case None:
                pass
        if found and name:
            self.ids.add(name)
        return found

    def edge(self, record: Record, name: str, line: int) -> CanvasEdge | None:
        """The edge, `None` unless both of its ends are nodes."""
        ends = [record.text("fromNode"), record.text("toNode")]
        for key, end in zip(("fromNode", "toNode"), ends, strict=True):
            if end not in self.ids:
                record.report(f"{record.name}: {key} {json.dumps(end, ensure_ascii=False)} is no node here")
        source, target = ends
        if source is None or target is None or not {source, target} <= self.ids:
            return None
        return CanvasEdge(
            source,
            target,
            record.choice("fromSide", Side),
            record.choice("toSide", Side),
            record.choice("fromEnd", _End) is _End.ARROW,
            record.choice("toEnd", _End) is not _End.NONE,
            _color(record),
            _plain(record, "label"),
        )

    def _text(self, node: TextNode) -> TextNode:
        """The node with what its words point at; the file has them all on one line."""
        facts = collect(self.parser.parse(node.text, in_markdown_it(RenderEnv(first_line=node.line))))
        self.tags += facts.tags
        links = tuple(replace(each, line=node.line) for each in facts.links)
        embeds = tuple(replace(each, line=node.line) for each in facts.embeds)
        return replace(node, links=links, embeds=embeds)

    def _record(self, values: Mapping[str, object], name: str, line: int) -> Record:
        return Record(values, name, lambda message: self._report(line, message, ""))

    def _report(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file.path, line, Code.CANVAS_INVALID, message, hint))

    def _lines(self) -> dict[str, int]:
        """The line of each id, of its first place."""
        found: dict[str, int] = {}
        line, at = 1, 0
        for each in _ID.finditer(self.file.text):
            line += self.file.text.count("\n", at, each.start())
            at = each.start()
            found.setdefault(json.loads(each[1]), line)
        return found


def _box(record: Record) -> Box | None:
    x, y = (record.number(key, -_FURTHEST_PX, _FURTHEST_PX) for key in ("x", "y"))
    width, height = (record.number(key, 0, _FURTHEST_PX) for key in ("width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    return Box(x, y, width, height)


def _color(record: Record) -> str | None:
    color = record.match("color", _COLOR, '"1" to "6", or a colour such as "#a1b2c3"')
    if color is None or len(color) in (1, 7):
        return color and color.lower()
    return "#" + "".join(2 * digit for digit in color[1:].lower())


def _file(record: Record, line: int) -> Embed | None:
    path = (record.text("file") or "").strip().lstrip("/")
    if not path:
        if not record.values.get("file"):
            record.report(f"{record.name}: file names none")
        return None
    place = parse_target(record.match("subpath", _SUBPATH, 'a place that begins with "#"') or "")
    # A path from the vault's root, and no name that is to be found: `/Folder/Note.md` means just that.
    return Embed(Target(f"/{path}", place.sections, place.block), "", None, None, line)


def _group(record: Record, name: str, box: Box, color: str | None, line: int) -> GroupNode:
    path = (record.text("background") or "").strip().lstrip("/")
    background = Embed(Target(f"/{path}"), "", None, None, line) if path else None
    style = record.choice("backgroundStyle", BackgroundStyle) or BackgroundStyle.COVER
    return GroupNode(name, box, color, line, _plain(record, "label"), background, style)


def _plain(record: Record, key: str) -> str:
    """A text on one line."""
    return " ".join((record.text(key) or "").split())
