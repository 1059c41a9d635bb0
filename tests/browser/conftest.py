"""One browser and one built sample journal for all tests of this folder; a watched page for each."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from support.browser import NO_BROWSER, find_browser, open_browser
from support.project import Project, sample_project
from support.repository import Repository
from support.server import serve

PHASE = "roadmap/1-foundations/"

OpenPage = Callable[..., Page]

PLAN = "Roadmap/1 Foundations/Scaling laws — compute, data, parameters.md"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        pytest.fail(NO_BROWSER, pytrace=False)
    with sync_playwright() as playwright:
        browser = open_browser(playwright, executable)
        yield browser
        browser.close()


# The sample's own items are all begun; pages look different where one is not.
NOT_BEGUN = """\
---
type: item
title: Not begun
kind: concept
status: todo
phase: "[[1 Foundations]]"
order: 99
estimate: 1 hour
---

## Practice plan

Begin when the rest is done.

```python
begun = False
```

```sh
milepost mark "Not begun" partial
```

## Steps

- [ ] Read what there is to read.

## Resources

- [Somewhere to begin](https://example.org/)
"""

SKIPPED = """\
---
type: item
title: Not for me
kind: eval
status: skipped
phase: "[[1 Foundations]]"
order: 100
---
"""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample journal with one item more that is to do and one that is not, built strictly."""
    project = sample_project(tmp_path_factory.mktemp("sample"))
    project.write("Roadmap/1 Foundations/Not begun.md", NOT_BEGUN)
    project.write("Roadmap/1 Foundations/Not for me.md", SKIPPED)
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="session")
def address(sample: Project) -> Iterator[str]:
    """Where the built sample is served: below a folder, as GitHub Pages serves a project."""
    with serve(sample.root) as root:
        yield f"{root}site/"


@pytest.fixture(scope="session")
def dated_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served as it is with a history that can be drawn."""
    project = sample_project(tmp_path_factory.mktemp("dated"))
    repository = Repository(project.root)
    repository.git("init", "--quiet", "--initial-branch=main")
    text = (project.vault / PLAN).read_text(encoding="utf-8")
    project.write(PLAN, text.replace("status: partial", "status: todo"))
    repository.commit("2026-09-01")
    project.write(PLAN, text)
    repository.commit("2026-11-01")
    result = project.build("--strict")
    assert result.returncode == 0, result.stdout
    with serve(project.site) as root:
        yield root


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens a path of the sample, in a browser context with the options given; no console line may appear."""
    said: list[str] = []
    contexts: list[BrowserContext] = []

    def open_at(path: str, **options: Any) -> Page:
        usual: dict[str, Any] = {"base_url": address, "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**{**usual, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def open_phase(open_page: OpenPage) -> OpenPage:
    """Opens the page of the sample's phase, with a query and a fragment if they are given."""

    def open_at(rest: str = "", **options: Any) -> Page:
        return open_page(PHASE + rest, **options)

    return open_at
