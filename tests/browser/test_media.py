"""A sound and a document that a note embeds, used as a reader would."""

import wave
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.project import Project
from support.server import serve

OpenPage = Callable[..., Page]
SECONDS = 3
PAGES = 2


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a note with both is served."""
    project = Project(tmp_path_factory.mktemp("media"))
    project.write(
        "Talk.md", "The talk:\n\n![[talk.wav#t=1]]\n\n![[slides.pdf#page=2&height=300]]\n\nIts end.\n"
    )
    with wave.open(str(project.vault / "talk.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8_000)
        sound.writeframes(bytes([128]) * 8_000 * SECONDS)
    (project.vault / "slides.pdf").write_bytes(document())
    project.configure()
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


def document() -> bytes:
    """A PDF of two empty pages."""
    kids = " ".join(f"{3 + number} 0 R" for number in range(PAGES))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {PAGES} /Kids [{kids}] >>"]
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>"] * PAGES
    text, places = "%PDF-1.4\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def test_a_sound_is_played_by_keyboard_and_not_asked_for_before(open_page: OpenPage) -> None:
    page = open_page("talk/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="load")
    player = page.locator("article audio")
    assert [url for url in asked if "talk.wav" in url] == []
    assert (player.get_attribute("src") or "").endswith("talk.wav#t=1")
    player.focus()
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('article audio').currentTime > 0.2")
    assert player.evaluate("player => player.duration") == pytest.approx(SECONDS, abs=0.1)
    page.keyboard.press("Space")
    assert player.evaluate("player => player.paused")


def test_a_document_opens_at_its_page_in_its_place_with_a_link_beside_it(open_page: OpenPage) -> None:
    page = open_page("talk/")
    viewer = page.locator("article iframe")
    viewer.scroll_into_view_if_needed()
    box = viewer.bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(300, abs=2)
    assert (viewer.get_attribute("src") or "").endswith("slides.pdf#page=2&height=300")
    assert viewer.get_attribute("title")
    link = page.locator("article").get_by_role("link", name="slides.pdf")
    goal = link.evaluate("link => link.href")
    answer = page.request.get(goal.partition("#")[0])
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")
    loaded = viewer.element_handle()
    assert loaded is not None
    frame = loaded.content_frame()
    assert frame is not None
    frame.wait_for_load_state()
    assert frame.url.partition("#")[0] == goal.partition("#")[0]
