"""Who answers the search box where nobody says."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent
from threading import Event

import pytest
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType]

from milepost.errors import SearchError
from milepost.io.search_index import can_index
from milepost.links.addresses import SEARCH_INDEX
from milepost.plugin.pagefind import AskedIndex
from milepost.workshop import Workshop
from support.editions import LiveSite
from support.preview import serve_live
from support.project import Project
from support.vaults import VaultFactory

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


def test_a_preview_has_its_index_made_once_when_somebody_searches(
    tmp_path: Path, vault: VaultFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Indexing:
        def __init__(self, documents: Mapping[str, str], common: object) -> None:
            made.extend(documents.values())

        def files(self) -> Iterator[tuple[str, Path]]:
            yield "pagefind.js", project.write("../made.js", made[-1])

        def end(self) -> None:
            pass

    monkeypatch.setattr("milepost.plugin.pagefind.Indexing", Indexing)
    project = Project(tmp_path)
    project.vault.mkdir()
    config = load_config(str(project.configure().root / "mkdocs.yml"))
    folder, index = AskedIndex(), {f"{SEARCH_INDEX}pagefind.js"}
    first, second, third = (
        Workshop().edition(vault({"Note.md": words})) for words in ("first", "second", "third")
    )
    folder.begin(first, config)
    assert folder.finish(config) == frozenset()
    project.write(f"../site/{SEARCH_INDEX}old.js", "made with other options")
    assert folder.finish(config) == frozenset()  # so that it goes
    (project.site / SEARCH_INDEX / "old.js").unlink()
    folder.ask(second, config)
    assert folder.finish(config) == index
    folder.ask(third, config)
    folder.begin(third, config)
    assert folder.finish(config) == index
    assert "first" not in "".join(made)
    assert "second" in "".join(made)
    assert "third" not in "".join(made)


def test_a_search_in_a_preview_waits_for_the_index(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("Note.md", "Words about okapis.")
    project.configure({"search": "pagefind"})
    with serve_live(project) as preview:
        options = project.root / "mkdocs.yml"
        options.write_text(options.read_text("utf-8") + "copyright: Nobody\n", encoding="utf-8")
        preview.wait_until(lambda: preview.log.count("Detected file changes") > 0)
        # MkDocs is at work while somebody searches for the first time.
        asked = ("common.json", "pagefind.js", "pagefind-entry.json")
        with ThreadPoolExecutor() as pool:  # as a browser, which asks for several at a time
            found = list(pool.map(preview.get, [f"{SEARCH_INDEX}{name}" for name in asked]))
        assert all(found)
        assert json.loads(found[2])["languages"]["en"]["page_count"] > 0
        project.write("Other.md", "Words about weather.")
        preview.wait_until(lambda: "weather" in preview.get("other/"))
        assert preview.get(f"{SEARCH_INDEX}pagefind-entry.json") == found[2]


def test_an_index_that_fails_in_a_preview_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        time.sleep(0.2)  # while others come
        raise SearchError("Pagefind could not index the site: no room")

    project = Project(tmp_path / "project")
    project.write("Note.md", "Words.")
    live = LiveSite(project.configure({"search": "pagefind"}), tmp_path / "site")
    monkeypatch.setattr("milepost.plugin.pagefind.Indexing", fail)
    line = "milepost: Pagefind could not index the site: no room"
    with ThreadPoolExecutor() as pool:
        searches = [pool.submit(live.search) for _ in range(4)]
    assert [each.result() for each in searches] == [None] * 4
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == [line]
    live.search()  # there may be room now
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == [line, line]


@pytest.mark.parametrize("moment", ["begun", "moved"])
def test_an_index_of_a_preview_that_ends_is_brought_no_further(
    tmp_path: Path, vault: VaultFactory, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    reached, goes_on, ended = Event(), Event(), Event()

    def reach(at: str) -> None:
        if at == moment:
            reached.set()
            assert goes_on.wait(9)

    class Indexing:
        def __init__(self, *_: object) -> None:
            reach("begun")

        def files(self) -> Iterator[tuple[str, Path]]:
            yield "first.js", project.write("../first.js", "")
            reach("moved")
            yield "second.js", project.write("../second.js", "")

        def end(self) -> None:
            ended.set()

    monkeypatch.setattr("milepost.plugin.pagefind.Indexing", Indexing)
    project = Project(tmp_path)
    project.vault.mkdir()
    config = load_config(str(project.configure().root / "mkdocs.yml"))
    index, edition = AskedIndex(), Workshop().edition(vault({"Note.md": "Words."}))
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(index.ask, edition, config)
        assert reached.wait(9)
        closed = pool.submit(index.close)
        with pytest.raises(TimeoutError):  # so that whoever removes the folder has it for themselves
            closed.result(0.1)
        goes_on.set()
        assert (asked.result(9), closed.result(9)) == (None, None)
    assert ended.is_set()
    assert not (project.site / SEARCH_INDEX / "second.js").exists()


def test_of_an_index_nothing_is_written_that_is_there(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("Note.md", "Words about weather.")
    project.write("Other.md", "Words about okapis.")
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
    after = built()
    assert len(first.keys() - after.keys()) == len(after.keys() - first.keys())
    fragments = {name for name in mended if name.endswith(".pf_fragment")}
    assert 1 <= len(fragments - after.keys()) < len(fragments)
    assert all(after[name] == mended[name] for name in fragments & after.keys())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_index_that_cannot_be_made_ends_the_build_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = tmp_path / "pagefind"
    binary.write_text("#!/bin/sh\necho no room >&2\nexit 3\n", encoding="utf-8")
    binary.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(binary))
    project = Project(tmp_path)
    project.write("Note.md", "Words.")
    built = project.configure({"search": "pagefind"}).build()
    assert built.returncode == 1
    assert "Pagefind could not index the site: no room" in built.stdout
    assert "Traceback" not in built.stdout


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
