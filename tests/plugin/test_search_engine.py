"""Who answers the search box where nobody says."""

from pathlib import Path

import pytest

from milepost.io.search_index import can_index
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
