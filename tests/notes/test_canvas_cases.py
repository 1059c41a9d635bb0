"""Canvas files, as they are understood and what is said of them."""

import json
from collections.abc import Callable, Iterator
from time import process_time

import pytest

from milepost.model.canvas import Canvas, CanvasEdge, CanvasNode, FileNode, GroupNode, LinkNode, TextNode
from milepost.model.problem import Problem
from milepost.notes.canvas import parse_canvas
from milepost.ofm.parser import create_parser
from support.cases import Case
from support.notes import source


def parsed(text: str) -> tuple[Canvas, tuple[Problem, ...]]:
    return parse_canvas(source("Map.canvas", text), create_parser())


@pytest.mark.cases("canvas.md")
def test_a_canvas_is_understood(case: Case, check: Callable[[str], None]) -> None:
    canvas, problems = parsed(case.given)
    lines = (*map(node_line, canvas.nodes), *map(edge_line, canvas.edges), *map(str, problems))
    check("".join(f"{line}\n" for line in lines))


def node_line(node: CanvasNode) -> str:
    box = node.box
    head = f"{node.line}: {node.id or '-'} at {box.x},{box.y} of {box.width}x{box.height}"
    match node:
        case TextNode():
            rest = " ".join(
                (f"text {node.text!r}", *(str(each.target) for each in (*node.links, *node.embeds)))
            )
        case FileNode():
            rest = f"file {node.embed.target}"
        case LinkNode():
            rest = f"link {node.url}"
        case GroupNode():
            ground = f" on {node.background.target} {node.background_style}" if node.background else ""
            rest = f"group {node.label!r}{ground}"
    return f"{head}: {rest}" + (f" in {node.color}" if node.color else "")


def edge_line(edge: CanvasEdge) -> str:
    line = f"{'<' if edge.has_source_arrow else '-'}{'>' if edge.has_target_arrow else '-'}"
    ends = f"{edge.source}.{edge.source_side or '?'} {line} {edge.target}.{edge.target_side or '?'}"
    return f"{ends} {edge.label!r}" + (f" in {edge.color}" if edge.color else "")


def hostile() -> Iterator[tuple[str, str]]:
    node = '{"id":"a","type":"text","text":"","x":%s,"y":0,"width":1,"height":1}'
    yield "no JSON", "{"
    yield "a list", "[]"
    yield "brackets without end", "[" * 100_000
    yield "a deep list of nodes", '{"nodes":' + "[" * 50_000 + "]" * 50_000 + "}"
    yield "no number", '{"nodes":[' + node % "NaN" + "]}"
    yield "infinity", '{"nodes":[' + node % "-Infinity" + "]}"
    yield "a number of a million digits", '{"nodes":[' + node % ("9" * 1_000_000) + "]}"
    yield "a power", '{"nodes":[' + node % "1e999" + "]}"
    yield "nodes that are none", '{"nodes":[null,1,"x",[],{}],"edges":{"a":1}}'


@pytest.mark.parametrize("text", [text for _, text in hostile()], ids=[name for name, _ in hostile()])
def test_what_is_wrong_is_said_and_nothing_raised(text: str) -> None:
    canvas, problems = parsed(text)
    assert canvas.nodes == ()
    assert problems
    assert all(len(str(problem)) < 300 for problem in problems)


def test_half_a_character_does_not_get_in() -> None:
    canvas, problems = parsed(
        r'{"nodes":[{"id":"a","type":"text","text":"x\ud800y\u0000z","x":0,"y":0,"width":1,"height":1}]}'
    )
    assert problems == ()
    (node,) = canvas.nodes
    assert isinstance(node, TextNode)
    assert node.text == "x\ufffdy\ufffdz"


def many(count: int) -> str:
    nodes = [
        {"id": f"n{n}", "type": "text", "text": "[[A]]", "x": n, "y": n, "width": 9, "height": 9}
        for n in range(count)
    ]
    edges = [{"id": f"e{n}", "fromNode": f"n{n}", "toNode": f"n{n - 1}"} for n in range(1, count)]
    return json.dumps({"nodes": nodes, "edges": edges}, indent=0)


def test_ten_thousand_nodes_take_ten_times_as_long_as_a_thousand() -> None:
    def seconds(count: int) -> float:
        text, start = many(count), process_time()
        canvas, problems = parsed(text)
        assert (len(canvas.nodes), len(canvas.edges), problems) == (count, count - 1, ())
        return process_time() - start

    few = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) < 20 * few
