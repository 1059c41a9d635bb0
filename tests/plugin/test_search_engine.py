"""Who answers the search box where nobody says."""

from pathlib import Path

import pytest
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]

from milepost.io.search_index import can_index
from milepost.links.addresses import SEARCH_INDEX
from milepost.plugin.output import Output
from milepost.plugin.search import PreviewIndex
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
    index = PreviewIndex()
    for _ in range(3):
        output = Output(load_config(str(project.root / "mkdocs.yml")))
        index.write({}, str(project.site), keep=True)
        output.finish(())
        assert (project.site / SEARCH_INDEX / "pagefind.js").read_text() == "an index"
    index.forget()
