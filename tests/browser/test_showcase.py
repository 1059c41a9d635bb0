"""Every construct that has a look of its own, on the pages of the vault `showcase`."""

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from support.contrast import worst_contrast
from support.project import ROOT, Project
from support.server import serve

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]

KINDS = (
    "note", "abstract", "info", "todo", "tip", "success", "question", "warning", "failure", "danger", "bug",
    "example", "quote", "recipe",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the showcase is served, in the two schemes of Material."""
    project = Project(tmp_path_factory.mktemp("showcase"))
    shutil.copytree(ROOT / "tests/vaults/showcase", project.vault)
    schemes = {"light": "default", "dark": "slate"}
    palette = [{"media": f"(prefers-color-scheme: {each})", "scheme": name} for each, name in schemes.items()]
    project.configure(theme={"name": "material", "font": False, "palette": palette})
    result = project.build()
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_title_of_every_kind_of_callout_can_be_read(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page("callouts/", color_scheme=scheme, device_scale_factor=3)
    for kind in KINDS:
        callout = page.locator(f"[data-callout={kind}]").first
        contrast, _ = worst_contrast(callout, callout.locator(".callout-title"))
        assert contrast >= 4.5, kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_highlight_is_yellow_and_can_be_read_in_a_title_too(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page("callouts/", color_scheme=scheme, device_scale_factor=3)
    for kind in KINDS:
        title = page.locator(f"[data-callout={kind}] > .callout-title").first
        title.evaluate("title => { title.innerHTML = '<mark>words</mark>'; }")
        mark = title.locator("mark")
        contrast, _ = worst_contrast(mark, mark)
        assert contrast >= 4.5, kind
        red, _, blue = Image.open(BytesIO(mark.screenshot())).convert("RGB").resize((1, 1)).tobytes()
        assert red > blue, kind


def test_every_kind_of_callout_has_a_sign(open_page: OpenPage) -> None:
    page = open_page("callouts/")
    masks = [
        page.locator(f"[data-callout={kind}] > .callout-title").first.evaluate(
            "title => getComputedStyle(title, '::before').maskImage"
        )
        for kind in KINDS
    ]
    assert all(mask.startswith("url(") for mask in masks)
    assert masks.pop() == masks[0]  # a kind of one's own is a note
    assert len(set(masks)) == len(masks)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_quote_in_a_callout_can_be_read(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page("callouts/", color_scheme=scheme, device_scale_factor=3)
    for kind in KINDS:
        callout = page.locator(f"[data-callout={kind}]").first
        callout.evaluate(
            "callout => { callout.open = true; callout.append(document.createElement('blockquote')); }"
        )
        quote = callout.locator("blockquote")
        quote.evaluate("quote => { quote.textContent = 'words'; quote.style.border = 'none'; }")
        contrast, _ = worst_contrast(callout, quote)
        assert contrast >= 4.5, kind


def test_a_callout_that_ends_with_another_ends_where_one_of_words_does(open_page: OpenPage) -> None:
    gaps = (
        open_page("callouts/")
        .locator("article")
        .evaluate(
            """article => {
          const callout = inside => `<div class="admonition note" data-callout="note">${inside}</div>`;
          article.innerHTML = callout("<p>words</p>") + callout(callout("<p>words</p>"));
          return [...article.children].map(outer =>
            outer.getBoundingClientRect().bottom - outer.lastChild.getBoundingClientRect().bottom);
        }"""
        )
    )
    assert gaps[0] == gaps[1]


def test_a_callout_is_folded_and_opened_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("callouts/")
    callout = page.locator("details[data-callout=faq]").first
    title, body = callout.locator("summary"), callout.locator("p")
    expect(body).to_be_hidden()
    for _ in range(40):
        page.keyboard.press("Tab")
        if title.evaluate("title => title === document.activeElement"):
            break
    assert title.evaluate("title => getComputedStyle(title).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(body).to_be_visible()
    page.keyboard.press("Enter")
    expect(body).to_be_hidden()


def test_every_sign_of_a_task_is_drawn_and_named(open_page: OpenPage) -> None:
    boxes = open_page("tasks/").locator("article ul").first.locator("> li > input")
    drawn = boxes.evaluate_all("boxes => boxes.map(box => getComputedStyle(box).maskPosition)")
    names = boxes.evaluate_all("boxes => boxes.map(box => box.getAttribute('aria-label'))")
    unknown, done = drawn.pop(), drawn[1]
    assert unknown == done
    assert len(set(drawn)) == len(drawn) == 22
    assert names.pop() == "Marked @"
    assert len(set(names)) == 22


def test_the_properties_of_a_note_are_a_table_that_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page("properties/", viewport={"width": 390, "height": 800})
    table = page.get_by_role("table", name="Properties")
    expect(table.get_by_role("row", name="Author Ada Lovelace")).to_be_visible()
    expect(table.get_by_role("row", name="read").get_by_role("checkbox", name="Yes")).to_be_checked()
    expect(table.get_by_role("link", name="Callouts")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_print_can_be_read(open_page: OpenPage, scheme: Scheme) -> None:
    for path, area, words in (
        ("tasks/", "article ul >> nth=0", "> li"),
        ("plugin-blocks/", "article", ".plugin-block figcaption"),
        ("properties/", ".properties", "th, td:not(:has(input))"),
    ):
        page = open_page(path, color_scheme=scheme, device_scale_factor=3)
        place = page.locator(area).first
        contrast, word = worst_contrast(place, place.locator(words))
        assert contrast >= 4.5, word


def test_on_paper_what_is_folded_is_open_and_the_scheme_light(open_page: OpenPage) -> None:
    page = open_page("callouts/", color_scheme="dark")
    body = page.locator("details[data-callout=faq] > p").first
    expect(body).to_be_hidden()
    page.emulate_media(media="print")
    expect(body).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    contrast, _ = worst_contrast(page.locator("article"), page.locator("article .callout-title"))
    assert contrast >= 4.5


def test_details_of_the_authors_own_are_no_box(open_page: OpenPage) -> None:
    page = open_page("details/")
    details = page.locator("article details:not([class])")
    summary = details.locator("summary")
    assert details.evaluate("each => getComputedStyle(each).borderTopWidth") == "0px"
    assert summary.evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(details.locator("p")).to_be_hidden()
    summary.click()
    expect(details.locator("p")).to_be_visible()
