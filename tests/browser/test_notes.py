"""What notes hold, as a reader meets it: formulas, diagrams, callouts, figures, the journal and its feed."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from milepost.ofm.env import RenderEnv, in_markdown_it
from milepost.ofm.parser import create_parser
from support.project import Project

WRITE_UP = "journal/backpropagation-by-hand/"


def test_formulas_are_mathml_that_has_a_size(open_page: Callable[..., Page]) -> None:
    page = open_page(WRITE_UP)
    formulas = page.locator("math")
    assert formulas.count() > 10
    assert formulas.evaluate_all("all => all.every(each => each.getBoundingClientRect().width > 2)")
    assert "\\odot" not in page.locator("article").inner_text()


# The fonts that a page has loaded, by the ends of their addresses.
FONTS = """async () => {
  await document.fonts.ready;
  const loaded = performance.getEntriesByType("resource").map(each => each.name.split("/").pop());
  return loaded.filter(name => name.endsWith(".woff2"));
}"""


def test_the_letters_of_formulas_are_loaded_where_there_are_any(open_page: Callable[..., Page]) -> None:
    assert open_page("").evaluate(FONTS) == []
    page = open_page(WRITE_UP)
    assert page.evaluate(FONTS) == ["milepost-math.woff2"]
    formula = page.locator("p math").first
    formula.evaluate(
        "math => math.insertAdjacentHTML('beforeend', '<mi>\N{MATHEMATICAL FRAKTUR SMALL G}</mi>')"
    )
    page.wait_for_function("[...document.fonts].filter(font => font.status === 'loaded').length === 2")
    assert page.evaluate(FONTS) == ["milepost-math.woff2", "milepost-math-more.woff2"]


def test_scripts_stand_above_and_below_the_line(open_page: Callable[..., Page]) -> None:
    page = open_page(WRITE_UP)
    page.evaluate(FONTS)
    below, above, height = page.locator("p math").first.evaluate(
        """math => {
          math.innerHTML = "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>";
          const [x, low, high] = [...math.firstChild.children].map(part => part.getBoundingClientRect());
          return [low.bottom - x.bottom, x.top - high.top, x.height];
        }"""
    )
    assert min(below, above) > height / 4


def test_a_bare_address_in_a_table_is_broken_only_where_it_is_long(open_page: Callable[..., Page]) -> None:
    page = open_page("", viewport={"width": 390, "height": 800})
    table = f"| a | b |\n| --- | --- |\n| <https://a.example> | <https://a.example/{60 * 'word'}> |\n"
    html = create_parser().render(table, in_markdown_it(RenderEnv()))
    page.locator("article").evaluate("(it, html) => { it.innerHTML = html; }", html)
    frame = page.locator(".md-typeset__scrollwrap")
    assert frame.evaluate("it => it.scrollWidth <= it.clientWidth")
    lines = page.locator("td a").evaluate_all("all => all.map(each => each.getClientRects().length)")
    assert lines[0] == 1 < lines[1]


def test_the_kinds_fit_a_telephone_where_items_are_skipped(open_page: Callable[..., Page]) -> None:
    page = open_page("roadmap/ai-expert-roadmap/", viewport={"width": 390, "height": 800})
    frame = page.locator(".mp-kinds > .md-typeset__scrollwrap")
    assert "Skipped" in (frame.locator("thead").text_content() or "")
    assert frame.evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.parametrize("path", [WRITE_UP, "notes/foundations.canvas/"])
def test_a_fragment_that_is_no_text_is_passed_over(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(f"{path}#%E0%A4%A")
    page.wait_for_load_state("networkidle")  # and nothing is said on the console
    expect(page.locator("h1")).to_be_visible()


def test_a_list_within_a_list_has_numbers_unless_its_author_says_otherwise(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("")
    styles = page.locator("article").evaluate(
        """article => {
          const within = "<li><ol><li>1</ol><ol type=a><li>a</ol></li>";
          article.insertAdjacentHTML("beforeend", `<ul>${within}</ul><ol>${within}</ol>`);
          return [...article.querySelectorAll("li > ol")].map(list => getComputedStyle(list).listStyleType);
        }"""
    )
    assert styles == ["decimal", "lower-alpha"] * 2


def test_a_list_within_lists_is_as_near_to_the_next_item_as_one_line_to_another(
    open_page: Callable[..., Page],
) -> None:
    tops = (
        open_page("")
        .locator("article")
        .evaluate(
            """article => {
          article.innerHTML = "<ul><li>a<ul><li>b<ul><li>c</ul></ul></li><li>d</li><li>e</li></ul>";
          return [...article.querySelectorAll("li")].map(item => item.getBoundingClientRect().top);
        }"""
        )
    )
    steps = {round(below - above) for above, below in pairwise(tops)}
    assert len(steps) == 1


def test_a_tag_is_whole_at_the_end_of_a_line(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    pieces = page.locator("article").evaluate(
        """article => {
          const tags = '<a class="tag" href="#">#日本語/日本語</a> '.repeat(9);
          article.innerHTML = `<p style="width: 20em">${tags}</p>`;
          return [...article.querySelectorAll(".tag")].map(tag => tag.getClientRects().length);
        }"""
    )
    assert set(pieces) == {1}


def test_an_embed_that_begins_with_a_heading_is_as_near_as_any(open_page: Callable[..., Page]) -> None:
    gaps = (
        open_page(WRITE_UP)
        .locator("article")
        .evaluate(
            """article => {
          const embed = inside => `<p>above</p><div class="mp-embed">${inside}</div>`;
          article.innerHTML = embed("<p>words</p>") + embed("<h2>Heading</h2>");
          return [...article.querySelectorAll(".mp-embed")].map(each =>
            each.getBoundingClientRect().top - each.previousSibling.getBoundingClientRect().bottom);
        }"""
        )
    )
    assert gaps[0] == gaps[1]


def test_a_stroke_through_a_letter_is_not_broken(open_page: Callable[..., Page]) -> None:
    page = open_page("notes/softmax/")
    html = create_parser().render(
        r"$\cancel{\phantom{x}} \bcancel{\phantom{m}}$", in_markdown_it(RenderEnv())
    )
    page.locator("article").evaluate("(article, html) => { article.innerHTML = html; }", html)
    for stroke in page.locator("menclose").all():
        picture = Image.open(BytesIO(stroke.screenshot())).convert("L")
        darkest = [min(picture.crop((x, 0, x + 1, picture.height)).tobytes()) for x in range(picture.width)]
        assert max(darkest[1:-1]) < 128


# A numbered task with one below it in bullets and one in numbers; from each box to its words, in pixels.
TASKS_BELOW = """item => {
  const box = '<input type="checkbox">', task = `<li class="task-list-item" data-task=" ">${box}Below</li>`;
  item.innerHTML = `<p>${box}Step</p><ul>${task}</ul><ol>${task}</ol>`;
  return [...item.querySelectorAll("input")].map(box => {
    const words = document.createRange();
    words.selectNode(box.nextSibling);
    return words.getBoundingClientRect().left - box.getBoundingClientRect().right;
  });
}"""


def test_the_box_of_a_task_below_a_numbered_one_is_beside_its_words(open_phase: Callable[..., Page]) -> None:
    gaps = open_phase().locator(".mp-card[open] ol > .task-list-item").first.evaluate(TASKS_BELOW)
    assert len(gaps) == 3
    assert min(gaps) > 0, gaps


def test_diagrams_are_svg_in_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page(WRITE_UP)
    expect(page.locator("figure.mermaid > svg")).to_have_count(1)
    expect(page.locator("figure.mermaid > svg")).to_contain_text("hidden")
    assert page.locator("pre.mermaid, script[src*='mermaid']").count() == 0


def test_a_callout_folds_from_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    callout = page.locator("article details:not(.mp-card)").first
    inside = callout.locator("p:not(summary p)").last
    expect(inside).to_be_hidden()
    callout.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    page.keyboard.press("Enter")
    expect(inside).to_be_hidden()


def test_a_write_up_shows_its_figures_with_their_alternative_text(open_page: Callable[..., Page]) -> None:
    page = open_page(WRITE_UP)
    images = page.locator(".mp-figure img:visible").all()
    assert images
    for image in images:
        assert len(image.get_attribute("alt") or "") > 20
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
        assert image.evaluate("image => image.naturalWidth") > 0


def test_the_journal_is_newest_first(open_page: Callable[..., Page]) -> None:
    page = open_page("journal/")
    days = page.locator("article .mp-list > li .mp-quiet").all_inner_texts()
    assert len(days) > 1
    order = page.evaluate("days => days.map(day => Date.parse(day))", days)
    assert order == sorted(order, reverse=True)


def test_the_journal_leads_to_a_feed_of_all_write_ups(
    open_page: Callable[..., Page], sample: Project
) -> None:
    page = open_page("journal/")
    link = page.get_by_role("link", name="Atom feed")
    assert (page.request.get(str(link.evaluate("link => link.href")))).ok
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(sample.page("feed.xml")).findall(f"{atom}entry")
    titles = [entry.findtext(f"{atom}title") for entry in entries]
    assert titles == page.locator("article .mp-list > li > a").all_inner_texts()


def test_on_paper_there_are_no_filters(open_phase: Callable[..., Page]) -> None:
    page = open_phase()
    expect(page.locator(".mp-filters")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".mp-filters")).to_be_hidden()


@pytest.mark.parametrize("width_px", [390, 1280])
def test_the_words_of_a_diagram_are_whole_and_the_page_does_not_scroll_sideways(
    open_page: Callable[..., Page], width_px: int
) -> None:
    page = open_page(WRITE_UP, viewport={"width": width_px, "height": 900})
    assert page.locator("figure.mermaid svg").evaluate("svg => getComputedStyle(svg).overflow") == "visible"
    assert page.locator("html").evaluate("html => html.scrollWidth") == width_px


def test_a_wide_formula_in_a_line_scrolls_by_itself_and_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("notes/softmax/", viewport={"width": 390, "height": 844})
    formula = page.locator("p math").first
    assert formula.evaluate("math => math.tabIndex") == -1
    formula.evaluate(
        "math => math.append(...Array.from({ length: 40 }, () => math.firstElementChild.cloneNode(true)))"
    )
    page.evaluate("dispatchEvent(new Event('resize'))")
    assert page.locator("html").evaluate("html => html.scrollWidth") == 390
    assert formula.evaluate("math => math.tabIndex") == 0
    assert formula.evaluate("math => math.scrollWidth > math.clientWidth")


@pytest.mark.parametrize("display", ["inline", "block"])
def test_no_letter_of_a_formula_is_cut_off(open_page: Callable[..., Page], display: str) -> None:
    page = open_page("notes/softmax/")
    page.locator("article").evaluate(
        """(article, display) => {
          const letters = "<mi>f</mi><mi>j</mi><mo>(</mo><mi>g</mi><mo>)</mo>";
          article.innerHTML = `<p id="line">a <math display="${display}">${letters}</math> b</p>`;
        }""",
        display,
    )
    line = page.locator("#line")
    clipped = line.screenshot()
    page.add_style_tag(content=".md-typeset math { overflow: visible !important; }")
    assert line.screenshot() == clipped


def test_the_tag_of_an_equation_is_whole_at_the_right_edge(open_page: Callable[..., Page]) -> None:
    page = open_page("notes/softmax/")
    html = create_parser().render("$$E = mc^2 \\tag{1 or two}$$", in_markdown_it(RenderEnv()))
    page.locator("article").evaluate("(article, html) => { article.innerHTML = html; }", html)
    to_the_edge = page.locator(".math").evaluate(
        """block => {
          const tag = block.querySelector("mtd:last-child > mtext");
          return block.getBoundingClientRect().right - tag.getBoundingClientRect().right;
        }"""
    )
    assert 0 <= to_the_edge < 12  # the padding of the cell
    assert page.locator("math").evaluate("math => math.scrollWidth <= math.clientWidth")


def test_words_that_run_from_right_to_left_do_so_in_a_page_that_does_not(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("")
    page.locator("article").evaluate(
        """article => {
          const words = "<i>שלום</i> <b>code</b>";
          const others = "<p><i>left</i> <b>right</b></p>";
          article.innerHTML = `<p>${words}</p><h2>${words}</h2><ul><li>${words}</ul>${others}`;
        }"""
    )
    first, second = (
        page.locator(f"article {name}").evaluate_all("all => all.map(each => each.getBoundingClientRect().x)")
        for name in "ib"
    )
    assert [a > b for a, b in zip(first, second, strict=True)] == [True, True, True, False]


def test_words_stay_beside_their_bullet_whichever_way_they_run(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.locator("article").evaluate(
        "article => { article.innerHTML = '<ul><li><i>שלום</i></li><li><i>left</i></li></ul>'; }"
    )
    places = page.locator("article i").evaluate_all("all => all.map(each => each.getBoundingClientRect().x)")
    assert places[0] == places[1]
