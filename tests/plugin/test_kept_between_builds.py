"""A build goes on from where the one before has been, and keeps nothing that the vault has given up."""

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest

from milepost import reading, snapshot
from milepost.build import load_site
from milepost.io import vault
from milepost.io.cache import Cache
from milepost.io.store import open_store
from milepost.links.addresses import SEARCH_ENTRIES
from milepost.model.compressed import CompressedError, compressed, opened
from milepost.model.path import VaultPath
from milepost.model.site import Host, Site
from milepost.model.vault import SourceFile
from milepost.notes.parse import parse_note
from milepost.settings import Settings
from milepost.snapshot import Snapshot
from milepost.stages import WITH_PRIVATE
from milepost.workshop import AbandonedError
from support.editions import LiveSite
from support.preview import serve_live
from support.project import Project, sample_project
from support.vaults import item, phase

SECRET = "Moonstone"
MANY = {f"Notes/Note {at}.md": f"Words of note {at}, and [[Note {at + 1}]].\n" for at in range(60)}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    for name, text in MANY.items():
        made.write(name, text)
    return made.configure()


@pytest.fixture
def live(project: Project, tmp_path: Path) -> LiveSite:
    return LiveSite(project, tmp_path / "site")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that are parsed from now on."""
    paths: list[str] = []

    def counted(file: SourceFile, *args: Any, **named: Any) -> object:
        paths.append(file.path)
        return parse_note(file, *args, **named)

    monkeypatch.setattr(reading, "parse_note", counted)
    return paths


def kept(project: Project) -> bytes:
    """Everything that lies in the cache's folder, what is packed there unpacked."""
    found = b"".join(file.read_bytes() for file in (project.root / ".cache").rglob("*") if file.is_file())
    packed = (found[match.start() :] for match in re.finditer(re.escape(compressed(b"")[:4]), found))
    return found + b"".join(map(unpacked, packed))


def kept_site(project: Project) -> Path:
    return project.root / ".cache/milepost/site.pickle"


def unpacked(data: bytes) -> bytes:
    found, stream = b"", opened(data)
    with suppress(EOFError, CompressedError):  # where other bytes follow
        while piece := stream.read(1):
            found += piece
    return found


def test_all_that_the_sample_holds_comes_back(tmp_path: Path) -> None:
    live = LiveSite(sample_project(tmp_path / "project"), tmp_path / "site")
    assert live.renewed
    live.build()
    assert live.renewed == frozenset()


def test_what_mkdocs_excludes_counts_in_one_order_in_every_process(project: Project) -> None:
    pictures = [VaultPath(f"Pictures/{at}.png") for at in range(9)]
    for path in pictures:
        project.write(path, "not really")
    cache = Cache()
    load_site(str(project.vault), Settings(), Host("Test", excluded=frozenset(pictures)), cache)
    assert ", ".join(map(repr, pictures)) in repr(cache.stages[WITH_PRIVATE][0])


def test_after_a_few_edits_the_next_build_goes_on_from_before_them(project: Project, tmp_path: Path) -> None:
    live = LiveSite(project, tmp_path / "site", worth_writing=0.5)
    file = kept_site(project)
    before = file.read_bytes()
    project.write("Notes/Note 1.md", "Other words.\n")
    for _ in range(2):  # and once more, which costs less than to keep account of it
        live.build()
        assert "notes/note-1/" in live.renewed
        assert "notes/note-50/" not in live.renewed
        assert file.read_bytes() == before


def deleted(file: Path) -> None:
    file.unlink()


def made_private(file: Path) -> None:
    file.write_text(f"---\npublish: false\n---\n{SECRET}\n", encoding="utf-8")


def renamed_and_emptied(file: Path) -> None:
    file.unlink()
    file.with_name("Plain.md").write_text("Nothing.\n", encoding="utf-8")


@pytest.mark.parametrize("give_up", [deleted, made_private, renamed_and_emptied])
def test_what_the_vault_has_given_up_is_in_no_cache(
    project: Project, tmp_path: Path, give_up: Callable[[Path], object]
) -> None:
    file = project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word, of [[Note 1]]. #{SECRET}\n")
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert SECRET.encode() in kept(project)
    give_up(file)
    live.build()
    assert SECRET.encode() not in kept(project)
    assert SECRET.lower().encode() not in kept(project)


