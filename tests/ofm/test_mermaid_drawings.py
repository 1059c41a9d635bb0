"""Diagrams as they are drawn; the drawings are too long for case files."""

import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import XML

import pytest

from milepost.model.problem import Code
from milepost.ofm.env import in_markdown_it
from milepost.ofm.facts import collect
from milepost.ofm.parser import create_parser
from support.cases import Case
from support.fake_vault import fake_env

Report = Callable[[int, Code, str, str], None]

FLOW = "```mermaid\nflowchart LR\n A[Start] --> B{Done?}\n```\n"


def draw(text: str, id_prefix: str = "", report: Report | None = None) -> str:
    return create_parser().render(text, in_markdown_it(fake_env(report, id_prefix)))


def name(html: str) -> str:
    """What a screen reader calls the drawing."""
    found = re.search(r'<svg [^>]*aria-label="([^"]*)"', html)
    assert found
    return unescape(found[1])


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def test_a_diagram_becomes_a_figure_with_its_words() -> None:
    html = draw(FLOW)
    assert html.startswith('<figure class="mermaid" tabindex="0"><svg role="img" ')
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
    roots = re.findall(r'<svg role="img" id="([^"]+)"', html)
    styles = re.findall(r"<style>#([\w-]+)\{", html)
    assert styles == roots


def test_front_matter_may_give_a_title_and_a_theme() -> None:
    titled = draw("```mermaid\n---\ntitle: A plan\n---\nflowchart LR\n A --> B\n```\n")
    assert name(titled) == "flowchart diagram: A plan, A, B"
    themed = draw("```mermaid\n---\nconfig:\n  theme: forest\n---\nflowchart LR\n A --> B\n```\n")
    assert "#cde498" in themed  # the colour of that theme's nodes
    assert "#cde498" not in titled


def test_a_diagram_looks_as_in_obsidian_unless_it_says_how() -> None:
    bend = re.compile(r'<path d="M[\d.,]+L[^"]*C')  # where a line would else turn by right angles
    flow = "flowchart TD\n A --> B\n A --> C\n"
    plain = draw(f"```mermaid\n{flow}```\n")
    assert 'data-look="classic"' in plain
    assert bend.search(plain)
    for config in (
        "\n  look: neo\n  layout: elk",
        ' {look: neo, "layout": elk}',
        "\n  'look': neo\n  layout: elk",
    ):
        front = draw(f"```mermaid\n---\nconfig:{config}\n---\n{flow}```\n")
        assert 'data-look="classic"' not in front
        assert not bend.search(front)
    told = "%%{init: {'look': 'neo', 'layout': 'elk'}}%%"
    directive = draw(f"```mermaid\n{told}\n{flow}```\n")
    assert 'data-look="classic"' not in directive
    assert not bend.search(directive)


def test_a_mind_map_grows_around_its_middle() -> None:
    html = draw("```mermaid\nmindmap\n  root((Mind))\n    Origins\n    Uses\n```\n")
    ways = re.findall(r'<path d="M([\d.]+),[^"]*?([\d.]+),[\d.]+" id="[^"]*edge_', html)
    assert len(ways) == 2
    assert {float(end) > float(start) for start, end in ways} == {True, False}  # one to each side


@pytest.mark.parametrize("kind", [FLOW, "```mermaid\nsequenceDiagram\n A->>B: hi\n```\n"])
def test_a_drawing_brings_nothing_that_no_part_of_it_uses(kind: str) -> None:
    html = draw(kind)
    defined = re.findall(r'<(?:marker|filter|symbol|linearGradient) id="([^"]+)"', html)
    assert defined
    assert [each for each in defined if f"#{each}" not in html] == []
    assert "neo]" not in html.replace('"', "")
    neo = draw(kind.replace("```mermaid\n", "```mermaid\n%%{init: {'look': 'neo'}}%%\n"))
    assert "neo]" in neo.replace('"', "")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('pie title [data-look=neo] {\n "a}" : 3\n', ["[data-look=neo] {", "a}"]),
        ('classDiagram\n A : attr data-id="q" data-points="w"\n', ['attr data-id="q" data-points="w"']),
    ],
)
def test_words_that_look_like_what_no_drawing_uses_stay(source: str, words: list[str]) -> None:
    html = draw(f"```mermaid\n{source}```\n")
    XML(html)
    shown = " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html)).split())
    assert [each for each in words if each not in shown] == []


