"""What is held on to is bounded by what the vault is now, not by all that it ever was."""

import gc
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from milepost.build import load_site
from milepost.io.store import Store
from milepost.model.site import Host
from milepost.pages import questions
from milepost.settings import Settings
from milepost.snapshot import Snapshot
from support.editions import LiveSite
from support.project import Project
from support.vaults import write_vault

_NOTES = 8


def write_notes(project: Project, turn: int) -> None:
    """As many notes as ever, by other names and with other words."""
    for file in project.vault.rglob("*.*"):
        file.unlink()
    for at in range(_NOTES):
        project.write(
            f"F{turn}/Note {turn} {at}.md",
            f"""\
            ---
            tags: [t{turn}]
            aliases: [Old {turn} {at}]
            ---
            # Head {turn}

            Words {turn} to [[Note {turn} {(at + 1) % _NOTES}]] and ![[{turn}.svg]]. $x^{turn}$
            """,
        )
    project.write(f"Map {turn}.canvas", '{"nodes": [], "edges": []}')
    project.write(f"{turn}.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'/>")


def reachable(thing: object) -> int:
    """How many objects it holds on to, itself among them."""
    seen = {id(thing): thing}
    pending = [thing]
    while pending:
        for each in gc.get_referents(pending.pop()):
            if id(each) not in seen and not isinstance(each, type | ModuleType | FunctionType):
                seen[id(each)] = each
                pending.append(each)
    return len(seen)


def test_a_preview_forgets_what_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_FEW", 10)
    project = Project(tmp_path)
    write_notes(project, 0)
    live = LiveSite(project.configure(), tmp_path / "live")
    for turn in range(1, 9):
        write_notes(project, turn)
        live.follow()
    fresh = LiveSite(project, tmp_path / "fresh")
    assert reachable(live.memory) < 1.2 * reachable(fresh.memory)
    assert live.files() == fresh.files()


def test_what_is_kept_on_disk_does_not_grow_with_the_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "_FEW", 1)
    store, settings, host = Store(tmp_path / "kept", ""), Settings(), Host("Journal")
    sizes: list[int] = []
    for number in range(30):
        vault = tmp_path / str(number)
        write_vault(vault, {"A.md": f"[[Word {number}]]\n", "B.md": "[[A]]\n"})
        process = Snapshot(store)
        site = load_site(str(vault), settings, host, process.cache)
        process.workshop.edition(site)
        process.save(partial(load_site, str(vault), settings))
        sizes.append(len(process.workshop.made_for(site)[1]))
    assert max(sizes) <= 3 * sizes[0]  # twice as many, and what a build or two have added