def test_names_of_private_notes_go_with_them(project: Project, tmp_path: Path) -> None:
    file = project.write(f"{SECRET}.md", "---\npublish: false\n---\nWords.\n")
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert f"{SECRET}.md".encode() in kept(project)
    file.unlink()
    live.build()
    assert SECRET.encode() not in kept(project)


def test_what_private_boards_hold_is_in_no_cache(project: Project, tmp_path: Path) -> None:
    base = project.write("Deals.base", f"views:\n  - type: table\n    name: {SECRET}\n")
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert SECRET.encode() not in kept(project)
    project.write("Notes/Note 1.md", "![[Deals.base]]\n")
    gem = project.write("Gem.md", f"{SECRET} is the word.\n")
    for file in project.vault.glob("Notes/Note 2?.md"):
        file.unlink()
    live.build()
    assert SECRET.encode() in kept(project)
    gem.unlink()
    base.unlink()
    live.build()
    assert SECRET.encode() not in kept(project)


def test_what_is_wrong_with_a_private_note_is_in_no_cache(project: Project, tmp_path: Path) -> None:
    project.write("Private.md", f"---\npublish: false\nstatus: {SECRET}\n---\nWords.\n")
    LiveSite(project, tmp_path / "site")
    assert SECRET.encode() not in kept(project)


SHOWN_TO_ITS_AUTHOR = [
    f"---\ndraft: true\n---\n# {SECRET}\n\n{SECRET} #{SECRET}\n",
    f"---\n{SECRET}: [\n---\n# {SECRET}\n\n{SECRET} #{SECRET}\n",
]
"""A draft, and a note of which nobody can tell whether it is one."""


@pytest.mark.parametrize("more", SHOWN_TO_ITS_AUTHOR)
def test_what_a_preview_shows_its_author_alone_is_in_no_cache(
    project: Project, tmp_path: Path, more: str
) -> None:
    project.configure({"preview_drafts": True}).write("More.md", more)
    live = LiveSite(project, tmp_path / "site")
    assert b"More" in b"".join(live.files().values())
    assert SECRET.encode() not in kept(project)
    assert SECRET.lower().encode() not in kept(project)


@pytest.mark.parametrize("more", SHOWN_TO_ITS_AUTHOR)
def test_a_preview_that_shows_its_author_more_keeps_what_everybody_sees(
    project: Project, tmp_path: Path, parsed: list[str], more: str
) -> None:
    project.configure({"preview_drafts": True}).write("More.md", more)
    live = LiveSite(project, tmp_path / "site")
    whole = live.files()
    parsed.clear()
    live.build()
    assert set(parsed) <= {"More.md"}
    assert "more/" in live.renewed
    assert not [page for page in live.renewed if page.startswith("notes/")]
    assert live.files() == whole
    project.write("More.md", "Words for everybody.\n")
    live.build()
    assert set(parsed) == {"More.md"}
    parsed.clear()
    live.build()
    assert (set(parsed), live.renewed) == (set(), frozenset())


def is_given_up(project: Project, live: LiveSite, file: Path, text: str) -> bool:
    """Whether the secret is in no cache any more once a preview has seen that text in the file, and ends."""
    assert SECRET.encode() in kept(project)
    file.write_text(text, encoding="utf-8")
    live.follow()
    live.close()
    return SECRET.encode() not in kept(project)


DRAFT, BROKEN = "---\ndraft: true\n---\nA draft.\n", "---\nbroken: [\n---\nWords.\n"


@pytest.mark.parametrize("shown", [DRAFT, BROKEN])
def test_what_everybody_loses_is_in_no_cache_though_its_author_still_sees_it(
    project: Project, tmp_path: Path, shown: str
) -> None:
    file = project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word.\n")
    project.configure({"preview_drafts": True})
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert is_given_up(project, live, file, shown)
    assert b"Note 59" in kept(project)


