"""Saving a note in Obsidian, with the dashboard open beside it."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from support.preview import PATIENCE_SECONDS, serve_live
from support.project import Project, sample_project


def test_an_open_dashboard_follows_a_status_by_itself(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    project = sample_project(tmp_path)
    text = '---\ntype: item\nkind: concept\nstatus: todo\nphase: "[[1 Foundations]]"\norder: 99\n---\n'
    note = project.vault / "Roadmap" / "Saving notes.md"
    note.write_text(text, encoding="utf-8")
    with serve_live(project) as preview:
        page = browser.new_page()
        page.goto(f"{preview.address}roadmap/ai-expert-roadmap/")
        line = page.locator(".mp-summary__line span").first
        done, partial, todo, total = counts(line)
        started = time.monotonic()
        note.write_text(text.replace("\nstatus: todo\n", "\nstatus: done\n"), encoding="utf-8")
        expect(line).to_have_text(
            f"{done + 1} done, {partial} partial, {todo - 1} to do of {total}",
            timeout=PATIENCE_SECONDS * 1000,
        )
        record_property("seconds_from_save_to_sight", round(time.monotonic() - started, 2))
        page.close()


def test_a_page_whose_note_is_gone_is_there_again_when_the_note_is(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path).configure({})
    note = project.write("Here.md", "Words that stay.\n")
    with serve_live(project) as preview:
        page = browser.new_page()
        page.goto(f"{preview.address}here/")
        heading = page.locator("h1")
        note.rename(project.vault / "There.md")
        expect(heading).to_have_text("404 - Not found", timeout=PATIENCE_SECONDS * 1000)
        (project.vault / "There.md").rename(note)
        expect(heading).to_have_text("Here", timeout=PATIENCE_SECONDS * 1000)
        page.close()


def counts(line: Locator) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", line.inner_text())]
