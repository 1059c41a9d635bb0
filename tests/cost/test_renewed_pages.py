"""An edit makes those pages anew that show it, and no others, however many there are."""

from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from milepost.build import load_site
from milepost.model.site import Host
from milepost.pages.questions import Questions
from milepost.pages.reads import Read
from milepost.pages.sheet import html_of
from milepost.plugin.sidebar import Sidebar
from milepost.settings import Settings
from milepost.workshop import Workshop
from support.editions import LiveSite
from support.project import Project
from support.vaults import item, phase, write_vault

IN_PHASE = '"[[Phase]]"'
OTHERS = {f"Item {at}.md": item("done", phase=IN_PHASE, review="2026-01-01") for at in range(9)}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages beside which a navigation is drawn, from now on."""
    addresses: list[str] = []
    html = Sidebar.html

    def counted(self: Sidebar, page: object, toc: str, base_url: str) -> str:
        addresses.append(getattr(page, "address", ""))
        return html(self, page, toc, base_url)

    monkeypatch.setattr(Sidebar, "html", counted)
    return addresses


def test_a_status_makes_its_items_page_anew_and_no_other_items(tmp_path: Path) -> None:
    workshop, settings, host = Workshop(), Settings(), Host("Journal")
    write_vault(tmp_path, {**OTHERS, "Phase.md": phase(1), "Changed.md": item("todo", phase=IN_PHASE)})
    workshop.edition(load_site(str(tmp_path), settings, host))
    write_vault(tmp_path, {"Changed.md": item("done", phase=IN_PHASE)})
    renewed = workshop.edition(load_site(str(tmp_path), settings, host)).renewed
    assert "changed/" in renewed
    assert not [page for page in renewed if page.startswith("item-")]


def test_a_new_process_draws_what_stands_around_a_page_for_those_that_have_changed(
    tmp_path: Path, drawn: list[str]
) -> None:
    (tmp_path / "project").mkdir()
    project = Project(tmp_path / "project").configure()
    write_vault(project.vault, {**OTHERS, "Phase.md": phase(1), "Changed.md": "Old words.\n"})
    site = LiveSite(project, tmp_path / "site")
    assert "item-1/" in drawn
    site.close()
    drawn.clear()
    write_vault(project.vault, {"Changed.md": "New words.\n"})
    site.build()
    assert "changed/" in drawn
    assert not [page for page in drawn if page.startswith("item-")]
    site.close()
    drawn.clear()
    write_vault(project.vault, {"Added.md": "A note.\n"})
    site.build()
    assert [page for page in drawn if page.startswith("item-")]  # beside them stands another navigation


def added(vault: Path) -> None:
    write_vault(vault, {"Added.md": "# Added\n\nWords, and [[Changed]].\n"})


def deleted(vault: Path) -> None:
    (vault / "Changed.md").unlink()


def renamed(vault: Path) -> None:
    (vault / "Changed.md").rename(vault / "Moved.md")


def with_another_heading(vault: Path) -> None:
    write_vault(vault, {"Changed.md": "# Another\n\nWords.\n"})


def with_a_title(vault: Path) -> None:
    write_vault(vault, {"Changed.md": "---\ntitle: Another\n---\nWords.\n"})


def made_private(vault: Path) -> None:
    write_vault(vault, {"Changed.md": "---\npublish: false\n---\nWords.\n"})


def added_beside(vault: Path) -> None:
    write_vault(vault, {"Notes/Added.md": "Words.\n"})


@pytest.mark.parametrize(
    "edit", [added, added_beside, deleted, renamed, with_another_heading, with_a_title, made_private]
)
def test_a_new_process_makes_no_page_anew_that_an_edit_is_not_seen_on(
    tmp_path: Path, edit: Callable[[Path], object]
) -> None:
    (tmp_path / "project").mkdir()
    project = Project(tmp_path / "project").configure()
    words = (
        "# Note\n\nWords of [[Note {}#Words]]. ^block\n\n"
        "## Words\n\n![[Note {}#^block]] #tag [^1]\n\n[^1]: A note.\n"
    )
    notes = {f"Notes/Note {at}.md": words.format((at + 1) % 9, (at + 2) % 9) for at in range(9)}
    write_vault(project.vault, {**OTHERS, **notes, "Phase.md": phase(1), "Changed.md": "Words.\n"})
    site = LiveSite(project, tmp_path / "site")
    site.close()
    edit(project.vault)
    site.build()
    assert site.renewed
    assert not [page for page in site.renewed if page.startswith(("item-", "notes/note-"))]


def test_what_was_built_shows_at_another_address_too(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    project = Project(tmp_path / "project").configure()
    old = "---\naliases: [Old name]\ncover: no.png\n---\nWords.\n"
    write_vault(project.vault, {**OTHERS, "Phase.md": phase(1), "Note.md": old, "index.md": "Home.\n"})
    LiveSite(project, tmp_path / "site", "https://me.example/journal/").close()
    renewed = LiveSite(project, tmp_path / "site").renewed  # where it is served on this machine
    assert "old-name/" in renewed  # tells where its note stands
    assert not renewed & {"", "note/", "phase/", *(f"item-{at}/" for at in range(9))}


def test_another_title_is_drawn_where_it_shows(tmp_path: Path, drawn: list[str]) -> None:
    (tmp_path / "project").mkdir()
    project = Project(tmp_path / "project").configure()
    write_vault(project.vault, {f"{at % 2}/Note {at}.md": "Words.\n" for at in range(10, 40)})
    LiveSite(project, tmp_path / "site").close()
    drawn.clear()
    write_vault(project.vault, {"0/Note 20.md": "---\ntitle: Another\n---\nWords.\n"})
    site = LiveSite(project, tmp_path / "site")
    assert "0/note-20/" in drawn
    assert not [page for page in drawn if page.startswith("1/")]
    drawn.clear()
    write_vault(project.vault, {"0/Note 20.md": "---\ntitle: And another\n---\nWords.\n"})
    site.follow()
    assert "0/note-20/" in drawn
    assert not [page for page in drawn if page.startswith("1/")]
    site.close()


def test_what_there_is_to_make_is_listed_again_where_it_may_be_something_else(tmp_path: Path) -> None:
    workshop, settings, host = Workshop(), Settings(), Host("Journal")
    write_vault(tmp_path, {**OTHERS, "Phase.md": phase(1), "Note.md": "Words of [[Item 1]].\n"})
    workshop.edition(load_site(str(tmp_path), settings, host))
    for files in (
        {"Note.md": "Other words.\n"},
        {"Note.md": "Words #tagged now.\n"},
        {"Item 1.md": item("todo", kind="paper", phase=IN_PHASE)},
        {"Folder/Added.md": "Words.\n"},
        {"Note.md": "---\naliases: [Other]\n---\nWords.\n"},
        {"Note.md": "---\ntype: writeup\ntitle: Written up\n---\nWords.\n"},
        {"Note.md": "Words.\n"},
    ):
        write_vault(tmp_path, files)
        site = load_site(str(tmp_path), settings, host)
        edition, fresh = workshop.edition(site), Workshop().edition(site)
        assert list(edition.sheets) == list(fresh.sheets)
        assert list(edition.documents) == list(fresh.documents)
        assert list(map(html_of, edition.sheets.values())) == list(map(html_of, fresh.sheets.values()))


@pytest.mark.parametrize("at", [0, 1, 7])
def test_an_interrupt_while_questions_are_forgotten_spoils_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    workshop, settings, host = Workshop(), Settings(), Host("Journal")
    write_vault(tmp_path, {**OTHERS, "Phase.md": phase(1), "Note.md": "Words of [[Item 1]].\n"})
    workshop.edition(load_site(str(tmp_path), settings, host))
    forget = Workshop._forget_questions  # pyright: ignore[reportPrivateUsage]
    numbered = Questions.numbered

    def are_many(_: Questions) -> bool:
        return True

    def interrupted(self: Workshop) -> None:
        count = iter(range(at + 1))

        def stops(questions: Questions, reads: Iterable[Read]) -> "array[int]":
            if next(count) == at:
                raise KeyboardInterrupt
            return numbered(questions, reads)

        with monkeypatch.context() as patched:
            patched.setattr(Questions, "numbered", stops)
            forget(self)

    write_vault(tmp_path, {"Note.md": "Other words of [[Item 2]].\n"})
    with monkeypatch.context() as patched:
        patched.setattr(Questions, "are_many", are_many)
        patched.setattr(Workshop, "_forget_questions", interrupted)
        with pytest.raises(KeyboardInterrupt):
            workshop.edition(load_site(str(tmp_path), settings, host))
    write_vault(tmp_path, {"Note.md": "Words.\n", "Phase.md": phase(1, title="Other")})
    site = load_site(str(tmp_path), settings, host)
    edition, fresh = workshop.edition(site), Workshop().edition(site)
    assert list(map(html_of, edition.sheets.values())) == list(map(html_of, fresh.sheets.values()))