def test_what_only_a_draft_still_mentions_is_in_no_cache(project: Project, tmp_path: Path) -> None:
    card = {"id": "a", "type": "text", "text": SECRET, "x": 0, "y": 0, "width": 9, "height": 9}
    project.write("Gem.canvas", json.dumps({"nodes": [card]}))
    file = project.write("Map.md", "---\npublish: true\n---\n![[Gem.canvas]]\n")
    project.write("More.md", "---\ndraft: true\n---\n![[Gem.canvas]]\n")
    project.configure({"preview_drafts": True, "publish": "explicit"})
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert is_given_up(project, live, file, "---\npublish: true\n---\nNothing.\n")


@pytest.mark.parametrize("shown", [DRAFT, BROKEN, "---\npublish: false\n---\n"])
def test_what_a_build_beside_a_preview_has_kept_is_given_up_too(
    project: Project, tmp_path: Path, shown: str
) -> None:
    file = project.write("Gem.md", shown)
    project.configure({"preview_drafts": True})
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word.\n")
    live.follow()
    assert project.build().returncode == 0
    assert is_given_up(project, live, file, shown)
    assert b"Note 59" in kept(project)


def test_what_is_given_up_before_mkdocs_yml_comes_to_be_wrong_is_in_no_cache(project: Project) -> None:
    file = project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word.\n")
    options = project.configure({"preview_drafts": True}).root / "mkdocs.yml"
    with serve_live(project) as preview:
        assert SECRET.encode() in kept(project)
        file.write_text(DRAFT, encoding="utf-8")
        preview.wait_until(lambda: "A draft." in preview.get("gem/"))
        wrong = options.read_text("utf-8").replace("plugins:\n", "plugins:\n- blog\n")
        options.write_text(wrong, encoding="utf-8")
        preview.wait_until(lambda: "take out the plugin" in preview.log)
    assert b"Note 59" in kept(project)
    assert SECRET.encode() not in kept(project)


def test_what_everybody_sees_is_read_again_only_where_something_has_changed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.configure({"preview_drafts": True}).write("More.md", DRAFT)
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    looks: list[bool] = []

    def counted(*args: Any, **named: Any) -> Site:
        looks.append(True)
        return load_site(*args, **named)

    live.follow()
    monkeypatch.setattr("milepost.plugin.memory.load_site", counted)
    live.close()
    assert not looks
    project.write("Notes/Note 1.md", "Other words.\n")
    live.follow()
    looks.clear()
    live.close()
    live.close()
    assert len(looks) == 1


@pytest.mark.parametrize("give_up", [deleted, made_private, renamed_and_emptied])
@pytest.mark.parametrize("shown", [DRAFT, BROKEN])
def test_what_is_given_up_while_a_preview_shows_its_author_more_is_in_no_cache(
    project: Project, tmp_path: Path, give_up: Callable[[Path], object], shown: str
) -> None:
    file = project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word.\n")
    project.configure({"preview_drafts": True})
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert SECRET.encode() in kept(project)
    give_up(file)
    project.write("Notes/Note 1.md", shown)
    live.follow()
    live.close()
    assert SECRET.encode() not in kept(project)


@pytest.mark.parametrize("give_up", [deleted, made_private, renamed_and_emptied])
@pytest.mark.parametrize("more", [DRAFT, BROKEN])
def test_what_is_given_up_where_notes_alone_are_kept_is_in_no_cache(
    project: Project, tmp_path: Path, give_up: Callable[[Path], object], more: str
) -> None:
    file = project.write("Gem.md", f"# {SECRET}\n\n{SECRET} is the word.\n")
    project.configure({"preview_drafts": True}).write("More.md", more)
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert b"Note 59" in kept(project)
    assert SECRET.encode() in kept(project)
    give_up(file)
    live.build()  # as a new process
    assert b"Note 59" in kept(project)
    assert SECRET.encode() not in kept(project)


