"""Every page of the sample, visited once on a telephone: whole, quiet, and nothing asked of other hosts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, Request, Response

from support.project import Project

WIDTH = 390

FACTS = """() => ({
  ids: [...document.querySelectorAll("[id]")].map(each => each.id),
  links: [...document.querySelectorAll("a[href], area[href]")]
    .map(each => new URL(each.href.baseVal ?? each.href, document.baseURI).href),
  width: document.documentElement.scrollWidth,
  headings: document.querySelectorAll("h1").length,
})"""


@dataclass(slots=True)
class Visit:
    """What one page was found to be."""

    status: int = 0
    ids: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])
    width: int = 0
    headings: int = 0
    said: list[str] = field(default_factory=list[str])
    """Lines of the console, and errors that no script caught."""
    asked: list[str] = field(default_factory=list[str])
    """Addresses of all requests."""
    failed: list[str] = field(default_factory=list[str])


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str) -> dict[str, Visit]:
    """Every page that links lead to from the home page, by address."""
    found: dict[str, Visit] = {}
    page = browser.new_page(viewport={"width": WIDTH, "height": 844})
    watch(page, lambda: found[next(reversed(found))])
    waiting = [address]
    while waiting:
        url = waiting.pop()
        if url not in found:
            visit = found[url] = Visit()
            answer = page.goto(url)
            visit.status = answer.status if answer else 0
            for name, value in page.evaluate(FACTS).items():
                setattr(visit, name, value)
            goals = {page_of(link) for link in visit.links}
            waiting += (goal for goal in goals if goal.startswith(address) and goal.endswith("/"))
    page.close()
    return found


def page_of(url: str) -> str:
    """The address without query and fragment."""
    return urlsplit(url)._replace(query="", fragment="").geturl()


def watch(page: Page, current: Callable[[], Visit]) -> None:
    """Note on the current visit what the browser does and says."""

    def note_answer(response: Response) -> None:
        if response.status >= 400:
            current().failed.append(f"{response.status} {response.url}")

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # we went on before the browser was quite ready
            current().failed.append(f"{request.failure} {request.url}")

    page.on("console", lambda message: current().said.append(message.text))
    page.on("pageerror", lambda error: current().said.append(str(error)))
    page.on("request", lambda request: current().asked.append(request.url))
    page.on("response", note_answer)
    page.on("requestfailed", note_failure)


def test_links_lead_to_every_page_and_every_page_is_there(
    visits: dict[str, Visit], sample: Project, address: str
) -> None:
    tree = ElementTree.fromstring(sample.page("sitemap.xml"))
    base = "https://milepost.example/"
    listed = {
        urljoin(address, str(loc.text).removeprefix(base)) for loc in tree.iter() if loc.tag.endswith("loc")
    }
    assert len(listed) > 20
    assert set(visits) == listed
    assert {visit.status for visit in visits.values()} == {200}


def test_every_internal_link_leads_to_something(
    visits: dict[str, Visit], sample: Project, address: str
) -> None:
    def is_broken(link: str) -> bool:
        url, fragment = page_of(link), urlsplit(link).fragment
        if url in visits:
            return bool(fragment) and unquote(fragment) not in visits[url].ids
        return not (sample.site / unquote(url.removeprefix(address))).is_file()

    internal = {
        (url, link) for url, visit in visits.items() for link in visit.links if link.startswith(address)
    }
    assert len(internal) > 100
    assert [pair for pair in sorted(internal) if is_broken(pair[1])] == []


def test_no_page_is_wider_than_a_telephone(visits: dict[str, Visit]) -> None:
    assert {url: visit.width for url, visit in visits.items() if visit.width > WIDTH} == {}


def test_no_page_says_anything_on_the_console(visits: dict[str, Visit]) -> None:
    assert {url: visit.said for url, visit in visits.items() if visit.said} == {}


def test_no_request_fails(visits: dict[str, Visit]) -> None:
    assert {url: visit.failed for url, visit in visits.items() if visit.failed} == {}


def test_no_request_goes_to_another_host(visits: dict[str, Visit], address: str) -> None:
    assert all(visit.asked for visit in visits.values())
    assert {
        asked for visit in visits.values() for asked in visit.asked if not is_local(asked, address)
    } == set()


def is_local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def test_every_id_is_the_only_one_of_its_name(visits: dict[str, Visit]) -> None:
    repeated = {url: {i for i in visit.ids if visit.ids.count(i) > 1} for url, visit in visits.items()}
    assert {url: ids for url, ids in repeated.items() if ids} == {}


def test_every_page_has_one_title(visits: dict[str, Visit]) -> None:
    assert {url: visit.headings for url, visit in visits.items() if visit.headings != 1} == {}


def test_every_local_address_in_the_pages_is_relative(sample: Project) -> None:
    rooted = [name for name, text in pages(sample) if any(f'{each}="/' in text for each in ("href", "src"))]
    assert rooted == []


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """All but 404.html, which a host shows at any address, so that it must name its own."""
    for name, data in project.files().items():
        if name.endswith(".html") and name != "404.html":
            yield name, data.decode("utf-8")
