"""The theme's instant navigation, which puts one page in the place of another: each works as if loaded."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from support.project import sample_project
from support.server import serve

PHASE = "roadmap/1-foundations/"
CANVAS = "notes/foundations.canvas/"


@pytest.fixture(scope="module")
def instant_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served with instant navigation, which wants the true address in the sitemap."""
    project = sample_project(tmp_path_factory.mktemp("instant"))
    config = project.root / "mkdocs.yml"
    with serve(project.root) as root:
        address = f"{root}site/"
        text = config.read_text(encoding="utf-8").replace("https://milepost.example/", address)
        text = text.replace("features:\n", "features:\n    - navigation.instant\n")
        config.write_text(text, encoding="utf-8")
        result = project.build("--strict")
        assert result.returncode == 0, result.stdout
        yield address


@pytest.fixture
def start_at(open_page: Callable[..., Page], instant_address: str) -> Callable[[str], Page]:
    """Opens a path, and waits until the theme can go on from it without loading a page: a mark tells."""

    def start(path: str) -> Page:
        page = open_page("about:blank", base_url=instant_address)
        with page.expect_response("**/sitemap.xml"):
            page.goto(path)
        page.evaluate("window.stays = true")
        return page

    return start


def follow(page: Page, path: str) -> None:
    """Click a link to a path of the site, and see that no page was loaded for it."""
    page.locator("article").evaluate(
        """(article, path) => {
          const way = { id: "way", href: new URL(path, __md_scope), textContent: "way" };
          article.prepend(Object.assign(document.createElement("a"), way));
        }""",
        path,
    )
    page.locator("#way").click()
    expect(page.locator("#way")).to_have_count(0)
    assert page.evaluate("window.stays")


def test_a_phase_is_filtered_where_the_reader_stands(start_at: Callable[[str], Page]) -> None:
    page = start_at("")
    follow(page, PHASE)
    cards = page.locator(".mp-card:visible")
    every = cards.count()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 0")
    page.locator('[data-filter="kind"][data-value="eval"]').click()
    expect(cards).to_have_count(1)
    assert page.evaluate("scrollY") > 0
    page.go_back()
    expect(cards).to_have_count(every)
    assert page.evaluate("window.stays")


def test_a_page_with_links_in_a_drawing_is_left_and_reached(start_at: Callable[[str], Page]) -> None:
    page = start_at(PHASE)
    expect(page.locator("article svg a").first).to_be_visible()
    follow(page, "")
    follow(page, PHASE)
    expect(page.locator("article svg a").first).to_be_visible()


def test_a_key_goes_one_card_on_whichever_page_of_a_phase_it_is(start_at: Callable[[str], Page]) -> None:
    page = start_at(PHASE)
    follow(page, "")
    follow(page, PHASE)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".mp-card > summary").nth(1)).to_be_focused()


def test_a_canvas_moves(start_at: Callable[[str], Page]) -> None:
    page = start_at("")
    follow(page, CANVAS)
    expect(page.locator(".mp-canvas__view.is-live")).to_be_visible()
    follow(page, PHASE)
    follow(page, CANVAS)
    expect(page.locator(".mp-canvas__view.is-live")).to_be_visible()


def test_the_graph_is_drawn_and_left_without_a_word(start_at: Callable[[str], Page]) -> None:
    page = start_at("")
    follow(page, "graph/")
    expect(page.locator(".mp-graph canvas")).to_be_visible()
    follow(page, "")
    page.get_by_title("Switch to dark").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")


def test_a_preview_ends_with_its_page_and_looks_the_same_on_the_next(start_at: Callable[[str], Page]) -> None:
    page = start_at("notes/softmax/")
    preview = page.locator("#mp-preview")
    page.locator("article a[href$='/cross-entropy/']").first.hover()
    expect(preview).to_be_visible()
    preview.locator("a[href*='/notes/']").first.click()
    expect(preview).to_be_hidden()
    assert page.evaluate("window.stays")
    page.locator("article a[href*='/notes/']").first.hover()
    expect(preview).to_be_visible()
    expect(preview).to_have_css("position", "absolute")
