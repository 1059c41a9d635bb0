"""The drawing of what comes before what in a phase."""

import re

from support.vaults import VaultFactory, item, page_of, phase

FILES = {
    "P.md": phase(1),
    "Q.md": phase(2),
    "Vectors.md": item("done", phase="P"),
    "Softmax.md": item("partial", phase="P", after='"[[Vectors]]"'),
    "Attention.md": item(phase="P", after='["[[Softmax]]", "[[Vectors]]"]', title="Attention & <heads>"),
    "Alone.md": item(phase="P"),
    "Serving.md": item(phase="Q", after='"[[Attention]]"'),
}


def boxes(html: str) -> list[tuple[str, str, int]]:
    """Each item of the drawing: title with status, link, distance from the left."""
    found = re.findall(
        r'<a href="([^"]+)" class="mp-before__item[^>]*><title>([^<]+)</title><rect x="(\d+)"', html
    )
    return [(title, href, int(x)) for href, title, x in found]


def test_each_item_stands_right_of_those_that_it_needs(vault: VaultFactory) -> None:
    found = boxes(page_of(vault(FILES), "P.md").html)
    assert [(title, href) for title, href, _ in found] == [
        ("Vectors: Done", "../vectors/"),
        ("Softmax: Partial", "../softmax/"),
        ("Attention &amp; &lt;heads&gt;: To do", "../attention/"),
    ]
    assert [x for *_, x in found] == sorted({x for *_, x in found})


def test_a_line_that_others_imply_is_left_out(vault: VaultFactory) -> None:
    html = page_of(vault(FILES), "P.md").html
    assert html.count("mp-before__line") == 2  # Attention needs Vectors anyway, by Softmax


def test_no_line_passes_behind_a_box(vault: VaultFactory) -> None:
    files = {
        "P.md": phase(1),
        **{f"{name}.md": item(phase="P", after=f'"[[{other}]]"') for name, other in ("BA", "CB", "YX")},
        **{f"{name}.md": item(phase="P") for name in "AX"},
        "Z.md": item(phase="P", after='["[[C]]", "[[X]]", "[[A]]"]'),
    }
    html = page_of(vault(files), "P.md").html
    rows = {int(y) for y in re.findall(r'<rect x="\d+" y="(\d+)"', html)}
    (lane,) = re.findall(r"(\d+) (\d+)H\d+", html)
    assert all(not row <= int(lane[1]) <= row + 44 for row in rows)


def test_what_another_phase_needs_of_this_one_is_in_its_own_drawing(vault: VaultFactory) -> None:
    titles = [title for title, *_ in boxes(page_of(vault(FILES), "Q.md").html)]
    assert titles == ["Attention &amp; &lt;heads&gt;: To do", "Serving: To do"]


def test_without_prerequisites_or_in_a_circle_there_is_no_drawing(vault: VaultFactory) -> None:
    assert "mp-before" not in page_of(vault({"P.md": phase(1), "A.md": item(phase="P")}), "P.md").html
    circle = {name: item(phase="P", after=f'"[[{other}]]"') for name, other in (("A.md", "B"), ("B.md", "A"))}
    assert "mp-before" not in page_of(vault({"P.md": phase(1), **circle}), "P.md").html