def test_many_of_them_take_no_longer_than_as_many_others() -> None:
    html = draw(f'```mermaid\npie title {"[data-look=neo]" * 2_000}\n "a" : 3\n```\n')  # for ages, if at all
    assert html.count("[data-look=neo]") >= 2_000


def test_a_formula_in_a_label_is_shown_as_its_source_and_is_a_problem() -> None:
    said: list[tuple[int, Code]] = []
    text = 'a\n\n```mermaid\nflowchart LR\n A["$$x^2$$"] --> B\n```\n'
    html = draw(text, report=lambda line, code, message, hint: said.append((line, code)))
    assert name(html) == "flowchart diagram: x^2, B"
    assert said == [(3, Code.MATH_INVALID)]


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
    assert draw(FLOW + "\n^plan\n").startswith('<figure class="mermaid" tabindex="0" id="^plan">')


@pytest.mark.cases("diagrams/kinds.md")
def test_every_kind_is_drawn_with_its_words(case: Case, check: Callable[[str], None]) -> None:
    problems: list[str] = []
    html = draw(f"```mermaid\n{case.given}```\n", report=lambda _, __, message, ___: problems.append(message))
    assert problems == []
    assert '<figure class="mermaid"' in html
    check(name(html))


def test_an_authors_title_names_the_drawing() -> None:
    html = draw("```mermaid\nflowchart LR\n accTitle: How it starts\n A --> B\n```\n")
    labelled = re.search(r'aria-labelledby="([^"]+)"', html)
    assert labelled
    assert f'<title id="{labelled[1]}">How it starts</title>' in html


def test_a_name_is_escaped_and_not_too_long() -> None:
    nodes = "".join(f"\n A{n}[\"a <b> & '{n}'\"]" for n in range(60))
    found = name(draw(f"```mermaid\nflowchart LR{nodes}\n```\n"))
    assert "<" not in found
    assert len(found) < 300


LINKED = """\
```mermaid
graph TD
A[Softmax] --> B[Private]
B --> C[Missing]
C --> D[Softmax]
class A,B,C,E,F internal-link;
```
"""


def test_a_node_of_the_class_internal_link_leads_to_its_note() -> None:
    html = draw(LINKED)
    assert re.findall(r'<a class="wikilink" href="([^"]+)">', html) == ["/softmax/"]
    assert '<svg role="group"' in html


def test_a_node_that_names_a_private_note_is_as_any_other() -> None:
    private = [part for part in draw(LINKED).split("<g ") if "Private" in part]
    plain = [part for part in draw(LINKED.replace("class A,B", "class A")).split("<g ") if "Private" in part]
    assert re.sub(r'[xy]="[\d.]+"', "", private[0]) == re.sub(r'[xy]="[\d.]+"', "", plain[0])
    assert "internal-link" not in draw(LINKED)


def test_a_node_that_names_no_note_is_marked_and_reported() -> None:
    problems: list[tuple[int, str]] = []
    html = draw("text\n\n" + LINKED, report=lambda line, _, message, __: problems.append((line, message)))
    assert html.count('<g class="wikilink--missing">') == 1
    assert problems == [(3, "[[Missing]] in the diagram leads nowhere")]


def test_a_quoted_node_and_one_marked_by_itself_are_links_too() -> None:
    text = '```mermaid\ngraph TD\nA["Softmax"] --> B[Attention]:::internal-link\nclass "A" internal-link\n```'
    assert len(re.findall(r'<a class="wikilink"', draw(text))) == 2


def test_a_label_over_many_lines_is_one_name() -> None:
    words = "A note with a name that is longer than one line of a box can hold"
    text = f"```mermaid\ngraph TD\nA[{words}]\nclass A internal-link\n```"
    assert 'href="/a-note-with-a-name-that-is-longer-than-one-line-of-a-box-can-hold/"' in draw(text)


def test_links_of_a_diagram_count_for_nobody() -> None:
    assert collect(create_parser().parse(LINKED)).links == ()


def test_a_drawing_loads_nothing_that_makes_bitmaps_and_leaves_them_to_whoever_wants_them() -> None:
    code = """
import sys
from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser

html = create_parser().render("```mermaid\\nflowchart LR\\n A --> B\\n```", in_markdown_it(RenderEnv()))
print("<svg" in html, "novasvg.novasvg_py" in sys.modules)

import mmdr, novasvg
print(mmdr.render("flowchart LR; A --> B").png()[1:4].decode(), novasvg.__version__ != "")
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False", "PNG", "True"]