def test_names_of_private_notes_go_with_them_where_notes_alone_are_kept(
    project: Project, tmp_path: Path
) -> None:
    project.configure({"preview_drafts": True}).write("More.md", "---\ndraft: true\n---\nA draft.\n")
    file = project.write(f"{SECRET}.md", "---\naliases: Diamond\npublish: false\n---\nWords.\n")
    live = LiveSite(project, tmp_path / "site", worth_writing=9)
    assert f"{SECRET}.md".encode() in kept(project)
    file.write_text("---\npublish: false\n---\nWords.\n")
    live.build()
    assert b"Diamond" not in kept(project)
    file.unlink()
    live.build()
    assert SECRET.encode() not in kept(project)


@pytest.mark.parametrize("give_up", [deleted, made_private, renamed_and_emptied])
def test_what_was_given_up_is_in_no_cache_though_nobody_has_searched_since(
    project: Project, tmp_path: Path, give_up: Callable[[Path], object]
) -> None:
    file = project.write("Gem.md", f"---\ntitle: {SECRET}\n---\nWords.\n")
    live = LiveSite(project, tmp_path / "site")
    live.close()
    give_up(file)
    live.follow()
    live.close()
    assert SECRET.encode() not in kept(project)


@pytest.mark.parametrize("give_up", [deleted, made_private, renamed_and_emptied])
@pytest.mark.parametrize("options", [{"preview_drafts": True}, {"search": "pagefind"}])
def test_what_is_given_up_while_options_change_is_in_no_cache(
    project: Project, tmp_path: Path, give_up: Callable[[Path], object], options: dict[str, object]
) -> None:
    file = project.write("Gem.md", f"---\ntitle: {SECRET}\n---\nWords.\n")
    project.write("Draft.md", "---\ndraft: true\n---\nWords.\n")
    project.configure({"search": "material"})
    live = LiveSite(project, tmp_path / "site")
    live.files()  # the search's, too, which are made when somebody asks
    live.close()
    assert SECRET.encode() in kept(project)
    project.configure(options)
    give_up(file)
    live.build()
    live.close()
    assert SECRET.encode() not in kept(project)


def test_a_draft_that_a_preview_comes_to_show_leaves_the_others_kept(
    project: Project, tmp_path: Path
) -> None:
    project.configure({"preview_drafts": True})
    live = LiveSite(project, tmp_path / "site")
    project.write("Notes/Note 1.md", f"---\ndraft: true\n---\n{SECRET}\n")
    project.write("Notes/Note 1 again.md", "Words to [[Note 1]].\n")
    live.follow()
    project.write("Draft.md", f"---\ndraft: true\n---\n{SECRET}\n")
    live.follow()
    live.close()
    assert SECRET.encode() not in kept(project)
    live.build()
    assert {"draft/", "notes/note-1/"} <= live.renewed
    assert "notes/note-50/" not in live.renewed


def test_what_is_new_since_a_preview_looked_is_in_no_cache(project: Project, tmp_path: Path) -> None:
    project.configure({"preview_drafts": True}, exclude_docs="Secret*")
    project.write("Draft.md", "---\ndraft: true\n---\nWords.\n")
    live = LiveSite(project, tmp_path / "site")
    for at in range(9):  # so that it is worth writing
        project.write(f"Notes/Note {at}.md", "Other words.\n")
    live.follow()
    project.write("Secret note.md", f"{SECRET} is what MkDocs leaves out.\n")
    live.close()
    assert SECRET.encode() not in kept(project)
    live.build()
    assert b"Note 59" in kept(project)
    assert SECRET.encode() not in kept(project)


def test_a_draft_leaves_what_builds_keep_beside_the_pages(project: Project, tmp_path: Path) -> None:
    project.configure({"preview_drafts": True})
    assert project.build().returncode == 0
    files = {file.name for file in kept_site(project).parent.iterdir()}
    assert "build-files.pickle" in files
    for at in range(9):
        project.write(f"Drafts/Note {at}.md", "---\ndraft: true\n---\nWords.\n")
    LiveSite(project, tmp_path / "site").close()
    assert {file.name for file in kept_site(project).parent.iterdir()} >= files


