"""What a link shows of the page that it leads to, before it is followed."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
NOTE = "notes/softmax/"


def preview_of(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def link_of(page: Page, name: str = "Cross-entropy") -> Locator:
    return page.locator("article").get_by_role("link", name=name, exact=True).first


def test_hovering_shows_the_beginning_of_a_page_until_the_mouse_leaves(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).hover()
    expect(preview_of(page)).to_contain_text("Cross-entropy")
    expect(link_of(page)).to_have_attribute("aria-describedby", "mp-preview")
    preview_of(page).hover()
    page.wait_for_timeout(400)
    expect(preview_of(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(preview_of(page)).to_be_hidden()
    expect(link_of(page)).not_to_have_attribute("aria-describedby", "mp-preview")


def test_focus_shows_it_and_escape_closes_it(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).focus()
    expect(preview_of(page)).to_contain_text("Cross-entropy")
    page.keyboard.press("Escape")
    expect(preview_of(page)).to_be_hidden()
    expect(link_of(page)).to_be_focused()


def test_it_looks_like_the_page_that_it_shows(open_page: OpenPage) -> None:
    page = open_page("kind/concept/")
    page.locator("article a[href$='/not-begun/']").first.hover()
    expect(preview_of(page)).to_be_visible()
    box = preview_of(page).locator(".task-list-item [type=checkbox]").first
    assert box.evaluate("it => getComputedStyle(it).appearance") == "none"
    sheets = page.evaluate("[...document.styleSheets].map(each => each.href.split('/').pop())")
    assert sheets.index("milepost-notes.css") < sheets.index("milepost.css")


def test_all_of_a_canvas_is_shown(open_page: OpenPage) -> None:
    page = open_page("all-notes/")
    page.locator("article").evaluate(
        "(it) => { it.innerHTML = '<a href=../notes/foundations.canvas/>x</a>'; }"
    )
    page.locator("article a").hover()
    view = preview_of(page).locator(".mp-canvas__view")
    expect(view).to_be_visible()
    frame = view.bounding_box()
    cards = [each.bounding_box() for each in view.locator(".mp-canvas__card").all()]
    assert frame is not None
    assert len(cards) > 5
    assert all(box and box["x"] > frame["x"] and box["y"] > frame["y"] for box in cards)
    assert max(box["x"] + box["width"] for box in cards if box) < frame["x"] + frame["width"]
    assert max(box["y"] + box["height"] for box in cards if box) < frame["y"] + frame["height"]


def test_the_next_key_goes_past_it(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).focus()
    expect(preview_of(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(preview_of(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('#mp-preview')") is None


def test_a_link_to_a_section_shows_that_section(open_page: OpenPage) -> None:
    page = open_page("notes/cross-entropy/")
    page.locator("article a[href$='#its-gradient']").first.hover()
    expect(preview_of(page)).to_contain_text("Its gradient")
    expect(preview_of(page)).not_to_contain_text("Only differences count")


def test_a_link_to_an_address_of_no_text_shows_the_beginning(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).evaluate("it => { it.href += '#%E0%A4%A' }")
    link_of(page).hover()
    expect(preview_of(page)).to_contain_text("Cross-entropy")


def test_its_links_lead_where_they_lead_on_their_own_page(open_page: OpenPage) -> None:
    page = open_page("")
    page.locator("article a[href='notes/softmax/']").first.hover()
    expect(preview_of(page)).to_be_visible()
    inside = preview_of(page).locator("a[href*='cross-entropy'], a[href*='temperature']").first
    assert inside.get_attribute("href") == inside.evaluate("link => link.href")
    inside.click()
    expect(page.locator("h1")).not_to_have_text("Page not found")
    assert page.evaluate("document.querySelector('article h1').textContent") != "404 - Not found"


def test_no_id_of_it_is_on_the_page_twice(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).hover()
    expect(preview_of(page)).to_be_visible()
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_nothing_is_shown_for_a_mouse_that_only_passes(open_page: OpenPage) -> None:
    page = open_page(NOTE)
    link_of(page).hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    expect(page.locator("#mp-preview:visible")).to_have_count(0)


def test_a_finger_shows_none(open_page: OpenPage) -> None:
    page = open_page(NOTE, has_touch=True, is_mobile=True)
    link_of(page).focus()
    page.wait_for_timeout(600)
    expect(page.locator("#mp-preview")).to_have_count(0)


def test_a_link_in_a_diagram_shows_its_page_too(open_page: OpenPage) -> None:
    page = open_page("roadmap/1-foundations/")
    link = page.locator("article svg a").first
    name = link.text_content() or ""
    link.focus()
    expect(preview_of(page)).to_contain_text(name.rstrip("…")[:12])


def test_a_filter_that_leads_to_the_page_itself_shows_none(open_page: OpenPage) -> None:
    page = open_page("roadmap/1-foundations/")
    page.locator('[data-filter="kind"][data-value=""]').hover()
    page.wait_for_timeout(600)
    expect(page.locator("#mp-preview:visible")).to_have_count(0)


def test_a_footnote_is_shown_without_the_ways_back(open_page: OpenPage) -> None:
    page = open_page("journal/backpropagation-by-hand/")
    page.locator("article .footnote-ref").first.hover()
    expect(preview_of(page)).to_contain_text("Why not")
    expect(preview_of(page)).not_to_contain_text("↩")
