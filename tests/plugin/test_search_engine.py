"""Who answers the search box where nobody says."""

import json
import shutil
from pathlib import Path
from textwrap import dedent
from typing import cast

import pytest
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]

from milepost.io.cache import Kept
from milepost.io.search_index import can_index
from milepost.links.addresses import SEARCH_INDEX
from milepost.model.site import Site
from milepost.plugin.output import Output
from milepost.plugin.search import PreviewIndex
from milepost.workshop import Edition
from support.project import Project

ENGLISH = "Some words about a cache, and 機械学習 among them. "
JAPANESE = "私は機械学習の基礎を勉強する。"


@pytest.mark.parametrize(
    ("text", "times", "engine"),
    [(ENGLISH, 1, "material"), (JAPANESE, 1, "pagefind"), (ENGLISH, 20_000, "pagefind")],
    ids=["a small vault", "one without blanks between words", "a large one"],
)
def test_the_engine_suits_the_vault(tmp_path: Path, text: str, times: int, engine: str) -> None:
    assert can_index()
    project = Project(tmp_path)
    project.write("Note.md", text * times)
    project.configure()
    assert project.build("--strict").returncode == 0
    assert (project.site / "assets/search/common.json").is_file() is (engine == "pagefind")
    assert ("milepost-search.js" in project.page("note/index.html")) is (engine == "pagefind")


def test_a_preview_keeps_pagefinds_index_from_build_to_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(documents: object, common: object, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "pagefind.js").write_text("an index")

    monkeypatch.setattr("milepost.plugin.search.write_index", write)
    project = Project(tmp_path)
    project.write("Note.md", "Words.")
    project.configure()
    index = PreviewIndex(Kept("index"))
    nothing = Edition(cast("Site", None), {}, {}, frozenset())
    for _ in range(3):
        config = load_config(str(project.root / "mkdocs.yml"))
        output = Output(config)
        config.site_dir = str(project.site)
        output.clear(index.write(nothing, config, keep=True))
        assert (project.site / SEARCH_INDEX / "pagefind.js").read_text() == "an index"
        shutil.rmtree(project.site)
    index.forget()


def test_an_index_is_written_again_only_where_it_would_differ(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("Note.md", "Words about weather.")
    project.configure({"search": "pagefind"})

    def built() -> dict[str, int]:
        assert project.build("--strict").returncode == 0
        files = (file for file in (project.site / SEARCH_INDEX).rglob("*") if file.is_file())
        return {file.name: file.stat().st_ino for file in files}

    first = built()
    assert built() == first
    next((project.site / SEARCH_INDEX).glob("wasm.*")).unlink()
    mended = built()
    assert mended.keys() == first.keys()
    project.write("Note.md", "Words about climate.")
    assert built().keys() != first.keys()


def test_where_other_plugins_change_pages_the_themes_index_has_what_they_leave(project: Project) -> None:
    project.write("Host.md", "---\ntags: [x]\naliases: [Other]\n---\nBefore.\n\n![[Guest]]\n\nAfter.\n")
    project.write(
        "Guest.md", "## Inner\n\n- a\n\n  ```python\n  code\n  ```\n\n- > [!note]\n  > c\n\nGuest words.\n"
    )
    hook = "def on_page_content(html, **rest):\n    return html.replace('After', 'Thereafter')\n"
    (project.root / "hook.py").write_text(hook, encoding="utf-8")
    assert project.configure({"search": "material"}, hooks=["hook.py"]).build("--strict").returncode == 0
    index = json.loads((project.root / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    (host,) = (entry for entry in index["docs"] if entry["location"].startswith("host/"))
    assert host["title"] == "Host"
    assert host["tags"] == ["x", "Other"]
    assert "Before." in host["text"]
    assert "Thereafter." in host["text"]
    assert "Guest words." not in host["text"]
    assert [e["title"] for e in index["docs"] if "Guest words." in e["text"]] == ["Inner"]


def test_a_page_that_another_plugin_takes_out_of_the_search_is_not_found(project: Project) -> None:
    project.write("Hidden.md", "An okapi.\n")
    project.write("Open.md", "A gnu.\n")
    hook = """\
        def on_page_markdown(markdown, page, **rest):
            if page.file.src_uri == "Hidden.md":
                page.meta["search"] = {"exclude": True}
        """
    (project.root / "hook.py").write_text(dedent(hook), encoding="utf-8")
    assert project.configure(hooks=["hook.py"]).build("--strict").returncode == 0
    index = project.page("search/search_index.json")
    assert "gnu" in index
    assert "okapi" not in index
