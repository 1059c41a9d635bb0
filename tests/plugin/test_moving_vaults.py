"""A vault that changes under a build, or on a disk that lets nobody write (promises P9, P15 and P17)."""

import sys
from pathlib import Path

import pytest

from support.project import Project

# What Python runs first: when a file of some name is opened or written, others are gone or other than before.
_MOVE = """\
import os, sys

vault, begun = {vault!r}, []

def move(event, arguments):
    name = str(arguments[event == "os.rename"]) if arguments else ""
    if begun or event != {event!r} or not name.endswith({name!r}):
        return
    begun.append(True)
    os.unlink(os.path.join(vault, "Gone.md"))
    os.unlink(os.path.join(vault, "gone.svg"))
    os.rename(os.path.join(vault, "Folder"), os.path.join(vault, "Elsewhere"))
    with open(os.path.join(vault, "Half.md"), "w") as file:
        file.write("---\\ntitle: [ha")

sys.addaudithook(move)
"""


@pytest.mark.parametrize(
    ("event", "name"),
    [("open", "mkdocs.yml"), ("open", "A first note.md"), ("os.rename", "/a-first-note/index.html")],
    ids=["before it is listed", "while it is read", "while the site is written"],
)
def test_files_that_go_while_a_site_is_built_are_told_of(project: Project, event: str, name: str) -> None:
    project.write("A first note.md", "To [[Gone]], [[Half]] and [[Inside]]. ![[gone.svg]] ![[inside.svg]]\n")
    for path in ("Gone.md", "Half.md", "Folder/Inside.md"):
        project.write(path, "Words.\n")
    for path in ("gone.svg", "Folder/inside.svg"):
        project.write(path, "<svg xmlns='http://www.w3.org/2000/svg'/>")
    watch = project.root / "watch"
    watch.mkdir()
    text = _MOVE.format(vault=str(project.vault), event=event, name=name)
    (watch / "sitecustomize.py").write_text(text, encoding="utf-8")
    built = project.build(PYTHONPATH=str(watch))
    assert not (project.vault / "Gone.md").exists()
    assert "Traceback" not in built.stdout
    assert built.returncode == 0, built.stdout
    assert "a-first-note/index.html" in project.files()
    assert [line for line in built.stdout.splitlines() if line.startswith("WARNING") and "gone.svg" in line]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_a_vault_that_nobody_may_write_into_is_built(project: Project) -> None:
    project.write("Folder/Note.md", "Words.\n")
    files: list[Path] = [project.vault, *project.vault.rglob("*")]
    for file in reversed(files):
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        assert project.build("--strict").returncode == 0
    finally:
        for file in files:
            file.chmod(0o755)
