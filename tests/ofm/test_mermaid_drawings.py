"""Diagrams as they are drawn; the drawings are too long for case files."""

import re

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser

FLOW = "```mermaid\nflowchart LR\n A[Start] --> B{Done?}\n```\n"


def draw(text: str, id_prefix: str = "") -> str:
    return create_parser().render(text, in_markdown_it(RenderEnv(id_prefix=id_prefix)))


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def test_a_diagram_becomes_a_figure_with_its_words() -> None:
    html = draw(FLOW)
    assert html.startswith('<figure class="diagram" tabindex="0"><svg ')
    assert html.endswith("</svg></figure>\n")
    assert "Start" in html
    assert "Done?" in html


def test_ids_are_unique_on_a_page() -> None:
    found = ids(draw(FLOW + "\n" + FLOW))
    assert len(found) == len(set(found))


def test_ids_of_an_embedded_note_do_not_clash_with_its_hosts() -> None:
    assert all(each.startswith("guest-") for each in ids(draw(FLOW, id_prefix="guest-")))


def test_references_lead_to_ids_of_the_same_drawing() -> None:
    html = draw("```mermaid\nsequenceDiagram\n A->>B: hi\n```\n\n" + FLOW)
    references = re.findall(r"url\(#([^)]+)\)", html)
    assert references
    assert set(references) <= set(ids(html))


def test_styles_apply_to_their_own_drawing() -> None:
    html = draw(FLOW + "\n" + FLOW)
    roots = re.findall(r'<svg id="([^"]+)"', html)
    styles = re.findall(r"<style>#([\w-]+)\{", html)
    assert styles == roots


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = draw(
        "```mermaid\n%%{init: {'themeCSS': '@import url(https://example.org/a.css);'}}%%\nflowchart LR\n"
        ' A@{ img: "https://example.org/a.png", label: "x" }\n'
        " style A fill:url(https://example.org/b.svg)\n```\n"
    )
    assert "example.org" not in html


def test_scripts_are_not_carried_over() -> None:
    html = draw(
        '```mermaid\nflowchart LR\n A["<script>alert(1)</script>x"]\n click A "javascript:alert(1)"\n```'
    )
    assert "<script" not in html
    assert "javascript:" not in html


def test_it_stands_on_white_with_dark_lines_whatever_the_page() -> None:
    opening = draw(FLOW).split(">", 2)[1]
    assert "background:#fff;color:#333;" in opening


def test_the_author_chooses_another_theme() -> None:
    chosen = FLOW.replace("flowchart", "%%{init: {'theme': 'forest'}}%%\nflowchart")
    assert "#cde498" in draw(chosen)
    assert "#cde498" not in draw(FLOW)


def test_a_block_id_names_the_figure() -> None:
    assert draw(FLOW + "\n^plan\n").startswith('<figure class="diagram" tabindex="0" id="^plan">')