def test_drafts_that_no_preview_has_come_to_show_are_in_no_cache(project: Project) -> None:
    settings, host = Settings(preview_drafts=True), Host("Journal", is_preview=True)
    kept_for = Snapshot(open_store(project.root / ".cache/milepost", settings), worth_writing=-1)
    vault = str(project.vault)
    kept_for.workshop.edition(load_site(vault, settings, host, kept_for.cache))
    kept_for.save(partial(load_site, vault, settings))
    before = kept_site(project).read_bytes()
    project.write("Draft.md", f"---\ndraft: true\ndescription: {SECRET}\n---\n# {SECRET}\n")
    site = load_site(vault, settings, host, kept_for.cache)
    with pytest.raises(AbandonedError):
        kept_for.workshop.edition(site, is_outdated=lambda: True)
    kept_for.save(partial(load_site, vault, settings))
    assert SECRET.encode() not in kept(project)
    (project.vault / "Draft.md").unlink()
    project.write("Notes/Note 1.md", "Words.\n")
    kept_for.workshop.edition(load_site(vault, settings, host, kept_for.cache))
    kept_for.save(partial(load_site, vault, settings))
    assert kept_site(project).read_bytes() != before  # it is written again


def test_names_that_lead_nowhere_go_with_their_links(project: Project, tmp_path: Path) -> None:
    project.write("Notes/Note 1.md", f"[[{SECRET}]]\n")
    live = LiveSite(project, tmp_path / "site", worth_writing=0)
    assert SECRET.encode() in kept(project)
    project.write("Notes/Note 1.md", "Words.\n")
    live.build()
    assert SECRET.encode() not in kept(project)


def test_a_damaged_cache_fails_one_build_at_most(project: Project, live: LiveSite) -> None:
    whole = live.files()
    for file in (project.root / ".cache/milepost").iterdir():
        data = bytearray(file.read_bytes())
        data[len(data) // 3 :: 97] = b"\xff" * len(data[len(data) // 3 :: 97])
        file.write_bytes(data)
    with suppress(Exception):
        live.build()
    live.build()
    assert live.files() == whole


def test_the_roadmap_comes_back(project: Project, tmp_path: Path) -> None:
    project.write("Phase.md", phase(1))
    project.write("Item.md", item("partial", phase='"[[Phase]]"'))
    live = LiveSite(project, tmp_path / "site")
    live.build()
    assert live.renewed == frozenset()


def test_a_file_that_has_not_changed_since_is_not_read_again(
    project: Project, live: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_LONGEST_TICK_NS", -(10**12))  # as if they were old
    project.write("Notes/Note 1.md", "Words. #one\n")
    project.write("Notes/Note 2.md", "Words. #one\n")  # more than the fiftieth part, so it is written
    live.build()
    read: list[str] = []

    def counted(file: "os.DirEntry[str]", mode: str, buffering: int) -> IO[bytes]:
        read.append(file.name)
        return Path(file).open(mode, buffering)

    monkeypatch.setattr(vault, "open", counted, raising=False)
    project.write("Notes/Note 1.md", "Words. #two\n")  # as long as before
    live.build()
    assert [name for name in read if name.startswith("Note ")] == ["Note 1.md"]
    assert "tags/two/" in live.renewed


def test_search_entries_are_written_only_where_they_differ(project: Project, tmp_path: Path) -> None:
    project.configure({"search": "material"})
    live = LiveSite(project, tmp_path / "site")
    file = live.site / SEARCH_ENTRIES
    live.files()
    before = file.stat().st_mtime_ns, file.read_bytes()
    live.build()
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    project.write("Notes/Note 7.md", "Other words of note 7, and [[Note 8]].\n")
    live.build()
    other = Project(tmp_path / "other")
    other.root.mkdir()
    fresh = LiveSite(
        other.configure({"search": "material"}, docs_dir=str(project.vault)), tmp_path / "fresh"
    ).files()
    assert live.files()[SEARCH_ENTRIES] == fresh[SEARCH_ENTRIES] != before[1]


def test_search_entries_that_somebody_else_has_written_are_made_anew(
    project: Project, live: LiveSite
) -> None:
    whole = live.files()[SEARCH_ENTRIES]
    (live.site / SEARCH_ENTRIES).write_bytes(whole[:-100])
    live.build()
    assert live.files()[SEARCH_ENTRIES] == whole
